"""The report as a word-processor document: the sections, tables and pictures of the page, to be edited and pasted."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Protocol

from simulation.errors import MissingExtraError
from simulation.report.page.shells import Box, Contents, Drawn, Heading, Lines, Listing, Table, is_number
from simulation.report.page.words import word
from simulation.wording import unbroken

FONT = "맑은 고딕"
"""A font that every Korean office machine has; another takes its place where it is missing."""
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Caption")
PICTURE_WIDTH, DPI = 16.5, 200
"""Centimetres of a picture between the margins of an A4 page, and dots per inch."""
MARGIN = 2.0
TABLE_WIDTH, EDGE, LONGEST = 17.0, 10, 24
"""Centimetres of a table; letters that the edges of a column take, and most letters that count for it."""
SMALL, TINY = 9, 8
"""Points of what stands below a table, and of its cells."""


class Told(Protocol):
    """What has a report."""

    def contents(self, language: str) -> Contents:
        """Title, subtitle and sections."""


def report_document(result: Told, language: str) -> bytes:
    """The report of a result or a comparison as ``.docx`` on A4: tables have borders, pictures a text.

    Raises:
        MissingExtraError: the package python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.oxml.ns import qn
        from docx.shared import Cm
    except ImportError as error:
        raise MissingExtraError(
            "--docx에는 python-docx가 필요합니다: pip install 'sandan[docx]'.",
            "--docx needs python-docx: pip install 'sandan[docx]'.",
        ) from error
    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)
    _set_styles(made)
    contents = result.contents(language)
    made.core_properties.title = contents.title
    made.core_properties.author = "sandan"
    made.core_properties.language = language
    made.add_heading(contents.title, 0)
    made.add_paragraph(contents.subtitle)
    for section, blocks in contents.numbered():
        made.add_heading(section.title, 1)
        for block, number in blocks:
            if isinstance(block, Listing):
                for entry in contents.listed():
                    made.add_paragraph(f"<{word(entry.kind, language)} {entry.number}> {entry.title}")
            else:
                _add(made, block, number=number, language=language)
    for text in made.element.body.iter(qn("w:t")):
        text.text = unbroken(text.text or "")
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _set_styles(made: Any) -> None:
    """One font in black for Latin and Korean letters alike: fonts of a theme, which go before it, are taken out."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in STYLES:
        style = made.styles[name]
        style.font.name, style.font.color.rgb = FONT, RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.lower().endswith("theme")]:
            del fonts.attrib[theme]
        fonts.set(qn("w:eastAsia"), FONT)
    for spoken in made.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "ko-KR")
    normal, title, caption = (made.styles[name] for name in ("Normal", "Title", "Caption"))
    normal.font.size, title.font.size, caption.font.size = Pt(10), Pt(20), Pt(10)
    normal.paragraph_format.space_after = caption.paragraph_format.space_after = Pt(3)


def _add_caption(made: Any, kind: str, *, number: int, title: str, language: str) -> Any:
    """A caption that a word processor counts and lists as its own: the number is a field."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    name = word(kind, language)
    caption = made.add_paragraph(style="Caption")
    caption.add_run(f"<{name} ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" SEQ {name} \\* ARABIC ")
    field.append(caption.add_run(str(number))._r)
    caption._p.append(field)
    caption.add_run(f"> {title}")
    return caption


def _add(made: Any, block: Table | Drawn | Lines | Box | Heading, *, number: int, language: str) -> None:
    """One block of a section at the end of the document."""
    if isinstance(block, Heading):
        made.add_heading(block.title, 2)
    elif isinstance(block, Lines):
        for text in block.texts:
            _hang(made.add_paragraph(f"{block.mark} {text}"))
    elif isinstance(block, Box):
        frame = made.add_table(rows=1, cols=1, style="Table Grid")
        framed = frame.cell(0, 0)
        _keep_whole(frame.rows[0])
        framed.paragraphs[0].add_run(f"{block.title}: {block.number}").bold = True
        for text in block.texts:
            _hang(framed.add_paragraph(f"○ {text}"))
    elif isinstance(block, Drawn):
        _add_picture(made, block, number=number, language=language)
    else:
        _add_table(made, block, number=number, language=language)


def _add_picture(made: Any, block: Drawn, *, number: int, language: str) -> None:
    from docx.shared import Cm

    shape = made.add_picture(BytesIO(block.picture.image("png", DPI)), width=Cm(PICTURE_WIDTH))
    shape._inline.docPr.set("descr", block.picture.alt)
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    _add_caption(made, "figure", number=number, title=block.picture.title, language=language)


def _hang(paragraph: Any) -> None:
    """Let a line that begins with a mark go on to the right of it."""
    from docx.shared import Cm

    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.5), Cm(-0.5)


def _keep_whole(row: Any) -> None:
    """A row that moves to the next page whole."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def widths_of(table: Sequence[Sequence[str]]) -> list[float]:
    """Centimetres of each column: what its longest cell asks for, a wide letter counting for two, within bounds."""
    asked = [
        EDGE + min(LONGEST, max(sum(1 + (letter > "ᄀ") for letter in cell) for cell in column))
        for column in zip(*table, strict=True)
    ]
    return [TABLE_WIDTH * each / sum(asked) for each in asked]


def _add_table(made: Any, block: Table, *, number: int, language: str) -> None:
    """Caption, head that repeats on every page, cells with numbers to the right, remarks and source."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    unit = f" ({word('unit', language)}: {block.unit})" if block.unit else ""
    caption = _add_caption(made, "table", number=number, title=f"{block.title}{unit}", language=language)
    caption.paragraph_format.keep_with_next = True
    heads = list(block.header)
    if block.groups:
        over = [name for name, columns in block.groups for _ in range(columns)]
        heads = heads[: block.texts] + [f"{a}: {b}" for a, b in zip(over, heads[block.texts :], strict=True)]
    table = made.add_table(rows=0, cols=len(heads), style="Table Grid")
    table.autofit = False
    widths = [Cm(each) for each in widths_of([heads, *block.rows])]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, cells in enumerate([heads, *block.rows]):
        row = table.add_row()
        _keep_whole(row)
        if place == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width, cell.paragraphs[0].paragraph_format.space_after = widths[column], Pt(0)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(TINY), place == 0
            if place and column >= block.texts and is_number(text):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below = [f"{word('remark', language)}: {remark}" for remark in block.remarks]
    for text in [*below, f"{word('source', language)}: {block.source or word('source_own', language)}"]:
        paragraph = made.add_paragraph()
        paragraph.add_run(text).font.size = Pt(SMALL)
        paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_after = Pt(8)
