"""One sheet of a workbook: notes, a table with frozen headers and number formats, print set-up, a native chart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

import pandas as pd
import xlsxwriter

from simulation.report.style import ALTERNATIVES
from simulation.report.workbook.words import label

FIXED_DATE = "2000-01-01"
"""The date of every workbook, so that the same numbers give the same bytes."""
TEXT_ONLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""A text stays a text, also where it begins with ``=``."""
WIDEST, NARROWEST = 44, 9
SHARES = ("probability", "low", "high")
YEARLIKE = ("year", "runs", "n", "paths", "worlds", "pairs", "treated")
A4 = 9
PRINTED = 165
"""Columns of characters of a landscape page at three quarters of full size: wider tables wrap their texts."""
LINE_HEIGHT, CHART_ROWS, MOST_ABOVE_A_CHART = 15.0, 19, 40
"""Points of a line; rows that a chart covers; rows of a table under which its chart still stands."""
WHOLE_FROM = 100.0
"""From this size on amounts are shown without decimals."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart: rows of the table that make a series each, with the columns of names and of values."""

    kind: Literal["line", "column", "bar"]
    title: str
    series: Sequence[tuple[str, int, int]]
    """Name, first and last row of the table (from 0)."""
    categories: str
    values: str
    unit: str = ""
    colours: Sequence[str] = tuple(mark.colour for mark in ALTERNATIVES)
    """Of the series in their order, those of the pictures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet holds; columns are keys, named in both languages by the label table of the workbook."""

    name: str
    title: str
    table: pd.DataFrame
    notes: Sequence[str] = ()
    chart: Chart | None = None
    below: Sequence[str] = ()
    """Lines under the table."""
    shares: Sequence[str] = field(default=SHARES)


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """A workbook of sheets in their order; the same sheets give the same bytes."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, TEXT_ONLY)
    book.set_properties({"title": title, "created": pd.Timestamp(FIXED_DATE).to_pydatetime(), "author": "sandan"})
    styles = _styles(book)
    for sheet in sheets:
        _write(book, sheet, styles=styles)
    book.close()
    return stream.getvalue()


def _styles(book: Any) -> Mapping[str, Any]:
    thin = {"border": 1, "border_color": "#888888", "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "note": book.add_format({"font_color": "#4a4a4a", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**thin, "bold": True, "bg_color": "#eeeeee", "text_wrap": True, "align": "center"}),
        "text": book.add_format({**thin, "text_wrap": True}),
        "whole": book.add_format({**thin, "num_format": "#,##0;△#,##0;0"}),
        "broken": book.add_format({**thin, "num_format": "#,##0.00;△#,##0.00"}),
        "share": book.add_format({**thin, "num_format": "0.0%"}),
        "plain": book.add_format({**thin, "num_format": "0"}),
    }


def _write(book: Any, sheet: Sheet, *, styles: Mapping[str, Any]) -> None:
    page = book.add_worksheet(sheet.name)
    widths = _widths(sheet.table)
    page.write_string(0, 0, sheet.title, styles["title"])
    for place, note in enumerate(sheet.notes, start=1):
        _across(page, place, text=note, widths=widths, style=styles["note"])
    head = len(sheet.notes) + 2
    for column, key in enumerate(sheet.table.columns):
        page.write_string(head, column, label(str(key)), styles["head"])
        values = sheet.table[key]
        style = _style_of(str(key), values, shares=sheet.shares)
        for row, value in enumerate(values, start=head + 1):
            _cell(page, row, column=column, value=value, styles=styles, style=style)
        page.set_column(column, column, widths[column])
    end = head + len(sheet.table) + 2
    for place, line in enumerate(sheet.below, start=end):
        _across(page, place, text=line, widths=widths, style=styles["note"])
    # Not every program grows a row by itself when a text is wrapped.
    heads = pd.DataFrame([[label(str(key)) for key in sheet.table.columns]], columns=sheet.table.columns)
    for row, lines in enumerate([*_heights(heads, widths), *_heights(sheet.table, widths)], start=head):
        page.set_row(row, LINE_HEIGHT * lines)
    page.freeze_panes(head + 1, 1)
    if len(sheet.table) > 1:
        page.autofilter(head, 0, head + len(sheet.table), len(sheet.table.columns) - 1)
    page.repeat_rows(head)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&L&A&R&P / &N")
    end += len(sheet.below) + 1
    if sheet.chart is not None:
        # Beside a long table the chart is for the screen: on paper it would make every column smaller.
        below = len(sheet.table) <= MOST_ABOVE_A_CHART
        corner = (end, 0) if below else (head + 1, len(widths) + 1)
        _draw(book, page, sheet=sheet, first=head + 1, corner=corner)
        end += CHART_ROWS if below else 0
    page.print_area(0, 0, end, max(0, len(widths) - 1))


def _cell(page: Any, row: int, *, column: int, value: Any, styles: Mapping[str, Any], style: str) -> None:
    """A number with its format, anything else as text; nothing stands where there is no number."""
    if isinstance(value, str):
        page.write_string(row, column, value, styles["text"])
    elif value is None or (isinstance(value, float) and not math.isfinite(value)):
        page.write_blank(row, column, None, styles["text"])
    else:
        # CSV files keep ten digits; eight here give the same workbook from a stored result, sums of them included.
        kept = float(f"{value:.10g}")
        small = style == "whole" and abs(kept) < WHOLE_FROM and not kept.is_integer()
        page.write_number(row, column, float(f"{kept:.8g}"), styles["broken" if small else style])


def _style_of(key: str, values: pd.Series, *, shares: Sequence[str]) -> str:
    """Shares as percent, years plain, large amounts whole, small ones with two decimals."""
    if not pd.api.types.is_numeric_dtype(values):
        return "broken"
    if key.removesuffix("_without") in shares:
        return "share"
    if key in YEARLIKE:
        return "plain"
    largest = values.abs().max()
    return "broken" if not largest >= WHOLE_FROM else "whole"


def _across(page: Any, row: int, *, text: str, widths: Sequence[int], style: Any) -> None:
    """A line over all columns, as high as it needs to be."""
    page.set_row(row, LINE_HEIGHT * max(1, math.ceil(_columns(text) / max(1, sum(widths)))))
    if len(widths) > 1:
        page.merge_range(row, 0, row, len(widths) - 1, "", style)
    page.write_string(row, 0, text, style)


def _heights(table: pd.DataFrame, widths: Sequence[int]) -> list[int]:
    """Lines of each row: as many as the text of it that takes most when it is wrapped into its column."""
    found = [1] * len(table)
    for (_, values), width in zip(table.items(), widths, strict=True):
        needed = {text: _lines(text, width) for text in values.unique() if isinstance(text, str)}
        found = [max(most, needed.get(value, 1)) for most, value in zip(found, values, strict=True)]
    return found


def _lines(text: str, width: int) -> int:
    """Lines of a text in a column: words stay whole where they fit, and each line break counts."""
    lines = 0
    for part in text.split("\n"):
        taken = 0
        lines += 1
        for word in part.split(" "):
            size = _columns(word)
            if taken and taken + 1 + size > width:
                lines, taken = lines + 1, 0
            lines += (size - 1) // width if size else 0
            taken += size + (1 if taken else 0)
    return lines


def _widths(table: pd.DataFrame) -> list[int]:
    """Width of each column; the widest give way until the table can be read when it is printed."""
    asked = [_width(table[key], str(key)) for key in table.columns]
    widest = next(
        (most for most in range(WIDEST, NARROWEST, -1) if sum(min(most, each) for each in asked) <= PRINTED), NARROWEST
    )
    return [min(widest, each) for each in asked]


def _width(values: pd.Series, key: str) -> int:
    longest = max(
        [*(_columns(str(value)) for value in values), _columns(max(label(key).split("\n"), key=len))], default=0
    )
    return int(min(WIDEST, max(NARROWEST, longest + 2)))


def _columns(text: str) -> int:
    """Columns that a text takes: a Hangul syllable takes two; a number is shown short."""
    try:
        return min(12, len(f"{float(text):,.2f}"))
    except ValueError:
        return sum(2 if ord(letter) > 0x1100 else 1 for letter in text)


def _draw(book: Any, page: Any, *, sheet: Sheet, first: int, corner: tuple[int, int]) -> None:
    """The chart of the table that begins in row ``first``, with its corner in a cell."""
    asked = sheet.chart
    assert asked is not None
    columns = [str(key) for key in sheet.table.columns]
    names, values = columns.index(asked.categories), columns.index(asked.values)
    chart = book.add_chart({"type": asked.kind})
    for order, (name, start, end) in enumerate(asked.series):
        colour = asked.colours[order % len(asked.colours)]
        line = {"color": colour, "dash_type": ("solid", "dash", "round_dot", "dash_dot")[order % 4]}
        chart.add_series(
            {
                "name": name,
                "categories": [sheet.name, first + start, names, first + end, names],
                "values": [sheet.name, first + start, values, first + end, values],
                **({"line": line} if asked.kind == "line" else {"fill": {"color": colour}}),
            }
        )
    chart.set_title({"name": asked.title, "name_font": {"size": 11}, "overlay": False})
    chart.set_y_axis({"name": asked.unit, "num_format": "#,##0"})
    chart.set_legend({"none": True} if len(asked.series) == 1 else {"position": "bottom"})
    chart.set_size({"width": 620, "height": 340})
    page.insert_chart(*corner, chart, {"description": asked.title})
