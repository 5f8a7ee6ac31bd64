"""The probability of a level that hangs on parameters and luck, integrated over more worlds and many more draws.

A pair of worlds is dear, a world without the programme costs half as much, and a draw of parameters costs nothing.
Worlds without the programme teach how the level follows the parameters and how luck scatters it, the pairs what the
programme adds; thousands of draws then say how often the level is high enough.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from simulation.arrays import Column, Counts, Table
from simulation.luck import stream, uniforms
from simulation.outcomes.metrics import wilson
from simulation.outcomes.ranking import least_told

MOST_TOLD = 6
"""Parameters a level is explained by at most; each takes two coefficients."""
RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class MoreWorlds:
    """Worlds without the programme beyond those of the runs, and what was drawn for all of them.

    Args:
        series: totals at full size by variable in the further worlds, (world, month).
        names: parameters drawn.
        values: their values in the runs and then in the further worlds, (world, parameter).
        drawn: gives many draws of the parameters named, (draw, parameter).
        with_programme: the same totals with the programme in the first of the further worlds' seeds; may be empty.
    """

    series: Mapping[str, Table]
    names: Sequence[str]
    values: Table
    drawn: Callable[[Sequence[str]], Table]
    with_programme: Mapping[str, Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Explained:
    """Parameters that a level follows; a one, lines and squares of them in the worlds and in many draws."""

    names: tuple[str, ...]
    of_worlds: Table
    drawn: Table


def explained(logs: Column, more: MoreWorlds, *, given: tuple[Table, Table] | None = None) -> Explained:
    """Parameters that explain a level over worlds, strongest first, each as a line and a square.

    The next one is that with the greatest correlation with what is left, as long as no idle one of as many would reach
    it more than once in twenty (:func:`simulation.outcomes.ranking.least_told`).

    Args:
        logs: log of the level by world.
        more: what was drawn for the worlds.
        given: what the level follows in any case, such as the outside path: its columns in the worlds and in many
            draws of the same seeds, the first a one. Nothing but a one when missing.
    """
    known = np.ones((logs.size, 1)) if given is None else given[0]
    centre, spread = more.values.mean(axis=0), more.values.std(axis=0)
    moving = np.flatnonzero(spread > 0.0)
    scaled = (more.values[:, moving] - centre[moving]) / spread[moving]
    chosen: list[int] = []
    while len(chosen) < MOST_TOLD and moving.size:
        found = _curved(known, scaled[:, chosen])
        left = logs - found @ np.linalg.lstsq(found, logs, rcond=None)[0]
        if not left.std() > 1e-9:
            break
        told = np.abs(scaled.T @ (left - left.mean())) / (logs.size * left.std())
        told[chosen] = 0.0
        best = int(np.argmax(told))
        if told[best] <= least_told(logs.size - 2 * len(chosen), moving.size):
            break
        chosen.append(best)
    rows = moving[chosen]
    names = tuple(more.names[each] for each in rows)
    drawn = (more.drawn(names) - centre[rows]) / spread[rows]
    far = np.ones((drawn.shape[0], 1)) if given is None else given[1]
    draws = min(far.shape[0], drawn.shape[0])
    return Explained(names, _curved(known, scaled[:, chosen]), _curved(far[:draws], drawn[:draws]))


def _curved(known: Table, columns: Table) -> Table:
    return np.column_stack([known, columns, columns**2])


def probability_over_draws(values: Column, target: float, *, without: Column, rule: Explained) -> dict[str, float]:
    """Probability that a level reaches a target, with its 95 % interval and the spread that no parameter explains.

    Worlds without the programme: ln x = m + u, m = z g by least squares. Pairs: ln y = a + b ln x + e, exact where y is
    x. P = mean over draws d, u and e of 1[a + b (m_d + u) + e >= ln target], residuals scaled by sqrt(n / (n - k)). The
    interval resamples worlds and pairs, and adds the error of the number of draws.

    Args:
        values: y, level in each run.
        target: the same unit.
        without: x, level in each world without the programme; the first belong to the runs.
        rule: z of the worlds and of many draws.

    Returns:
        ``probability``, ``low``, ``high`` and ``residual``, the standard deviation of b u + e in percent (NaN where a
        value is not positive, so that levels stand for their logs).
    """
    pairs, worlds = values.size, without.size
    level = scale_of(values, without, target=target)
    wanted, logs, own = float(level(np.array(target))), level(values), level(without)

    def reached(of_pairs: Counts, of_worlds: Counts) -> tuple[float, float]:
        slope, luck = _fitted(rule.of_worlds[of_worlds], own[of_worlds])
        bridge, rest = _fitted(np.column_stack([np.ones(pairs), own[of_pairs]]), logs[of_pairs])
        left = np.sort((bridge[1] * luck[:, None] + rest).ravel())
        missing = wanted - bridge[0] - bridge[1] * (rule.drawn @ slope)
        below = np.searchsorted(left, missing - 1e-12, side="left")
        return float(1.0 - below.mean() / left.size), float(left.std())

    middle, residual = reached(np.arange(pairs), np.arange(worlds))
    luck = uniforms(stream(0, "resampled worlds"), np.arange(RESAMPLES * (pairs + worlds)))
    picks = luck.reshape(RESAMPLES, pairs + worlds)
    again = [reached((each[:pairs] * pairs).astype(np.int64), (each[pairs:] * worlds).astype(np.int64))[0]
             for each in picks]  # fmt: skip
    low, high = np.quantile(again, [0.025, 0.975])
    draws = rule.drawn.shape[0]
    least, most = wilson(round(middle * draws), draws)
    return {
        "probability": middle,
        "low": max(0.0, min(middle, float(low)) - (middle - least)),
        "high": min(1.0, max(middle, float(high)) + (most - middle)),
        "residual": 100.0 * residual if level is np.log else float("nan"),
    }


def scale_of(*values: Column, target: float) -> Callable[[Column], Column]:
    """Logs where every value and the target are positive; else, as with a rise that may be a fall, the values."""
    return np.log if min(target, *(each.min() for each in values)) > 0.0 else np.asarray


def _fitted(known: Table, logs: Column) -> tuple[Column, Column]:
    """Coefficients by least squares, and residuals with the spread that they have about the true line."""
    slope = np.asarray(np.linalg.lstsq(known, logs, rcond=None)[0], dtype=np.float64)
    left = logs - known @ slope
    return slope, np.asarray(left * np.sqrt(left.size / max(1, left.size - slope.size)))
