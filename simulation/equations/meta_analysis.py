"""Random-effects pooling of study results: how a handful of estimates becomes one distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column


@dataclass(frozen=True, slots=True)
class Pool:
    """What a set of studies says together.

    ``mean`` and its ``error``; ``between`` tau, the spread of true effects over settings; ``weight`` of each study
    (adds to one).
    """

    mean: float
    error: float
    between: float
    weight: Column

    @property
    def spread(self) -> float:
        """Deviation of the effect in one further setting, sqrt(tau^2 + error^2): that of a prior."""
        return float(np.hypot(self.between, self.error))


def study_error(deviation: float, treated: Column, *, control: Column, design: Column, readings: Column) -> Column:
    """Standard error of a study that prints none, se^2 = s^2 (1/n_t + 1/n_c) + d^2 + h^2.

    Args:
        deviation: s, standard deviation over firms of the change of the outcome (share).
        treated: n_t, treated firms.
        control: n_c, firms they are compared with.
        design: d, error of the design beyond sampling: what a comparison of this kind may miss (share).
        readings: h, half the distance between two readings of one result (share).
    """
    return np.asarray(np.sqrt(deviation**2 * (1.0 / treated + 1.0 / control) + design**2 + readings**2))


def random_effects(effect: Column, error: Column) -> Pool:
    """Pool effects that differ between settings, by moments.

    With w = 1/se^2 and m the mean under w: Q = sum w (y - m)^2, tau^2 = max(0, (Q - (k - 1)) / (sum w - sum w^2 /
    sum w)); then weights 1/(se^2 + tau^2), mean sum w y / sum w, error (sum w)^-1/2.

    Args:
        effect: y, one estimate a study.
        error: se, standard error of each.

    Source: DerSimonian and Laird (1986), doi 10.1016/0197-2456(86)90046-2.
    """
    fixed = 1.0 / error**2
    common = float((fixed * effect).sum() / fixed.sum())
    distance = float((fixed * (effect - common) ** 2).sum())
    scale = float(fixed.sum() - (fixed**2).sum() / fixed.sum())
    between = max(0.0, (distance - (effect.size - 1)) / scale) if scale > 0.0 else 0.0
    weight = 1.0 / (error**2 + between)
    mean = float((weight * effect).sum() / weight.sum())
    return Pool(mean, float(weight.sum() ** -0.5), between**0.5, weight / weight.sum())
