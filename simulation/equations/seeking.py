"""Who looks for work, and what living and working somewhere is worth to a person (equations 4.7 and 4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled
from simulation.equations.careers import ELSEWHERE, EMPLOYED, OUT, UNEMPLOYED
from simulation.luck import uniform

LEAST_LEFT = 0.1
"""Least share of pay left after rent in the utility, so that its logarithm exists."""


@compiled
def place_utility(
    pay: Any, rent: Any, minutes: Any, amenity: Any, pay_weight: float, commute_weight: float, amenity_weight: float
) -> Any:
    """Utility of earning ``pay`` while living at a place: a_w (ln(w - r) + a_a q) - a_c t.

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

    Source: Roback (1982), doi 10.1086/261120.
    """
    left = max(pay - rent, LEAST_LEFT * pay)
    return pay_weight * (math.log(left) + amenity_weight * amenity) - commute_weight * minutes


@compiled
def seekers(
    search_key: np.uint64,
    identifier: Counts,
    employer: Counts,
    status: Counts,
    tenure: Counts,
    residence: Counts,
    wage: Column,
    size_class: Counts,
    benefit: Column,
    rent: Column,
    minutes: Column,
    amenity: Column,
    weights: Column,
    usual_minutes: float,
    search_elsewhere: float,
    search_on_job: float,
    reservation: Column,
    switching_cost: float,
    wanted: Column,
) -> Flags:
    """Who looks for work this month; the utility a post must offer each of them goes into ``wanted``.

    The unemployed all look; they accept what gives their usual pay times a reservation ratio that falls with time,
    at a usual commute. Others look with a probability and ask for more than they have, by the cost of changing.

    Args:
        search_key: key of the decision and month.
        identifier ... wage: columns of people.
        size_class, benefit: per firm; benefit in million KRW a month and head.
        rent, minutes, amenity: per zone.
        weights: pay, commute, amenity and size weight of the utility.
        usual_minutes: minutes of an ordinary way to work.
        search_elsewhere, search_on_job: shares who look in a month.
        reservation: ratio at the start of unemployment, monthly fall, floor.
        switching_cost: cost of changing the employer (utility).
        wanted: receives the utility asked for; stands as it was for those who do not look.
    """
    chance = np.empty(4)
    chance[EMPLOYED], chance[UNEMPLOYED], chance[ELSEWHERE], chance[OUT] = search_on_job, 1.0, search_elsewhere, 0.0
    looking, rows, count = np.empty(status.size, np.bool_), np.empty(status.size, np.int32), 0
    # Loops without branches over all, and the dear utility for the few who look.
    for row in range(status.size):
        looking[row] = uniform(search_key, identifier[row]) < chance[status[row]]
    for row in range(status.size):
        rows[count] = row
        count += looking[row]
    for place in range(count):
        row = rows[place]
        pay, way, zone = wage[row], usual_minutes, residence[row]
        extra = switching_cost
        if status[row] == UNEMPLOYED:
            pay *= max(reservation[2], reservation[0] - reservation[1] * tenure[row])
            extra = 0.0
        elif status[row] == EMPLOYED:
            pay, way = pay + benefit[employer[row]], minutes[zone]
        here = place_utility(pay, rent[zone], way, amenity[zone], weights[0], weights[1], weights[2])
        wanted[row] = extra + here
        if status[row] == EMPLOYED:
            wanted[row] += weights[3] * size_class[employer[row]]
    return looking
