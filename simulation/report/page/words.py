"""Headings, table heads and sentences of the report in both languages; braces are filled, no adjective is free."""

from __future__ import annotations

from simulation.errors import Text
from simulation.report.page.doubt_words import DOUBTS
from simulation.report.page.headings import HEADINGS
from simulation.report.page.sentences import SENTENCES
from simulation.report.page.table_words import TABLES

PAGE: dict[str, Text] = {**HEADINGS, **SENTENCES, **TABLES, **DOUBTS}


def word(key: str, language: str, **fields: object) -> str:
    """A text of the report in a language, filled in."""
    return PAGE[key].filled(language, **fields)
