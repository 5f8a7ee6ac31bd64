"""A small regression that learns from few points: growth of production on growth of outside drivers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.arrays import Column


class Belief(NamedTuple):
    """Normal-inverse-gamma belief: slopes ~ N(mean, s2 spread), s2 ~ IG(weight / 2, weight scale^2 / 2)."""

    mean: Column
    spread: Column
    weight: float
    scale: float


def learned(before: Belief, drivers: Column, *, growth: Column) -> Belief:
    """Belief after quarters were seen: conjugate update of the normal linear model.

    V1 = (V0^-1 + X'X)^-1; m1 = V1 (V0^-1 m0 + X'y); n1 = n0 + n;
    n1 s1^2 = n0 s0^2 + y'y + m0' V0^-1 m0 - m1' V1^-1 m1.

    Args:
        before: m0, V0, n0 and s0.
        drivers: X, quarter by driver, the first column ones.
        growth: y, log growth of production by quarter.

    Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, chapter 14.
    """
    prior = np.linalg.inv(before.spread)
    precision = prior + drivers.T @ drivers
    spread = np.linalg.inv(precision)
    mean = spread @ (prior @ before.mean + drivers.T @ growth)
    weight = before.weight + growth.size
    squares = before.weight * before.scale**2 + growth @ growth
    squares += before.mean @ prior @ before.mean - mean @ precision @ mean
    return Belief(mean, np.asarray(spread, dtype=np.float64), weight, float(np.sqrt(squares / weight)))


def predicted(belief: Belief, drivers: Column, *, luck: Column, chi_square: float) -> Column:
    """One draw of the growth that drivers to come imply: X b + s e, with slopes and spread drawn from the belief.

    Args:
        belief: what was learned.
        drivers: quarter by driver.
        luck: standard normals: one a slope, then one a quarter.
        chi_square: draw of chi2 with ``belief.weight`` degrees, for s^2 = weight scale^2 / chi2.
    """
    slopes = belief.mean.size
    spread = belief.scale * np.sqrt(belief.weight / chi_square)
    slope = belief.mean + spread * np.linalg.cholesky(belief.spread) @ luck[:slopes]
    return np.asarray(drivers @ slope + spread * luck[slopes:])
