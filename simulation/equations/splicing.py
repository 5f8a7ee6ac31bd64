"""Splicing a record by industry over the quarters in which firms were moved between industries."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def splice(
    levels: NDArray[np.float64], total: NDArray[np.float64], *, breaks: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Industry series in which nothing jumps because the office moved firms.

    From its first quarter on, every industry grows as recorded; in a quarter marked as a break it grows as the total
    does. Each quarter is then scaled to the recorded total, which pure reclassification leaves alone.

    Args:
        levels: recorded level by quarter and industry.
        total: recorded total by quarter.
        breaks: whether the step into a quarter is a break; the first entry is ignored.
    """
    spliced = np.empty_like(levels)
    spliced[0] = levels[0]
    for row in range(1, levels.shape[0]):
        own = np.divide(levels[row], levels[row - 1], out=np.ones(levels.shape[1]), where=levels[row - 1] > 0.0)
        growth = np.full(levels.shape[1], total[row] / total[row - 1]) if breaks[row] else own
        grown = spliced[row - 1] * growth
        spliced[row] = grown * total[row] / grown.sum()
    return spliced


def splice_back(
    series: NDArray[np.float64], total: NDArray[np.float64], *, breaks: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """A series that ends as recorded and steps as another does into the periods marked as breaks.

    y(T) = x(T), y(t-1) = y(t) - s(t) with s(t) = X(t) - X(t-1) at a break and x(t) - x(t-1) elsewhere.

    Args:
        series: x by period, in what adds up (logarithms or points).
        total: X of the whole, by period.
        breaks: whether the step into a period is a break; the first entry is ignored.
    """
    steps = np.where(breaks[1:], np.diff(total), np.diff(series))
    ahead = np.append(np.cumsum(steps[::-1])[::-1], 0.0)
    return np.asarray(series[-1] - ahead)
