"""The report as a word-processor document: the sections, tables and pictures of the page, to be edited and pasted."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Protocol

from simulation.errors import MissingExtraError
from simulation.report.document_parts import add_caption, add_table, hang, keep_whole
from simulation.report.page.shells import Box, Contents, Drawn, Heading, Lines, Listing, Table
from simulation.report.page.words import word
from simulation.wording import unbroken

FONT = "맑은 고딕"
"""A font that every Korean office machine has; another takes its place where it is missing."""
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "Caption")
PICTURE_WIDTH, PICTURE_HEIGHT, DPI = 16.5, 11.4, 200
"""Centimetres that a picture may take, so that two with their captions stand on an A4 page, and dots per inch."""
MARGIN = 2.0


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


def _add(made: Any, block: Table | Drawn | Lines | Box | Heading, *, number: int, language: str) -> None:
    """One block of a section at the end of the document."""
    if isinstance(block, Heading):
        made.add_heading(block.title, 2)
    elif isinstance(block, Lines):
        for text in block.texts:
            hang(made.add_paragraph(f"{block.mark} {text}"))
    elif isinstance(block, Box):
        frame = made.add_table(rows=1, cols=1, style="Table Grid")
        framed = frame.cell(0, 0)
        keep_whole(frame.rows[0])
        framed.paragraphs[0].add_run(f"{block.title}: {block.number}").bold = True
        for text in block.texts:
            hang(framed.add_paragraph(f"○ {text}"))
        made.add_paragraph().paragraph_format.line_spacing = 0.5
    elif isinstance(block, Drawn):
        _add_picture(made, block, number=number, language=language)
    else:
        add_table(made, block, number=number, language=language)


def _add_picture(made: Any, block: Drawn, *, number: int, language: str) -> None:
    from docx.shared import Cm

    wide, high = block.picture.figure.get_size_inches()
    width = min(PICTURE_WIDTH, PICTURE_HEIGHT * wide / high)
    shape = made.add_picture(BytesIO(block.picture.image("png", DPI)), width=Cm(width))
    shape._inline.docPr.set("descr", block.picture.alt)
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    add_caption(made, "figure", number=number, title=block.subject, language=language)
