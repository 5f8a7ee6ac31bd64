"""Other forms of the report: the document holds what the page holds, tables read back, a missing program is said."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

from simulation.errors import MissingExtraError, SandanError
from simulation.report import printed
from simulation.report.document import FONT, report_document
from simulation.report.document_parts import in_lines, widths_of
from simulation.report.handed_on import write_other
from simulation.report.page.shells import Box, Contents, Drawn, Lines, Section, Table
from simulation.report.page.words import word
from tests.white import pictures_left_white

CAPTIONED = {"table": Table, "figure": Drawn}


class Told:
    """What has a report and no table for others."""

    def __init__(self, contents: Contents) -> None:
        self.told = contents

    def contents(self, _language: str) -> Contents:
        return self.told


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_document_holds_every_section_table_and_picture(told, language):
    contents = told[language]
    sections = contents.sections
    with pictures_left_white():
        made = Document(BytesIO(report_document(Told(contents), language)))
    blocks = [block for section in sections for block in section.blocks]
    heads = [each.text for each in made.paragraphs if each.style.name == "Heading 1"]
    assert heads == [section.title for section in sections]
    assert len(made.tables) == sum(isinstance(block, Table | Box) for block in blocks)
    assert len(made.inline_shapes) == sum(isinstance(block, Drawn) for block in blocks)
    assert all(shape._inline.docPr.get("descr") for shape in made.inline_shapes)
    fields = [each.get(qn("w:instr")) for each in made.element.iter(qn("w:fldSimple"))]
    counted = {word(kind, language): sum(isinstance(block, of) for block in blocks) for kind, of in CAPTIONED.items()}
    assert {name: fields.count(f" SEQ {name} \\* ARABIC ") for name in counted} == counted
    for name in ("Normal", "Heading 1", "Heading 2", "Caption"):
        fonts = made.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == FONT
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
    first = next(block for block in blocks if isinstance(block, Table))
    held = next(each for each in made.tables if len(each.columns) == len(first.header))
    assert [cell.text for cell in held.rows[1].cells] == list(first.rows[0])


@pytest.mark.parametrize(
    ("cell", "most", "lines"),
    [
        ("954 [448~1,444]", 20, ["954 [448~1,444]"]),
        ("954 [448~1,444]", 11, ["954", "[448~1,444]"]),
        ("954 [448~1,444]", 9, ["954", "[448~", "1,444]"]),
        ("95.4 [44.8 to 144.4]", 9, ["95.4", "[44.8 to", "144.4]"]),
        ("한 칸에 적힌 긴 글", 3, ["한 칸에 적힌 긴 글"]),
    ],
)
def test_a_band_in_the_document_is_never_broken_inside_a_number(cell: str, most: float, lines: list[str]) -> None:
    assert in_lines(cell, most).split("\n") == lines


def test_tables_for_others_read_back(small, tmp_path):
    written = write_other(small, tmp_path, kinds=["iamc", "parquet"])
    assert [path.name for path in written] == ["iamc.csv", "series.parquet"]
    assert not list(tmp_path.glob("*.draft"))
    table = pd.read_parquet(tmp_path / "series.parquet")
    np.testing.assert_allclose(table["employment"].sum(), float(small.series["employment"].sum()))
    assert {"model", "scenario", "region", "variable", "unit", "2020"} <= set(pd.read_csv(tmp_path / "iamc.csv"))


def test_without_a_browser_the_way_out_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(printed, "browser", lambda: None)
    with pytest.raises(MissingExtraError, match="Edge, Chrome or Chromium"):
        printed.print_page(tmp_path / "a.html", tmp_path / "a.pdf")


def test_a_browser_that_writes_nothing_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(printed, "browser", lambda: "true")
    with pytest.raises(SandanError, match="could not print"):
        printed.print_page(tmp_path / "a.html", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_has_a_pdf_and_a_document_alone(tmp_path):
    told = Told(Contents("Title", "Subtitle", [Section("first", [Lines(["said"])])]))
    written = write_other(told, tmp_path, kinds=["docx"])
    assert [path.name for path in written] == ["report.ko.docx", "report.en.docx"]
    assert [each.text for each in Document(written[1]).paragraphs] == ["Title", "Subtitle", "first", "○ said"]
    with pytest.raises(SandanError, match="PDF and a document alone"):
        write_other(told, tmp_path, kinds=["iamc"])


def test_columns_share_the_page_by_what_stands_in_them():
    """Letters 10 + 4, 10 + 6 (a wide letter is two) and 10 + 24 (no column counts for more): 14, 16 and 34 of 64."""
    widths = widths_of([["a", "가", "b"], ["2023", "가나다", "x" * 90]])
    assert widths == pytest.approx([17.0 * each / 64 for each in (14, 16, 34)])
    # Seven letters of 8 points (0.157 cm each) and the 0.38 cm of both edges of a cell, beside four wide columns.
    narrow = widths_of([["x" * 90, "조원", "2023", "117,197", *["x" * 90] * 3]])[3]
    assert narrow > 7 * 0.157 + 0.38
