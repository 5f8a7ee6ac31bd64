"""Headings inside sections and the list of tables and pictures: numbered alike in the page and the document."""

from __future__ import annotations

import re
from io import BytesIO

import matplotlib.pyplot as plt
import pandas as pd
from docx import Document
from docx.oxml.ns import qn

from simulation.report.document import report_document
from simulation.report.page.page import render
from simulation.report.page.sections import APPENDIX, PLAN
from simulation.report.page.shells import Contents, Drawn, Heading, Lines, Listing, Section, Table, headed
from simulation.report.page.words import PAGE
from simulation.report.picture import Picture


def table(title: str) -> Table:
    """A table of one cell."""
    return Table(title, ["a"], [["1"]])


def drawn(title: str) -> Drawn:
    """An empty picture."""
    return Drawn(Picture("name", "found", plt.figure(figsize=(1, 1)), pd.DataFrame(), "told"), title)


def contents() -> Contents:
    """Two sections with two tables and two pictures between them, then the list."""
    first = headed(
        [("", [table("zero")]), ("one", [drawn("first"), table("A")]), ("none", []), ("two", [Lines(["x"])])]
    )
    last = headed([("again", [drawn("second")]), ("list", [Listing()])], marks="가나")
    return Contents("T", "S", [Section("I", first), Section("II", last)])


def test_a_heading_without_blocks_is_left_out_and_the_numbers_close_up() -> None:
    told = contents()
    assert [b.title for s in told.sections for b in s.blocks if isinstance(b, Heading)] == [
        "1. one", "2. two", "가. again", "나. list",
    ]  # fmt: skip
    assert [number for _, blocks in told.numbered() for _, number in blocks] == [1, 0, 1, 2, 0, 0, 0, 2, 0, 0]
    listed = [(entry.kind, entry.number, entry.title) for entry in told.listed()]
    assert listed == [("table", 1, "zero"), ("table", 2, "A"), ("figure", 1, "first"), ("figure", 2, "second")]


def test_the_page_lists_what_it_shows_and_every_line_of_the_list_leads_there() -> None:
    page = render(contents(), language="ko")
    assert re.findall("<h3>(.*?)</h3>", page) == ["1. one", "2. two", "가. again", "나. list"]
    listed = re.findall(r'<p class="entry"><a href="#(\w+)">&lt;(.*?)&gt; (.*?)</a>', page)
    assert listed == [
        ("table1", "표 1", "zero"), ("table2", "표 2", "A"), ("figure1", "그림 1", "first"),
        ("figure2", "그림 2", "second"),
    ]  # fmt: skip
    for anchor, number, title in listed:
        assert page.count(f'id="{anchor}"') == 1
        after = page[page.index(f'id="{anchor}"') :]
        caption = f"&lt;{number}&gt; {title}</"
        assert 0 < after.index(caption) < (after.find('id="', 1) % len(after))


class Told:
    """What has a report of those contents."""

    def contents(self, _language: str) -> Contents:
        """The two sections."""
        return contents()


def test_the_document_has_the_same_headings_numbers_and_list() -> None:
    made = Document(BytesIO(report_document(Told(), "en")))
    # Numbers of captions are counted fields, which the plain text of a paragraph leaves out.
    styled = [(each.style.name, "".join(run.text or "" for run in each._p.iter(qn("w:t")))) for each in made.paragraphs]
    assert [text for style, text in styled if style == "Heading 2"] == ["1. one", "2. two", "가. again", "나. list"]
    told = [text for _, text in styled if text.startswith("<")]
    shown, listed = told[:4], told[4:]
    assert sorted(shown) == sorted(listed) == ["<Figure 1> first", "<Figure 2> second", "<Table 1> zero", "<Table 2> A"]
    assert listed == ["<Table 1> zero", "<Table 2> A", "<Figure 1> first", "<Figure 2> second"]


def test_headings_of_the_plan_have_words_of_their_own() -> None:
    used = [part.heading for parts in (*PLAN.values(), APPENDIX) for part in parts if part.heading]
    assert len(used) == len(set(used))
    for key in used:
        assert PAGE[key].ko != PAGE[key].en
        assert not re.match(r"\d", PAGE[key].ko)
    assert len(PAGE["appendix_marks"].ko) >= len(APPENDIX)
    assert len(PAGE["appendix_marks"].en) >= len(APPENDIX)
