"""Who looks for work, and what living and working somewhere is worth to a person (equations 4.7 and 4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled, flagged, taken
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
    born, residence, dormitory = taken(people.born, rows), taken(people.residence, rows), taken(wants.dormitory, rows)
    place, age, willing = np.empty(hit.size, np.int32), np.empty(rows.size, np.uint8), np.empty(rows.size, np.bool_)
    for seeker in range(rows.size):
        place[rows[seeker]] = seeker
        years = age_in_years(month, born[seeker], oldest=OLDEST)
        age[seeker] = years
        young = (years < wants.willing_below) & (dormitory[seeker] < wants.willing_share)
        willing[seeker] = young & (residence[seeker] != zones.housing)
    return Seekers(
        place, rows, taken(people.identifier, rows), taken(people.employer, rows), age, taken(people.skill, rows),
        taken(people.foreign, rows), residence, taken(people.ability, rows),
        asked_of_a_post(rows, people=people, offers=offers, zones=zones, searching=searching), willing,
    )  # fmt: skip


@compiled
def asked_of_a_post(rows: Counts, people: People, offers: Offers, zones: Zones, searching: Searching) -> Column:
    """Utility that a post must offer each of those who look.

    The unemployed accept what gives their usual pay times a reservation ratio that falls with time, at a usual
    commute; others ask for more than they have, by the cost of changing. Arguments as of :func:`seekers`.
    """
    status, tenure, wage = taken(people.status, rows), taken(people.tenure, rows), taken(people.wage, rows)
    employer, residence, weights = taken(people.employer, rows), taken(people.residence, rows), zones.weights
    asked = np.empty(rows.size)
    # Numbers that leave a sum as it is take the place of questions, which a processor answers wrongly as often as not.
    for seeker in range(rows.size):
        zone, firm = residence[seeker], max(employer[seeker], 0)
        jobless, here = status[seeker] == UNEMPLOYED, status[seeker] == EMPLOYED
        reservation = max(searching.least, searching.reservation - searching.fall * tenure[seeker])
        pay = wage[seeker] * (reservation if jobless else 1.0) + (offers.benefit[firm] if here else 0.0)
        asked[seeker] = (0.0 if jobless else searching.switching_cost) + place_utility(
            pay,
            zones.rent[zone],
            minutes=zones.minutes[zone] if here else searching.usual_minutes,
            amenity=zones.amenity[zone],
            pay_weight=weights[0],
            commute_weight=weights[1],
            amenity_weight=weights[2],
            least_left=weights[4],
        )
        asked[seeker] += weights[3] * offers.size_class[firm] if here else 0.0
    return asked
