"""Search: posts reach people, and each who looks for work and fits weighs the post by one logit utility.

A post reaches people at keyed places of the register, so that a further post elsewhere changes nobody's luck. Whom a
post reaches, and what each thinks of it, is drawn once a month; the rounds of :mod:`simulation.equations.hiring` only
take away posts that are filled and people who are placed.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled
from simulation.equations.seeking import place_utility
from simulation.luck import gumbel, uniform

CHANCE_IN_RANK = 0.3
"""Part of a firm's ranking of applicants that is not skill, in units of full fit."""
WILLING_BELOW = 40
"""Age in years from which nobody moves into housing of the complex."""
LOOKS_KEYED = 4096
"""Places of the register keyed apart for each post."""


@compiled
def age_in_years(month: int, born: int, oldest: int) -> Any:
    """Age in full years within 0 to ``oldest``, for tables by age.

    Args:
        month: months since the start.
        born: month of birth, counted from the start.
        oldest: last year of the tables.
    """
    return min(max((month - born) // 12, 0), oldest)


@compiled
def reach(
    key: np.uint64, firm_key: Counts, firm: Counts, number: Counts, looks: Counts, looking: Flags
) -> tuple[Counts, Counts]:
    """Posts and the people they reach who look for work, in order of posts and looks.

    Args:
        key: key of whom a post reaches.
        firm_key: agent key per firm.
        firm, number, looks: per post its firm, its number within the firm (a key), the places it looks at.
        looking: whether a person looks for work.
    """
    most, people = looks.max() if looks.size > 0 else 0, looking.size
    size, count = 4 * most + looks.sum() // 4, 0
    of_post, of_person, seen = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(most, np.int64)
    for post in range(firm.size):
        if count + looks[post] >= size:
            of_post, of_person, size = _twice(of_post), _twice(of_person), 2 * size
        agent, first = firm_key[firm[post]], number[post] * LOOKS_KEYED
        # Most places hold nobody who looks: hashing them all at once and keeping them without a branch is cheapest.
        for look in range(looks[post]):
            seen[look] = int(uniform(key, agent, first + look) * people)
        for look in range(looks[post]):
            of_post[count], of_person[count] = post, seen[look]
            count += looking[seen[look]]
    return of_post[:count], of_person[:count]


@compiled
def _twice(old: Counts) -> Counts:
    new = np.empty(2 * old.size, old.dtype)
    new[: old.size] = old
    return new


@compiled
def skills_asked(
    key: np.uint64, firm_key: Counts, firm: Counts, number: Counts, post_skills: Column, rung: Counts
) -> Counts:
    """Occupation each post asks for, by one keyed draw over the mix of its firm's rung of technology.

    Args:
        key: key of the skill a post asks for.
        firm_key: agent key per firm.
        firm, number: per post its firm and its number within the firm.
        post_skills: cumulative shares of skills among posts, one row per rung of technology.
        rung: rung per firm, row of ``post_skills``.
    """
    asked = np.zeros(firm.size, np.int64)
    for post in range(firm.size):
        draw = uniform(key, firm_key[firm[post]], number[post])
        while asked[post] < post_skills.shape[1] - 1 and draw >= post_skills[rung[firm[post]], asked[post]]:
            asked[post] += 1
    return asked


@compiled
def meet(
    skill_key: np.uint64,
    taste_key: np.uint64,
    month: int,
    of_post: Counts,
    of_person: Counts,
    firm_key: Counts,
    firm: Counts,
    asked: Counts,
    permits: Counts,
    offer: Column,
    benefit: Column,
    size_class: Counts,
    identifier: Counts,
    employer: Counts,
    skill: Counts,
    foreign: Flags,
    residence: Counts,
    born: Counts,
    ability: Column,
    by_age: Column,
    by_skill: Column,
    dormitory: Column,
    willing_share: float,
    wanted: Column,
    rent: Column,
    minutes: Column,
    amenity: Column,
    weights: Column,
    housing: int,
    fit: Column,
) -> tuple[Counts, Counts, Column, Column, Column]:
    """Contacts of posts with people who would take them: post, person, utility at home and after a move, rank.

    Of those a post reaches (see :func:`reach`), whoever fits and finds the post better than what they ask for is a
    contact. There are two utilities, of the present home and, for those willing, of housing of the complex; what is
    not better than asked for is minus infinity.

    Args:
        skill_key, taste_key: keys of chance in ranking and of tastes.
        month: months since the start.
        of_post, of_person: posts and people they reach, changed in place: the contacts are kept at their front.
        firm_key: agent key per firm.
        firm, asked: per post its firm and the occupation it asks for.
        permits: foreign workers each firm may still take on; without any it is no contact of theirs.
        offer, benefit, size_class: per firm.
        identifier ... ability: columns of people.
        by_age, by_skill: pay over the offer to a standard person, by years of age and by occupation.
        dormitory: draw in (0, 1) per person.
        willing_share: share of the young who would live in housing of the complex.
        wanted: utility asked for.
        rent, minutes, amenity: per zone.
        weights: pay, commute, amenity and size weight.
        housing: index of the complex's own housing.
        fit: fit of a person's skill (column) to a post's (row); zero does not fit.
    """
    # Whoever is reached lies anywhere in the register: read column by column, the processor fetches many at a time.
    now_at, its_skill, under_permit = employer[of_person], skill[of_person], foreign[of_person]
    zone_of, month_of_birth, better = residence[of_person], born[of_person], ability[of_person]
    draw, person, asks = dormitory[of_person], identifier[of_person], wanted[of_person]
    at_home, moved, rank = np.empty(of_post.size), np.empty(of_post.size), np.empty(of_post.size)
    count = 0
    for place in range(of_post.size):
        post, zone = of_post[place], zone_of[place]
        to = firm[post]
        suits = fit[asked[post], its_skill[place]]
        if now_at[place] == to or suits <= 0.0 or (under_permit[place] and permits[to] <= 0):
            continue
        age, key = age_in_years(month, month_of_birth[place], by_age.size - 1), firm_key[to]
        pay = offer[to] * by_age[age] * by_skill[its_skill[place]] * better[place] + benefit[to]
        extra = weights[3] * size_class[to] + gumbel(taste_key, person[place], key)
        stay = place_utility(pay, rent[zone], minutes[zone], amenity[zone], weights[0], weights[1], weights[2])
        stay += extra
        move = -np.inf
        if age < WILLING_BELOW and draw[place] < willing_share and zone != housing:
            move = extra + place_utility(
                pay, rent[housing], minutes[housing], amenity[housing], weights[0], weights[1], weights[2]
            )
        if max(stay, move) <= asks[place]:
            continue
        of_post[count], of_person[count] = post, of_person[place]
        at_home[count] = stay if stay > asks[place] else -np.inf
        moved[count] = move if move > max(stay, asks[place]) else -np.inf
        rank[count] = suits + CHANCE_IN_RANK * uniform(skill_key, person[place], key + 1)
        count += 1
    return of_post[:count], of_person[:count], at_home[:count], moved[:count], rank[:count]
