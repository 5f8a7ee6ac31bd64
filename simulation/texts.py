"""What is said to a reader, in Korean and English: the table ``data/labels/texts.csv`` by room and key."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from simulation.errors import LANGUAGES, Text

TABLE = Path(__file__).parent / "data" / "labels" / "texts.csv"


@dataclass(frozen=True, slots=True)
class Say:
    """Says the texts of one room, their braces filled (see :func:`simulation.wording.filled`)."""

    room: str

    def __call__(self, key: str, language: str, /, **fields: object) -> str:
        """The text of that key in a language; a field that is a text itself is put in the language too."""
        said = {name: each.in_language(language) if isinstance(each, Text) else each for name, each in fields.items()}
        return texts(self.room)[key].filled(language, **said)

    def text(self, key: str, /, **fields: object) -> Text:
        """The text of that key in every language."""
        return Text(**{language: self(key, language, **fields) for language in LANGUAGES})

    def fault(self, key: str, /, **fields: object) -> tuple[Text, Text]:
        """What is wrong and what to do about it: the texts ``key`` and ``key_remedy``."""
        return self.text(key, **fields), self.text(f"{key}_remedy", **fields)


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
