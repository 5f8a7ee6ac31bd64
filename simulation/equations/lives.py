"""Lives of the people in reach: who dies, leaves the city or looks for another home, and where each is counted (4.8).

Residents are counts by district, age group and sex; part of them are people with a row of their own. What happens to
these is drawn person by person, so that the same person has the same luck in every world.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from simulation.equations.careers import OUT, UNEMPLOYED
from simulation.luck import gumbel, uniform

Column = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

MONTHS_A_GROUP = 60


@njit(cache=True)  # type: ignore[untyped-decorator]
def age_group(month: int, born: int, groups: int) -> Any:
    """Five-year age group of a person, the last one open."""
    return min((month - born) // MONTHS_A_GROUP, groups - 1)


@njit(cache=True)  # type: ignore[untyped-decorator]
def live(
    key: np.uint64,
    month: int,
    identifier: Counts,
    employer: Counts,
    status: Counts,
    tenure: Counts,
    born: Counts,
    woman: Flags,
    foreign: Flags,
    home: Counts,
    mortality: Column,
    leaving: Column,
    with_job: float,
    looking: Column,
    looks: Flags,
    lost: Counts,
    died: Counts,
    left: Counts,
) -> None:
    """Let every person live a month: one draw decides between death, leaving the city, another home and none of them.

    u < m dies; m <= u < m + l leaves the city for good, with l smaller for those who have a job; the next part of the
    interval looks for another home. Foreign workers under permit go when their job ends (:func:`careers.leave`), and
    those of the commuting ring do not leave: neither is counted among the registered residents.

    Args:
        key: key of the decision and month.
        month: months since the start.
        identifier ... home: columns of people; employer, status and tenure of those who go are changed in place.
        mortality: m by age group and sex (share a month).
        leaving: l by age group for those without a job (share a month).
        with_job: l of those with a job over it.
        looking: chance of looking for another home by age group (share a month).
        looks: receives who does.
        lost: receives workers that a firm loses so (persons per firm).
        died, left: receive residents of the city by district, age group and sex (persons).
    """
    lost[:], died[:], left[:] = 0, 0, 0
    districts, groups = died.shape[0], died.shape[1]
    for row in range(status.size):
        looks[row] = False
        if status[row] == OUT or foreign[row]:
            continue
        group, sex, zone = age_group(month, born[row], groups), int(woman[row]), home[row]
        dies = mortality[group, sex]
        goes = 0.0
        if zone < districts:
            goes = leaving[group] if status[row] == UNEMPLOYED else with_job * leaving[group]
        luck = uniform(key, identifier[row])
        if luck >= dies + goes:
            looks[row] = luck < dies + goes + looking[group]
            continue
        if zone < districts:
            if luck < dies:
                died[zone, group, sex] += 1
            else:
                left[zone, group, sex] += 1
        if employer[row] >= 0:
            lost[employer[row]] += 1
        employer[row], status[row], tenure[row] = -1, OUT, 0


@njit(cache=True)  # type: ignore[untyped-decorator]
def count_residents(
    month: int, status: Counts, born: Counts, woman: Flags, foreign: Flags, home: Counts, nationals: Counts,
    foreigners: Counts,
) -> None:  # fmt: skip
    """Count the people in reach who live in the city by district, age group and sex, nationals and foreigners apart.

    Args:
        month: months since the start, for their ages.
        status ... home: columns of people.
        nationals, foreigners: receive the counts (persons).
    """
    nationals[:], foreigners[:] = 0, 0
    districts, groups = nationals.shape[0], nationals.shape[1]
    for row in range(status.size):
        if status[row] == OUT or home[row] >= districts:
            continue
        cell = home[row], age_group(month, born[row], groups), int(woman[row])
        if foreign[row]:
            foreigners[cell] += 1
        else:
            nationals[cell] += 1


@njit(cache=True)  # type: ignore[untyped-decorator]
def who_looks(
    key: np.uint64, identifier: Counts, employer: Counts, status: Counts, tenure: Counts, foreign: Flags,
    looks: Flags, with_a_new_job: float,
) -> Counts:  # fmt: skip
    """Rows of those who choose a home again: who looks anyway, and a share of those who began a job this month.

    Args:
        key: key of the decision of the month.
        identifier ... foreign: columns of people.
        looks: who looks anyway.
        with_a_new_job: share of the newly hired.
    """
    rows, count = np.empty(status.size, np.int64), 0
    for row in range(status.size):
        looking = looks[row] and status[row] != OUT
        if not looking and employer[row] >= 0 and tenure[row] == 0 and not foreign[row]:
            looking = uniform(key, identifier[row]) < with_a_new_job
        if looking:
            rows[count] = row
            count += 1
    return rows[:count].copy()


@njit(cache=True)  # type: ignore[untyped-decorator]
def best_home(key: np.uint64, person: Any, utility: Column, places: Counts, present: int) -> Any:
    """Zone of the highest utility plus an error fixed per person and zone, where there is room or the present home."""
    best, chosen = -np.inf, present
    for zone in range(utility.size):
        if utility[zone] == -np.inf or (zone != present and places[zone] <= 0):
            continue
        worth = utility[zone] + gumbel(key, person, zone)
        if worth > best:
            best, chosen = worth, zone
    return chosen


@njit(cache=True)  # type: ignore[untyped-decorator]
def first_homes(key: np.uint64, identifier: Counts, utility: Column) -> Counts:
    """Zone each person starts in, the best under errors that stay with them: shares are those of the logit.

    Args:
        key: key of the errors, the same for life.
        identifier: agent keys.
        utility: utility by zone, the logarithm of its share; minus infinity where nobody lives.
    """
    homes = np.empty(identifier.size, np.int64)
    room = np.ones(utility.size, np.int64)
    for row in range(identifier.size):
        homes[row] = best_home(key, identifier[row], utility, room, 0)
    return homes


@njit(cache=True)  # type: ignore[untyped-decorator]
def rehouse(
    key: np.uint64, lottery: np.uint64, rows: Counts, identifier: Counts, employer: Counts, home: Counts,
    at_work: Column, elsewhere: Column, places: Counts,
) -> Counts:  # fmt: skip
    """Let those who look choose among the zones, in the order of a lottery where room is short; who moves where.

    Errors are fixed per person and zone: an improved zone loses nobody, and nobody moves between two unchanged ones.

    Args:
        key: key of the errors, the same for life.
        lottery: key of the order of the month.
        rows: rows of those who look.
        identifier, employer, home: columns of people; home is changed in place.
        at_work: utility by zone of those who work in the complex, minus infinity where nobody can move.
        elsewhere: the same for all others, who have no way to the complex.
        places: free places by zone (persons), used up in place.

    Returns:
        Zone each of them leaves (the present one for those who stay), in the order of ``rows``.
    """
    number = np.empty(rows.size)
    for place in range(rows.size):
        number[place] = uniform(lottery, identifier[rows[place]])
    before = np.empty(rows.size, np.int64)
    for place in np.argsort(number):
        row = rows[place]
        before[place] = home[row]
        utility = at_work if employer[row] >= 0 else elsewhere
        chosen = best_home(key, identifier[row], utility, places, home[row])
        if chosen != home[row]:
            places[chosen] -= 1
            home[row] = chosen
    return before
