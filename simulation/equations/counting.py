"""Counting: heads of firms, people by kind and by home, each in one pass over its rows."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Counts, compiled
from simulation.equations.careers import ELSEWHERE, OUT, UNEMPLOYED
from simulation.equations.columns import People

LANES = 4
"""Sums that are added up in turns: neighbours in the register often share a firm or zone, and a sum that was just
written can be read again only some cycles later."""


@compiled
def together(found: Counts) -> Counts:
    """The sums of all lanes (lane by place) added up, by place."""
    total = np.zeros(found.shape[1], np.int64)
    for lane in range(found.shape[0]):
        for place in range(total.size):
            total[place] += found[lane, place]
    return total


@compiled
def heads(employer: Counts, firms: int) -> Counts:
    """People who name each firm as employer (persons).

    Args:
        employer: row of the employing firm per person, -1 for none.
        firms: number of firm rows.
    """
    # A row for people without employer spares a branch in the one loop over all people.
    found = np.zeros((LANES, firms + 1), np.int64)
    for row in range(employer.size):
        found[row % LANES, np.uint32(employer[row] + 1)] += 1
    return together(found)[1:]


@compiled
def people_by_kind(people: People, born_after: int, placed_from: int, digital: int) -> Counts:
    """People by kind (persons): workers of the complex, then the unemployed in reach and digital workers elsewhere.

    Workers are women, foreign, non-regular, placed by other employers, young.

    Args:
        people: columns of people.
        born_after: month of birth after which a person is young.
        placed_from: first kind of contract with another employer (in-house subcontract, dispatch).
        digital: code of the occupation.
    """
    women, under_permit, non_regular, placed, young, unemployed, elsewhere = 0, 0, 0, 0, 0, 0, 0
    contract, status = people.contract, people.status
    for row in range(status.size):
        works = people.employer[row] >= 0
        women += works & people.woman[row]
        under_permit += works & people.foreign[row]
        non_regular += works & (contract[row] != 0) & (contract[row] < placed_from)
        placed += works & (contract[row] >= placed_from)
        young += works & (people.born[row] > born_after)
        unemployed += status[row] == UNEMPLOYED
        elsewhere += (status[row] == ELSEWHERE) & (people.skill[row] == digital)
    return np.array([women, under_permit, non_regular, placed, young, unemployed, elsewhere])


@compiled
def people_by_home(status: Counts, home: Counts, zones: int) -> Counts:
    """People in reach who belong to each zone (persons).

    Args:
        status: where people are; who is out of the labour force is no longer in reach.
        home: zone each person belongs to.
        zones: number of zones.
    """
    found = np.zeros((LANES, zones), np.int64)
    for row in range(status.size):
        found[row % LANES, np.uint32(home[row])] += status[row] != OUT
    return together(found)
