"""Titles that state what was found, and remarks, of the pictures of many small panels."""

from __future__ import annotations

from simulation.texts import Say, texts

FOUND = texts("panels")
tell = Say("panels")
