"""What a page is made of: numbered tables, pictures and paragraphs, before any of it is HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulation.errors import Text
from simulation.report.picture import Picture

Rows = Sequence[Sequence[str]]


NUMBER = re.compile(r"[△+−-]?[\d.…]|-$")
"""How a cell of figures begins; any other holds text."""


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """One picture with the sentence that stands for it where it cannot be seen."""

    picture: Picture


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


Block = Table | Drawn | Lines | Box


@dataclass(slots=True)
class Section:
    """A numbered heading with what stands under it."""

    title: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole report before it is a page or a document."""

    title: str
    subtitle: str
    sections: Sequence[Section]
