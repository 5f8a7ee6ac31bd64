"""The row of headers over the items: which column holds what, and columns that nobody named."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from simulation.drafts.cells import narrow
from simulation.drafts.layout import COLUMNS, HEADER_ROW
from simulation.drafts.sheets import TEMPLATE, Reader, place, said_twice
from simulation.errors import LANGUAGES, Text
from simulation.scenario.faults import nearest
from simulation.scenario.written import EOK, IN_WON

HEADERS = HEADER_ROW + 1
"""Row of the headers as a spreadsheet counts."""
HEADED_YEAR = re.compile(r"([0-9]{4})(?:년도?)?")
FIRST_YEAR, LAST_YEAR = 1970, 2100
BLANKS = re.compile(r"[\s*]")
UNIT = re.compile(r"\((?:단위:?)?(조|억|천만|백만|만|천)?원\)")
TOTALS = ("계", "합계", "소계", "총계", "총합계", "누계", "총사업비", "사업비계", "total", "subtotal", "sum")


@dataclass(frozen=True, slots=True)
class Head:
    """Where a column stands, and the unit in which it counts money (won)."""

    column: int
    won: int


def header_of(reader: Reader, sheet: Worksheet) -> dict[str | int, Head]:
    """Column of each key; a number between 1970 and 2100 heads the money of that year."""
    titles = {_plain(title): key for key, each in COLUMNS.items() for title in (each.header.ko, each.header.en)}
    shown = {column: reader.cell(sheet, HEADERS, column=column) for column in range(1, sheet.max_column + 1)}
    keys = {column: _key(title, titles) for column, title in shown.items() if title is not None}
    if not any(isinstance(key, str) for key in keys.values()):
        _lost(reader, sheet)
        return {}
    found: dict[str | int, Head] = {}
    for column, key in keys.items():
        where, title = place(sheet, HEADERS, column=column), str(shown[column])
        if key is None:
            _unknown(reader, title, where=where, left=[name for name in COLUMNS if name not in keys.values()])
        elif key in found:
            said_twice(reader, where, key=title, first=place(sheet, HEADERS, column=found[key].column))
        else:
            above = sheet.cell(HEADERS - 1, column).value
            found[key] = Head(column, unit_of(title) or unit_of(above) or EOK)
    return found


def _plain(title: Any) -> str:
    """A header without what people change in it: blanks, line breaks, stars and the unit of money."""
    return UNIT.sub("", BLANKS.sub("", narrow(title))).lower()


def _key(title: Any, titles: Mapping[str, str]) -> str | int | None:
    """What a header names: an option, or a year as 2024, 2024년, 2024년도 or ２０２４; nothing that is known."""
    plain = _plain(title)
    found = HEADED_YEAR.fullmatch(plain)
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else titles.get(plain)


def unit_of(title: Any) -> int | None:
    """The unit of money (won) that a header or the line of help over it names in brackets, such as (백만원)."""
    found = UNIT.search(BLANKS.sub("", narrow(title or "")))
    return None if found is None else IN_WON[found[1]]


def is_total(title: Any) -> bool:
    """Whether a text heads a sum over items or years, which the program counts itself."""
    return _plain(title or "") in TOTALS


def refuse_total(reader: Reader, where: str, *, title: Any) -> None:
    """Note that a sum stands among what is summed."""
    problem = Text("합계는 읽지 않습니다.", "a total is not read.")
    remedy = Text("이 줄이나 열을 지우십시오.", "Delete this row or column.")
    reader.fault(where, title, problem=problem, remedy=remedy)


def _lost(reader: Reader, sheet: Worksheet) -> None:
    names = [COLUMNS[key].header for key in ("key", "kind")]
    problem = Text(f"{HEADERS}행에 머리글이 없습니다.", f"row {HEADERS} holds no headers.")
    remedy = Text(
        f"{HEADERS}행에 '{names[0].ko}', '{names[1].ko}' 같은 원래 머리글을 두십시오. {TEMPLATE.ko}",
        f"Put the headers of the template ('{names[0].en}', '{names[1].en}') into row {HEADERS}. {TEMPLATE.en}",
    )
    reader.fault(place(sheet, HEADERS, column=1), None, problem=problem, remedy=remedy)


def _unknown(reader: Reader, title: str, *, where: str, left: Sequence[str]) -> None:
    """Note a header that names nothing, with the nearest of those that no other column has."""
    if is_total(title):
        refuse_total(reader, where, title=title)
        return
    close = nearest(title, [reader.says(COLUMNS[key].header) for key in left])
    problem = Text("모르는 머리글입니다.", "this header is unknown.")
    missing = [Text(*(", ".join(COLUMNS[key].header.in_language(each) for key in left) for each in LANGUAGES))]
    ko, en = (f" 빠진 머리글: {missing[0].ko}.", f" Missing: {missing[0].en}.") if left else ("", "")
    remedy = Text(
        f"원래 머리글이나 2024 같은 연도를 쓰십시오.{ko}{close.ko}",
        f"Use the headers of the template, or a year like 2024.{en}{close.en}",
    )
    reader.fault(where, title, problem=problem, remedy=remedy)


def refuse_nameless(reader: Reader, sheet: Worksheet, *, row: int, columns: Collection[int]) -> None:
    """A value in a column without a header would be lost."""
    for column in range(1, sheet.max_column + 1):
        if column in columns or sheet.cell(HEADERS, column).value is not None:
            continue
        value = reader.cell(sheet, row, column=column)
        if value is not None:
            problem = Text("머리글이 없는 열의 값입니다.", "this value stands in a column without a header.")
            remedy = Text(
                f"{HEADERS}행에 머리글을 적거나 값을 지우십시오.",
                f"Give the column a header in row {HEADERS}, or clear it.",
            )
            reader.fault(place(sheet, row, column=column), value, problem=problem, remedy=remedy)
