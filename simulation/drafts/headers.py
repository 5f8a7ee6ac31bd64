"""The row of headers over the items: which column holds what, and columns that nobody named."""

from __future__ import annotations

from collections.abc import Collection

from openpyxl.worksheet.worksheet import Worksheet

from simulation.drafts.cells import year_of
from simulation.drafts.layout import COLUMNS, HEADER_ROW
from simulation.drafts.sheets import TEMPLATE, Reader, place, said_twice
from simulation.errors import Text
from simulation.scenario.faults import nearest

HEADERS = HEADER_ROW + 1
"""Row of the headers as a spreadsheet counts."""


def header_of(reader: Reader, sheet: Worksheet) -> dict[str | int, int]:
    """Column of each key; a number between 1970 and 2100 heads the money of that year."""
    titles = {title: key for key, each in COLUMNS.items() for title in (each.header.ko, each.header.en)}
    shown = {column: reader.cell(sheet, HEADERS, column=column) for column in range(1, sheet.max_column + 1)}
    if not any(str(title) in titles for title in shown.values()):
        names = [COLUMNS[key].header for key in ("key", "kind")]
        problem = Text(f"{HEADERS}행에 머리글이 없습니다.", f"row {HEADERS} holds no headers.")
        remedy = Text(
            f"{HEADERS}행에 '{names[0].ko}', '{names[1].ko}' 같은 원래 머리글을 두십시오. {TEMPLATE.ko}",
            f"Put the headers of the template ('{names[0].en}', '{names[1].en}') into row {HEADERS}. {TEMPLATE.en}",
        )
        reader.fault(place(sheet, HEADERS, column=1), None, problem=problem, remedy=remedy)
        return {}
    found: dict[str | int, int] = {}
    for column, title in shown.items():
        key = None if title is None else year_of(title) or titles.get(str(title))
        if key is not None and key in found:
            said_twice(
                reader,
                place(sheet, HEADERS, column=column),
                key=str(title),
                first=place(sheet, HEADERS, column=found[key]),
            )
        elif key is not None:
            found[key] = column
        elif title is not None:
            close = nearest(str(title), titles)
            problem = Text("모르는 머리글입니다.", "this header is unknown.")
            remedy = Text(
                f"원래 머리글이나 2024 같은 연도를 쓰십시오.{close.ko}",
                f"Use the headers of the template, or a year like 2024.{close.en}",
            )
            reader.fault(place(sheet, HEADERS, column=column), title, problem=problem, remedy=remedy)
    return found


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
