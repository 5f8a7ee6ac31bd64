"""Parts of the word-processor document: captions that it counts, lines that hang, tables broken as readers would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from simulation.report.page.shells import Table, is_number
from simulation.report.page.words import word

TABLE_WIDTH, EDGE, LONGEST = 17.0, 10, 24
"""Centimetres of a table; letters that the edges of a column take, and most letters that count for it."""
PADDING, LETTER = 0.38, 0.15
"""Centimetres of the sides of a cell, and of one figure in it."""
BETWEEN = re.compile(r"(~| to) ?")
"""What stands between the ends of a band."""
SMALL, TINY = 9, 8
"""Points of what stands below a table, and of its cells."""


def add_caption(made: Any, kind: str, *, number: int, title: str, language: str) -> Any:
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


def hang(paragraph: Any) -> None:
    """Let a line that begins with a mark go on to the right of it."""
    from docx.shared import Cm

    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.5), Cm(-0.5)


def keep_whole(row: Any) -> None:
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


def in_lines(cell: str, most: float) -> str:
    """A cell with so many letters a line at most, broken before its band and, if need be, inside it after ~ or to.

    A word processor would break 1,444 between two of its figures.
    """
    if len(cell) <= most or "[" not in cell:
        return cell
    lines = cell.replace(" [", "\n[").split("\n")
    return "\n".join(BETWEEN.sub(r"\1\n", line, count=1) if len(line) > most else line for line in lines)


def add_table(made: Any, block: Table, *, number: int, language: str) -> None:
    """Caption, head that repeats on every page, cells with numbers to the right, remarks and source."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    unit = f" ({word('unit', language)}: {block.unit})" if block.unit else ""
    caption = add_caption(made, "table", number=number, title=f"{block.title}{unit}", language=language)
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
    holds = [(width.cm - PADDING) / LETTER for width in widths]
    for place, cells in enumerate([heads, *block.rows]):
        row = table.add_row()
        keep_whole(row)
        if place == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width, cell.paragraphs[0].paragraph_format.space_after = widths[column], Pt(0)
            run = cell.paragraphs[0].add_run(in_lines(text, holds[column]))
            run.font.size, run.bold = Pt(TINY), place == 0
            if place and column >= block.texts and is_number(text):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add_notes(made, block, language=language)


def _add_notes(made: Any, block: Table, *, language: str) -> None:
    """Remarks and source below a table, close to it and to one another."""
    from docx.shared import Pt

    gap = Pt(2)
    below = [f"{word('remark', language)}: {remark}" for remark in block.remarks]
    for text in [*below, f"{word('source', language)}: {block.source or word('source_own', language)}"]:
        paragraph = made.add_paragraph()
        paragraph.add_run(text).font.size = Pt(SMALL)
        paragraph.paragraph_format.space_before, gap = gap, Pt(0)
        paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.space_after = Pt(8)
