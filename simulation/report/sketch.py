"""A picture that a result may hold, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from simulation.errors import Text
from simulation.report.picture import Picture


class Drawing(Protocol):
    """What draws one picture in a language."""

    def __call__(self, *, language: str) -> Picture:
        """The picture."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture that a result may hold: what it is of, how it is drawn, and why it cannot be, if so."""

    title: Text
    draw: Drawing
    lacking: Text | None = None
