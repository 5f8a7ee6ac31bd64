"""A register of people and short columns for tests of the rules that take them."""

from __future__ import annotations

import numpy as np

from simulation.equations.columns import People


def table_of(columns: dict[str, np.ndarray]) -> People:
    """The table of some columns, changed in place by rules; those not named are zero, abilities and pay one."""
    size = next(iter(columns.values())).size
    filled = {
        name: np.ones(size) if name in ("wage", "ability") else np.zeros(size, dtype=np.int64)
        for name in People._fields
    }
    for name in ("woman", "foreign"):
        filled[name] = np.zeros(size, dtype=np.bool_)
    return People(**{**filled, **columns})


def rows(*numbers: int) -> np.ndarray:
    """A column of whole numbers."""
    return np.array(numbers, dtype=np.int64)


def flags(*values: int) -> np.ndarray:
    """A column of truth values, written 0 and 1."""
    return np.array(values, dtype=np.bool_)


def reals(*numbers: float) -> np.ndarray:
    """A column of real numbers."""
    return np.array(numbers)
