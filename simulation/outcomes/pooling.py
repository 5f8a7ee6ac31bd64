"""A linear pool of two forecasts: the weight with which the pool would have scored best."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.arrays import Column


class Distances(NamedTuple):
    """Mean distances of two forecasts from what came and from each other: all that the score of their pool needs."""

    own: float
    rival: float
    within_own: float
    between: float
    within_rival: float


def distances(own: Column, rival: Column, *, came: float) -> Distances:
    """Mean absolute distances between draws of two forecasts, and of each from what came.

    Args:
        own: draws of the one (any unit); two at least.
        rival: draws of the other (the same unit); two at least.
        came: what came.
    """
    return Distances(
        float(np.abs(own - came).mean()),
        float(np.abs(rival - came).mean()),
        _within(own),
        float(np.abs(own[:, None] - rival).mean()),
        _within(rival),
    )


def _within(draws: Column) -> float:
    """Mean distance of two different draws, so that a small sample is not taken for a narrow forecast."""
    return float(np.abs(draws[:, None] - draws).sum() / (draws.size * (draws.size - 1)))


def best_weight(found: list[Distances]) -> float:
    """Weight w of the first forecast in the pool w F + (1 - w) G with the lowest mean CRPS, in [0, 1].

    CRPS(w) = w a + (1 - w) b - 1/2 [w^2 A + 2 w (1 - w) C + (1 - w)^2 B] with a, b the distances from what came, A
    and B those within and C that between the forecasts. It is a parabola: w = (b - a + C - B) / (2 C - A - B).

    Source: the kernel form of the score, Gneiting and Raftery (2007, doi 10.1198/016214506000001437).
    """
    own, rival, within_own, between, within_rival = np.array(found).mean(axis=0)
    curvature = 2.0 * between - within_own - within_rival
    if curvature <= 0.0:
        return float(own - within_own / 2.0 < rival - within_rival / 2.0)
    return float(np.clip((rival - own + between - within_rival) / curvature, 0.0, 1.0))


def pool_score(found: Distances, weight: float) -> float:
    """CRPS of the pool on one forecast; the formula of :func:`best_weight`."""
    other = 1.0 - weight
    spread = weight**2 * found.within_own + 2.0 * weight * other * found.between + other**2 * found.within_rival
    return weight * found.own + other * found.rival - spread / 2.0


def pooled(own: Column, rival: Column, *, weight: float, levels: Column) -> Column:
    """Quantiles of the pool: those of all draws together, each draw with its share of its forecast's weight.

    Args:
        own, rival: draws of the two forecasts.
        weight: of the first.
        levels: probabilities.
    """
    draws = np.concatenate([own, rival])
    shares = np.concatenate([np.full(own.size, weight / own.size), np.full(rival.size, (1.0 - weight) / rival.size)])
    order = np.argsort(draws, kind="stable")
    middle = np.cumsum(shares[order]) - shares[order] / 2.0
    held = shares[order] > 0.0
    return np.asarray(np.interp(levels, middle[held], draws[order][held]))
