"""Residents by district, age and sex: ageing, births, deaths and moves, as whole people under keyed draws (4.8).

Every count is the inverse of its distribution function at one uniform keyed by (district, age, sex), so it never falls
when its probability or its base rises: a better city keeps, under the same luck, everybody whom a worse one keeps.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, compiled
from simulation.luck import normal_quantile, uniform

YEARS_A_GROUP = 5
"""Years of age in a group of residents; the last is open."""
LOWEST_LOG = -700.0
"""Logarithm of the smallest start of a sum of probabilities in double precision; beyond it the normal law serves."""


@compiled
def binomial_quantile(place: Any, trials: Any, probability: Any) -> Any:
    """Smallest k with P(Binomial(n, p) <= k) >= u: rises with u, n and p."""
    if trials <= 0 or probability <= 0.0:
        return 0
    if probability >= 1.0:
        return trials
    start = trials * math.log1p(-probability)
    if start < LOWEST_LOG:
        spread = math.sqrt(trials * probability * (1.0 - probability))
        return min(trials, max(0, math.floor(trials * probability + spread * normal_quantile(place) + 0.5)))
    mass, count, odds = math.exp(start), 0, probability / (1.0 - probability)
    below = mass
    while below < place and count < trials:
        mass *= odds * (trials - count) / (count + 1)
        count += 1
        below += mass
        if mass < 1e-300 and count > trials * probability:
            break
    return count


@compiled
def poisson_quantile(place: Any, mean: Any) -> Any:
    """Smallest k with P(Poisson(m) <= k) >= u: rises with u and m."""
    if mean <= 0.0:
        return 0
    if -mean < LOWEST_LOG:
        return max(0, math.floor(mean + math.sqrt(mean) * normal_quantile(place) + 0.5))
    mass, count = math.exp(-mean), 0
    below = mass
    while below < place:
        count += 1
        mass *= mean / count
        below += mass
        if mass < 1e-300 and count > mean:
            break
    return count


def those_who(key: Any, people: Counts, *, probability: Column) -> Any:
    """How many of each cell something happens to, Binomial(n, p), one uniform a cell.

    Args:
        key: key of the decision (:func:`simulation.luck.stream`).
        people: persons by district, age group and sex.
        probability: chance of each person of a cell, same shape.
    """
    return _those_who(key, people.ravel(), probability=np.ravel(probability)).reshape(people.shape)


@compiled
def _those_who(key: Any, people: Counts, probability: Column) -> Any:
    found = np.empty(people.size, dtype=np.int64)
    for cell in range(people.size):
        found[cell] = binomial_quantile(uniform(key, cell), people[cell], probability=probability[cell])
    return found


def arriving(key: Any, mean: Column) -> Any:
    """How many people come to each cell, Poisson(m), one uniform a cell.

    Args:
        key: key of the decision.
        mean: expected persons by cell, any shape.
    """
    return _arriving(key, np.ravel(mean)).reshape(mean.shape)


@compiled
def _arriving(key: Any, mean: Column) -> Any:
    found = np.empty(mean.size, dtype=np.int64)
    for cell in range(mean.size):
        found[cell] = poisson_quantile(uniform(key, cell), mean[cell])
    return found


@compiled
def moving_up(key: Any, people: Counts, share: Column) -> Any:
    """Persons of each cell who reach the next age group this month: floor(s n + u), right on average.

    Args:
        key: key of the decision.
        people: persons by district, age group and sex.
        share: part of each cell that has its birthday into the next group this month, same shape.
    """
    found = np.empty(people.shape, dtype=np.int64)
    cells, shares, counts = people.ravel(), share.ravel(), found.ravel()
    for cell in range(cells.size):
        counts[cell] = min(cells[cell], math.floor(shares[cell] * cells[cell] + uniform(key, cell)))
    return found


def monthly(yearly: Column, months: int = 1) -> Column:
    """Probability over some months of a yearly rate r in continuous time, 1 - exp(-r m / 12).

    Three monthly steps leave the same survivors as one of a quarter.

    Args:
        yearly: events per person and year.
        months: length of the step.
    """
    chance: Column = -np.expm1(-np.asarray(yearly) * (months / 12.0))
    return chance


def cohort_sizes(births: Column, first_year: int, *, time: float, groups: int) -> Column:
    """Births behind each five-year age group at a moment, the integral of births over its years of birth.

    Args:
        births: births by calendar year.
        first_year: year of the first; births before it came at its rate.
        time: moment in years (2019.0 is the start of 2019).
        groups: number of age groups, the last open and counted as five years.
    """
    born = _born_before(births, first_year, moments=time - YEARS_A_GROUP * np.arange(groups + 1.0))
    sizes: Column = born[:-1] - born[1:]
    return sizes


def ageing_share(births: Column, first_year: int, *, time: float, mortality: Column, months: int = 1) -> Column:
    """Part of each age group that reaches the next in a step: its oldest months of birth over all of them.

    Within a group the older are fewer by their mortality: the share carries exp(-m h), h half the width of a group.
    With births that never change and no deaths it is 1/60 a month. The last group is open: its share is zero.

    Args:
        births: births by calendar year.
        first_year: year of the first.
        time: moment at the start of the step, in years.
        mortality: yearly death rate by age group (and sex in a second dimension).
        months: length of the step.
    """
    groups = mortality.shape[0]
    oldest = time - YEARS_A_GROUP * np.arange(1.0, groups + 1.0)
    leaving = _born_before(births, first_year, moments=oldest + months / 12.0) - _born_before(
        births, first_year, moments=oldest
    )
    share = leaving / cohort_sizes(births, first_year, time=time, groups=groups)
    share[-1] = 0.0
    shape = (groups,) + (1,) * (mortality.ndim - 1)
    result: Column = share.reshape(shape) * np.exp(-mortality * (YEARS_A_GROUP / 2.0))
    return result


@compiled
def _born_before(births: Column, first_year: int, moments: Column) -> Column:
    """Births from the first year up to each moment, even over a year; constant beyond both ends."""
    total, found = np.zeros(births.size + 1), np.empty(moments.size)
    for year in range(births.size):
        total[year + 1] = total[year] + births[year]
    for place in range(moments.size):
        years = moments[place] - first_year
        year = min(max(math.floor(years), 0), births.size - 1)
        within = min(max(years - year, 0.0), 1.0)
        found[place] = total[year] + (total[year + 1] - total[year]) * within
        found[place] += min(0.0, years) * births[0] + max(0.0, years - births.size) * births[-1]
    return found


def relative_chance(jobs: float, jobs_before: float, *, other: float, hands: float) -> float:
    """Employment chance relative to the start, ln[(J + O H) / (H (J0 + O))]: other jobs follow the hands.

    Args:
        jobs: J, jobs of the city's residents that the model moves (persons).
        jobs_before: J0, the same at the start.
        other: O, the city's other jobs at the start.
        hands: H, people of working age over those at the start.
    """
    return math.log((jobs + other * hands) / (hands * (jobs_before + other)))


def pull(chance: float, pay: float, *, place: float, per_chance: float, per_pay: float) -> float:
    """How much better the city has become for those who choose it: b1 ln REO + b2 (ln RWR + amenity).

    The migration equation of Treyz, Rickman, Hunt and Greenwood (1993, doi 10.2307/2109443) on logs, with amenity, rent
    and commuting entering as the pay they are worth.

    Args:
        chance: ln REO, relative employment chance.
        pay: ln RWR, relative real pay of the residents (log points, share of those paid by the complex applied).
        place: worth of amenity, commuting and rent (log points of pay).
        per_chance: b1, elasticity of each gross flow.
        per_pay: b2, elasticity of each gross flow.
    """
    return per_chance * chance + per_pay * (pay + place)
