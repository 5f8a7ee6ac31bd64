"""Search and matching: posts reach people, people choose by one logit utility, firms rank by fit, in three rounds.

A post reaches people at keyed places of the register, so that a further post elsewhere changes nobody's luck. Whom a
post reaches, and what each thinks of it, is drawn once a month; the rounds only take away posts that are filled and
people who are placed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.equations.careers import EMPLOYED
from simulation.equations.seeking import place_utility
from simulation.luck import gumbel, uniform

Column = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

ROUNDS = 3
CHANCE_IN_RANK = 0.3
"""Part of a firm's ranking of applicants that is not skill, in units of full fit."""


@njit(cache=True)  # type: ignore[untyped-decorator]
def meet(
    reach_key: np.uint64,
    skill_key: np.uint64,
    taste_key: np.uint64,
    firm_key: Counts,
    firm: Counts,
    number: Counts,
    looks: Counts,
    only_nationals: Flags,
    offer: Column,
    benefit: Column,
    size_class: Counts,
    identifier: Counts,
    employer: Counts,
    skill: Counts,
    foreign: Flags,
    residence: Counts,
    age: Counts,
    ability: Column,
    by_age: Column,
    by_skill: Column,
    willing: Flags,
    wanted: Column,
    rent: Column,
    minutes: Column,
    amenity: Column,
    weights: Column,
    housing: int,
    post_skills: Column,
    rung: Counts,
    fit: Column,
) -> tuple[Counts, Counts, Column, Column, Column]:
    """Contacts of posts with people who would take them: post, person, utility at home and after a move, rank.

    Each post looks at ``looks`` keyed places of the register. A person who looks for work, fits, and finds the post
    better than what they ask for is a contact. There are two utilities, of the present home and, for those willing,
    of housing of the complex; what is not better than asked for is minus infinity.

    Args:
        reach_key, skill_key, taste_key: keys of whom a post reaches, the skill it asks for, and tastes.
        firm_key: agent key per firm.
        firm, number, looks: per post its firm, its number within the firm (a key), the places it looks at.
        only_nationals: firms that may not employ foreign workers under permit.
        offer, benefit, size_class: per firm.
        identifier ... residence: columns of people.
        age: age of people in years.
        ability: pay of a person over that of alike people.
        by_age, by_skill: pay over the offer to a standard person, by years of age and by occupation.
        willing: would live in housing of the complex.
        wanted: utility asked for.
        rent, minutes, amenity: per zone.
        weights: pay, commute, amenity and size weight.
        housing: index of the complex's own housing.
        post_skills: cumulative shares of skills among posts, one row per rung of technology.
        rung: rung per firm, row of ``post_skills``.
        fit: fit of a person's skill (column) to a post's (row); zero does not fit.
    """
    size = 1024
    of_post, of_person = np.empty(size, np.int64), np.empty(size, np.int64)
    at_home, moved, rank = np.empty(size), np.empty(size), np.empty(size)
    count, people = 0, identifier.size
    for post in range(firm.size):
        employer_row = firm[post]
        key = firm_key[employer_row]
        asked, draw = 0, uniform(skill_key, key, number[post])
        while asked < post_skills.shape[1] - 1 and draw >= post_skills[rung[employer_row], asked]:
            asked += 1
        for look in range(looks[post]):
            row = int(uniform(reach_key, key, number[post] * 4096 + look) * people)
            if wanted[row] == np.inf or employer[row] == employer_row:
                continue
            suits = fit[asked, skill[row]]
            if suits <= 0.0 or (foreign[row] and only_nationals[employer_row]):
                continue
            pay = offer[employer_row] * by_age[age[row]] * by_skill[skill[row]] * ability[row] + benefit[employer_row]
            zone = residence[row]
            extra = weights[3] * size_class[employer_row] + gumbel(taste_key, identifier[row], key)
            stay = place_utility(pay, rent[zone], minutes[zone], amenity[zone], weights[0], weights[1], weights[2])
            stay += extra
            move = -np.inf
            if willing[row] and zone != housing:
                move = extra + place_utility(
                    pay, rent[housing], minutes[housing], amenity[housing], weights[0], weights[1], weights[2]
                )
            if max(stay, move) <= wanted[row]:
                continue
            if count == size:
                of_post, of_person = _twice(of_post), _twice(of_person)
                at_home, moved, rank = _twice(at_home), _twice(moved), _twice(rank)
                size *= 2
            of_post[count], of_person[count] = post, row
            at_home[count] = stay if stay > wanted[row] else -np.inf
            moved[count] = move if move > max(stay, wanted[row]) else -np.inf
            rank[count] = suits + CHANCE_IN_RANK * uniform(skill_key, identifier[row], key + 1)
            count += 1
    return of_post[:count], of_person[:count], at_home[:count], moved[:count], rank[:count]


