"""The budget spreadsheet read: every value with its cell, every wrong cell named, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from simulation.drafts.cells import month_in, value_of
from simulation.drafts.headers import header_of, is_total, refuse_nameless, refuse_total
from simulation.drafts.layout import (
    GUIDE,
    ITEMS,
    LISTS,
    MONTHS,
    NAMES,
    OPTIONS,
    PARENT,
    SETTINGS,
    SHARES,
    plain_settings,
)
from simulation.drafts.options_sheet import read_options, read_yaml
from simulation.drafts.sheets import TEMPLATE, Reader, hidden_in, place, rows_of, said_twice
from simulation.drafts.tables import Tables
from simulation.errors import SandanError, ScenarioError, Text
from simulation.scenario import gallery, load
from simulation.scenario.faults import listed, nearest

SLACK = 0.1
"""Difference between the money by year and the money by source that rounding may leave (억원)."""


def read_tables(path: Path) -> Tables:
    """The tables of a spreadsheet.

    Raises:
        SandanError: it is no spreadsheet, or lacks a sheet.
        ScenarioError: cells are wrong; all of them are named.
    """
    reader = Reader(path, path.name)
    sheets = {name: reader.sheet(name) for name in (SETTINGS, ITEMS, OPTIONS)}
    missing = [name for name in (SETTINGS, ITEMS) if sheets[name] is None]
    if missing:
        raise SandanError(
            f"{path.name}: '{missing[0].ko}' 시트가 없습니다(있는 시트: {reader.names}). {TEMPLATE.ko}",
            f"{path.name}: there is no sheet '{missing[0].en}', but {reader.names}. {TEMPLATE.en}",
        )
    _stop_at(reader)
    tables = Tables(unread=reader.others((GUIDE, SETTINGS, ITEMS, OPTIONS, LISTS)))
    for name, read in ((SETTINGS, _settings), (ITEMS, _items), (OPTIONS, read_options)):
        sheet = sheets[name]
        if sheet is not None:
            read(reader, sheet, tables=tables)
            tables.hidden += hidden_in(sheet)
    if not reader.faults:
        for item in tables.items:
            _agree(reader, item, tables=tables)
    _stop_at(reader)
    return tables


def _stop_at(reader: Reader) -> None:
    if reader.faults:
        raise ScenarioError(reader.faults)


def _settings(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    known = (PARENT, *NAMES, *plain_settings())
    for row in rows_of(sheet):
        key, value = reader.cell(sheet, row, column=1), reader.cell(sheet, row, column=2)
        if key is None and value is None:
            continue
        if key not in known:
            close = nearest(str(key or ""), known)
            problem = Text("모르는 설정입니다.", "this option is unknown.")
            if key is None:
                problem = Text("값은 있는데 설정 이름이 없습니다.", "there is a value here and no option.")
            remedy = Text(f"가능한 값: {listed(known)}.{close.ko}", f"Allowed: {listed(known)}.{close.en}")
            reader.fault(place(sheet, row, column=1), key, problem=problem, remedy=remedy)
            continue
        if tuple(key.split(".")) in tables.places:
            said_twice(reader, place(sheet, row, column=1), key=key, first=tables.places[tuple(key.split("."))])
            continue
        text = key in (*NAMES, PARENT)
        tables.settings[key] = value if value is None or not text else str(value)
        if key in MONTHS and value is not None:
            tables.settings[key] = month_in(reader, value, where=place(sheet, row, column=2))
        elif isinstance(value, str) and not text:
            tables.settings[key] = read_yaml(reader, value, where=place(sheet, row, column=2))
        tables.places[tuple(key.split("."))] = place(sheet, row, column=2)


def _items(reader: Reader, sheet: Worksheet, *, tables: Tables) -> None:
    columns = header_of(reader, sheet)
    if not columns:
        _stop_at(reader)
    held = _held(tables)
    for row in rows_of(sheet):
        faults = len(reader.faults)
        cells = {key: reader.cell(sheet, row, column=head.column) for key, head in columns.items()}
        refuse_nameless(reader, sheet, row=row, columns=[head.column for head in columns.values()])
        if all(value is None for value in cells.values()):
            continue
        where = {key: place(sheet, row, column=head.column) for key, head in columns.items()}
        total = next((each for each in ("key", "name_ko", "name_en") if is_total(cells.get(each))), None)
        if total is not None and cells.get("kind") is None:
            refuse_total(reader, where[total], title=cells[total])
            continue
        key = str(cells.get("key") or f"item_{len(tables.items) + 1}")
        first = where.get("key", where[next(iter(where))])
        _key_faults(reader, key, where=first, tables=tables, held=held)
        item = {
            name: value_of(reader, name, value=value, where=where[name], won=columns[name].won)
            for name, value in cells.items()
        }
        tables.items.append({**item, "key": key})
        _note(tables, key, where=where)
        if len(reader.faults) == faults and item.get("kind") is None:
            problem = Text("종류가 빈칸입니다.", "the kind is missing.")
            remedy = Text("목록에서 고르십시오.", "Choose one from the list.")
            reader.fault(where.get("kind", first), None, problem=problem, remedy=remedy)


def _held(tables: Tables) -> list[str]:
    """Keys of the instruments that the shipped parent holds."""
    parent = tables.settings.get(PARENT)
    return list(load(parent).instruments) if parent in gallery() else []


def _key_faults(reader: Reader, key: str, *, where: str, tables: Tables, held: list[str]) -> None:
    """A key stands once, holds no dot, and is none of the parent's."""
    first = tables.places.get(("instruments", key))
    if first is not None:
        said_twice(reader, where, key=key, first=first)
    if "." in key:
        problem = Text("사업 키에는 점을 쓸 수 없습니다.", "the key of an item holds no dot.")
        reader.fault(where, key, problem=problem, remedy=Text("예: homes_2019", "For example: homes_2019"))
    if key in held:
        problem = Text("바탕 시나리오에 이미 있는 사업입니다.", "the scenario it builds on has an item of this key.")
        remedy = Text(
            f"다른 키를 쓰거나, 바꾸려는 것이면 '{OPTIONS.ko}' 시트에 사업 키 없이 "
            f"'instruments.{key}.설정'으로 적으십시오.",
            f"Use another key; to change that item, write 'instruments.{key}.OPTION' without a key on the sheet "
            f"'{OPTIONS.en}'.",
        )
        reader.fault(where, key, problem=problem, remedy=remedy)


