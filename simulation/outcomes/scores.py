"""Scores of a forecast: CRPS, quantile score, coverage, transform, and a test of one forecast against another."""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

from simulation.arrays import Column


def crps(drawn: Column, came: float) -> float:
    """Continuous ranked probability score of an ensemble: E|X - y| - 1/2 E|X - X'|, zero at best.

    Args:
        drawn: draws of the forecast (any unit).
        came: what came (the same unit).

    Source: Gneiting and Raftery (2007, doi 10.1198/016214506000001437); computed by ``scoringrules``.
    """
    import scoringrules  # It compiles for seconds when it is read: only who scores waits for that.

    return float(scoringrules.crps_ensemble(came, np.sort(drawn), estimator="pwm"))


def band(drawn: Column, share: float) -> tuple[float, float]:
    """Central band of a few draws that holds a further draw with the probability stated: order statistics k / (n + 1).

    Quantiles that run from the least to the greatest draw would hold it with (n - 1) / (n + 1) of that: the 80 %
    band of twelve draws in 68 % of cases. No band of n draws can hold more than (n - 1) / (n + 1).

    Args:
        drawn: n draws of the forecast (any unit).
        share: probability, such as 0.8.

    Source: Hyndman and Fan (1996, doi 10.1080/00031305.1996.10473566), definition 6.
    """
    low, high = np.quantile(drawn, [0.5 - share / 2.0, 0.5 + share / 2.0], method="weibull")
    return float(low), float(high)


def coverage(came: float, low: float, *, high: float) -> float:
    """One if what came lies in a band, ends included, else zero."""
    return float(low <= came <= high)


def probability_transform(drawn: Column, came: float) -> float:
    """Share of the draws below what came, ties counted half: flat over many forecasts that are right.

    Source: Dawid (1984, doi 10.2307/2981683).
    """
    return float((drawn < came).mean() + 0.5 * (drawn == came).mean())


def quantile_score(levels: Column, quantiles: Column, *, came: float) -> float:
    """CRPS of a forecast known by some quantiles: twice the mean pinball loss, 2 sum_k w_k (1[y < q_k] - p_k)(q_k - y).

    w_k is the stretch of probability nearer to p_k than to its neighbours, ends included.

    Args:
        levels: p_k, ascending probabilities in (0, 1).
        quantiles: q_k (any unit).
        came: y, what came (the same unit).

    Source: Gneiting and Ranjan (2011, doi 10.1198/jbes.2010.08110).
    """
    edges = np.concatenate([[0.0], (levels[1:] + levels[:-1]) / 2.0, [1.0]])
    loss = ((came < quantiles) - levels) * (quantiles - came)
    return float(2.0 * (np.diff(edges) * loss).sum())


def diebold_mariano(own: Column, rival: Column, *, ahead: int) -> float:
    """Two-sided p value that two forecasts are equally good, by their losses on the same origins.

    d = own - rival; DM = mean(d) / sqrt((g_0 + 2 sum_{k<h} g_k) / n), times sqrt((n + 1 - 2h + h (h - 1) / n) / n),
    against Student's t with n - 1 degrees, g_k the autocovariance of d. NaN where the variance is not positive.

    Args:
        own, rival: loss by origin, in order of the origins.
        ahead: h, horizon in steps between origins.

    Source: Diebold and Mariano (1995, doi 10.1080/07350015.1995.10524599); Harvey, Leybourne and Newbold (1997, doi
    10.1016/S0169-2070(96)00719-4).
    """
    difference = own - rival
    number = difference.size
    middle = difference - difference.mean()
    covariances = [float(middle[lag:] @ middle[: number - lag]) / number for lag in range(min(ahead, number))]
    variance = (covariances[0] + 2.0 * sum(covariances[1:])) / number
    correction = (number + 1 - 2 * ahead + ahead * (ahead - 1) / number) / number
    if variance <= 0.0 or correction <= 0.0 or number < 2:
        return float("nan")
    statistic = difference.mean() / np.sqrt(variance) * np.sqrt(correction)
    return float(2.0 * student.sf(abs(statistic), number - 1))
