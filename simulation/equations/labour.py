"""Posts, leavers and a simple keyed matching (4.7): hoarding first, lay-offs only when money has run out."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.luck import uniform

LOOKS = 64
"""Keyed places looked at before the register is read on row by row."""

Column = NDArray[np.float64]
Counts = NDArray[np.int64]


def stationary_vacancy_share(separation_rate: Column, fill_probability: float) -> Column:
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


def established_posts(posts: Column, needed: Column, hours_floor: float, speed_up: float, speed_down: float) -> Column:
    """Posts a firm means to keep filled, adjusted in part towards what its plan needs.

    m' = m + psi_up max(0, m* - m) - psi_down max(0, m - m*/h_floor): a shortage of work first shortens hours down
    to the floor, and only then are leavers not replaced. Refilling m gives new posts of q n + psi (m* - m) a month,
    the rule of equation 4.7, without letting chance moves of n drift with the asymmetry of the two speeds.

    Args:
        posts: m, established posts per firm.
        needed: m*, posts at which the plan is met in normal hours.
        hours_floor: h_floor, hours relative to normal below which posts are given up.
        speed_up: psi_up, share of a shortage of posts closed a month.
        speed_down: psi_down, share of a surplus of posts closed a month.
    """
    short = np.maximum(0.0, needed - posts)
    surplus = np.maximum(0.0, posts - needed / hours_floor)
    return posts + speed_up * short - speed_down * surplus


def layoff_hazard(posts: Column, needed: Column, solvent: NDArray[np.bool_], speed: float) -> Column:
    """Monthly hazard of a lay-off: firms out of money part with the people they do not need.

    l = s max(0, 1 - m*/m) where money and credit are used up, 0 elsewhere; the posts go with the people.

    Args:
        posts: m, established posts per firm.
        needed: m*, posts at which the plan is met in normal hours.
        solvent: whether a firm still has money or credit.
        speed: s, share of the surplus laid off a month.
    """
    surplus = np.maximum(0.0, 1.0 - np.divide(needed, posts, out=np.ones_like(posts), where=posts > 0.0))
    return np.where(solvent, 0.0, speed * surplus)


def posts_to_fill(posts: Column, employees: Counts, rounding: Column) -> Counts:
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


@njit(cache=True)  # type: ignore[untyped-decorator]
def separate(
    key: np.uint64, identifier: Counts, employer: Counts, tenure: Counts, hazard: Column, leavers: Counts
) -> None:
    """Let workers leave with their firm's monthly hazard; count the leavers of each firm in ``leavers``.

    Args:
        key: key of this decision and month (see :mod:`simulation.luck`).
        identifier: agent key of each worker.
        employer: row of the employing firm, -1 for a seeker; leavers become seekers in place.
        tenure: months with the employer; grows by one, 0 for a seeker.
        hazard: monthly hazard of leaving per firm, quits and lay-offs together.
        leavers: receives the number of leavers per firm (persons).
    """
    leavers[:] = 0
    for row in range(employer.size):
        firm = employer[row]
        if firm >= 0:
            if uniform(key, identifier[row]) < hazard[firm]:
                employer[row] = -1
                tenure[row] = 0
                leavers[firm] += 1
            else:
                tenure[row] += 1


@njit(cache=True)  # type: ignore[untyped-decorator]
def match(
    fill_key: np.uint64,
    search_key: np.uint64,
    order: Counts,
    firm_identifier: Counts,
    posts: Counts,
    fill_probability: float,
    employer: Counts,
    tenure: Counts,
    hired: Counts,
) -> None:
    """Fill open posts one by one with seekers met at keyed places of the register of people.

    Each post is filled within the month with the given probability, as long as there are seekers. Who takes it is
    found by looking at keyed places of the register until a person without a job is met: a further post elsewhere
    then changes the luck of few others.

    Args:
        fill_key: key of the decision whether a post is filled this month.
        search_key: key of the place where the search starts.
        order: rows of the firms in the order in which their posts are filled (by identifier, so that the order of
            the table changes nothing).
        firm_identifier: agent key of each firm.
        posts: open posts per firm.
        fill_probability: probability that a post is filled within the month.
        employer: row of the employing firm per person, -1 for a seeker; filled in place.
        tenure: months with the employer; 0 for the newly hired.
        hired: receives the number of hires per firm (persons).
    """
    people = employer.size
    seekers = 0
    for row in range(people):
        seekers += employer[row] < 0
    hired[:] = 0
    for firm in order:
        for post in range(posts[firm]):
            if seekers == 0:
                return
            if uniform(fill_key, firm_identifier[firm], post) < fill_probability:
                place = _seeker_met(search_key, firm_identifier[firm], post, employer)
                employer[place] = firm
                tenure[place] = 0
                hired[firm] += 1
                seekers -= 1


@njit(cache=True)  # type: ignore[untyped-decorator]
def _seeker_met(search_key: np.uint64, firm: int, post: int, employer: Counts) -> int:
    """Row of a person without a job: keyed places first, then the rows that follow the last one."""
    people = employer.size
    place = 0
    for look in range(LOOKS):
        place = int(uniform(search_key, firm, post * LOOKS + look) * people)
        if employer[place] < 0:
            return place
    while employer[place] >= 0:
        place = place + 1 if place + 1 < people else 0
    return place
