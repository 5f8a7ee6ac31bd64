"""Who looks for work, and what living and working somewhere is worth to a person (equations 4.7 and 4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Flags, compiled, flagged
from simulation.equations.careers import ELSEWHERE, EMPLOYED, UNEMPLOYED
from simulation.equations.columns import People
from simulation.equations.search_columns import Offers, Reached, Searching, Seekers, Wants, Zones
from simulation.luck import uniform

OLDEST = 120
"""Last year of age of the tables by age."""


@compiled
def place_utility(
    pay: Any, rent: Any, minutes: Any, amenity: Any, pay_weight: float, commute_weight: float, amenity_weight: float,
    least_left: float,
) -> Any:  # fmt: skip
    """Utility of earning ``pay`` while living at a place: a_w (ln(max(w - r, s w)) + a_a q) - a_c t.

    An amenity of dq log points is worth as much as a rise of pay after rent by a_a dq log points: the real-wage
    effect of a programme.

    Args:
        pay: w, pay with benefits in money (million KRW a month).
        rent: r, rent of the place (million KRW a month).
        minutes: t, minutes to work, one way.
        amenity: q, amenity of the place (log points of pay).
        pay_weight: a_w.
        commute_weight: a_c, a minute.
        amenity_weight: a_a.
        least_left: s, least share of pay that is left after rent, so that the logarithm exists.

    Source: Roback (1982), doi 10.1086/261120.
    """
    left = max(pay - rent, least_left * pay)
    return pay_weight * (math.log(left) + amenity_weight * amenity) - commute_weight * minutes


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
def looking_for_work(key: np.uint64, people: People, searching: Searching) -> Flags:
    """Who looks for work this month: all the unemployed, and others with a probability.

    Args:
        key: key of the decision and month.
        people: columns of people.
        searching: who looks.
    """
    identifier, status = people.identifier, people.status
    looking = np.empty(status.size, np.bool_)
    for row in range(status.size):
        luck = uniform(key, identifier[row])
        on_the_job = (luck < searching.on_the_job) & (status[row] == EMPLOYED)
        elsewhere = (luck < searching.elsewhere) & (status[row] == ELSEWHERE)
        looking[row] = on_the_job | elsewhere | (status[row] == UNEMPLOYED)
    return looking


@compiled
def seekers(
    month: int, reached: Reached, people: People, offers: Offers, zones: Zones, searching: Searching, wants: Wants
) -> Seekers:
    """What each of those is and asks for who look for work and whom some post reaches, in the order of the register.

    Args:
        month: months since the start.
        reached: posts and people they reach.
        people: columns of people.
        offers: firms, of which size and benefit matter.
        zones: zones of residence.
        searching: who asks for what.
        wants: who would live in the complex.
    """
    hit = np.zeros(people.status.size, np.bool_)
    for row in reached.person:
        hit[row] = True
    rows = flagged(hit)
    place, asked = np.empty(hit.size, np.int32), np.empty(rows.size)
    age, willing = np.empty(rows.size, np.uint8), np.empty(rows.size, np.bool_)
    for seeker in range(rows.size):
        row = rows[seeker]
        place[row] = seeker
        asked[seeker] = asked_of_a_post(row, people=people, offers=offers, zones=zones, searching=searching)
        years = age_in_years(month, people.born[row], oldest=OLDEST)
        age[seeker] = years
        inside = people.residence[row] == zones.housing
        willing[seeker] = years < wants.willing_below and wants.dormitory[row] < wants.willing_share and not inside
    return Seekers(
        place, rows, people.identifier[rows], people.employer[rows], age, people.skill[rows], people.foreign[rows],
        people.residence[rows], people.ability[rows], asked, willing,
    )  # fmt: skip


@compiled
def asked_of_a_post(row: int, people: People, offers: Offers, zones: Zones, searching: Searching) -> Any:
    """Utility that a post must offer a person who looks.

    The unemployed accept what gives their usual pay times a reservation ratio that falls with time, at a usual
    commute; others ask for more than they have, by the cost of changing. Arguments as of :func:`seekers`.
    """
    status, employer, zone, weights = people.status[row], people.employer[row], people.residence[row], zones.weights
    pay, way, extra = people.wage[row], searching.usual_minutes, searching.switching_cost
    if status == UNEMPLOYED:
        pay *= max(searching.least, searching.reservation - searching.fall * people.tenure[row])
        extra = 0.0
    elif status == EMPLOYED:
        pay, way = pay + offers.benefit[employer], zones.minutes[zone]
    asked = extra + place_utility(
        pay,
        zones.rent[zone],
        minutes=way,
        amenity=zones.amenity[zone],
        pay_weight=weights[0],
        commute_weight=weights[1],
        amenity_weight=weights[2],
        least_left=weights[4],
    )
    return asked + weights[3] * offers.size_class[employer] if status == EMPLOYED else asked
