"""A register of people for tests of the rules that take its table."""

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
