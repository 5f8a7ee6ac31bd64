"""Learning parameters from a record by simulation: summaries, regression-adjusted acceptance, and a check of itself.

The pool holds simulated records of draws from the joint prior, noise of the record and of the model's own errors
with them. A draw is a place in (0, 1) of each parameter's prior, so that ranges and shapes of priors are kept.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from simulation.arrays import Column, Table

EDGE = 1e-3
"""Nearest a place may come to the end of its range, so that its log odds stay finite."""
SMALLEST = 1e-12
FOLDS = 5
RIDGE = 0.01
"""Weight of the penalty on coefficients, as a share of the draws; it only keeps moments that move together apart."""


class Posterior(NamedTuple):
    """Accepted draws as places in the priors (draw by parameter), with their weights, which add to one."""

    places: Table
    weights: Column


def screened(places: Table, moments: Table) -> Column:
    """Share of the variance of each parameter that all moments together foretell, on draws that did not find the rule.

    R^2 = 1 - sum (logit(u) - [1, s] B)^2 / sum (logit(u) - mean)^2, with B of :func:`summaries` from four fifths of the
    draws and the sums over the fifth left out, in turn. Where moments say nothing of a parameter it is below zero.

    Args:
        places: u, draw by parameter.
        moments: draw by moment.
    """
    scaled = (moments - moments.mean(axis=0)) / np.maximum(moments.std(axis=0), SMALLEST)
    odds, fold = _odds(places), np.arange(len(places)) % FOLDS
    foretold = np.empty_like(odds)
    for left_out in range(FOLDS):
        own = fold == left_out
        rule = summaries(places[~own], scaled[~own])
        foretold[own] = rule[0] + scaled[own] @ rule[1:]
    return np.asarray(1.0 - ((odds - foretold) ** 2).sum(axis=0) / ((odds - odds.mean(axis=0)) ** 2).sum(axis=0))


def summaries(places: Table, moments: Table) -> Table:
    """Coefficients that turn moments into what they say of each parameter: its expected log odds (semi-automatic).

    B = argmin || logit(u) - [1, s] B ||^2 + k || B ||^2 with s the standardised moments and k a hundredth of the draws.

    Args:
        places: u, draw by parameter.
        moments: s, draw by standardised moment.

    Returns:
        B, (1 + moment) by parameter.

    Source: Fearnhead and Prangle (2012, doi 10.1111/j.1467-9868.2011.01010.x).
    """
    known = np.column_stack([np.ones(len(moments)), moments])
    ridge = RIDGE * len(moments) * np.eye(known.shape[1])
    ridge[0, 0] = 0.0
    return np.asarray(np.linalg.solve(known.T @ known + ridge, known.T @ _odds(places)))


def learned_from(places: Table, moments: Table, *, seen: Column, accepted: int) -> Posterior:
    """Draws near a record, moved to it along the regression of parameters on summaries.

    With S the summaries and t those of the record: the ``accepted`` nearest draws by |S - t| in spreads of S, weighed
    by 1 - (d / d_max)^2; logit(u)* = logit(u) - (S - t) beta, beta from weighted least squares.

    Args:
        places: draw by parameter, in (0, 1).
        moments: draw by moment.
        seen: moments of the record.
        accepted: draws to keep.

    Source: Beaumont, Zhang and Balding (2002, doi 10.1093/genetics/162.4.2025).
    """
    centre, spread = moments.mean(axis=0), np.maximum(moments.std(axis=0), SMALLEST)
    scaled, wanted = (moments - centre) / spread, (seen - centre) / spread
    rule = summaries(places, scaled)
    found, target = rule[0] + scaled @ rule[1:], rule[0] + wanted @ rule[1:]
    distance = np.sqrt((((found - target) / np.maximum(found.std(axis=0), SMALLEST)) ** 2).sum(axis=1))
    near = np.argsort(distance, kind="stable")[:accepted]
    weights = 1.0 - (distance[near] / (distance[near].max() * (1.0 + 1e-9))) ** 2
    odds, away = _odds(places[near]), np.column_stack([np.ones(near.size), found[near] - target])
    root = np.sqrt(weights)[:, None]
    slope = np.linalg.lstsq(root * away, root * odds, rcond=None)[0]
    return Posterior(expit(odds - away[:, 1:] @ slope[1:]), weights / weights.sum())


def ranks(places: Table, moments: Table, *, held: NDArray[np.int64], accepted: int) -> Table:
    """Simulation-based calibration: where the truth lies in the posterior of its own simulated record.

    Args:
        places, moments: the pool.
        held: draws that are taken for the truth in turn, each left out of its own pool.
        accepted: draws to keep.

    Returns:
        Weighted share of accepted draws below the truth (held by parameter): uniform where the method is right.

    Source: Talts et al. (2018, arXiv 1804.06788).
    """
    rows = []
    for row in held:
        rest = np.arange(len(places)) != row
        found = learned_from(places[rest], moments[rest], seen=moments[row], accepted=accepted)
        rows.append(found.weights @ (found.places < places[row]))
    return np.array(rows)


def recalibrated(posterior: Posterior, taught: Table) -> Posterior:
    """A posterior moved so that truths would lie anywhere in it, x -> Q(F^-1(q)), parameter by parameter.

    Regression leaves a direction where moments follow a parameter along a curve: truths then lie below the middle of
    their posteriors more often than above. q is the share of weight below a draw, Q the value at a share and F the
    distribution of ranks of truths; order, and with it what draws have in common, stays.

    Args:
        posterior: weighted draws.
        taught: ranks of truths in their own posteriors (truth by parameter), see :func:`ranks`.

    Source: Rodrigues, Prangle and Sisson (2018, arXiv 1704.06374).
    """
    moved = np.empty_like(posterior.places)
    for column, own in enumerate(posterior.places.T):
        order = np.argsort(own, kind="stable")
        weights = posterior.weights[order]
        share = np.cumsum(weights) - weights / 2.0
        moved[order, column] = np.interp(np.quantile(taught[:, column], share), share, own[order])
    return Posterior(moved, posterior.weights)


def ranks_once_recalibrated(checked: Table, taught: Table) -> Table:
    """Ranks of other truths in their recalibrated posteriors, F(q): uniform where what was taught holds for them too.

    Args:
        checked: ranks before, truth by parameter.
        taught: ranks of the truths that recalibration was learned from.
    """
    levels = (np.arange(len(taught)) + 0.5) / len(taught)
    known = np.sort(taught, axis=0)
    return np.column_stack([np.interp(own, at, levels) for own, at in zip(checked.T, known.T, strict=True)])


def resampled(posterior: Posterior, number: int, *, luck: float) -> Table:
    """Draws of equal weight: systematic resampling from one uniform number.

    Args:
        posterior: weighted draws.
        number: draws wanted.
        luck: in (0, 1).
    """
    points = (np.arange(number) + luck) / number
    rows = np.searchsorted(np.cumsum(posterior.weights), points, side="left")
    return posterior.places[np.minimum(rows, len(posterior.weights) - 1)]


def _odds(places: Table) -> Table:
    return np.asarray(logit(np.clip(places, EDGE, 1.0 - EDGE)))
