"""Hiring: people and firms choose each other in three rounds, and the new jobs begin.

The contacts of :mod:`simulation.equations.search` stand for the month; the rounds only take away posts that are filled
and people who are placed.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled
from simulation.equations.careers import EMPLOYED
from simulation.equations.search import age_in_years
from simulation.luck import uniform

ROUNDS = 3


@compiled
def numbered(of_person: Counts, people: int) -> tuple[Counts, int]:
    """Applicants numbered without gaps in order of their first contact, one number a contact, and how many there are.

    Args:
        of_person: row of the register per contact.
        people: number of rows of the register.
    """
    number = np.full(people, -1, np.int32)
    of_applicant, count = np.empty(of_person.size, np.int64), 0
    for contact in range(of_person.size):
        row = of_person[contact]
        if number[row] < 0:
            number[row] = count
            count += 1
        of_applicant[contact] = number[row]
    return of_applicant, count


@compiled
def place(
    firm: Counts, foreign: Flags, of_post: Counts, of_person: Counts, at_home: Column, moved: Column, rank: Column,
    homes: int, permits: Counts,
) -> tuple[Counts, Flags, int]:  # fmt: skip
    """Contact by which each post is filled (-1 where it stays open), who moves, and the homes that are left.

    In each of three rounds every person applies to the best post left to them and every post takes the applicant
    it ranks highest. Whoever would rather live in the complex does so while homes are left, and else takes the post
    from home if it is worth it. A firm takes foreign workers while it has permits left.

    Args:
        firm: firm per post.
        foreign: works under a permit, per person.
        of_post, of_person, at_home, moved, rank: the contacts (see
            :func:`simulation.equations.search.meet`).
        homes: free homes of the complex.
        permits: foreign workers each firm may still take on, changed in place.
    """
    posts = firm.size
    filled = np.full(posts, -1, np.int64)
    moves = np.zeros(posts, np.bool_)
    applicant = np.empty(posts, np.int64)
    of_applicant, applicants = numbered(of_person, foreign.size)
    placed = np.zeros(applicants, np.bool_)
    best, value = np.empty(applicants, np.int64), np.empty(applicants)
    for _ in range(ROUNDS):
        best[:] = -1
        applicant[:] = -1
        for contact in range(of_post.size):
            who = of_applicant[contact]
            if filled[of_post[contact]] >= 0 or placed[who]:
                continue
            if foreign[of_person[contact]] and permits[firm[of_post[contact]]] <= 0:
                continue
            utility = max(at_home[contact], moved[contact]) if homes > 0 else at_home[contact]
            if utility > -np.inf and (best[who] < 0 or utility > value[who]):
                best[who], value[who] = contact, utility
        for contact in range(of_post.size):
            if best[of_applicant[contact]] == contact:
                post = of_post[contact]
                if applicant[post] < 0 or rank[contact] > rank[applicant[post]]:
                    applicant[post] = contact
        for post in range(posts):
            contact = applicant[post]
            if contact < 0 or (homes <= 0 and at_home[contact] == -np.inf):
                continue
            if foreign[of_person[contact]]:
                if permits[firm[post]] <= 0:
                    continue
                permits[firm[post]] -= 1
            filled[post] = contact
            placed[of_applicant[contact]] = True
            moves[post] = homes > 0 and moved[contact] > -np.inf
            homes -= moves[post]
    return filled, moves, homes


@compiled
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
    month: int,
    born: Counts,
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
        firm: firm per post.
        of_person: row of the register per contact.
        housing: index of the complex's own housing.
        identifier ... wage: columns of people, changed in place.
        month, born, skill, ability, by_age, by_skill, offer: what a person is paid (see
            :func:`simulation.equations.search.meet`).
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
        age = age_in_years(month, born[row], by_age.size - 1)
        wage[row] = max(floor, offer[to] * by_age[age] * by_skill[skill[row]] * ability[row])
        if moves[post]:
            residence[row] = housing
        draw, kind = uniform(contract_key, identifier[row]), 0
        while kind < contracts.shape[1] - 1 and draw >= contracts[int(large[to]), kind]:
            kind += 1
        contract[row] = kind
