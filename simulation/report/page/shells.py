"""What a page is made of: numbered tables, pictures and paragraphs, before any of it is HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulation.errors import Text
from simulation.report.picture import Picture

Rows = Sequence[Sequence[str]]


FIGURE, UNIT = r"[△+−-]?[\d.][\d.,]*", r"(?:%p?|[^\W\d][^\W\d·/]*(?:[ ·/][^\W\d]+)?)"
NUMBER = re.compile(rf"{FIGURE}(?:(?:~| to ){FIGURE})?(?: ?{UNIT})?(?: [\[(].*)?$|…$|-$")
"""A cell of figures: one, or from one to another, with a unit and a band; any other holds text."""
MOST_ROWS, MOST_LETTERS = 12, 500
"""Rows and letters of a table that is printed on one sheet whole."""


def is_number(cell: str) -> bool:
    """Whether a cell stands to the right, as figures do, or to the left, as text does."""
    return NUMBER.match(cell) is not None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the report: title, unit at the upper right, rows, remarks and source below."""

    title: str
    header: Sequence[str]
    rows: Rows
    unit: str = ""
    remarks: Sequence[str] = ()
    source: str = ""
    groups: Sequence[tuple[str, int]] = ()
    """Headings over the header, each with how many columns it spans, after the columns of text."""
    texts: int = 1
    """Leading columns that hold text; in the others numbers stand to the right."""

    @property
    def short(self) -> bool:
        """Whether it is so low that it is printed on one sheet whole; a taller one would leave half a sheet empty."""
        return len(self.rows) <= MOST_ROWS and sum(len(cell) for row in self.rows for cell in row) <= MOST_LETTERS


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture under its number and what it is of; what was found it says itself, so that no text stands twice."""

    picture: Picture
    subject: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Paragraphs in telegraphic style, one mark each."""

    texts: Sequence[str]
    mark: str = "○"


@dataclass(frozen=True, slots=True)
class Box:
    """A framed answer: the number to quote, and lines on what it is."""

    title: str
    number: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A table or picture with nothing to show: its title and why."""

    title: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, over the blocks up to the next one."""

    title: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Where all tables and pictures of the report are listed by their numbers."""


Block = Table | Drawn | Lines | Box | Heading | Listing


@dataclass(slots=True)
class Section:
    """A numbered heading with what stands under it."""

    title: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of tables and pictures: kind (``table`` or ``figure``), number and title."""

    kind: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole report before it is a page or a document."""

    title: str
    subtitle: str
    sections: Sequence[Section]

    def numbered(self) -> list[tuple[Section, list[tuple[Block, int]]]]:
        """Sections with their blocks, tables and pictures numbered apart in the order they stand; others carry 0."""
        count = dict.fromkeys(KINDS, 0)
        found = []
        for section in self.sections:
            blocks = []
            for block in section.blocks:
                if type(block) in count:
                    count[type(block)] += 1
                blocks.append((block, count.get(type(block), 0)))
            found.append((section, blocks))
        return found

    def listed(self) -> list[Entry]:
        """Every table by number, then every picture."""
        numbered = [pair for _, blocks in self.numbered() for pair in blocks]
        tables = [Entry("table", place, block.title) for block, place in numbered if isinstance(block, Table)]
        return tables + [Entry("figure", place, block.subject) for block, place in numbered if isinstance(block, Drawn)]


KINDS: tuple[type[Block], ...] = (Table, Drawn)
"""Blocks that carry a number."""


def headed(parts: Sequence[tuple[str, Sequence[Block]]], *, marks: str = "") -> list[Block]:
    """Blocks of a section, each part under its heading; one without blocks is left out and the others close up.

    Args:
        parts: heading and blocks of each part; one without a heading stands as it is.
        marks: letters that number the headings, figures where there are none.
    """
    found: list[Block] = []
    place = 0
    for title, blocks in parts:
        if not blocks:
            continue
        if title:
            found.append(Heading(f"{marks[place] if marks else place + 1}. {title}"))
            place += 1
        found += blocks
    return found
