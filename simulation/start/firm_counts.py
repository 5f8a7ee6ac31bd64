"""Firms by industry and size class: counted, none larger than the workers of its industry can fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import SIZE_CLASSES, ComplexData
from simulation.start.fitting import whole

LOWEST = np.array([1.0, 50.0, 100.0, 300.0])
"""Fewest workers of a firm in each size class."""


LOWEST_MEAN = np.array([2.0, 51.0, 102.0])
"""Lowest mean size of a class below the top in one industry, a little above its fewest so that its sizes spread."""


def by_class(draw: Mapping[str, float], name: str, *, classes: Sequence[str]) -> Column:
    """A drawn parameter of every one of some size classes."""
    return np.array([draw[f"{name}.{size}"] for size in classes])


def firms_by_size(
    data: ComplexData, draw: Mapping[str, float], *, operating: Counts, workers: Counts, scale: float
) -> Counts:
    """Operating firms by industry and size class: the upper classes at their counted numbers, the rest small."""
    counted = [data.firms_by_size[size] for size in SIZE_CLASSES[1:]]
    upper = np.array([max(1, round(count * scale)) if count else 0 for count in counted])
    seed = np.repeat(workers.astype(float)[:, None], 3, axis=1)
    large = np.array([draw.get(f"start.employment_share_300_plus.{name}", 0.0) for name in data.industries])
    seed[:, 2] *= large
    firms = np.zeros((len(data.industries), len(SIZE_CLASSES)), dtype=np.int64)
    for place in range(3):
        firms[:, place + 1] = whole(seed[:, place], int(upper[place]))
    if scale < 1.0:
        in_large = draw["start.anchor_worker_share"] * workers.sum() * seed[:, 2] / max(seed[:, 2].sum(), 1.0)
        firms[:, 3] = one_where_filled(firms[:, 3], in_large)
    most = np.maximum(0, operating - 1)
    for place in (1, 2, 3):
        firms[:, place] = np.minimum(firms[:, place], most)
        most = most - firms[:, place]
    firms[:, 0] = operating - firms[:, 1:].sum(axis=1)
    return no_larger_than(firms, workers, fewest=np.append(LOWEST_MEAN, draw["start.large_other_size"]))


def one_where_filled(counts: Counts, heads: Column) -> Counts:
    """Large firms by industry, with one where an industry could fill half of one and has none, taken from the many.

    In a small world rounding would leave an industry that is made by large firms to its small ones.

    Args:
        counts: large firms by industry.
        heads: workers of the large firms by industry.
    """
    counts = counts.copy()
    for row in np.argsort(-heads, kind="stable"):
        if counts[row] == 0 and heads[row] >= 0.5 * LOWEST[3] and counts.max() > 1:
            counts[np.argmax(counts)] -= 1
            counts[row] = 1
    return counts


def no_larger_than(firms: Counts, workers: Counts, *, fewest: Column) -> Counts:
    """Firms by industry and size, with no more large ones than the workers of their industry can fill.

    Where the fewest workers of all firms exceed those there are, the largest firm is taken for a small one, and again.

    Args:
        firms: firms by industry and size class.
        workers: workers by industry.
        fewest: workers a firm that a cell of the fit holds at least, by size class.
    """
    for row in range(workers.size):
        while firms[row, 1:].any() and float(firms[row] @ fewest) > workers[row]:
            firms[row, np.flatnonzero(firms[row])[-1]] -= 1
            firms[row, 0] += 1
    return firms
