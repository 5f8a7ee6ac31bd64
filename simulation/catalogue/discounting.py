"""The dated discount rate of public appraisal, and present values at it."""

from __future__ import annotations

from functools import cache

import numpy as np

from simulation.arrays import Column
from simulation.catalogue.files import table
from simulation.units import MONTHS_A_YEAR, Month


def discount_rate(month: Month) -> float:
    """Real social discount rate in force in a month (percent a year), the first one before all."""
    first, *later = _dated_rates()
    begun = [rate for start, rate in later if start <= month]
    return begun[-1] if begun else first[1]


@cache
def _dated_rates() -> list[tuple[Month, float]]:
    rows = table("discount_rate")
    return [(Month.parse(str(start)), float(rate)) for start, rate in zip(rows["from"], rows["rate"], strict=True)]


def present_value(monthly: Column, rate: float) -> float:
    """Present value of a monthly flow at the month before its first, sum of x_t (1 + r)^(-t/12).

    Args:
        monthly: x_t at constant prices, the first month first.
        rate: r, percent a year.
    """
    months = np.arange(1, monthly.shape[0] + 1)
    return float(monthly @ (1.0 + rate / 100.0) ** (-months / MONTHS_A_YEAR))


def annuity(rate: float, years: float) -> float:
    """Yearly payment over a life that is worth one won now, i / (1 - (1 + i)^-n).

    Args:
        rate: i, percent a year, above zero.
        years: n, life.
    """
    interest = rate / 100.0
    yearly: float = interest / (1.0 - (1.0 + interest) ** -years)
    return yearly
