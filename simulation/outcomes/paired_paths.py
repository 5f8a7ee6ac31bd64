"""What paired paths say of a change: its size in the long run, whether runs tell it from none, and its lag."""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from simulation.arrays import Column
from simulation.units import MONTHS_A_QUARTER, MONTHS_A_YEAR

LEVEL = 0.95
"""Of the interval of a mean over runs."""
UNTOLD = -1
"""Lag where there is none to tell."""


def long_run(difference: Column, flow: bool) -> Column:
    """The change in the last twelve months of each run: amounts add, heads are a mean.

    Args:
        difference: changed less usual world, by (run, month).
        flow: whether the measure is an amount a month.
    """
    last = difference[:, -MONTHS_A_YEAR:]
    return np.asarray(last.sum(axis=1) if flow else last.mean(axis=1))


def interval(values: Column) -> tuple[float, float]:
    """Interval of the mean over runs, m -+ t s / sqrt(n); without bounds from one run.

    Args:
        values: one value a run.
    """
    runs = values.size
    if runs < 2:
        return -np.inf, np.inf
    reach = float(student.ppf(0.5 + LEVEL / 2.0, runs - 1)) * float(values.std(ddof=1)) / np.sqrt(runs)
    middle = float(values.mean())
    return middle - reach, middle + reach


def sign(values: Column) -> int:
    """1 or -1 where the interval of the mean leaves zero out, else 0: the runs do not tell it from none.

    Args:
        values: one value a run.
    """
    low, high = interval(values)
    return int(low > 0.0) - int(high < 0.0)


def begins(difference: Column) -> int:
    """First month in which any run differs at all, which paired luck makes exact; the number of months where none does.

    Args:
        difference: changed less usual world, by (measure, run, month) or any other with months last.
    """
    moved = np.flatnonzero(difference.reshape(-1, difference.shape[-1]).any(axis=0))
    return int(moved[0]) if moved.size else difference.shape[-1]


def half_way(difference: Column, first: int) -> int:
    """Months from the beginning to half of the long-run change, of the mean over runs smoothed over a quarter.

    Args:
        difference: changed less usual world, by (run, month).
        first: month in which the change begins.

    Returns:
        Months, 0 in the first; ``UNTOLD`` where the runs do not tell the long-run change from none.
    """
    direction = sign(long_run(difference, flow=False))
    if direction == 0:
        return UNTOLD
    return _months_to_half(difference.mean(axis=0), first, direction=direction)


def half_lives(difference: Column, first: int) -> Column:
    """Months to half of its own long-run change in each run; how much the lag differs by luck and parameters.

    Args:
        difference: changed less usual world, by (run, month).
        first: month in which the change begins.

    Returns:
        Months of the runs that moved as their mean did; none where the runs do not tell the long-run change from none.
    """
    moved = long_run(difference, flow=False)
    direction = sign(moved)
    alike = difference[direction * moved > 0.0]
    return np.array([_months_to_half(path, first, direction=direction) for path in alike], dtype=np.float64)


def _months_to_half(path: Column, first: int, *, direction: int) -> int:
    before = np.concatenate([np.zeros(MONTHS_A_QUARTER - 1), path])
    smooth = np.convolve(before, np.full(MONTHS_A_QUARTER, 1.0 / MONTHS_A_QUARTER), mode="valid")
    half = 0.5 * path[-MONTHS_A_YEAR:].mean()
    reached = np.flatnonzero(direction * smooth[first:] >= direction * half)
    return int(reached[0]) if reached.size else UNTOLD
