"""Newcomers: the young who enter working life, workers who come under permits, and people who learn a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.equations import careers
from simulation.luck import stream, uniforms
from simulation.start import people as start
from simulation.units import MONTHS_A_YEAR

if TYPE_CHECKING:
    from simulation.model.complex import Complex

ENTRY_GROUPS = slice(4, 6)
"""Age groups 20-24 and 25-29 of the residents."""
YOUNGEST, OLDEST_ENTRANT = 19, 28
"""Ages in years between which people enter working life."""


def arrive(world: Complex) -> None:
    """The young enter, and permits of workers who left are filled again."""
    people, market, value = world.people, world.market, world.value
    there = market.people_at_start
    young = value["people.entrants"] / 100.0 / MONTHS_A_YEAR * there * cohort(world)
    settle(world, "entry into working life", young, foreign=False)
    present = int((people.foreign & (people.status != careers.OUT)).sum())
    settle(world, "arrival under a permit", max(0.0, float(market.foreign_at_start - present)), foreign=True)


def cohort(world: Complex) -> float:
    """Residents of the ages at which people enter working life, relative to the start; one without residents."""
    home = world.settlement
    if home is None or not world.switches.migration:
        return 1.0
    start_persons = world.scale * float(home.rates.persons[:, ENTRY_GROUPS].sum())
    return float(home.persons[:, ENTRY_GROUPS].sum()) / start_persons


def settle(world: Complex, decision: str, expected: float, foreign: bool) -> None:
    """Give people who arrive their age, sex, skill, home and usual pay, keyed by their new identifiers."""
    people, market, value, seed = world.people, world.market, world.value, world.seed_number
    month = world.step_index
    count = careers.enter(stream(seed, decision, month), expected, people.identifier, people.status, market.newcomers)
    rows = market.newcomers[:count]
    if count == 0:
        return
    keys = people.identifier[rows]
    span = YOUNGEST + (OLDEST_ENTRANT - YOUNGEST) * uniforms(stream(seed, "age at entry"), keys)
    people.born[rows] = month - (MONTHS_A_YEAR * span).astype(np.int64)
    people.woman[rows] = uniforms(stream(seed, "sex"), keys) < value["people.women_share"] / 100.0
    people.skill[rows] = 0 if foreign else start.chosen(stream(seed, "skill"), keys, start.skill_shares(value))
    people.foreign[rows] = foreign
    people.contract[rows] = 0
    people.tenure[rows] = 0
    people.ability[rows] = start.abilities(keys, value, seed)
    people.residence[rows] = start.chosen(stream(seed, "home zone"), keys, market.pool_zones)
    people.home[rows] = people.residence[rows]
    market.dormitory[rows] = 0.0 if foreign else uniforms(stream(seed, "dormitory"), keys)
    factor = market.age_pay[span.astype(np.int64)] * market.skill_pay[people.skill[rows]] * people.ability[rows]
    people.wage[rows] = market.usual_offer[0] * market.wage_index * factor


def learn(world: Complex) -> None:
    """Training programmes: unemployed production workers become digital workers, each by an own draw."""
    people = world.people
    places = float(world.levers.skill_supply.sum())
    if places <= 0.0:
        return
    could = np.flatnonzero((people.status == careers.UNEMPLOYED) & (people.skill == start.SKILLS.index("production")))
    chance = min(1.0, places / max(1, could.size))
    luck = uniforms(stream(world.seed_number, "training", world.step_index), people.identifier[could])
    people.skill[could[luck < chance]] = start.SKILLS.index("digital")
