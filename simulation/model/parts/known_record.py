"""What was known when a path was announced: growth, prices, shares and season of the record up to then."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue import ComplexData
from simulation.equations.splicing import splice
from simulation.units import QUARTERS_A_YEAR

NORMAL_OVER_MEDIAN = 1.4826
"""Standard deviation over the median absolute deviation of a normal, 1 / Phi^-1(3/4)."""
REMEMBERED = 64
"""Lessons of the record kept at hand; a complex whose shares are drawn is another one in every run."""


@lru_cache(maxsize=REMEMBERED)
def known_annual(data: ComplexData, last: int) -> tuple[NDArray[np.int64], Column]:
    """Years up to a year with a figure of yearly production, and the figures (조원)."""
    return data.annual_production(last)


@lru_cache(maxsize=REMEMBERED)
def known_total(data: ComplexData, last: str) -> Column:
    """Recorded production of all tenants by quarter up to a quarter (억원)."""
    return np.array([data.production_total(quarter) for quarter in data.quarters if quarter <= last])


@lru_cache(maxsize=REMEMBERED)
def known_growth(data: ComplexData, last: str) -> Column:
    """Quarterly log growth of production by industry up to the start, spliced (quarter by industry)."""
    quarters = [quarter for quarter in data.quarters if quarter <= last]
    levels, total = data.production_levels(quarters)
    spliced = splice(levels, total, breaks=np.array([quarter in data.reclassified for quarter in quarters]))
    growth: Column = np.diff(np.log(spliced), axis=0)
    return growth if growth.size else np.zeros((1, len(data.industries)))


def shrunk_spread(growth: Column, prior: float, *, weight: float, unusual: float) -> NDArray[np.float64]:
    """Spread of quarterly growth per industry, shrunk to a prior, without what is unusual.

    Args:
        growth: log growth (quarter by industry).
        prior: spread thought of before any quarter (log points).
        weight: of the prior, in quarters.
        unusual: robust standard deviations from the median beyond which a quarter counts as at them.
    """
    centre = np.median(growth, axis=0)
    robust = NORMAL_OVER_MEDIAN * np.median(np.abs(growth - centre), axis=0)
    reach = np.where(robust > 0.0, unusual * robust, unusual * prior)
    kept = np.clip(growth, centre - reach, centre + reach)
    count = growth.shape[0]
    variance = np.var(kept, axis=0)
    spread: NDArray[np.float64] = np.sqrt((count * variance + weight * prior**2) / (count + weight))
    return spread


@lru_cache(maxsize=REMEMBERED)
def known_shares(data: ComplexData, last: str) -> Column:
    """Share of each industry in the production of a quarter."""
    levels = data.production_levels([last])[0][0]
    return np.asarray(levels / levels.sum())


@lru_cache(maxsize=REMEMBERED)
def shrunk_season(data: ComplexData, last: str, *, weight: float) -> Column:
    """Seasonal level by quarter and industry: mean growth of the quarter less the mean, shrunk by n / (n + w).

    Args:
        data: the record.
        last: last quarter that is known.
        weight: w, years that speak for no season.
    """
    growth = known_growth(data, last)
    quarters = [quarter for quarter in data.quarters if quarter <= last][1:]
    step = np.zeros((QUARTERS_A_YEAR, len(data.industries)))
    for place in range(QUARTERS_A_YEAR):
        rows = [row for row, quarter in enumerate(quarters) if quarter.endswith(str(place + 1))]
        if rows:
            excess = growth[rows].mean(axis=0) - growth.mean(axis=0)
            step[place] = excess * len(rows) / (len(rows) + weight)
    level: Column = np.cumsum(step - step.mean(axis=0), axis=0)
    return level
