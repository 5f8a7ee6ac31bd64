"""What may be said of a difference over runs: one rule for every sentence, title and table that asserts one."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from simulation.outcomes.metrics import quantiles

Verdict = Literal["same", "above", "below", "unclear", "few"]
"""The same in every run; an 80 % band above zero, below it, or with zero in it; too few runs to carry a band."""
FEWEST_RUNS = 10
"""Runs from which an 80 % band is drawn, as each tail outside it then holds one.

Fewer assert nothing: two runs of no effect at all lie on one side of zero half of the time."""


def carry_a_band(runs: int) -> bool:
    """Whether so many runs carry a band of 80 %; of fewer each is drawn, and no difference is asserted."""
    return runs >= FEWEST_RUNS


def verdict_on(values: NDArray[np.float64]) -> Verdict:
    """What a sample of paired differences over runs says."""
    if not values.any():
        return "same"
    found = quantiles(values)
    return verdict_on_band(found["q10"], found["q90"], runs=values.size)


def verdict_on_band(low: float, high: float, *, runs: int) -> Verdict:
    """What the ends of the 80 % band over so many runs say, where the runs themselves are no longer at hand."""
    if not carry_a_band(runs):
        return "few"
    return "above" if low > 0.0 else "below" if high < 0.0 else "unclear"


def told_apart(values: NDArray[np.float64]) -> bool:
    """Whether a sample of paired differences lets a sentence say more or less."""
    return verdict_on(values) in ("above", "below")
