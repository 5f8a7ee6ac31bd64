"""Search: posts reach people, and each who looks for work and fits weighs the post by one logit utility.

A post reaches people at keyed places of the register, so that a further post elsewhere changes nobody's luck. Whom a
post reaches, and what each thinks of it, is drawn once a month; the rounds of :mod:`simulation.equations.hiring` only
take away posts that are filled and people who are placed.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled, longer, taken
from simulation.equations.pay import starting_pay
from simulation.equations.search_columns import (
    Asked,
    Contacts,
    Draws,
    Offers,
    Posts,
    Reached,
    Seekers,
    Standards,
    Zones,
)
from simulation.equations.seeking import place_utility
from simulation.luck import gumbel, uniform

LOOKS_KEYED = 4096
"""Places of the register keyed apart for each post, and posts for each firm."""
LATENT_FROM = LOOKS_KEYED // 2
"""Number of the first latent post of a firm; advertised ones count from zero."""


@compiled
def posts_in_turn(key: np.uint64, firm_key: Counts, firms: Counts, count: Counts, places: Column, first: int) -> Posts:
    """Posts of firms in their turn, with the places of the register that each looks at.

    Places are rounded by luck of the post and month: a latent post reaches less than one place, and by luck of the firm
    some firms would never fill theirs.

    Args:
        key: key of that luck.
        firm_key: agent key per firm.
        firms: firms with posts, in their turn.
        count: posts of each of them.
        places: places that a post of each looks at (mean).
        first: number of the first post of a firm.
    """
    size = 0
    for turn in range(firms.size):
        size += count[turn]
    firm, number, looks = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    post = 0
    for turn in range(firms.size):
        for each in range(first, first + count[turn]):
            firm[post], number[post] = firms[turn], each
            looks[post] = int(places[turn] + uniform(key, firm_key[firms[turn]] * LOOKS_KEYED + each))
            post += 1
    return Posts(firm, number, looks)


@compiled
def reach(key: np.uint64, firm_key: Counts, posts: Posts, looking: Flags) -> Reached:
    """Posts and the people they reach who look for work, in order of posts and looks.

    Args:
        key: key of whom a post reaches.
        firm_key: agent key per firm.
        posts: the posts.
        looking: whether a person looks for work.

    """
    firm, number, looks = posts.firm, posts.number, posts.looks
    most, total, count, people = 0, 0, 0, looking.size
    for post in range(looks.size):
        most, total = max(most, looks[post]), total + looks[post]
    size = 4 * most + total // 4
    of_post, of_person, seen = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(most, np.int64)
    for post in range(firm.size):
        if count + looks[post] >= size:
            of_post, of_person, size = longer(of_post, 2 * size), longer(of_person, 2 * size), 2 * size
        agent, first = firm_key[firm[post]], number[post] * LOOKS_KEYED
        # Most places hold nobody who looks: hashing them all at once and keeping them without a branch is cheapest.
        for look in range(looks[post]):
            seen[look] = int(uniform(key, agent, first + look) * people)
        for look in range(looks[post]):
            of_post[count], of_person[count] = post, seen[look]
            count += looking[seen[look]]
    return Reached(of_post[:count], of_person[:count])


@compiled
def skills_asked(key: np.uint64, firm_key: Counts, posts: Posts, post_skills: Column, rung: Counts) -> Counts:
    """Occupation each post asks for, by one keyed draw over the mix of its firm's rung of technology.

    Args:
        key: key of the skill a post asks for.
        firm_key: agent key per firm.
        posts: the posts.
        post_skills: cumulative shares of skills among posts, one row per rung of technology.
        rung: rung per firm, row of ``post_skills``.

    """
    firm, number = posts.firm, posts.number
    asked = np.zeros(firm.size, np.int64)
    for post in range(firm.size):
        draw = uniform(key, firm_key[firm[post]], number[post])
        for skill in range(post_skills.shape[1] - 1):
            asked[post] += draw >= post_skills[rung[firm[post]], skill]
    return asked


@compiled
def meet(
    draws: Draws, reached: Reached, posts: Asked, offers: Offers, seekers: Seekers, zones: Zones, standards: Standards
) -> Contacts:
    """Contacts of posts with people who would take them: post, seeker, utility at home and after a move, rank.

    Of those a post reaches (see :func:`reach`), whoever fits and finds the post better than what they ask for is a
    contact. There are two utilities, of the present home and, for those willing, of housing of the complex; what is
    not better than asked for is minus infinity.

    Args:
        draws: keys of the month.
        reached: posts and people they reach; posts are changed in place: those of contacts are kept at their front.
        posts: firms of the posts and what they ask for.
        offers: what firms offer; without permits left a post is no contact of foreign workers.
        seekers: whom the posts reach, and what they ask for.
        zones: zones of residence.
        standards: pay by age and occupation, and what firms rank by.

    """
    of_post, weights, housing, size = reached.post, zones.weights, zones.housing, reached.post.size
    of_person, firm = taken(seekers.place, reached.person), taken(posts.firm, of_post)
    skill, zone = taken(seekers.skill, of_person), taken(seekers.residence, of_person)
    age, asked = taken(seekers.age, of_person), taken(seekers.asked, of_person)
    employer, foreign = taken(seekers.employer, of_person), taken(seekers.foreign, of_person)
    ability, person = taken(seekers.ability, of_person), taken(seekers.identifier, of_person)
    willing = taken(seekers.willing, of_person)
    rent, minutes, amenity = zones.rent, zones.minutes, zones.amenity
    at_home, moved, rank = np.empty(size), np.empty(size), np.empty(size)
    count = 0
    for place in range(size):
        to, home, asks = firm[place], zone[place], asked[place]
        suits, key = standards.fit[posts.skill[of_post[place]], skill[place]], offers.identifier[to]
        may = (employer[place] != to) & (suits > 0.0) & (~foreign[place] | (offers.permits[to] > 0))
        pay = offers.benefit[to] + starting_pay(
            offers.offer[to],
            standards.by_age[age[place]],
            of_skill=standards.by_skill[skill[place]],
            ability=ability[place],
            floor=offers.floor,
        )
        extra = weights[3] * offers.size_class[to] + gumbel(draws.taste, person[place], key)
        stay = place_utility(
            pay,
            rent[home],
            minutes=minutes[home],
            amenity=amenity[home],
            pay_weight=weights[0],
            commute_weight=weights[1],
            amenity_weight=weights[2],
            least_left=weights[4],
        )
        stay += extra
        move = -np.inf
        if willing[place]:
            move = extra + place_utility(
                pay,
                rent[housing],
                minutes=minutes[housing],
                amenity=amenity[housing],
                pay_weight=weights[0],
                commute_weight=weights[1],
                amenity_weight=weights[2],
                least_left=weights[4],
            )
        # Most fit and about half find the post better: who is no contact is written over by the next, not jumped over.
        of_post[count], of_person[count] = of_post[place], of_person[place]
        at_home[count] = stay if stay > asks else -np.inf
        moved[count] = move if move > max(stay, asks) else -np.inf
        rank[count] = suits + standards.chance_in_rank * uniform(draws.rank, person[place], key + 1)
        count += may & (max(stay, move) > asks)
    return Contacts(of_post[:count], of_person[:count], at_home[:count], moved[:count], rank[:count])