def _note(tables: Tables, key: str, *, where: Mapping[str | int, str]) -> None:
    """Remember the cell of every option of an item."""
    start = ("instruments", key)
    tables.places.setdefault(start, next(iter(where.values())))
    for name, cell in where.items():
        if isinstance(name, int):
            tables.places[(*start, "budget", str(name))] = cell
            tables.places.setdefault((*start, "budget"), cell)
        else:
            option = {"key": (), "state": ("sources",)}.get(name, ("sources", name) if name in SHARES else (name,))
            tables.places[(*start, *option)] = cell


def _agree(reader: Reader, item: Mapping[str | int, Any], *, tables: Tables) -> None:
    """The money by source must be the money by year, unless shares of the sources are given as an option."""
    start = ("instruments", str(item["key"]))
    years = sum(value for name, value in item.items() if isinstance(name, int) and value is not None)
    payers = sum(item.get(payer) or 0.0 for payer in SHARES)
    given = any(key == item["key"] and option.split(".")[0] == "sources" for key, option, _ in tables.options)
    if given or (years <= 0.0 and payers <= 0.0) or not any(payer in item for payer in SHARES):
        return
    if abs(years - payers) > max(SLACK, 0.001 * years):
        problem = Text(
            f"재원별 금액의 합({payers:,.10g}억원)이 연도별 금액의 합({years:,.10g}억원)과 다릅니다.",
            f"the money by source ({payers:,.10g}) is not the money by year ({years:,.10g}, 100 million KRW).",
        )
        remedy = Text("국비·도비·시비·민자나 연도 칸을 고치십시오.", "Mend the columns of sources or of years.")
        reader.fault(tables.places[(*start, "sources")], item["key"], problem=problem, remedy=remedy)
