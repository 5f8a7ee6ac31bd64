"""Turnover at the start: hazards of leaving a firm at which the first month is a settled one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import SIZE_CLASSES
from simulation.equations.columns import Leaving
from simulation.equations.hazards import mean_relative_hazard, satisfaction
from simulation.equations.lives import age_groups
from simulation.equations.seeking import OLDEST
from simulation.model.parts.labour_market import LabourMarket, quits_by_zone
from simulation.state import Firms, Places, Workers


class SettledMonth(NamedTuple):
    """Residents who leave and join tenants in a settled month; foreign workers come for a job and go home from it."""

    quits: float
    """People who quit and stay in reach (persons)."""
    hired: float
    """People hired who come from no tenant (persons)."""


def settle(
    market: LabourMarket, firms: Firms, *, people: Workers, places: Places, value: Mapping[str, float], going: Column
) -> SettledMonth:
    """Set the hazard of leaving a firm by size class; gives who then leaves and joins tenants in a month.

    Moves between firms of the complex, retirements, deaths and departures from the city come on top of quits, so that
    quits make up the rest of the rate of a class.

    Args:
        market: labour market of the run, changed in place.
        firms: columns of the firms.
        people: people in reach.
        places: zones of residence.
        value: parameters of the run (``labour.*``).
        going: chance of each person of dying or leaving the city with a job (share a month).
    """
    heads = np.maximum(firms.employees, 0).astype(float)
    left = (1.0 - value["labour.job_to_job_share"]) * firms.separation_rate * heads
    quits = left - _ending(market, firms, people=people, value=value, going=going)
    relative = _relative_hazards(market, firms, people=people, places=places, value=value)
    for size in range(len(SIZE_CLASSES)):
        mine = (firms.size_class == size) & (heads > 0.0)
        if mine.any():
            market.base[size] = max(0.0, float(quits[mine].sum())) / float((relative * heads)[mine].sum())
    employed = people.employer >= 0
    staying = 1.0 - float(people.foreign[employed].mean()) if employed.any() else 0.0
    return SettledMonth(staying * max(0.0, float(quits.sum())), staying * float(left.sum()))


def _relative_hazards(
    market: LabourMarket, firms: Firms, *, people: Workers, places: Places, value: Mapping[str, float]
) -> Column:
    """Mean hazard of leaving of the workers of each firm, relative to that of a person of relative hazard one."""
    elasticity = value["labour.quit_elasticity"]
    by_zone = quits_by_zone(market, places, firms=firms, elasticity=elasticity)
    of_foreigners = value["labour.quits_by_contract.foreign"]
    leaving = Leaving(market.by_age, market.by_tenure, market.by_contract, by_zone, of_foreigners)
    rows = np.arange(firms.employees.size)
    mean = mean_relative_hazard(month=0, group=rows, groups=rows.size, people=people.table, leaving=leaving)
    usual = market.usual_offer[firms.size_class]
    return np.asarray(mean * satisfaction(firms.wage_offer, usual, benefit=np.zeros(usual.size), elasticity=elasticity))


def _ending(
    market: LabourMarket, firms: Firms, *, people: Workers, value: Mapping[str, float], going: Column
) -> Column:
    """People of each firm who retire, die or leave the city in the first month (persons)."""
    age = np.clip((-people.born) // 12, 0, OLDEST)
    chance = np.where(people.employer >= 0, market.retires[age], 0.0)
    chance += (age == value["labour.retirement_age"]) * (1.0 - value["labour.stay_past_retirement_age"]) / 12.0
    chance += going
    employed = people.employer >= 0
    rows = firms.employees.size
    return np.bincount(people.employer[employed], weights=chance[employed], minlength=rows).astype(np.float64)


def chance_of_going(people: Workers, *, dying: Column, leaving: Column, with_job: float, districts: int) -> Column:
    """Chance of every person with a job of dying or leaving the city within a month.

    Args:
        people: people in reach.
        dying: chance of dying by age group and sex.
        leaving: chance of leaving the city without a job by age group.
        with_job: that of those with a job over it.
        districts: districts of the city, the first zones.
    """
    group = age_groups(0, people.born, groups=leaving.size)
    away = np.where(people.home < districts, with_job * leaving[group], 0.0)
    return np.where(people.foreign, 0.0, dying[group, people.woman.astype(np.int64)] + away)
