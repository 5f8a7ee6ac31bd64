"""A picture that a result may hold, before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.errors import Text
from simulation.report.picture import Picture

Drawing = Callable[[str], Picture]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture that a result may hold: its title, how it is drawn, and why it cannot be, if so."""

    title: Text
    draw: Drawing
    lacking: Text | None = None
