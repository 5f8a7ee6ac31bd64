"""Fitting tables and sizes to given totals, within limits."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from simulation.arrays import Column, Counts, compiled

FARTHEST = 1e30
"""Largest factor of a column."""
ROUNDS = 200
"""Most passes over rows and columns, and most steps towards a factor; all end where nothing moves any more."""
HALVINGS = 40
"""Halvings of the range in which a median is sought."""
FAR = 6.0
"""Standard deviations beyond the limits within which it is sought."""
REMEMBERED = 1024
"""Medians kept at hand: the cells of a start are asked for theirs more than once."""


def fit(seed: Column, rows: Column, *, columns: Column) -> Column:
    """Iterative proportional fitting: scale a seed until its rows and columns add to the given totals.

    Args:
        seed: starting table; zeros stay zero.
        rows: totals of the rows.
        columns: totals of the columns, which add to the same sum.

    Source: Deming and Stephan (1940).
    """
    none, any_amount = np.zeros_like(seed, dtype=float), np.full(seed.shape, np.inf)
    return fit_within(seed, rows, columns=columns, lowest=none, highest=any_amount)


def fit_within(seed: Column, rows: Column, *, columns: Column, lowest: Column, highest: Column) -> Column:
    """Iterative proportional fitting with limits on every cell: x_ij = clip(a_i b_j seed_ij, lowest, highest).

    The table nearest to the seed in relative entropy that lies within the limits and meets the totals. Rows are met
    last, so they hold wherever the limits of the row allow, even where the columns cannot be met.

    Args:
        seed: starting table; zeros stay at their lowest amount.
        rows: totals of the rows.
        columns: totals of the columns.
        lowest: least amount of each cell.
        highest: most of each cell.
    """
    fitted: Column = _fit_within(
        np.asarray(seed, dtype=np.float64), rows, columns, lowest.astype(float), highest.astype(float)
    )
    return fitted


@compiled
def _fit_within(seed: Column, rows: Column, columns: Column, lowest: Column, highest: Column) -> Any:
    by_row, by_column = np.ones(rows.size), np.ones(columns.size)
    for _ in range(ROUNDS):
        for j in range(columns.size):
            # Copies have the layout of rows, so that the rule is compiled once.
            least, most = lowest[:, j].copy(), highest[:, j].copy()
            factor = _factor(seed[:, j] * by_row, columns[j], least, most, by_column[j])
            # A column that the rows cannot meet would pull its factor on for ever, until no row could follow.
            by_column[j] = min(max(factor, 1.0 / FARTHEST), FARTHEST)
        moved = 0.0
        for i in range(rows.size):
            factor = _factor(seed[i] * by_column, rows[i], lowest[i], highest[i], by_row[i])
            moved = max(moved, abs(factor / by_row[i] - 1.0))
            by_row[i] = factor
        if moved < 1e-13:
            break
    table = np.empty_like(seed)
    for i in range(rows.size):
        for j in range(columns.size):
            table[i, j] = min(max(by_row[i] * by_column[j] * seed[i, j], lowest[i, j]), highest[i, j])
    return table


@compiled
def _factor(weights: Column, total: float, lowest: Column, highest: Column, guess: float) -> float:
    """Factor f with sum(clip(f weights, lowest, highest)) = total; the nearest one where the limits forbid it."""
    if weights.sum() <= 0.0:
        return guess
    below, above = max(guess * 1e-9, 1e-60), min(guess * 1e9, 1e60)
    for _ in range(ROUNDS):
        # Steps of the free cells alone are exact once the set of cells at a limit no longer changes.
        held, free = 0.0, 0.0
        for k in range(weights.size):
            amount = guess * weights[k]
            if amount <= lowest[k]:
                held += lowest[k]
            elif amount >= highest[k]:
                held += highest[k]
            else:
                free += weights[k]
        gap = total - held - guess * free
        if abs(gap) <= 1e-13 * max(1.0, abs(total)):
            return guess
        if gap > 0.0:
            below = guess
        else:
            above = guess
        step = (total - held) / free if free > 0.0 else 0.0
        guess = step if below < step < above else np.sqrt(below * above)
    return guess


def whole(amounts: Column, total: int) -> Counts:
    """Round amounts to whole numbers that add to a total: largest remainders first."""
    scaled = amounts * (total / amounts.sum()) if amounts.sum() > 0.0 else amounts
    floor = np.floor(scaled + 1e-9).astype(np.int64)
    missing = int(total - floor.sum())
    order = np.argsort(-(scaled - floor), kind="stable")
    floor[order[:missing]] += 1
    return floor


def whole_within(sizes: Column, lowest: Column | float, *, highest: Column | float, total: int) -> Counts:
    """Round sizes to whole numbers within limits that add to a total, largest remainders first.

    Args:
        sizes: sizes that nearly add to the total.
        lowest: fewest of each.
        highest: most of each.
        total: sum asked for; cut to what the limits allow.
    """
    low, high = np.broadcast_to(lowest, sizes.shape), np.broadcast_to(highest, sizes.shape)
    total = int(min(max(total, np.sum(low)), np.sum(np.minimum(high, 1e9))))
    counts = np.clip(np.floor(sizes + 1e-9), low, high).astype(np.int64)
    order = np.argsort(-(sizes - counts), kind="stable")
    while (missing := total - int(counts.sum())) != 0:
        step = 1 if missing > 0 else -1
        ranked = order if step > 0 else order[::-1]
        free = ranked[(counts[ranked] < high[ranked]) if step > 0 else (counts[ranked] > low[ranked])]
        counts[free[: abs(missing)]] += step
    return np.asarray(counts, dtype=np.int64)


@compiled
def fill_shares(sizes: Column, share: Column) -> Counts:
    """Give pieces to parts, one after another, each to the part furthest below its share among those with room for it.

    With F the parts' sizes so far, S the sum of all pieces and z the piece, part k has room s_k S - F_k and lacks
    s_k (sum F + z) - F_k. Where no part has room for the piece, that with most room takes it.

    Args:
        sizes: z, sizes of the pieces, the largest first.
        share: s, shares of the parts, which add to one.

    Returns:
        The part of each piece (index).
    """
    taken, filled, whole = np.empty(sizes.size, np.int64), np.zeros(share.size), sizes.sum()
    for piece in range(sizes.size):
        so_far, best, most = filled.sum() + sizes[piece], -1, -np.inf
        for part in range(share.size):
            lacking = share[part] * so_far - filled[part]
            if share[part] * whole - filled[part] >= sizes[piece] and lacking > most:
                best, most = part, lacking
        if best < 0:
            best = int(np.argmax(share * whole - filled))
        taken[piece] = best
        filled[best] += sizes[piece]
    return taken


def share_out(weights: Column, total: float, *, lowest: Column, highest: Column) -> Column:
    """Share a total by weights within limits: clip(f weights, lowest, highest), f such that they add to the total."""
    factor = _factor(weights.astype(float), float(total), lowest, highest, total / weights.sum())
    shared: Column = np.clip(weights * factor, lowest, highest)
    return shared


def cut_log_normal(place: Column, middle: float, *, spread: float, lowest: float, highest: float) -> Column:
    """Quantiles of a log-normal cut at two limits.

    x(u) = exp(middle + spread z), Phi(z) = Phi(a) + u (Phi(b) - Phi(a)), a and b the limits in units of z.

    Args:
        place: u in (0, 1).
        middle: log of the median before the cut.
        spread: standard deviation of the log before the cut.
        lowest: lower limit.
        highest: upper limit.
    """
    a, b = (np.log(lowest) - middle) / spread, (np.log(highest) - middle) / spread
    if a > 0.0:  # counted from the upper tail, where the lower one would be lost in rounding
        z = -ndtri(ndtr(-b) + (1.0 - place) * (ndtr(-a) - ndtr(-b)))
    else:
        z = ndtri(ndtr(a) + place * (ndtr(b) - ndtr(a)))
    sizes: Column = np.clip(np.exp(middle + spread * z), lowest, highest)
    return sizes


def rising_sizes(count: int, lowest: int, *, highest: int, spread: float, total: int) -> Counts:
    """Whole sizes in rising order: even quantiles of a cut log-normal, moved until they add to a total.

    Args:
        count: number of firms.
        lowest: fewest workers.
        highest: most workers.
        spread: standard deviation of the log before the cut.
        total: sum asked for.
    """
    middle = middle_of_mean(total / count, spread, lowest=lowest, highest=highest, count=count)
    return whole_within(
        cut_log_normal(even_places(count), middle, spread=spread, lowest=lowest - 0.5, highest=highest + 0.5),
        lowest,
        highest=highest,
        total=total,
    )


def even_places(count: int) -> Column:
    """Places of a distribution at which as many even quantiles stand."""
    return np.asarray((np.arange(count) + 0.5) / count)


@lru_cache(maxsize=REMEMBERED)
def middle_of_mean(mean: float, spread: float, *, lowest: int, highest: int, count: int) -> float:
    """Log of the median, before the cut, of a log-normal over whole sizes with a given mean of some even quantiles."""
    place = even_places(count)
    below, above = np.log(lowest) - FAR * spread, np.log(highest) + FAR * spread
    for _ in range(HALVINGS):
        middle = 0.5 * (below + above)
        sizes = cut_log_normal(place, middle, spread=spread, lowest=lowest - 0.5, highest=highest + 0.5)
        below, above = (middle, above) if sizes.mean() < mean else (below, middle)
    return float(0.5 * (below + above))
