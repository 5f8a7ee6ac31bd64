"""Lives of the people in reach: who dies, leaves the city or looks for another home, and where each is counted (4.8).

Residents are counts by district, age group and sex; part of them are people with a row of their own. What happens to
these is drawn person by person, so that the same person has the same luck in every world.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Counts, compiled, flagged, taken
from simulation.equations.careers import OUT, UNEMPLOYED
from simulation.equations.columns import Living, People, Residents
from simulation.luck import uniform, uniforms

MONTHS_A_GROUP = 60
"""Months of age in a group of residents."""


@compiled
def age_group(month: int, born: int, groups: int) -> Any:
    """Five-year age group of a person, the last one open."""
    return min((month - born) // MONTHS_A_GROUP, groups - 1)


def age_groups(month: int, born: Counts, *, groups: int) -> Counts:
    """Five-year age groups of people, as :func:`age_group` of each, nobody below the first."""
    return np.asarray(np.clip((month - born) // MONTHS_A_GROUP, 0, groups - 1), dtype=np.int64)


@compiled
def live(
    key: np.uint64, month: int, people: People, chances: Living, lookers: Counts, lost: Counts, died: Counts,
    left: Counts,
) -> int:  # fmt: skip
    """Let every person live a month: one draw decides between death, leaving the city, another home and none of them.

    u < m dies; m <= u < m + l leaves the city for good, with l smaller for those who have a job; the next part of the
    interval looks for another home. Foreign workers under permit go when their job ends (:func:`careers.leave`), and
    those of the commuting ring do not leave: neither is counted among the registered residents.

    Args:
        key: key of the decision and month.
        month: months since the start.
        people: columns of people; employer, status and tenure of those who go are changed in place.
        chances: m, l and the chance of looking.
        lookers: receives the rows of those who look.
        lost: receives workers that a firm loses so (persons per firm).
        died, left: receive residents of the city by district, age group and sex (persons).

    Returns:
        How many look for another home.
    """
    identifier, employer, status, home = people.identifier, people.employer, people.status, people.home
    mortality, leaving, looking, with_job = chances.mortality, chances.leaving, chances.looking, chances.with_job
    lost[:], died[:], left[:] = 0, 0, 0
    districts, groups, count = died.shape[0], died.shape[1], 0
    # Most draws are past anything that can happen at any age: then nothing else about the person need be known.
    something = 0.0
    for group in range(groups):
        something = max(something, _anything(group, chances=chances))
    touched = np.empty(status.size, np.bool_)
    for row in range(status.size):
        touched[row] = (uniform(key, identifier[row]) < something) & (status[row] != OUT) & ~people.foreign[row]
    rows = flagged(touched)
    born, woman, zones = taken(people.born, rows), taken(people.woman, rows), taken(home, rows)
    draws = uniforms(key, taken(identifier, rows))
    for place in range(rows.size):
        row, luck, group = rows[place], draws[place], age_group(month, born[place], groups=groups)
        # Nor need more be known of a person whose draw is past what can happen at this age.
        if luck >= _anything(group, chances=chances):
            continue
        sex, zone = int(woman[place]), zones[place]
        dies = mortality[group, sex]
        goes = 0.0
        if zone < districts:
            goes = leaving[group] if status[row] == UNEMPLOYED else with_job * leaving[group]
        if luck >= dies + goes:
            if luck < dies + goes + looking[group]:
                lookers[count] = row
                count += 1
            continue
        if zone < districts:
            if luck < dies:
                died[zone, group, sex] += 1
            else:
                left[zone, group, sex] += 1
        if employer[row] >= 0:
            lost[employer[row]] += 1
        employer[row], status[row], people.tenure[row] = -1, OUT, 0
    return count


@compiled
def _anything(group: int, chances: Living) -> Any:
    """Highest chance that anything happens to a person of an age group, m + l + chance of looking."""
    dies = max(chances.mortality[group, 0], chances.mortality[group, 1])
    return dies + max(1.0, chances.with_job) * chances.leaving[group] + chances.looking[group]


@compiled
def leave_reach(month: int, rows: Counts, people: People, residents: Residents) -> Counts:
    """Book people who are no longer in reach: nationals stay as residents without a row, foreign workers go home.

    Args:
        month: months since the start.
        rows: rows of those people.
        people: columns of people.
        residents: residents of the city, changed in place.

    Returns:
        Foreign workers who went, by district (persons).
    """
    born, woman, foreign, home = people.born, people.woman, people.foreign, people.home
    others, nationals, foreigners = residents.others, residents.nationals, residents.foreigners
    districts, groups = others.shape[0], others.shape[1]
    gone = np.zeros(districts, np.int64)
    for row in rows:
        zone, group, sex = home[row], age_group(month, born[row], groups=groups), int(woman[row])
        if zone >= districts:
            continue
        if foreign[row]:
            foreigners[zone, group, sex] -= 1
            gone[zone] += 1
        else:
            nationals[zone, group, sex] -= 1
            others[zone, group, sex] += 1
    return gone


@compiled
def join_reach(month: int, rows: Counts, people: People, residents: Residents) -> Counts:
    """Book people who come into reach: a national takes the place of a resident of the cell, or the row stays free.

    Arguments as of :func:`leave_reach`; those for whom there is no resident are out again.

    Returns:
        Foreign workers who came, by district (persons).
    """
    born, woman, foreign, home = people.born, people.woman, people.foreign, people.home
    others, nationals, foreigners = residents.others, residents.nationals, residents.foreigners
    districts, groups = others.shape[0], others.shape[1]
    came = np.zeros(districts, np.int64)
    for row in rows:
        zone, group, sex = home[row], age_group(month, born[row], groups=groups), int(woman[row])
        if zone >= districts:
            continue
        if foreign[row]:
            foreigners[zone, group, sex] += 1
            came[zone] += 1
        elif others[zone, group, sex] > 0:
            others[zone, group, sex] -= 1
            nationals[zone, group, sex] += 1
        else:
            people.status[row] = OUT
    return came


@compiled
def count_residents(month: int, people: People, nationals: Counts, foreigners: Counts) -> None:
    """Count the people in reach who live in the city by district, age group and sex, nationals and foreigners apart.

    Args:
        month: months since the start, for their ages.
        people: columns of people.
        nationals, foreigners: receive the counts (persons).
    """
    status, born, woman, foreign, home = people.status, people.born, people.woman, people.foreign, people.home
    nationals[:], foreigners[:] = 0, 0
    districts, groups = nationals.shape[0], nationals.shape[1]
    for row in range(status.size):
        if status[row] == OUT or home[row] >= districts:
            continue
        cell = home[row], age_group(month, born[row], groups=groups), int(woman[row])
        if foreign[row]:
            foreigners[cell] += 1
        else:
            nationals[cell] += 1


@compiled
def grow_older(month: int, people: People, nationals: Counts, foreigners: Counts) -> None:
    """Move people in reach whose birthday begins the next age group into it, where they are counted.

    Args:
        month: months since the start at which they are that old.
        people: columns of people.
        nationals, foreigners: counts as of :func:`count_residents` a month before, changed in place (persons).
    """
    status, born, woman, foreign, home = people.status, people.born, people.woman, people.foreign, people.home
    districts, groups = nationals.shape[0], nationals.shape[1]
    birthday = np.empty(status.size, np.bool_)
    for row in range(status.size):
        months = np.uint32(month - born[row])
        birthday[row] = (months % np.uint32(MONTHS_A_GROUP) == 0) & (status[row] != OUT) & (home[row] < districts)
    for row in flagged(birthday):
        group = (month - born[row]) // MONTHS_A_GROUP
        if group < groups:
            counts = foreigners if foreign[row] else nationals
            counts[home[row], group - 1, int(woman[row])] -= 1
            counts[home[row], group, int(woman[row])] += 1
