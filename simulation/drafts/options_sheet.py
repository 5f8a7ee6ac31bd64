"""The sheet of further options read: an option of an item or of the scenario, said once."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from simulation import strict_yaml
from simulation.drafts.layout import ITEMS, SHARES
from simulation.drafts.sheets import Reader, place, rows_of, said_twice
from simulation.drafts.tables import Tables
from simulation.errors import ScenarioError, Text
from simulation.scenario.faults import listed, nearest


def read_options(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    """Read the rows of item, option and value; what is said elsewhere already is a fault."""
    known = [str(item["key"]) for item in tables.items]
    for row in rows_of(sheet):
        item, option, value = (reader.cell(sheet, row, column=column) for column in (1, 2, 3))
        if item is None and option is None and value is None:
            continue
        if option is None or value is None:
            problem = Text("설정과 값이 모두 있어야 합니다.", "both the option and its value are needed.")
            remedy = Text("빈칸을 채우거나 줄을 지우십시오.", "Fill the blank, or delete the row.")
            reader.fault(place(sheet, row, column=2 if option is None else 3), None, problem=problem, remedy=remedy)
            continue
        if item is not None and str(item) not in known:
            close = nearest(str(item), known)
            problem = Text(f"'{ITEMS.ko}' 시트에 없는 사업입니다.", f"there is no such item on the sheet '{ITEMS.en}'.")
            remedy = Text(f"있는 키: {listed(known)}.{close.ko}", f"There are: {listed(known)}.{close.en}")
            if not known:
                remedy = Text("그 시트에 사업을 먼저 적으십시오.", "Write the item there first.")
            reader.fault(place(sheet, row, column=1), item, problem=problem, remedy=remedy)
            continue
        path = (*(("instruments", str(item)) if item is not None else ()), *str(option).split("."))
        before = _said_already(tables, path)
        if before is not None:
            said_twice(reader, place(sheet, row, column=2), key=str(option), first=before)
            continue
        read = read_yaml(reader, value, where=place(sheet, row, column=3))
        tables.options.append(("" if item is None else str(item), str(option), read))
        tables.places[path] = place(sheet, row, column=3)


def _said_already(tables: Tables, path: tuple[str, ...]) -> str | None:
    """The cell that says an option already: itself, a part of it, or what holds it."""
    said = [tuple(key.split(".")) for key, value in tables.settings.items() if value is not None]
    for item in tables.items:
        start = ("instruments", str(item["key"]))
        for name in (name for name, value in item.items() if value is not None and name != "key"):
            inner = ("budget", str(name)) if isinstance(name, int) else ("sources" if name in SHARES else name,)
            said.append((*start, *inner))
    said += [(*(("instruments", key) if key else ()), *option.split(".")) for key, option, _ in tables.options]
    return next((tables.places[each] for each in said if _one_in_other(each, path)), None)


def _one_in_other(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def read_yaml(reader: Reader, value: Any, *, where: str) -> Any:
    """A value as YAML reads it; numbers and truth values of the spreadsheet stand as they are."""
    if not isinstance(value, str):
        return value
    try:
        return strict_yaml.loads(value, where).value
    except ScenarioError:
        problem = Text("값을 읽을 수 없습니다.", "this value cannot be read.")
        remedy = Text(
            "숫자, 글자, [..], {2019: 0.5} 가운데 하나로 적으십시오.", "Write a number, a text, [..] or {2019: 0.5}."
        )
        reader.fault(where, value, problem=problem, remedy=remedy)
        return None
