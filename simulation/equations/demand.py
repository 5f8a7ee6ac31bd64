"""Expected demand, planned output and the order paths of anchor firms (equations 4.1 and 4.4 of the design)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, Counts, compiled


def expected_demand(expected: Column, received: Column, *, speed: float) -> Column:
    """Adaptive expectation of next month's demand.

    D^e(t) = D^e(t-1) + lambda (D(t-1) - D^e(t-1)).

    Args:
        expected: demand expected for last month, one value per firm (volume a month).
        received: demand received last month, one value per firm (volume a month).
        speed: lambda, share of the error that is taken up, 0 to 1.

    Source: Poledna et al. (2023) is the case lambda = 1.
    """
    return expected + speed * (received - expected)


def target_output(expected: Column, inventory: Column, *, backlog: Column, correction: float, cover: float) -> Column:
    """Planned output: expected demand and a partial correction of the net stock towards its cover.

    Y* = max(0, D^e + gamma (sigma D^e - (S - B))), with the backlog B counted as negative stock.

    Args:
        expected: expected demand per firm (volume a month).
        inventory: finished goods in stock per firm (volume).
        backlog: outside orders not yet delivered per firm (volume).
        correction: gamma, share of the gap closed a month.
        cover: sigma, months of expected demand held as stock.

    Source: Metzler (1941), with a net stock.
    """
    return np.maximum(0.0, expected + correction * (cover * expected - (inventory - backlog)))


def order_path(previous: Column, persistence: float, *, yearly_spread: float, luck: Column) -> Column:
    """One month of an anchor's own order path: an AR(1) in logs with a given stationary yearly spread.

    z(t) = rho z(t-1) + s sqrt(1 - rho^2) e(t), path = exp(z - s^2/2), so that the path has mean one.

    Args:
        previous: path of the month before, one value per firm (ratio).
        persistence: rho, correlation of the log path from month to month.
        yearly_spread: s, standard deviation of the log path.
        luck: keyed standard normal draws, one per firm.
    """
    centre = 0.5 * yearly_spread**2
    level = persistence * (np.log(previous) + centre) + yearly_spread * np.sqrt(1.0 - persistence**2) * luck
    path: Column = np.exp(level - centre)
    return path


def order_book_path(previous: Column, months: float, *, contracts: float, luck: Column) -> Column:
    """One month of the path of an anchor that delivers contracts of several months from its order book.

    With probability lambda a contract of 1 / lambda months of usual work joins the book, and a part 1 / L of the book
    is delivered: D(t) = (1 - 1/L) D(t-1) + C(t) / L. The path has mean one and, once it has settled, the variance
    (1/lambda - 1) / (2 L - 1).

    Args:
        previous: path of the month before, one value per firm (ratio).
        months: L, mean months from contract to delivery.
        contracts: lambda times twelve, contracts a year (at most twelve).
        luck: keyed uniform draws, one per firm.
    """
    chance = min(1.0, contracts / 12.0)
    path: Column = (1.0 - 1.0 / months) * previous + np.where(luck < chance, 1.0 / chance, 0.0) / months
    return path


def hanging_path(path: Column, anchor: NDArray[np.int64], *, share: Column) -> Column:
    """Order path of firms that work for an anchor's programmes, (1 - s) + s g_anchor; other paths stay.

    Args:
        path: g, order path per firm, that of anchors up to date (ratio).
        anchor: row of the anchor per firm, -1 for none.
        share: s, share of the firm's outside demand that hangs on it.
    """
    return np.where(anchor >= 0, (1.0 - share) + share * path[anchor], path)


@compiled
def outside_orders(base: Column, path: Column, industry: Counts, index: Column) -> Column:
    """Outside demand of each firm: its industry's path, shared by base, own order path and quality.

    X_i = E_s x_i g_i sum_s(x) / sum_s(x g): the firms of an industry share its path, so that own paths move
    orders between firms and leave the industry's total at E_s sum_s(x).

    Args:
        base: x_i, outside demand at the start (volume a month).
        path: g_i, own order path (ratio).
        industry: industry of each firm (index).
        index: E_s, outside demand of each industry relative to the start.
    """
    total, moved, each = np.zeros(index.size), np.zeros(index.size), np.zeros(index.size)
    orders = np.empty(base.size)
    for firm in range(base.size):
        orders[firm] = base[firm] * path[firm]
        total[industry[firm]] += base[firm]
        moved[industry[firm]] += orders[firm]
    for group in range(index.size):
        if moved[group] > 0.0:
            each[group] = index[group] * (total[group] / moved[group])
    for firm in range(base.size):
        orders[firm] *= each[industry[firm]]
    return orders


MOST_ROUNDS = 50
"""Rounds after which the search for that factor ends: in each, further firms reach their limit."""


@compiled
def fill_to_total(target: Column, limit: Column, industry: Counts, total: Column, most: float) -> Column:
    """The factor per industry at which limited targets add to a given total.

    Find f_s such that sum_i min(f_s T_i, L_i) = Y_s, at most ``most``: where nearly all firms of an
    industry are at their limits, the few that are not could not make up for them.

    Args:
        target: T_i, planned output (volume a month).
        limit: L_i, highest output (volume a month).
        industry: industry of each firm (index).
        total: Y_s, output to be met per industry (volume a month).
        most: what order books multiply plans by at most; what is then missing from the total stays missing.
    """
    wanted, factor = np.zeros(total.size), np.ones(total.size)
    for firm in range(target.size):
        wanted[industry[firm]] += target[firm]
    for group in range(total.size):
        if wanted[group] > 0.0:
            factor[group] = total[group] / wanted[group]
    moving, rounds = True, 0
    while moving and rounds < MOST_ROUNDS:
        fixed, free = np.zeros(total.size), np.zeros(total.size)
        for firm in range(target.size):
            if factor[industry[firm]] * target[firm] >= limit[firm]:
                fixed[industry[firm]] += limit[firm]
            else:
                free[industry[firm]] += target[firm]
        moving, rounds = False, rounds + 1
        for group in range(total.size):
            if free[group] > 0.0:
                better = max(total[group] - fixed[group], 0.0) / free[group]
                if better > factor[group]:
                    factor[group], moving = better, True
    for group in range(total.size):
        factor[group] = min(factor[group], most)
    return factor
