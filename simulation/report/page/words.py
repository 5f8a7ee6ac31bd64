"""Titles, headings, table heads and sentences of the report; no adjective is free."""

from __future__ import annotations

from simulation.texts import Say, texts

PAGE = texts("page")
word = Say("page")
