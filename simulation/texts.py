"""What is said to a reader, in Korean and English: the table ``data/labels/texts.csv`` by room and key."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulation.errors import Text

TABLE = Path(__file__).parent / "data" / "labels" / "texts.csv"


@dataclass(frozen=True, slots=True)
class Say:
    """Says the texts of one room in a language, their braces filled (see :func:`simulation.wording.filled`)."""

    room: str

    def __call__(self, key: str, language: str, /, **fields: object) -> str:
        """The text of that key."""
        return texts(self.room)[key].filled(language, **fields)


def texts(room: str) -> dict[str, Text]:
    """Texts of a room by key, in the order of the table: ``page.title`` is ``title`` of the room ``page``."""
    return rooms()[room]


@cache
def rooms() -> dict[str, dict[str, Text]]:
    """Every text by room and key."""
    found: dict[str, dict[str, Text]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            room, _, key = row.pop("key").rpartition(".")
            found.setdefault(room, {})[key] = Text(**row)
    return found
