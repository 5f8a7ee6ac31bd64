"""Who looks for work, and what living and working somewhere is worth to a person (equations 4.7 and 4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Flags, compiled, flagged
from simulation.equations.careers import ELSEWHERE, EMPLOYED, UNEMPLOYED
from simulation.equations.columns import Offers, People, Searching, Zones
from simulation.luck import uniform


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
def seekers(
    key: np.uint64, people: People, offers: Offers, zones: Zones, searching: Searching, wanted: Column
) -> Flags:
    """Who looks for work this month; the utility a post must offer each of them goes into ``wanted``.

    The unemployed all look; they accept what gives their usual pay times a reservation ratio that falls with time,
    at a usual commute. Others look with a probability and ask for more than they have, by the cost of changing.

    Args:
        key: key of the decision and month.
        people: columns of people.
        offers: firms, of which size and benefit matter.
        zones: zones of residence.
        searching: who looks and asks for what.
        wanted: receives the utility asked for; stands as it was for those who do not look.
    """
    identifier, employer, status, tenure = people.identifier, people.employer, people.status, people.tenure
    residence, wage, reservation, weights = people.residence, people.wage, searching.reservation, zones.weights
    looking = np.empty(status.size, np.bool_)
    # Flags for all first, many rows at a time, and the dear utility for the few who look.
    for row in range(status.size):
        luck = uniform(key, identifier[row])
        on_the_job = (luck < searching.on_the_job) & (status[row] == EMPLOYED)
        elsewhere = (luck < searching.elsewhere) & (status[row] == ELSEWHERE)
        looking[row] = on_the_job | elsewhere | (status[row] == UNEMPLOYED)
    for row in flagged(looking):
        pay, way, zone = wage[row], searching.usual_minutes, residence[row]
        extra = searching.switching_cost
        if status[row] == UNEMPLOYED:
            pay *= max(reservation[2], reservation[0] - reservation[1] * tenure[row])
            extra = 0.0
        elif status[row] == EMPLOYED:
            pay, way = pay + offers.benefit[employer[row]], zones.minutes[zone]
        here = place_utility(
            pay,
            zones.rent[zone],
            minutes=way,
            amenity=zones.amenity[zone],
            pay_weight=weights[0],
            commute_weight=weights[1],
            amenity_weight=weights[2],
            least_left=weights[4],
        )
        wanted[row] = extra + here
        if status[row] == EMPLOYED:
            wanted[row] += weights[3] * offers.size_class[employer[row]]
    return looking
