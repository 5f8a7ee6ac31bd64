"""Homes of people in reach: who looks for another, and the zone that is best under errors kept for life (4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, compiled, taken
from simulation.equations.careers import OUT
from simulation.equations.columns import People
from simulation.luck import uniform, uniforms

CLEARLY = 1.0 - 1e-9
"""What falls short of this part of the best is not the best, whatever the rounding."""


@compiled
def who_looks(key: np.uint64, lookers: Counts, hired: Counts, people: People, with_a_new_job: float) -> Counts:
    """Rows of those who choose a home again: who looks anyway, and a share of those who began a job this month.

    Args:
        key: key of the decision of the month.
        lookers: rows of those who look anyway, some of whom may have left since.
        hired: rows of those who began a job.
        people: columns of people.
        with_a_new_job: share of the newly hired.
    """
    rows, count = np.empty(lookers.size + hired.size, np.int64), 0
    looks, status = np.zeros(people.status.size, np.bool_), taken(people.status, lookers)
    for place in range(lookers.size):
        looks[lookers[place]] = status[place] != OUT
        rows[count] = lookers[place]
        count += status[place] != OUT
    employer, foreign = taken(people.employer, hired), taken(people.foreign, hired)
    again, luck = taken(looks, hired), uniforms(key, taken(people.identifier, hired))
    for place in range(hired.size):
        stayed = (employer[place] >= 0) & ~foreign[place] & ~again[place]
        rows[count] = hired[place]
        count += stayed & (luck[place] < with_a_new_job)
    return rows[:count]


@compiled
def best_home(key: np.uint64, person: Any, weight: Column, places: Counts, present: int) -> Any:
    """Zone of the highest utility plus an error fixed per person and zone, where there is room or the present home.

    Gumbel errors make the choice logit. Who has no present home stays without one (``present``) where there is no room.
    argmax V + g is argmax w / -ln u, with w = exp(V) and g = -ln(-ln u) the error: one logarithm less a zone. Since
    -ln u > 2 (1 - u) / (1 + u), most zones are seen to fall short of the best so far without any.
    """
    best, chosen = 0.0, present
    for zone in range(weight.size):
        if weight[zone] == 0.0 or (zone != present and places[zone] <= 0):
            continue
        luck = uniform(key, person, zone)
        if weight[zone] * (1.0 + luck) < CLEARLY * best * 2.0 * (1.0 - luck):
            continue
        worth = weight[zone] / -math.log(luck)
        if worth > best:
            best, chosen = worth, zone
    return chosen


@compiled
def first_homes(key: np.uint64, identifier: Counts, utility: Column) -> Counts:
    """Zone each person starts in, the best under errors that stay with them: shares are those of the logit.

    Args:
        key: key of the errors, the same for life.
        identifier: agent keys.
        utility: utility by zone, the logarithm of its share; minus infinity where nobody lives.
    """
    homes = np.empty(identifier.size, np.int64)
    room, weight = np.ones(utility.size, np.int64), np.exp(utility)
    for row in range(identifier.size):
        homes[row] = best_home(key, identifier[row], weight=weight, places=room, present=0)
    return homes


@compiled
def rehouse(
    key: np.uint64, rows: Counts, order: Counts, people: People, at_work: Column, elsewhere: Column, places: Counts
) -> Counts:
    """Let those who look choose among the zones, in the order of a lottery where room is short; who moves where.

    Errors are fixed per person and zone: an improved zone loses nobody, and nobody moves between two unchanged ones.

    Args:
        key: key of the errors, the same for life.
        rows: rows of those who look.
        order: places among these rows in the order in which they choose.
        people: columns of people; home is changed in place.
        at_work: utility by zone of those who work in the complex, minus infinity where nobody can move.
        elsewhere: the same for all others, who have no way to the complex.
        places: free places by zone (persons), used up in place.

    Returns:
        Zone each of them leaves (the present one for those who stay), in the order of ``rows``.
    """
    home = people.home
    before: Counts = taken(home, rows)
    identifier, employer = taken(people.identifier, rows), taken(people.employer, rows)
    weight_at_work, weight_elsewhere = np.exp(at_work), np.exp(elsewhere)
    for place in order:
        weight = weight_at_work if employer[place] >= 0 else weight_elsewhere
        chosen = best_home(key, identifier[place], weight=weight, places=places, present=before[place])
        if chosen != before[place]:
            places[chosen] -= 1
            home[rows[place]] = chosen
    return before
