"""A workbook opened: its sheets as people made them, every cell by name, and why a file cannot be read."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from simulation.drafts.layout import HEADER_ROW, ITEMS
from simulation.errors import InputFault, SandanError, Text

MOST_ROWS, MOST_COLUMNS = 5_000, 300
"""Cells beyond these were not meant: one stray cell in the last row makes a million rows to read."""
COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""First bytes of a file of Excel 97-2003, and of any file of it that is locked with a password."""
TEMPLATE = Text(
    "'sandan template budget.xlsx'로 만든 표를 쓰십시오.", "Use one written by 'sandan template budget.xlsx'."
)


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
        except Exception as error:
            # A damaged file fails in whatever part of the library meets the damage first, some of them with an error
            # of the system that names no file; one that does name it is about the file itself.
            if isinstance(error, OSError) and error.filename is not None:
                raise
            raise _unreadable(path, shown) from error
        self.faults: list[InputFault] = []

    def says(self, text: Text) -> str:
        """A header in the language of the sheets."""
        return text.ko if ITEMS.ko in map(str.strip, self.values.sheetnames) else text.en

    @property
    def names(self) -> str:
        """Names of the sheets in one line."""
        return ", ".join(f"'{each}'" for each in self.values.sheetnames)

    def others(self, known: Collection[Text]) -> list[str]:
        """Sheets of other names than these, which are not read."""
        return [each for each in self.values.sheetnames if not any(each.strip() in (n.ko, n.en) for n in known)]

    def sheet(self, name: Text) -> Worksheet | None:
        """The sheet of a name in either language, once it is known to be one that can be read cell by cell."""
        found = [each for each in self.values.worksheets if each.title.strip() in (name.ko, name.en)]
        if not found:
            return None
        if len(found) > 1:
            problem = Text(
                f"'{name.ko}' 시트와 '{name.en}' 시트가 함께 있습니다.",
                f"there are both a sheet '{name.ko}' and a sheet '{name.en}'.",
            )
            remedy = Text("하나만 남기거나 이름을 바꾸십시오.", "Keep one of them, or rename the other.")
            self.fault(f"{found[1].title}!A1", None, problem=problem, remedy=remedy)
        self._form(found[0])
        return found[0]

    def _form(self, sheet: Worksheet) -> None:
        """Note merged cells, of which all but the first are lost, and cells far away from the table."""
        for merged in sheet.merged_cells.ranges:
            if merged.max_row > HEADER_ROW:
                problem = Text(
                    f"{merged.coord} 칸이 병합되어 첫 칸의 값만 남아 있습니다.",
                    f"the cells {merged.coord} are merged: only the value of the first one is left.",
                )
                remedy = Text("병합을 풀고 칸마다 값을 적으십시오.", "Take the merge apart and fill each cell.")
                first = place(sheet, merged.min_row, column=merged.min_col)
                self.fault(first, None, problem=problem, remedy=remedy)
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            problem = Text(
                f"표가 너무 큽니다({MOST_ROWS:,}행, {MOST_COLUMNS}열까지 읽습니다).",
                f"this sheet is too large: {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are read.",
            )
            remedy = Text(
                "표 밖의 칸을 값과 서식까지 지우십시오.", "Delete the cells outside the table, formats included."
            )
            self.fault(place(sheet, sheet.max_row, column=sheet.max_column), None, problem=problem, remedy=remedy)

    def fault(self, place: str, value: Any, *, problem: Text, remedy: Text, key: str = "") -> None:
        """Note a fault at a cell."""
        shown = "" if value is None else " ".join(str(value).split())
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


def hidden_in(sheet: Worksheet) -> Iterator[str]:
    """What is hidden or filtered away and holds values all the same: the sheet, rows as ``4:4``, columns as ``M:M``."""
    if sheet.sheet_state != sheet.SHEETSTATE_VISIBLE:
        yield sheet.title
    rows = [row for row, each in sheet.row_dimensions.items() if each.hidden and row > HEADER_ROW + 1]
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden]
    columns = [column for each in hidden for column in range(each.min, min(each.max, sheet.max_column) + 1)]
    for row in rows:
        if any(sheet.cell(row, column).value is not None for column in range(1, sheet.max_column + 1)):
            yield f"{sheet.title}!{row}:{row}"
    for column in columns:
        letter = get_column_letter(column)
        if any(sheet.cell(row, column).value is not None for row in rows_of(sheet)):
            yield f"{sheet.title}!{letter}:{letter}"


def place(sheet: Worksheet, row: int, *, column: int) -> str:
    """A cell as people name it: ``사업!B7``."""
    return f"{sheet.title}!{get_column_letter(column)}{row}"


def rows_of(sheet: Worksheet) -> Iterator[int]:
    """Rows below the header."""
    yield from range(HEADER_ROW + 2, sheet.max_row + 1)


def said_twice(reader: Reader, where: str, *, key: str, first: str) -> None:
    """Note that a cell says what another cell says already."""
    problem = Text(f"{first}에 이미 적은 것입니다.", f"{first} says this already.")
    remedy = Text("둘 중 하나만 남기십시오.", "Keep one of the two.")
    reader.fault(where, key, problem=problem, remedy=remedy)


def _unreadable(path: Path, shown: str) -> SandanError:
    with path.open("rb") as file:
        start = file.read(len(COMPOUND_FILE))
    if start == COMPOUND_FILE:
        return SandanError(
            f"{shown}: 암호가 걸렸거나 옛 형식(.xls)인 엑셀 파일입니다. 암호를 풀고 .xlsx로 저장하십시오.",
            f"{shown}: this workbook has a password or the old form .xls. Take the password off and save it as .xlsx.",
        )
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return SandanError(
            f"{shown}: 이름이 .xlsx로 끝나는 엑셀 파일이 아닙니다. {TEMPLATE.ko}",
            f"{shown}: this is no spreadsheet with a name that ends with .xlsx. {TEMPLATE.en}",
        )
    return SandanError(
        f"{shown}: 잘렸거나 손상되었거나 엑셀 파일이 아니어서 읽을 수 없습니다. {TEMPLATE.ko}",
        f"{shown}: this cannot be read as an .xlsx file: it is cut off, damaged or something else. {TEMPLATE.en}",
    )
