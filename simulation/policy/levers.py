"""The closed table of levers: everything a programme may move, with unit, neutral value and how two pulls combine.

The table is the metadata of the columns of :class:`simulation.state.Levers` (one row per firm) and of
:class:`simulation.state.ZoneLevers` (one row per zone of residence); a phase reads each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from simulation.arrays import Column
from simulation.state import Levers, ZoneLevers


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever.

    ``combine``: ``add`` sums pulls, ``multiply`` multiplies them, ``lowest`` takes the lowest: a firm is funded
    once for a step, so the best offer stands.
    """

    key: str
    unit: str
    neutral: float
    combine: str


LEVERS: Mapping[str, Lever] = {
    spec.name: Lever(spec.name, spec.metadata["unit"], spec.metadata["neutral"], spec.metadata["combine"])
    for table in (Levers, ZoneLevers)
    for spec in fields(table)
}


def combined(key: str, pulls: Sequence[Column]) -> Column:
    """Combine the pulls of several instruments on one lever, in an order that does not matter beyond rounding.

    Args:
        key: lever of the closed table.
        pulls: one column per instrument (unit of the lever); at least one.
    """
    lever = LEVERS[key]
    if len(pulls) == 1:
        return pulls[0]
    table = np.stack(pulls)
    if lever.combine == "add":
        return np.asarray(table.sum(axis=0))
    if lever.combine == "multiply":
        return np.asarray(table.prod(axis=0))
    return np.asarray(table.min(axis=0))


def set_levers(levers: Levers | ZoneLevers, pulls: Mapping[str, Column], *, before: Collection[str] = ()) -> None:
    """Write a month's pulls into a table the phases read; levers pulled the month before go back to neutral."""
    for key in {*before, *pulls}:
        target: Column | None = getattr(levers, key, None)
        if target is not None:
            target[:] = pulls[key] if key in pulls else LEVERS[key].neutral
