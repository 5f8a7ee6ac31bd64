"""A register of people and short columns for tests of the rules that take them."""

from __future__ import annotations

import numpy as np

from simulation.equations.columns import People
from simulation.state import Workers, allocate

TYPES = {name: column.dtype for name, column in allocate(Workers, 0).table._asdict().items()}


def table_of(columns: dict[str, np.ndarray]) -> People:
    """The table of some columns, changed in place by rules; those not named are zero, abilities and pay one.

    Columns are of the types that people have in a world, the given ones changed to them: no rule is compiled twice.
    """
    size = next(iter(columns.values())).size
    for name, values in columns.items():
        columns[name] = values.astype(TYPES[name], copy=False)
    others = {name: np.full(size, name in ("wage", "ability"), TYPES[name]) for name in People._fields}
    return People(**{**others, **columns})


def rows(*numbers: int) -> np.ndarray:
    """A column of whole numbers."""
    return np.array(numbers, dtype=np.int64)


def flags(*values: int) -> np.ndarray:
    """A column of truth values, written 0 and 1."""
    return np.array(values, dtype=np.bool_)


def reals(*numbers: float) -> np.ndarray:
    """A column of real numbers."""
    return np.array(numbers)
