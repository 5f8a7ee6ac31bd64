"""The path of outside demand as it could be known at a start: what years teach of the total, and a pool of processes.

Equation 4.4 with its correction of section 7: drift and spread of the total come from yearly production, both are
drawn, industries are deviations from the total.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column

PROCESSES = ("walk", "damped", "reversion")
AVERAGING = 1.0 / 3.0
"""Years by which the variance of growth between yearly means falls short of that between two points in time."""


class YearlyLesson(NamedTuple):
    """What yearly production teaches of its total: logs a year, and the number of steps it was learned from."""

    drift: float
    drift_error: float
    spread: float
    steps: int


class TotalPath(NamedTuple):
    """How one path of the total moves: log points a month, ratios a month."""

    process: str
    drift: float
    spread: float
    trend: float
    damping: float
    reversion: float
    anchor: float


def learn_from_years(years: NDArray[np.int64], levels: Column, *, prior: YearlyLesson) -> YearlyLesson:
    """Drift and spread of a total from yearly means, some years missing, joined with what was thought before.

    With g the log growth over a gap of k years, m gaps over T years and mu = ln(y_T / y_0) / T:
    s^2 = (sum (g - mu k)^2 / (k - 1/3) + m0 s0^2) / (m + m0), since means of years of a walk vary by a third of a year
    less than its points; the error of mu is e = s / sqrt(T); the drift is the mean of mu and mu0 weighed by 1 / e^2
    and 1 / e0^2, and its error the root of 1 / (1 / e^2 + 1 / e0^2).

    Args:
        years: years with a figure, ascending; with fewer than two the prior stands.
        levels: production of these years (any unit of money).
        prior: mu0, e0, s0 and the number m0 of steps it counts for.

    Source: Working (1960, doi 10.2307/1907574) for the averages.
    """
    if years.size < 2:
        return prior
    gaps, growth = np.diff(years).astype(np.float64), np.diff(np.log(levels))
    length = float(years[-1] - years[0])
    measured = float(np.log(levels[-1] / levels[0])) / length
    squares = float(((growth - measured * gaps) ** 2 / (gaps - AVERAGING)).sum())
    steps = int(gaps.size) + prior.steps
    spread = float(np.sqrt((squares + prior.steps * prior.spread**2) / steps))
    weight, before = length / spread**2, prior.drift_error**-2
    drift = (weight * measured + before * prior.drift) / (weight + before)
    return YearlyLesson(drift, (weight + before) ** -0.5, spread, steps)


def shrunk_trend(growth: Column, drift: float, *, weight: float) -> float:
    """Growth of the last quarters, shrunk towards the drift: (n mean(g) + w mu) / (n + w).

    Args:
        growth: log growth of the total by quarter, newest last; may be empty.
        drift: mu, growth a quarter to shrink towards (log points).
        weight: w, quarters the drift counts for.
    """
    return float((growth.sum() + weight * drift) / (growth.size + weight))


def total_levels(path: TotalPath, luck: Column) -> Column:
    """Log level of the total by month, relative to the start.

    walk       l' = l + mu + s e
    damped     l' = l + mu + (b - mu) d^t + s e
    reversion  l' = l + mu + (1 - r) (a + mu t - l) + s e

    Args:
        path: mu drift, s spread, b trend, d damping, r reversion, a anchor: all a month, a in log points.
        luck: e, standard normal draws, one a month.
    """
    level, levels, excess = 0.0, np.empty(luck.size), path.trend - path.drift
    for month, shock in enumerate(luck):
        pull = 0.0
        if path.process == "damped":
            excess *= path.damping
            pull = excess
        elif path.process == "reversion":
            pull = (1.0 - path.reversion) * (path.anchor + path.drift * month - level)
        level += path.drift + pull + path.spread * shock
        levels[month] = level
    return levels


def industry_levels(total: Column, *, spread: Column, luck: Column, shares: Column) -> Column:
    """Log level by month and industry: the total, and deviations that leave the total as it is.

    l_i = l + w_i - ln sum_j share_j exp(w_j), w_i a walk of its own.

    Args:
        total: l, log level of the total by month.
        spread: standard deviation of a month's step of w per industry (log points).
        luck: standard normal draws, month by industry.
        shares: share of each industry in the total at the start.
    """
    own = np.cumsum(spread * luck, axis=0)
    levels: Column = total[:, None] + own - np.log(np.exp(own) @ shares)[:, None]
    return levels
