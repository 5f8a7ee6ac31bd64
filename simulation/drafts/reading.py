"""The budget spreadsheet read: every value with its cell, every wrong cell named, in either language."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from simulation import strict_yaml
from simulation.drafts.layout import (
    COLUMNS,
    HEADER_ROW,
    ITEMS,
    NAMES,
    OPTIONS,
    PARENT,
    SETTINGS,
    SHARES,
    plain_settings,
)
from simulation.drafts.tables import Tables
from simulation.errors import InputFault, SandanError, ScenarioError, Text
from simulation.scenario.faults import listed, nearest

KEY_IN_BRACKETS = re.compile(r".*\(([A-Za-z0-9_.]+)\)\s*")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
FIRST_YEAR, LAST_YEAR = 1970, 2100
SLACK = 0.1
"""Difference between the money by year and the money by source that rounding may leave (억원)."""
NUMBERS = ("largest", "oldest", *SHARES)


class Reader:
    """One workbook being read: its sheets, their formulas, and the faults found so far."""

    def __init__(self, path: Path, shown: str) -> None:
        self.shown = shown
        try:
            # Twice: the values that formulas had when the file was saved, and the formulas themselves.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.values = load_workbook(path, data_only=True)
                self.formulas = load_workbook(path)
        except (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError, EOFError) as error:
            raise SandanError(
                Text(
                    f"{shown}: 엑셀 파일로 읽을 수 없습니다. 'sandan template budget.xlsx'로 만든 표를 쓰십시오.",
                    f"{shown}: this cannot be read as an .xlsx file. Use one written by 'sandan template budget.xlsx'.",
                )
            ) from error
        self.faults: list[InputFault] = []

    def sheet(self, name: Text) -> Worksheet | None:
        """The sheet of a name in either language."""
        found = [each for each in (name.ko, name.en) if each in self.values.sheetnames]
        return self.values[found[0]] if found else None

    def fault(self, place: str, value: Any, *, problem: Text, remedy: Text, key: str = "") -> None:
        """Note a fault at a cell."""
        shown = "" if value is None else str(value)
        self.faults.append(
            InputFault(f"{self.shown} {place}", 0, 0, key or shown, shown if key else "", problem, remedy)
        )

    def cell(self, sheet: Worksheet, row: int, *, column: int) -> Any:
        """The value of a cell: text without blanks around it, a date as its month, nothing where it is empty."""
        cell = sheet.cell(row, column)
        value = cell.value
        if value is None and self.formulas[sheet.title].cell(row, column).value is not None:
            problem = Text("수식의 계산 결과가 저장되어 있지 않습니다.", "the result of this formula is not stored.")
            remedy = Text(
                "엑셀에서 열어 저장하거나 값을 적으십시오.",
                "Save the file in a spreadsheet program, or type the value.",
            )
            self.fault(place(sheet, row, column=column), None, problem=problem, remedy=remedy)
        if isinstance(cell, Cell) and cell.data_type == "e":
            problem = Text("계산 오류가 든 칸입니다.", "this cell holds an error.")
            remedy = Text("값을 고치십시오.", "Mend the value.")
            self.fault(place(sheet, row, column=column), value, problem=problem, remedy=remedy)
            return None
        if isinstance(value, datetime | date):
            return f"{value:%Y-%m}"
        if isinstance(value, str):
            value = value.strip()
            return value or None
        return value


def place(sheet: Worksheet, row: int, *, column: int) -> str:
    """A cell as people name it: ``사업!B7``."""
    return f"{sheet.title}!{get_column_letter(column)}{row}"


def read_tables(path: Path) -> Tables:
    """The tables of a spreadsheet.

    Raises:
        SandanError: it is no spreadsheet, or lacks a sheet.
        ScenarioError: cells are wrong; all of them are named.
    """
    reader = Reader(path, path.name)
    missing = [name for name in (SETTINGS, ITEMS) if reader.sheet(name) is None]
    if missing:
        raise SandanError(
            Text(
                f"{path.name}: '{missing[0].ko}' 시트가 없습니다. 'sandan template budget.xlsx'로 만든 표를 쓰십시오.",
                f"{path.name}: there is no sheet '{missing[0].en}'. Use one written by 'sandan template budget.xlsx'.",
            )
        )
    tables = Tables()
    for name, read in ((SETTINGS, _settings), (ITEMS, _items), (OPTIONS, _options)):
        sheet = reader.sheet(name)
        if sheet is not None:
            read(reader, sheet, tables=tables)
    if reader.faults:
        raise ScenarioError(reader.faults)
    return tables


def _rows(sheet: Worksheet) -> Iterator[int]:
    yield from range(HEADER_ROW + 2, sheet.max_row + 1)


def _settings(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    known = (PARENT, *NAMES, *plain_settings())
    for row in _rows(sheet):
        key, value = reader.cell(sheet, row, column=1), reader.cell(sheet, row, column=2)
        if key is None:
            continue
        if key not in known:
            close = nearest(str(key), known)
            problem = Text("모르는 설정입니다.", "this option is unknown.")
            remedy = Text(f"가능한 값: {listed(known)}.{close.ko}", f"Allowed: {listed(known)}.{close.en}")
            reader.fault(place(sheet, row, column=1), key, problem=problem, remedy=remedy)
            continue
        text = key in (*NAMES, PARENT)
        tables.settings[key] = value if value is None or not text else str(value)
        if isinstance(value, str) and not text:
            tables.settings[key] = _yaml(reader, value, where=place(sheet, row, column=2))
        tables.places[tuple(key.split("."))] = place(sheet, row, column=2)


def _items(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    columns = _header(reader, sheet)
    seen: dict[str, str] = {}
    for row in _rows(sheet):
        cells = {key: reader.cell(sheet, row, column=column) for key, column in columns.items()}
        if all(value is None for value in cells.values()):
            continue
        where = {key: place(sheet, row, column=column) for key, column in columns.items()}
        key = str(cells.get("key") or f"item_{len(tables.items) + 1}")
        if key in seen or "." in key:
            problem = Text("사업 키는 점 없이, 한 번만 써야 합니다.", "a key stands once and holds no dot.")
            first = seen.get(key, "-")
            remedy = Text(f"다른 이름을 쓰십시오({first}).", f"Use another ({first}).")
            reader.fault(where["key"], key, problem=problem, remedy=remedy)
        seen[key] = where.get("key", where[next(iter(where))])
        faults = len(reader.faults)
        item = {name: _value(reader, name, value=value, where=where[name]) for name, value in cells.items()}
        tables.items.append({**item, "key": key})
        _note(tables, key, where=where)
        if len(reader.faults) == faults and item.get("kind") is None:
            problem = Text("종류가 빈칸입니다.", "the kind is missing.")
            remedy = Text("목록에서 고르십시오.", "Choose one from the list.")
            reader.fault(where.get("kind", seen[key]), None, problem=problem, remedy=remedy)
        if len(reader.faults) == faults:
            _agree(reader, tables.items[-1], where=where)


def _header(reader: Reader, sheet: Worksheet) -> dict[str | int, int]:
    """Column of each key; a number between 1970 and 2100 heads the money of that year."""
    titles = {title: key for key, each in COLUMNS.items() for title in (each.header.ko, each.header.en)}
    found: dict[str | int, int] = {}
    for column in range(1, sheet.max_column + 1):
        title = reader.cell(sheet, HEADER_ROW + 1, column=column)
        if title is None:
            continue
        text = str(title)
        year = int(text) if re.fullmatch("[0-9]{4}", text) else 0
        key: str | int | None = year if FIRST_YEAR <= year <= LAST_YEAR else titles.get(text)
        if key is None or key in found:
            close = nearest(text, titles)
            problem = Text("모르거나 두 번 나온 머리글입니다.", "this header is unknown or stands twice.")
            remedy = Text(
                f"원래 머리글이나 2024 같은 연도를 쓰십시오.{close.ko}",
                f"Use the headers of the template, or a year like 2024.{close.en}",
            )
            reader.fault(place(sheet, HEADER_ROW + 1, column=column), title, problem=problem, remedy=remedy)
        else:
            found[key] = column
    return found


def _value(reader: Reader, name: str | int, *, value: Any, where: str) -> Any:
    """A cell of an item: money and limits are numbers, a choice is its key, the rest are texts."""
    if value is None:
        return None
    if isinstance(name, int) or name in NUMBERS:
        if isinstance(value, str) and (GROUPED.fullmatch(value) or re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", value)):
            value = float(value.replace(",", ""))
            value = int(value) if value.is_integer() else value
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            problem = Text("숫자가 아니거나 음수입니다.", "this is no number, or negative.")
            remedy = Text("숫자만, 0 이상으로 적으십시오.", "Give a number of at least 0, without a unit.")
            reader.fault(where, value, problem=problem, remedy=remedy)
            return None
        return value
    column = COLUMNS[name]
    if column.choices is None:
        return str(value)
    chosen = KEY_IN_BRACKETS.fullmatch(str(value))
    key, keys = chosen[1] if chosen else str(value), [each for each, _ in column.choices()]
    if key in keys or not column.strict:
        return key if key in keys else str(value)
    close = nearest(key, keys)
    problem = Text("목록에 없는 값입니다.", "this is not in the list.")
    remedy = Text(f"가능한 값: {listed(keys)}.{close.ko}", f"Allowed: {listed(keys)}.{close.en}")
    reader.fault(where, value, problem=problem, remedy=remedy)
    return None


def _note(tables: Tables, key: str, *, where: dict[str | int, str]) -> None:
    """Remember the cell of every option of an item."""
    start = ("instruments", key)
    for name, cell in where.items():
        if isinstance(name, int):
            tables.places[(*start, "budget", str(name))] = cell
            tables.places.setdefault((*start, "budget"), cell)
        else:
            option = {"key": (), "state": ("sources",)}.get(name, ("sources", name) if name in SHARES else (name,))
            tables.places[(*start, *option)] = cell


def _agree(reader: Reader, item: dict[str | int, Any], *, where: dict[str | int, str]) -> None:
    """The money by source must be the money by year."""
    years = sum(value for name, value in item.items() if isinstance(name, int) and value is not None)
    payers = sum(item.get(payer) or 0.0 for payer in SHARES)
    if (years <= 0.0 and payers <= 0.0) or not any(payer in where for payer in SHARES):
        return
    if abs(years - payers) > max(SLACK, 0.001 * years):
        problem = Text(
            f"재원별 금액의 합({payers:,.4g}억원)이 연도별 금액의 합({years:,.4g}억원)과 다릅니다.",
            f"the money by source ({payers:,.4g}) is not the money by year ({years:,.4g}, 100 million KRW).",
        )
        remedy = Text("국비·도비·시비·민자나 연도 칸을 고치십시오.", "Mend the columns of sources or of years.")
        reader.fault(where[next(payer for payer in SHARES if payer in where)], None, problem=problem, remedy=remedy)


def _options(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    known = [str(item["key"]) for item in tables.items]
    for row in _rows(sheet):
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
            reader.fault(place(sheet, row, column=1), item, problem=problem, remedy=remedy)
            continue
        read = _yaml(reader, value, where=place(sheet, row, column=3))
        tables.options.append((str(item or ""), str(option), read))
        start = ("instruments", str(item)) if item else ()
        tables.places[(*start, *str(option).split("."))] = place(sheet, row, column=3)


def _yaml(reader: Reader, value: Any, *, where: str) -> Any:
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
