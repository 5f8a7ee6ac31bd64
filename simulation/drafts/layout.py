"""The budget spreadsheet as data: its sheets, the columns of its items, and what a cell may be chosen from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from simulation.catalogue import complexes, labels, sources
from simulation.errors import Text
from simulation.policy.instrument import INSTRUMENT_MODELS
from simulation.policy.specification import PAYERS, Specification
from simulation.policy.spending import spending_vectors
from simulation.scenario import Scenario, gallery
from simulation.texts import texts

Choices = Callable[[], list[tuple[str, Text]]]
"""What a cell may hold: each key with its name in both languages."""

GUIDE = Text("안내", "guide")
SETTINGS = Text("시나리오", "scenario")
ITEMS = Text("사업", "items")
OPTIONS = Text("추가설정", "options")
LISTS = Text("목록", "lists")
HEADER_ROW = 1
"""Row of the header on every sheet; the rows below hold what is read."""
ROOM = 200
"""Rows of a sheet whose cells carry lists of choices."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key it fills, its header, what it means, and what it may be chosen from."""

    key: str
    header: Text
    help: Text
    choices: Choices | None = None
    strict: bool = True
    width: int = 12


def _column(
    key: str, choices: Choices | None = None, *, sheet: str = "item", strict: bool = True, width: int = 12
) -> Column:
    """A column with the header and the help that the table of texts has for its sheet."""
    header, helps = texts(f"spreadsheet_{sheet}")[key], texts(f"spreadsheet_{sheet}_help")
    return Column(key, header, helps.get(key, Text("", "")), choices, strict, width)


def _labelled(keys: list[str], stem: str) -> list[tuple[str, Text]]:
    known = labels()
    return [(key, known[f"{stem}.{key}"].name if f"{stem}.{key}" in known else Text("", "")) for key in keys]


def kinds() -> list[tuple[str, Text]]:
    """Every kind of instrument, named."""
    return _labelled(sorted(INSTRUMENT_MODELS), "instrument")


def cost_items() -> list[tuple[str, Text]]:
    """Every cost item that money can buy."""
    return [(key, Text("", "")) for key in spending_vectors()]


def _literals(option: str) -> list[str]:
    return [str(each) for each in get_args(Specification.model_fields[option].annotation)]


def stages() -> list[tuple[str, Text]]:
    """Stages of planning."""
    return _labelled(_literals("stage"), "status")


def statuses() -> list[tuple[str, Text]]:
    """How well a number may be known."""
    return _labelled(_literals("status"), "status")


def source_keys() -> list[tuple[str, Text]]:
    """Keys of the sources that ship; a citation in words may stand instead."""
    return [(key, Text("", "")) for key in sources()]


LARGEST, OLDEST = "largest", "oldest"
MONTHS = ("start", "end")
"""Columns and settings that hold a month."""
FIRST = (
    _column("key", width=20),
    _column("name_ko", width=30),
    _column("name_en", width=30),
    _column("kind", kinds, width=34),
    _column("item", cost_items, width=18),
    *(_column(key) for key in ("start", "end", *PAYERS)),
)
LAST = (
    _column(LARGEST),
    _column(OLDEST),
    _column("stage", stages, width=18),
    _column("source", source_keys, strict=False, width=28),
    _column("status", statuses, width=18),
    _column("note", width=40),
)
COLUMNS = {column.key: column for column in (*FIRST, *LAST)}
YEARS = Text("그 해 금액(억원)", "100 million KRW in that year")

SETTING_COLUMNS = tuple(
    _column(key, sheet="setting", width=width) for key, width in (("key", 18), ("value", 44), ("meaning", 80))
)
OPTION_COLUMNS = tuple(
    _column(key, sheet="option", width=width) for key, width in (("item", 24), ("option", 34), ("value", 80))
)

PARENT = "extends"
SHARES = tuple(PAYERS)
TITLES = ("name.ko", "name.en")
NAMES = (*TITLES, "summary.ko", "summary.en")


def plain_settings() -> list[str]:
    """Options of a scenario that hold one value: they have rows of their own on the sheet of settings."""
    simple = (str, int, float, bool)
    fields = {name: field.annotation for name, field in Scenario.model_fields.items() if name != "key"}
    return [name for name, kind in fields.items() if kind in simple or getattr(kind, "__origin__", None) is Literal]


def setting_choices(key: str) -> list[str]:
    """What the value of a setting may be chosen from; nothing where it is free."""
    if key == PARENT:
        return list(gallery())
    if key == "complex":
        return list(complexes())
    annotation = Scenario.model_fields[key].annotation if key in Scenario.model_fields else None
    if annotation is bool:
        return ["true", "false"]
    return [str(each) for each in get_args(annotation)] if getattr(annotation, "__origin__", None) is Literal else []
