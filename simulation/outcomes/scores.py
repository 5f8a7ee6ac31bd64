"""Scores of a forecast against what came: CRPS, coverage and the probability integral transform."""

from __future__ import annotations

import numpy as np
import scoringrules
from numpy.typing import NDArray

Column = NDArray[np.float64]


def crps(drawn: Column, came: float) -> float:
    """Continuous ranked probability score of an ensemble: E|X - y| - 1/2 E|X - X'|, zero at best.

    Args:
        drawn: draws of the forecast (any unit).
        came: what came (the same unit).

    Source: Gneiting and Raftery (2007, doi 10.1198/016214506000001437); computed by ``scoringrules``.
    """
    return float(scoringrules.crps_ensemble(came, np.sort(drawn), estimator="pwm"))


def coverage(came: float, low: float, high: float) -> float:
    """One if what came lies in a band, ends included, else zero."""
    return float(low <= came <= high)


def probability_transform(drawn: Column, came: float) -> float:
    """Share of the draws below what came, ties counted half: flat over many forecasts that are right.

    Source: Dawid (1984, doi 10.2307/2981683).
    """
    return float((drawn < came).mean() + 0.5 * (drawn == came).mean())
