"""Counting: heads of firms, workers by zone and by kind, each in one pass over its rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Counts, compiled
from simulation.equations.careers import OUT


@compiled
def heads(employer: Counts, firms: int) -> Counts:
    """People who name each firm as employer (persons).

    Args:
        employer: row of the employing firm per person, -1 for none.
        firms: number of firm rows.
    """
    # A row for people without employer spares a branch in the one loop over all people.
    found = np.zeros(firms + 1, np.int64)
    for row in range(employer.size):
        found[employer[row] + 1] += 1
    return found[1:]


@compiled
def workers_by_zone(employer: Counts, residence: Counts, zones: int) -> Counts:
    """Workers of the complex who live in each zone (persons).

    Args:
        employer: row of the employing firm per person, -1 for none.
        residence: zone of residence per person.
        zones: number of zones.
    """
    found = np.zeros(zones, np.int64)
    for row in range(employer.size):
        found[residence[row]] += employer[row] >= 0
    return found


@compiled
def workers_by_kind(
    employer: Counts, born: Counts, woman: Any, foreign: Any, contract: Counts, born_after: int, placed_from: int
) -> Counts:
    """Workers of the complex by kind: women, foreign, non-regular, placed by other employers, young (persons).

    Args:
        employer: row of the employing firm per person, -1 for none.
        born: month of birth per person.
        woman, foreign: flags per person.
        contract: kind of contract per person; 0 is regular.
        born_after: month of birth after which a person is young.
        placed_from: first kind of contract with another employer (in-house subcontract, dispatch).
    """
    women, under_permit, non_regular, placed, young = 0, 0, 0, 0, 0
    for row in range(employer.size):
        works = employer[row] >= 0
        women += works & woman[row]
        under_permit += works & foreign[row]
        non_regular += works & (contract[row] != 0) & (contract[row] < placed_from)
        placed += works & (contract[row] >= placed_from)
        young += works & (born[row] > born_after)
    return np.array([women, under_permit, non_regular, placed, young])


@compiled
def people_by_home(status: Counts, home: Counts, zones: int) -> Counts:
    """People in reach who belong to each zone (persons).

    Args:
        status: where people are; who is out of the labour force is no longer in reach.
        home: zone each person belongs to.
        zones: number of zones.
    """
    found = np.zeros(zones, np.int64)
    for row in range(status.size):
        found[home[row]] += status[row] != OUT
    return found
