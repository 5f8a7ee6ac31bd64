"""Entry of firms, their sites and customers (4.9); how firms end stands in :mod:`simulation.equations.closing`.

Every decision compares one keyed uniform with a probability, so that a higher entry rate keeps every entrant it had
and a lower hazard keeps every survivor.
"""

from __future__ import annotations

from math import gamma

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled, flagged, quotient, total_by
from simulation.equations.careers import UNEMPLOYED


def poisson_count(luck: Column, mean: Column) -> Counts:
    """Poisson counts by the inverse distribution function, never falling in the mean.

    Args:
        luck: keyed uniform draws.
        mean: expected count of each.
    """
    return np.asarray(_poisson_count(np.ravel(luck), np.ravel(mean)).reshape(np.shape(luck)), dtype=np.int64)


@compiled
def _poisson_count(luck: Column, mean: Column) -> Counts:
    found = np.zeros(luck.size, np.int64)
    for place in range(luck.size):
        probability = np.exp(-mean[place])
        reached, count = probability, 0
        while luck[place] > reached and probability > 0.0:
            count += 1
            probability *= mean[place] / count
            reached += probability
        found[place] = count
    return found


def settled_letting(flow: Column, free: Column) -> Column:
    """Share of free sites let a month by kind with which as many are let as come free, c = X / (f + X).

    Of the sites that stand free and those that come free within the month as many find a tenant as came. Where a kind
    has none of either its share is that of all.

    Args:
        flow: X, sites that tenants give up and that are added in a month.
        free: f, sites that stand free at the start of it.
    """
    together = quotient(flow.sum(keepdims=True), (flow + free).sum(keepdims=True), otherwise=0.0)
    return np.where(flow + free > 0.0, quotient(flow, flow + free, otherwise=0.0), together)


def letting_rate(usual: Column, vacancy: Column, *, usual_vacancy: Column, elasticity: float) -> Column:
    """Share of free sites let a month by kind, c (v / v_b)^-h: the more stands free, the longer it does.

    Entries go with v^(1-h): at zero every further site brings its tenants, at one floor that is added brings none.

    Args:
        usual: c, share of free sites let a month at the usual vacancy.
        vacancy: v, free over all sites by kind.
        usual_vacancy: v_b, the same in the first world of the seed, in which c was learned.
        elasticity: h, response of letting to vacancy with its sign reversed.
    """
    known = (vacancy > 0.0) & (usual_vacancy > 0.0)
    ratio = np.divide(vacancy, usual_vacancy, out=np.ones_like(vacancy), where=known)
    return np.asarray(usual * ratio**-elasticity)


def entry_rate(free: Column, letting: Column, *, weight: Column, elasticity: float, growth: Column) -> Column:
    """Expected entries a month by kind of site and industry, l_ks = f_k c_k w_ks max(0, 1 + e g_s).

    Entry follows from the sites that are free: of them a share finds a tenant each month.

    Args:
        free: f, free sites by kind.
        letting: c, share of free sites let a month by kind.
        weight: w, share of each industry among those who come, by kind (rows) and industry.
        elasticity: e, response to the growth of the industry.
        growth: g, growth of the industry's output over a year (share).
    """
    rate: Column = (free * letting)[:, None] * weight * np.maximum(0.0, 1.0 + elasticity * growth)
    return rate


def entrants(luck: Column, probability: Column, *, kind: Counts, free: Column) -> Flags:
    """Which of the month's candidates enter: those whose draw lies below the probability, while sites are free.

    Thinning a Poisson number of candidates makes a Poisson number of entrants. Where sites run out, the lowest draws
    come first.

    Args:
        luck: keyed uniform draw per candidate.
        probability: rate of the month over the rate at which candidates come, times any programme.
        kind: kind of site each candidate looks for.
        free: free sites by kind; part of a site is none.
    """
    come = luck < probability
    for each in range(free.size):
        mine = np.flatnonzero(come & (kind == each))
        room = max(0, int(np.floor(free[each] + 1e-9)))
        if mine.size > room:
            come[mine[np.argsort(luck[mine], kind="stable")[room:]]] = False
    return np.asarray(come)


def passed_on(base: Column, industry: Counts, *, moved: Column) -> Column:
    """Outside demand of local rivals after some has been passed on to them or taken from them.

    x_i' = x_i max(0, 1 + m_s / sum_s(x)): in proportion to what each has, as in displacement.

    Args:
        base: x, outside demand per firm (volume a month).
        industry: industry of each firm (index).
        moved: m, demand passed on to the firms of each industry, negative where taken (volume a month).
    """
    total = total_by(industry, base, groups=moved.size)
    factor = 1.0 + quotient(moved, total, otherwise=0.0)
    after: Column = base * np.maximum(0.0, factor)[industry]
    return after


def crowded(total: Column, further: Column, *, new_share: float) -> Column:
    """Factor on the outside demand of an industry where further firms move in, max(0, 1 - (1 - v) d / S).

    Of what they bring, d, a share v comes from customers new to the region; the rest is taken from all firms of the
    industry in proportion, the newcomers among them.

    Args:
        total: S, outside demand of each industry at the start path, theirs included (volume a month).
        further: d, the part of it that firms brought beyond those that came anyway, negative where fewer did.
        new_share: v, share of their customers that is new to the region.

    Source: displacement of 25, 50 or 75 percent as the usual ready reckoner of appraisals; a prior, not an estimate.
    """
    taken = quotient((1.0 - new_share) * further, total, otherwise=0.0)
    return np.asarray(np.maximum(0.0, 1.0 - taken))


def on_the_path(start: Column, usual: Column) -> Column:
    """Factor that keeps an industry on its path while firms come and go, S_0 / S_b; one where nobody is.

    The path was fitted on production with entry and exit in it, so those of the baseline may not move it again.

    Args:
        start: S_0, outside demand of each industry at the start path, all firms of the start (volume a month).
        usual: S_b, the same of the firms that the first world of the seed has this month.
    """
    return np.asarray(np.divide(start, usual, out=np.ones_like(start), where=(usual > 0.0) & (start > 0.0)))


@compiled
def release(employer: Counts, status: Counts, tenure: Counts, gone: Flags) -> None:
    """Make the workers of firms that left unemployed at once.

    Args:
        employer: row of the employing firm per person, -1 for a seeker; changed in place.
        status: where a person is (see ``equations.careers``).
        tenure: months with the employer; 0 for those who just lost it.
        gone: firms that left.
    """
    # A row for people without employer spares a branch, and flags for all run many rows at a time.
    closed = np.zeros(gone.size + 1, np.bool_)
    for firm in range(gone.size):
        closed[firm + 1] = gone[firm]
    loses = np.empty(employer.size, np.bool_)
    for row in range(employer.size):
        loses[row] = closed[np.uint32(employer[row] + 1)]
    for row in flagged(loses):
        employer[row], status[row], tenure[row] = -1, UNEMPLOYED, 0


def age_quantile(luck: Column, mean: float, *, shape: float) -> Counts:
    """Ages in months at given quantiles of a Weibull distribution, a = m / Gamma(1 + 1/k) (-ln u)^(1/k).

    Args:
        luck: u, keyed uniform draws.
        mean: m, mean age (years).
        shape: k, one for constant risk; above one there are fewer young firms.
    """
    age = 12.0 * mean / gamma(1.0 + 1.0 / shape) * (-np.log(luck)) ** (1.0 / shape)
    return np.asarray(age.astype(np.int64))
