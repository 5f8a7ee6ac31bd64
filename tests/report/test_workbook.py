"""``tables.xlsx``: eight sheets that open, hold numbers as numbers and texts as texts, and are the same every time."""

from __future__ import annotations

from io import BytesIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from simulation.report.result import Result
from simulation.report.tables import as_text, write_csv
from simulation.report.workbook.sheet import NARROWEST, PRINTED, Sheet, workbook
from simulation.report.workbook.tables import result_workbook
from simulation.report.workbook.words import COLUMNS

NAMES = ["요약", "시계열", "업종", "파급효과", "순효과", "목표", "재원", "설정과 출처"]
WICKED = '=HYPERLINK("x")'


@pytest.fixture(scope="module")
def book(small):
    assert small.folder is not None
    return load_workbook(small.folder / "tables.xlsx")


def test_every_sheet_is_there_frozen_and_set_up_for_print(book):
    assert book.sheetnames == NAMES
    for sheet in book:
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows
        assert sheet.print_area
        columns = next(row for row in sheet.iter_rows() if row[0].font.b and row[0].fill.fgColor.rgb != "00000000")
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in columns if cell.value is not None]
        assert sum(widths) <= max(PRINTED, NARROWEST * len(widths)) + len(widths)
    assert [len(book[name]._charts) for name in NAMES] == [0, 1, 1, 1, 1, 1, 1, 0]


def test_no_cell_is_a_formula_and_a_wicked_name_is_a_text(small):
    renamed = Result.load(small.folder)
    for world in renamed.manifest["worlds"]:
        world["name"] = {"ko": WICKED, "en": "+1"}
    book = load_workbook(BytesIO(result_workbook(renamed)))
    assert book["설정과 출처"]["B6"].value == f"{WICKED} / +1"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_sheets_are_named_in_the_language_of_the_result(small):
    names = load_workbook(BytesIO(result_workbook(Result.load(small.folder, "en"))), read_only=True).sheetnames
    assert names[:3] == ["Key results", "By year", "By industry and size"]
    assert len(names) == len(NAMES)


def test_the_effect_of_the_summary_is_that_of_the_result(book, small):
    heads = [
        str(cell.value).split("\n")[-1]
        for cell in next(row for row in book["요약"] if str(row[0].value) == "지표\nmeasure")
    ]
    rows = [
        [cell.value for cell in row] for row in book["요약"] if str(row[0].value).endswith("Employment (headcount)")
    ]
    assert rows[0][heads.index("median difference")] == pytest.approx(small.effect("employment").loc[2020, "q50"])


def test_money_of_the_sheet_adds_up(book, small):
    rows = [[cell.value for cell in row] for row in book["재원"] if isinstance(row[2].value, int | float)]
    whole = small.money.set_index(["instrument", "source"])["planned"]
    assert sum(row[2] for row in rows) == pytest.approx(whole.sum())


def test_the_same_result_gives_the_same_bytes(small):
    assert small.folder is not None
    assert result_workbook(Result.load(small.folder)) == (small.folder / "tables.xlsx").read_bytes()


def test_every_column_has_a_name_in_both_languages(book):
    for name in NAMES:
        heads = next(row for row in book[name] if "\n" in str(row[0].value))
        known = {text.ko for text in COLUMNS.values()}
        assert {str(cell.value).split("\n")[0] for cell in heads} <= known, name


def test_no_number_where_there_is_none():
    table = pd.DataFrame({"item": ["a", "b"], "value": [float("nan"), 1234.5]})
    (sheet,) = load_workbook(BytesIO(workbook([Sheet("s", "t", table)], "t")))
    assert [cell.value for cell in sheet["B"]][-2:] == [None, 1234.5]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+a", "'+a"),
        ("@a", "'@a"),
        ("-a", "'-a"),
        ("-", "-"),
        ("-5 %", "-5 %"),
        ("a=b", "a=b"),
        (-3.5, -3.5),
    ],
)
def test_a_text_that_would_run_stays_a_text(value, written, tmp_path):
    assert as_text(value) == written
    write_csv(pd.DataFrame({"name": [value]}), tmp_path / "a.csv")
    assert str(pd.read_csv(tmp_path / "a.csv")["name"][0]) == str(written)


def test_amounts_carry_separators_and_small_ones_decimals() -> None:
    table = pd.DataFrame({"measure": ["a", "b", "c"], "mean": [723048.43, -0.025, -234.7]})
    page = load_workbook(BytesIO(workbook([Sheet("one", "One", table)], "t")))["one"]
    formats = [page.cell(row, 2).number_format for row in (4, 5, 6)]
    assert formats == ["#,##0;△#,##0;0", "#,##0.00;△#,##0.00", "#,##0;△#,##0;0"]
    assert page.row_dimensions[3].height == 30.0


def test_a_row_is_as_high_as_its_wrapped_text() -> None:
    """Words stay whole: 44 columns hold four words of ten, the fifth goes on; Hangul counts twice."""
    words = " ".join(["abcdefghij"] * 5)
    table = pd.DataFrame({"measure": ["a", words, "가나다라마 " * 5], "mean": [1.0, 2.0, 3.0]})
    page = load_workbook(BytesIO(workbook([Sheet("one", "One", table)], "t")))["one"]
    assert [page.row_dimensions[row].height or 15.0 for row in (4, 5, 6)] == [15.0, 30.0, 30.0]