@njit(cache=True)  # type: ignore[untyped-decorator]
def _twice(old: Any) -> Any:
    new = np.empty(2 * old.size, old.dtype)
    new[: old.size] = old
    return new


@njit(cache=True)  # type: ignore[untyped-decorator]
def place(
    posts: int, people: int, of_post: Counts, of_person: Counts, at_home: Column, moved: Column, rank: Column,
    homes: int,
) -> tuple[Counts, Flags, int]:  # fmt: skip
    """Contact by which each post is filled (-1 where it stays open), who moves, and the homes that are left.

    In each of three rounds every person applies to the best post left to them and every post takes the applicant
    it ranks highest. Whoever would rather live in the complex does so while homes are left, and else takes the post
    from home if it is worth it.

    Args:
        posts: number of posts.
        people: number of rows of the register.
        of_post, of_person, at_home, moved, rank: the contacts (see :func:`meet`).
        homes: free homes of the complex.
    """
    filled = np.full(posts, -1, np.int64)
    moves = np.zeros(posts, np.bool_)
    placed = np.zeros(people, np.bool_)
    best = np.full(people, -1, np.int64)
    value = np.empty(people)
    applicant = np.full(posts, -1, np.int64)
    for _ in range(ROUNDS):
        best[:] = -1
        applicant[:] = -1
        for contact in range(of_post.size):
            row = of_person[contact]
            if filled[of_post[contact]] >= 0 or placed[row]:
                continue
            utility = max(at_home[contact], moved[contact]) if homes > 0 else at_home[contact]
            if utility > -np.inf and (best[row] < 0 or utility > value[row]):
                best[row], value[row] = contact, utility
        for contact in range(of_post.size):
            if best[of_person[contact]] == contact:
                post = of_post[contact]
                if applicant[post] < 0 or rank[contact] > rank[applicant[post]]:
                    applicant[post] = contact
        for post in range(posts):
            contact = applicant[post]
            if contact < 0 or (homes <= 0 and at_home[contact] == -np.inf):
                continue
            filled[post] = contact
            placed[of_person[contact]] = True
            moves[post] = homes > 0 and moved[contact] > -np.inf
            homes -= moves[post]
    return filled, moves, homes


@njit(cache=True)  # type: ignore[untyped-decorator]
def take_jobs(
    contract_key: np.uint64,
    filled: Counts,
    firm: Counts,
    of_person: Counts,
    moves: Flags,
    housing: int,
    identifier: Counts,
    employer: Counts,
    status: Counts,
    tenure: Counts,
    contract: Counts,
    residence: Counts,
    wage: Column,
    age: Counts,
    skill: Counts,
    ability: Column,
    by_age: Column,
    by_skill: Column,
    offer: Column,
    floor: float,
    large: Flags,
    contracts: Column,
    hired: Counts,
    left: Counts,
) -> None:
    """Start the new jobs: employer, pay, contract and, for those who move, a home in the complex.

    Args:
        contract_key: key of the kind of contract.
        filled, moves: by post, see :func:`place`.
        firm, of_person: see :func:`meet`.
        housing: index of the complex's own housing.
        identifier ... wage: columns of people, changed in place.
        age, skill, ability, by_age, by_skill, offer: what a person is paid (see :func:`meet`).
        floor: minimum pay (million KRW a month).
        large: large firms, whose contracts differ.
        contracts: cumulative shares of contracts, row 0 of small and row 1 of large firms.
        hired: receives hires per firm (persons).
        left: receives people who left a firm of the complex for another, per firm (persons).
    """
    hired[:] = 0
    left[:] = 0
    for post in range(filled.size):
        contact = filled[post]
        if contact < 0:
            continue
        row, to = of_person[contact], firm[post]
        if employer[row] >= 0:
            left[employer[row]] += 1
        hired[to] += 1
        employer[row], status[row], tenure[row] = to, EMPLOYED, 0
        wage[row] = max(floor, offer[to] * by_age[age[row]] * by_skill[skill[row]] * ability[row])
        if moves[post]:
            residence[row] = housing
        draw, kind = uniform(contract_key, identifier[row]), 0
        while kind < contracts.shape[1] - 1 and draw >= contracts[int(large[to]), kind]:
            kind += 1
        contract[row] = kind
