"""Posts of firms (4.7): hoarding first, lay-offs only when money has run out, posts given up but not forgotten."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, Counts, quotient


def stationary_vacancy_share(separation_rate: Column, fill_probability: Column | float) -> Column:
    """Vacancies over posts when hires and separations balance.

    v = (1 - f) s / (1 - (1 - f)(1 - s)): posts left by s of the workers are open, and 1 - f of all open posts
    stay open to the end of the month.

    Args:
        separation_rate: s, monthly hazard of leaving per firm.
        fill_probability: f, share of open posts filled within the month.
    """
    unfilled = 1.0 - fill_probability
    share: Column = unfilled * separation_rate / (1.0 - unfilled * (1.0 - separation_rate))
    return share


def open_posts_at_rest(
    separation_rate: Column, heads: Column, *, fill_probability: float, relative: Column, latent: float
) -> tuple[Column, Column]:
    """Advertised and latent posts over all posts of each firm in a settled market.

    Firms whose posts are harder to fill leave more of them open, u_i = (1 - f) r_i / mean(r), the mean over
    separations, so that f of all posts are filled in a month. They also give up advertising more of them: v_i follows
    from u_i as in :func:`stationary_vacancy_share`, and latent posts are L v_i / mean(v), the mean over heads.

    Args:
        separation_rate: s, monthly hazard of leaving per firm.
        heads: n, workers per firm (persons).
        fill_probability: f, share of open posts filled within the month.
        relative: r, posts left open of those a firm opens, over those of another.
        latent: L, posts no longer advertised over all posts.
    """
    heads = np.maximum(heads, 0.0)
    leaving = separation_rate * heads
    everywhere = float((leaving * relative).sum())
    unfilled = (1.0 - fill_probability) * relative * (float(leaving.sum()) / everywhere if everywhere > 0.0 else 1.0)
    advertised = stationary_vacancy_share(separation_rate, 1.0 - np.minimum(unfilled, 1.0))
    total = float((advertised * heads).sum())
    share = latent * advertised * (float(heads.sum()) / total if total > 0.0 else 0.0)
    return advertised, np.asarray(share)


def established_posts(
    posts: Column,
    needed: Column,
    *,
    hours_floor: float,
    hours_ceiling: float,
    speed_up: float,
    speed_down: Column | float,
) -> Column:
    """Posts a firm means to keep filled, adjusted in part towards what its plan needs.

    m' = m + psi_up max(0, m*/h_ceiling - m) - psi_down max(0, m - m*/h_floor): more work first lengthens hours up to
    the ceiling and less work first shortens them down to the floor; only then are posts opened, or leavers not
    replaced. Hours on both sides keep the noise of orders from ratcheting posts up. Refilling m gives new posts of
    q n + psi (m* - m) a month, the rule of equation 4.7, without letting chance moves of n drift.

    Args:
        posts: m, established posts per firm.
        needed: m*, posts at which the plan is met in normal hours.
        hours_floor: h_floor, hours relative to normal below which posts are given up.
        hours_ceiling: h_ceiling, hours relative to normal above which posts are opened.
        speed_up: psi_up, share of a shortage of posts closed a month.
        speed_down: psi_down, share of a surplus of posts closed a month.
    """
    short = np.maximum(0.0, needed / hours_ceiling - posts)
    surplus = np.maximum(0.0, posts - needed / hours_floor)
    return posts + speed_up * short - speed_down * surplus


def layoff_hazard(posts: Column, needed: Column, *, solvent: NDArray[np.bool_], speed: float) -> Column:
    """Monthly hazard of a lay-off: firms out of money part with the people they do not need.

    l = s max(0, 1 - m*/m) where money and credit are used up, 0 elsewhere; the posts go with the people.

    Args:
        posts: m, established posts per firm.
        needed: m*, posts at which the plan is met in normal hours.
        solvent: whether a firm still has money or credit.
        speed: s, share of the surplus laid off a month.
    """
    surplus = np.maximum(0.0, 1.0 - quotient(needed, posts, otherwise=1.0))
    return np.where(solvent, 0.0, speed * surplus)


def posts_to_fill(posts: Column, employees: Counts, *, rounding: Column) -> Counts:
    """Open posts of each firm: established posts rounded with the firm's own fixed offset, less its workers.

    v = max(0, floor(m + u_i) - n), with u_i drawn once per firm, so that rounding is unbiased over firms and never
    flickers from month to month.

    Args:
        posts: m, established posts.
        employees: n, workers before hiring (persons).
        rounding: u_i, fixed offset in (0, 1).
    """
    whole = np.floor(posts + rounding).astype(np.int64)
    return np.asarray(np.maximum(0, whole - employees), dtype=np.int64)


def split_posts(gap: Counts, latent: Counts) -> tuple[Counts, Counts]:
    """Open posts as advertised and latent ones: the firm advertises what it has not given up advertising.

    Args:
        gap: all open posts per firm (see :func:`posts_to_fill`).
        latent: posts the firm gave up advertising; no more than are open.
    """
    hidden = np.minimum(latent, gap)
    return np.asarray(gap - hidden, dtype=np.int64), np.asarray(hidden, dtype=np.int64)


def given_up(unfilled: Counts, share: float, *, luck: Column) -> Counts:
    """Advertised posts a firm stops advertising after a month without success, floor(g v + u).

    Args:
        unfilled: v, advertised posts still open at month end per firm.
        share: g, share given up.
        luck: u in (0, 1) per firm and month, so that rounding is right on average.
    """
    return np.asarray(np.minimum(unfilled, np.floor(share * unfilled + luck)), dtype=np.int64)


def permits_left(workers: Counts, held: Counts, *, sizes: Column, quota: Column, added: Column) -> Counts:
    """Foreign workers under permit a firm may still take on, max(0, floor(q(n) + d) - f) (persons).

    Who works there already stays: a firm that has more than its quota, at the start or since it shrank or grew into
    another size, hires none until enough of them have left.

    Args:
        workers: n, workers per firm before hiring (persons).
        held: f, those of them who are foreign (persons).
        sizes: least workers of each size of firm, rising from zero.
        quota: q, foreign workers a firm of each size may employ (persons).
        added: d, what programmes add to the quota of each firm (persons).
    """
    allowed = quota[np.searchsorted(sizes, workers, side="right") - 1] + added
    return np.asarray(np.maximum(0, np.floor(allowed).astype(np.int64) - held), dtype=np.int64)


def rescaled_reach(reach: float, fill: float, *, wanted: float) -> float:
    """People a post must reach to be filled with another probability, L' = L ln(1 - f') / ln(1 - f).

    Args:
        reach: L, people reached.
        fill: f, share of posts filled in a month that reach so many.
        wanted: f'.
    """
    return float(reach * np.log(1.0 - wanted) / np.log(1.0 - fill))


def retention_opens(planned: Column, year_before: Column, *, threshold: float) -> Column:
    """1 for firms whose planned output fell enough in a year to be served by the retention subsidy, else 0.

    Args:
        planned: planned output of the month.
        year_before: output a year earlier.
        threshold: fall that opens the subsidy (share).
    """
    return np.where(planned < (1.0 - threshold) * year_before, 1.0, 0.0)


def loses_elsewhere(
    found: float, *, unemployed: float, elsewhere: float, quits: float, hired_away: float, unemployed_share: float
) -> float:  # fmt: skip
    """Hazard of those employed elsewhere of losing it at which as many leave that group as enter it (share a month).

    l = (f (U + a Q) + (1 - a) Q - A) / (E + (1 - a) Q): the unemployed find work there, some who quit the complex go
    there at once, and the complex hires from there. Those who quit this month may find or lose such work within it.

    Args:
        found: f, hazard of the unemployed of finding work elsewhere (share a month).
        unemployed: U, unemployed people in reach (persons).
        elsewhere: E, people in reach employed elsewhere (persons).
        quits: Q, people who quit the complex and stay in reach (persons a month).
        hired_away: A, people the complex hires from work elsewhere (persons a month).
        unemployed_share: a, share of those who quit who are unemployed first.
    """
    if elsewhere <= 0.0:
        return 0.0
    at_once = (1.0 - unemployed_share) * quits
    finding = found * (unemployed + unemployed_share * quits)
    return min(1.0, max(0.0, finding + at_once - hired_away) / (elsewhere + at_once))
