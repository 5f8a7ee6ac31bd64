"""The budget spreadsheet written: guide, settings, items, further options, and the lists that cells choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from simulation.drafts.guide import guide_lines, setting_meaning
from simulation.drafts.layout import (
    FIRST,
    GUIDE,
    HEADER_ROW,
    ITEMS,
    LAST,
    LISTS,
    MONTHS,
    NAMES,
    OPTION_COLUMNS,
    OPTIONS,
    PARENT,
    ROOM,
    SETTING_COLUMNS,
    SETTINGS,
    YEARS,
    Column,
    plain_settings,
    setting_choices,
)
from simulation.drafts.tables import Tables, fits
from simulation.drafts.text import flow, plain
from simulation.errors import Text

LISTED = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
HELP_ROW = 0


class Book:
    """A workbook being written in one language, with its formats and the lists for its cells."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.bytes = BytesIO()
        self.book = xlsxwriter.Workbook(self.bytes, LISTED)
        self.header = self.book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True})
        self.help = self.book.add_format({"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top"})
        self.text = self.book.add_format({"num_format": "@"})
        self.money = self.book.add_format({"num_format": "#,##0.0##"})
        self.sheets = {name: self.book.add_worksheet(self.say(name)) for name in (GUIDE, SETTINGS, ITEMS, OPTIONS)}
        self.lists = self.book.add_worksheet(self.say(LISTS))
        self.columns = 0

    def say(self, text: Text) -> str:
        """The text in the language of the workbook."""
        return text.in_language(self.language)

    def choose(
        self, sheet: Any, first: tuple[int, int], *, last: tuple[int, int], choices: Sequence[str], strict: bool
    ) -> None:
        """Let the cells from ``first`` to ``last`` be chosen from a list, which stands on a sheet of its own."""
        column = self.columns
        self.columns += 1
        self.lists.write_column(0, column, choices, self.text)
        name = xl_col_to_name(column)
        source = f"='{self.say(LISTS)}'!${name}$1:${name}${len(choices)}"
        rule = {"validate": "list", "source": source, "error_type": "stop" if strict else "information"}
        sheet.data_validation(*first, *last, rule)

    def heads(self, sheet: Any, columns: Sequence[Column]) -> None:
        """A line of help over each header."""
        for place, column in enumerate(columns):
            as_typed = column.choices or column.width > 12 or column.key in MONTHS
            sheet.set_column(place, place, column.width, self.text if as_typed else None)
            sheet.write_string(HELP_ROW, place, self.say(column.help), self.help)
            sheet.write_string(HEADER_ROW, place, self.say(column.header), self.header)
        sheet.freeze_panes(HEADER_ROW + 1, 1)


def workbook(tables: Tables, years: Sequence[int], *, language: str) -> bytes:
    """The spreadsheet of some tables, as bytes of an ``.xlsx`` file.

    Args:
        tables: what stands in it.
        years: calendar years that get a column of money.
        language: ``ko`` or ``en``; the other is read back as well.
    """
    book = Book(language)
    guide = book.sheets[GUIDE]
    guide.set_column(0, 0, 110)
    for row, line in enumerate(guide_lines(language)):
        guide.write_string(row, 0, line)
    _settings(book, tables)
    _items(book, tables, years=years)
    _options(book, tables)
    book.book.close()
    return book.bytes.getvalue()


def named(key: str, name: str) -> str:
    """A choice as it is shown: its name with the key in brackets, or the key alone."""
    return f"{name} ({key})" if name else key


def _settings(book: Book, tables: Tables) -> None:
    sheet = book.sheets[SETTINGS]
    book.heads(sheet, SETTING_COLUMNS)
    for row, key in enumerate((PARENT, *NAMES, *plain_settings()), start=HEADER_ROW + 1):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 2, setting_meaning(key, language=book.language))
        _write(sheet, (row, 1), value=tables.settings.get(key), book=book)
        choices = setting_choices(key)
        if choices:
            book.choose(sheet, (row, 1), last=(row, 1), choices=choices, strict=key != PARENT)


def _items(book: Book, tables: Tables, *, years: Sequence[int]) -> None:
    sheet = book.sheets[ITEMS]
    yearly = [Column(str(year), Text(str(year), str(year)), YEARS) for year in years]
    columns = [*FIRST, *yearly, *LAST]
    book.heads(sheet, columns)
    for place, year in enumerate(years, start=len(FIRST)):
        sheet.write_number(HEADER_ROW, place, year, book.header)
    shown = _shown(book)
    first, last = HEADER_ROW + 1, HEADER_ROW + ROOM
    for place, column in enumerate(columns):
        if column.choices is not None:
            choices = [named(key, book.say(name)) for key, name in column.choices()]
            book.choose(sheet, (first, place), last=(last, place), choices=choices, strict=column.strict)
        for row, item in enumerate(tables.items, start=first):
            key: str | int = int(column.key) if column in yearly else column.key
            _write(sheet, (row, place), value=shown(column, item.get(key)), book=book)


def _shown(book: Book) -> Callable[[Column, Any], Any]:
    """How a cell shows a key: with its name where the list of choices names it."""
    names = {column.key: dict(column.choices()) for column in (*FIRST, *LAST) if column.choices is not None}

    def shown(column: Column, value: Any) -> Any:
        known = names.get(column.key, {})
        return named(value, book.say(known[value])) if value in known else value

    return shown


def _options(book: Book, tables: Tables) -> None:
    sheet = book.sheets[OPTIONS]
    book.heads(sheet, OPTION_COLUMNS)
    first, last = HEADER_ROW + 1, HEADER_ROW + ROOM
    keys = f"='{book.say(ITEMS)}'!{xl_rowcol_to_cell(first, 0, True, True)}:{xl_rowcol_to_cell(last, 0, True, True)}"
    sheet.data_validation(first, 0, last, 0, {"validate": "list", "source": keys, "error_type": "stop"})
    for row, (item, option, value) in enumerate(tables.options, start=first):
        sheet.write_string(row, 0, item)
        sheet.write_string(row, 1, option)
        _write(sheet, (row, 2), value=plain(value) if isinstance(value, str) else value, book=book)


def _write(sheet: Any, place: tuple[int, int], *, value: Any, book: Book) -> None:
    """One cell: numbers as numbers, truth values as words, collections as YAML; nothing where there is nothing."""
    if isinstance(value, bool):
        sheet.write_string(*place, str(value).lower(), book.text)
    elif isinstance(value, int | float) and fits(value):
        sheet.write_number(*place, value, book.money)
    elif value is not None:
        sheet.write_string(*place, value if isinstance(value, str) else flow(value), book.text)
