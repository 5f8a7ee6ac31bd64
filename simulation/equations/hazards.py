"""Hazards of leaving a job by tenure, age, contract, home and pay (4.7)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, compiled, quotient
from simulation.equations.columns import Leaving, People

HIGHEST_HAZARD = 0.95
"""Monthly hazard above which none is tabulated, so that somebody is left in every month of tenure."""
LEAST_RATIO = 0.05
"""Pay over usual pay below which satisfaction falls no further, so that its power stays finite."""


def tenure_hazard(extra: float, months: float, *, longest: int) -> Column:
    """Relative hazard of leaving by tenure, T(t) = 1 + e exp(-t / m).

    Args:
        extra: e, extra hazard of the newly hired (ratio).
        months: m, time constant (months).
        longest: months of tenure to tabulate.
    """
    return 1.0 + extra * np.exp(-np.arange(longest) / months)


def settled_tenure(hazard: Column, places: Column) -> Counts:
    """Tenure (months) at given places of the distribution that a hazard of leaving settles in.

    The share with tenure t is proportional to the survival to t, prod_{k<t} (1 - h(k)).

    Args:
        hazard: h by months of tenure.
        places: places in (0, 1), one per person.
    """
    alive = np.concatenate([[1.0], np.cumprod(1.0 - np.minimum(hazard, HIGHEST_HAZARD))[:-1]])
    below = np.cumsum(alive) / alive.sum()
    return np.asarray(np.searchsorted(below, places), dtype=np.int64)


def retirement_hazard(age: Counts, limit: float, *, late: float, doubling: float, oldest: float) -> Column:
    """Monthly hazard of retiring from the age limit on, l 2^((a - limit) / d), by age in years.

    Args:
        age: a, ages in completed years.
        limit: retirement age.
        late: l, hazard just past it (share a month).
        doubling: d, years in which it doubles.
        oldest: age at which everybody has retired (years).
    """
    hazard = np.where(age >= limit, late * 2.0 ** ((age - limit) / doubling), 0.0)
    return np.where(age >= oldest, 1.0, np.minimum(hazard, 1.0))


def satisfaction(offer: Column, usual: Column, *, benefit: Column, elasticity: float) -> Column:
    """Factor on quits of a firm's pay, ((w + b) / w_u)^-eta.

    Args:
        offer: w, pay the firm offers to a standard person (million KRW a month).
        usual: w_u, mean offer of firms of its size (million KRW a month).
        benefit: b, benefits in money beside pay, such as a commuting allowance (million KRW a month).
        elasticity: eta, elasticity of quits to pay with its sign reversed.
    """
    ratio = quotient(offer + benefit, usual, otherwise=1.0)
    return np.asarray(np.maximum(ratio, LEAST_RATIO) ** -elasticity)


@compiled
def relative_hazard(month: int, row: int, people: People, leaving: Leaving) -> Any:
    """Hazard of leaving of one person relative to the base rate of the firm: product of the single ratios."""
    age = (month - people.born[row]) // 12
    stay = min(people.tenure[row], leaving.by_tenure.size - 1)
    hazard = leaving.by_age[age] * leaving.by_tenure[stay] * leaving.by_contract[people.contract[row]]
    hazard *= leaving.by_zone[people.residence[row]]
    return hazard * leaving.of_foreigners if people.foreign[row] else hazard


@compiled
def mean_relative_hazard(month: int, group: Counts, groups: int, people: People, leaving: Leaving) -> Column:
    """Mean of :func:`relative_hazard` over the workers of each group of firms."""
    total, heads = np.zeros(groups), np.zeros(groups)
    for row in range(people.employer.size):
        firm = people.employer[row]
        if firm >= 0:
            total[group[firm]] += relative_hazard(month, row, people=people, leaving=leaving)
            heads[group[firm]] += 1.0
    return total / np.maximum(heads, 1.0)
