"""Names of sheets and columns of the workbook, in Korean with the English key words below."""

from __future__ import annotations

from simulation.errors import Text
from simulation.texts import texts

SHEETS = texts("workbook.sheet")
COLUMNS = texts("workbook.column")
KINDS = texts("workbook.kind")
WORLDS = texts("workbook.world")
SHOWN = texts("workbook.shown")
APART = texts("workbook.apart")
NOTES = texts("workbook.note")
CHARTS = texts("workbook.chart")
FACTS = texts("workbook.fact")


def label(key: str) -> str:
    """Head of a column: Korean, and English below; the key where it has no name."""
    named = COLUMNS.get(key)
    return key if named is None else both(named, "\n")


def both(text: Text, between: str = " / ") -> str:
    """A text in both languages; once where they are the same."""
    return text.ko if text.ko == text.en else f"{text.ko}{between}{text.en}"
