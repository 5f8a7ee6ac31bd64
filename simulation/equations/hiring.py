"""Hiring: people and firms choose each other in three rounds, and the new jobs begin.

The contacts of :mod:`simulation.equations.search` stand for the month; the rounds only take away posts that are filled
and people who are placed.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Counts, Flags, compiled, flagged, taken
from simulation.equations.careers import EMPLOYED
from simulation.equations.columns import People
from simulation.equations.pay import starting_pay
from simulation.equations.search_columns import Contacts, Jobs, Terms
from simulation.equations.seeking import age_in_years
from simulation.luck import uniforms


@compiled
def numbered(of_person: Counts, people: int) -> tuple[Counts, int]:
    """Applicants numbered without gaps in order of their first contact, one number a contact, and how many there are.

    Args:
        of_person: seeker per contact.
        people: number of seekers.
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
    firm: Counts, foreign: Flags, contacts: Contacts, homes: int, permits: Counts, rounds: int
) -> tuple[Counts, Flags, int]:
    """Contact by which each post is filled (-1 where it stays open), who moves, and the homes that are left.

    In each round every person applies to the best post left to them and every post takes the applicant
    it ranks highest. Whoever would rather live in the complex does so while homes are left, and else takes the post
    from home if it is worth it. A firm takes foreign workers while it has permits left.

    Args:
        firm: firm per post.
        foreign: works under a permit, per seeker.
        contacts: posts and people who would take them.
        homes: free homes of the complex.
        permits: foreign workers each firm may still take on, changed in place.
        rounds: rounds of applications in a month.

    """
    of_post, of_person = contacts.post, contacts.person
    at_home, moved, rank = contacts.at_home, contacts.moved, contacts.rank
    posts = firm.size
    filled = np.full(posts, -1, np.int64)
    moves = np.zeros(posts, np.bool_)
    applicant = np.empty(posts, np.int64)
    of_applicant, applicants = numbered(of_person, foreign.size)
    placed = np.zeros(applicants, np.bool_)
    best, value = np.empty(applicants, np.int64), np.empty(applicants)
    for _ in range(rounds):
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
    key: np.uint64, month: int, jobs: Jobs, housing: int, people: People, terms: Terms, hired: Counts, left: Counts
) -> None:
    """Start the new jobs: employer, pay, contract and, for those who move, a home in the complex.

    Args:
        key: key of the kind of contract.
        month: months since the start.
        jobs: posts that are filled, and by whom.
        housing: index of the complex's own housing.
        people: columns of people, changed in place.
        terms: pay and contracts.
        hired: receives hires per firm (persons).
        left: receives people who left a firm of the complex for another, per firm (persons).

    """
    posts, employer, contracts = flagged(jobs.filled >= 0), people.employer, terms.contracts
    rows, firm = taken(jobs.person, taken(jobs.filled, posts)), taken(jobs.firm, posts)
    before, born, skill = taken(employer, rows), taken(people.born, rows), taken(people.skill, rows)
    ability, luck = taken(people.ability, rows), uniforms(key, taken(people.identifier, rows))
    hired[:] = 0
    left[:] = 0
    for place in range(rows.size):
        row, to = rows[place], firm[place]
        if before[place] >= 0:
            left[before[place]] += 1
        hired[to] += 1
        employer[row], people.status[row], people.tenure[row] = to, EMPLOYED, 0
        people.wage[row] = starting_pay(
            terms.offer[to],
            terms.by_age[age_in_years(month, born[place], oldest=terms.by_age.size - 1)],
            of_skill=terms.by_skill[skill[place]],
            ability=ability[place],
            floor=terms.floor,
        )
        if jobs.moves[posts[place]]:
            people.residence[row] = housing
        kind = 0
        for further in range(contracts.shape[1] - 1):
            kind += luck[place] >= contracts[int(terms.large[to]), further]
        people.contract[row] = kind
