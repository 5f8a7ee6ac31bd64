"""Newcomers: the young who enter working life, workers who come under permits, and people who learn a skill."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from simulation.arrays import Column, Counts
from simulation.equations import careers
from simulation.equations.homes import first_homes
from simulation.equations.population import YEARS_A_GROUP
from simulation.luck import stream, uniforms
from simulation.model.phases.register import join
from simulation.model.world import World
from simulation.start import people as start
from simulation.units import MONTHS_A_YEAR

ENTRY_GROUPS = slice(4, 6)
"""Age groups 20-24 and 25-29 of the residents."""
WORKING_GROUPS = slice(4, 12)
"""Age groups 20-24 to 55-59, from which people come to the city to work."""


def take_in_newcomers(world: World) -> None:
    """The young enter, some of those who came to the city look for work, and permits are filled again."""
    people, market, value = world.people, world.market, world.value
    market.free_rows = careers.free_rows(people.status, market.free)
    there = market.people_at_start
    young = value["people.entrants"] / 100.0 / MONTHS_A_YEAR * there * cohort(world)
    settle(world, "entry into working life", expected=young, age=age_at_entry)
    if world.register is not None and world.settlement is not None:
        came = (world.register.coming * world.settlement.came)[WORKING_GROUPS]
        ages = partial(age_of_those_who_came, came=came)
        settle(world, "comes to the city to work", expected=float(came.sum()), age=ages, in_city=True)
    present = int(np.count_nonzero(people.foreign & (people.status != careers.OUT)))
    wanted = float(market.foreign_at_start - present) + added_permits(world)
    settle(world, "arrival under a permit", expected=max(0.0, wanted), age=age_at_entry, foreign=True)


def added_permits(world: World) -> float:
    """Workers more under permit whom firms would bring in for what programmes add to their quotas (persons)."""
    quota = world.levers.foreign_worker_quota
    if not quota.any():
        return 0.0
    return float(world.value["policy.permit_use"] * quota[world.firms.operating].sum())


def cohort(world: World) -> float:
    """Residents of the ages at which people enter working life, relative to the start; one without residents."""
    home = world.moving
    if home is None:
        return 1.0
    start_persons = world.scale * float(home.rates.persons[:, ENTRY_GROUPS].sum())
    return float(home.persons[:, ENTRY_GROUPS].sum()) / start_persons


def age_at_entry(world: World, keys: Counts) -> Column:
    """Age in years of those who enter working life."""
    luck = uniforms(stream(world.seed_number, "age at entry"), keys)
    youngest, oldest = world.value["people.entry_age_youngest"], world.value["people.entry_age_oldest"]
    return np.asarray(youngest + (oldest - youngest) * luck)


def age_of_those_who_came(world: World, keys: Counts, *, came: Column) -> Column:
    """Age in years of those who came to the city to work, by how many came of each age group."""
    group = start.chosen(stream(world.seed_number, "age group of who came"), keys, shares=came)
    luck = uniforms(stream(world.seed_number, "age of who came"), keys)
    return np.asarray(YEARS_A_GROUP * (WORKING_GROUPS.start + group + luck))


def settle(
    world: World,
    decision: str,
    *,
    expected: float,
    age: Callable[[World, Counts], Column],
    foreign: bool = False,
    in_city: bool = False,
) -> None:
    """Give people who arrive their age, sex, skill, home and usual pay, keyed by their new identifiers."""
    people, market, value, seed = world.people, world.market, world.value, world.seed_number
    month = world.step_index
    free = market.free[: market.free_rows]
    key = stream(seed, decision, step=month)
    count = careers.enter(
        key, expected, identifier=people.identifier, status=people.status, free=free, rows=market.newcomers
    )
    rows = market.newcomers[:count]
    if count == 0:
        return
    keys = people.identifier[rows]
    years = age(world, keys)
    people.born[rows] = month - (MONTHS_A_YEAR * years).astype(np.int64)
    people.woman[rows] = uniforms(stream(seed, "sex"), keys) < value["people.women_share"] / 100.0
    people.skill[rows] = 0 if foreign else start.chosen(stream(seed, "skill"), keys, shares=start.skill_shares(value))
    people.foreign[rows] = foreign
    people.contract[rows] = 0
    people.tenure[rows] = 0
    people.ability[rows] = start.abilities(keys, value, seed=seed)
    zones = np.where(world.places.in_city | (not in_city), market.pool_utility, -np.inf)
    people.home[rows] = first_homes(stream(seed, start.HOME_ERRORS), keys, utility=zones)
    people.residence[rows] = people.home[rows]
    market.dormitory[rows] = 0.0 if foreign else uniforms(stream(seed, "dormitory"), keys)
    factor = market.age_pay[years.astype(np.int64)] * market.skill_pay[people.skill[rows]] * people.ability[rows]
    people.wage[rows] = market.usual_offer[0] * market.wage_index * factor
    if world.register is not None and world.settlement is not None:
        join(world, world.settlement, rows=rows)


def train_people(world: World) -> None:
    """Training programmes: unemployed production workers become digital workers, each by an own draw."""
    people = world.people
    places = float(world.levers.skill_supply.sum())
    if places <= 0.0:
        return
    could = np.flatnonzero((people.status == careers.UNEMPLOYED) & (people.skill == start.SKILLS.index("production")))
    chance = min(1.0, places / max(1, could.size))
    luck = uniforms(stream(world.seed_number, "training", step=world.step_index), people.identifier[could])
    people.skill[could[luck < chance]] = start.SKILLS.index("digital")
