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
from simulation.outcomes.path_probability import interval
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
    """What a level follows in the worlds and in many draws: what is known of it, lines and squares of parameters."""

    names: tuple[str, ...]
    of_worlds: Table
    drawn: Table


@dataclass(frozen=True, slots=True)
class Learned:
    """A level over the target in worlds without the programme and in pairs, with what it follows in each.

    Args:
        without: x, in each world without the programme; those of the pairs stand first.
        paired: y, with the programme in each pair.
        rule: z, what ln x follows: of the worlds, and of many draws.
        added: w, what ln y follows besides ln x: of the pairs, and of the same draws.
    """

    without: Column
    paired: Column
    rule: Explained
    added: Explained


def learned(paired: Column, without: Column, *, more: MoreWorlds, known: tuple[Table, Table]) -> Learned:
    """What a level follows without the programme, and what the programme adds to it, both told by the worlds.

    Args:
        paired: level over the target with the programme in each pair, the runs first.
        without: the same in each world without it, those of the pairs first.
        more: what was drawn for the worlds.
        known: what the level follows in any case, such as the outside path: its columns in the worlds and in many draws
            of the same seeds, the first a one.
    """
    level, (near, far) = scale_of(paired, without), known
    rule = explained(level(without), more, known=near)
    draws = min(far.shape[0], rule.drawn.shape[0])
    added = explained(level(paired), more, known=_with_one(level(without)[: paired.size]))
    return Learned(
        without,
        paired,
        Explained(rule.names, np.hstack([near, rule.of_worlds]), np.hstack([far[:draws], rule.drawn[:draws]])),
        Explained(added.names, added.of_worlds, added.drawn[:draws]),
    )


def explained(logs: Column, more: MoreWorlds, *, known: Table) -> Explained:
    """Parameters that explain a level over worlds beyond what is known, strongest first, each as a line and a square.

    The next one is that with the greatest correlation with what is left, as long as no idle one of as many would reach
    it more than once in twenty (:func:`simulation.outcomes.ranking.least_told`).

    Args:
        logs: log of the level in the first of the worlds.
        more: what was drawn for the worlds.
        known: what the level follows in any case: columns over the same worlds, a one among them.
    """
    values = more.values[: logs.size]
    centre, spread = more.values.mean(axis=0), more.values.std(axis=0)
    moving = np.flatnonzero(values.std(axis=0) > 0.0)
    scaled = (values[:, moving] - centre[moving]) / spread[moving]
    chosen: list[int] = []
    while len(chosen) < MOST_TOLD and moving.size:
        found = np.hstack([known, _curved(scaled[:, chosen])])
        left = logs - found @ np.linalg.lstsq(found, logs, rcond=None)[0]
        if not left.std() > 1e-9:
            break
        told = np.abs((scaled - scaled.mean(axis=0)).T @ left) / (logs.size * left.std() * scaled.std(axis=0))
        told[chosen] = 0.0
        best = int(np.argmax(told))
        if told[best] <= least_told(logs.size - 2 * len(chosen), moving.size):
            break
        chosen.append(best)
    rows = moving[chosen]
    names = tuple(more.names[each] for each in rows)
    return Explained(names, _curved(scaled[:, chosen]), _curved((more.drawn(names) - centre[rows]) / spread[rows]))


def _curved(columns: Table) -> Table:
    return np.hstack([columns, columns**2])


def _with_one(column: Column) -> Table:
    return np.column_stack([np.ones(column.size), column])


def probability_over_draws(known: Learned) -> dict[str, float]:
    """Probability that a level reaches its target, with its 95 % interval and the spread that nothing explains.

    Worlds without the programme: ln x = m + u, m = z g by least squares. Pairs: ln y = a + b ln x + w c + e, exact
    where y is x. P = mean over draws d, u and e of 1[a + b (m_d + u) + w_d c + e >= 0], residuals scaled by
    sqrt(n / (n - k)). The interval resamples worlds and pairs; the error of the number of draws, which is independent
    of it, is added in squares.

    Args:
        known: the level over the target in worlds and pairs, with what it follows.

    Returns:
        ``probability``, ``low``, ``high`` and ``residual``, the standard deviation of b u + e in percent (NaN where a
        level is not positive, see :func:`scale_of`).
    """
    pairs, worlds, rule, added = known.paired.size, known.without.size, known.rule, known.added
    level = scale_of(known.paired, known.without)
    logs, own = level(known.paired), level(known.without)
    follows = np.hstack([_with_one(own[:pairs]), added.of_worlds])

    def reached(of_pairs: Counts, of_worlds: Counts) -> tuple[float, float]:
        slope, luck = _fitted(rule.of_worlds[of_worlds], own[of_worlds])
        bridge, rest = _fitted(follows[of_pairs], logs[of_pairs])
        left = np.sort((bridge[1] * luck[:, None] + rest).ravel())
        missing = -bridge[0] - bridge[1] * (rule.drawn @ slope) - added.drawn @ bridge[2:]
        below = np.searchsorted(left, missing - 1e-12, side="left")
        return float(1.0 - below.mean() / left.size), float(left.std())

    middle, residual = reached(np.arange(pairs), np.arange(worlds))
    luck = uniforms(stream(0, "resampled worlds"), np.arange(RESAMPLES * (pairs + worlds)))
    picks = luck.reshape(RESAMPLES, pairs + worlds)
    again = [reached((each[:pairs] * pairs).astype(np.int64), (each[pairs:] * worlds).astype(np.int64))[0]
             for each in picks]  # fmt: skip
    found = {"probability": middle} | interval(middle, again, draws=rule.drawn.shape[0])
    return found | {"residual": 100.0 * residual if level is np.log else float("nan")}


def scale_of(*shares: Column) -> Callable[[Column], Column]:
    """Distance of shares of a target from it: logs where every share is positive, else the shares themselves less 1."""
    positive = min(each.min() for each in shares) > 0.0
    return np.log if positive else lambda share: np.asarray(share - 1.0)


def _fitted(known: Table, logs: Column) -> tuple[Column, Column]:
    """Coefficients by least squares, and residuals with the spread that they have about the true line."""
    slope = np.asarray(np.linalg.lstsq(known, logs, rcond=None)[0], dtype=np.float64)
    left = logs - known @ slope
    return slope, np.asarray(left * np.sqrt(left.size / max(1, left.size - slope.size)))
