"""Who comes into reach of a small world in a month, how many and with what, reckoned again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.arrays import Column, Counts
from simulation.equations.careers import OUT, UNEMPLOYED
from simulation.model.phases import newcomers
from simulation.model.world import World

THIRTY = 360
"""Months of age of people who come at thirty."""


def thirty(world: World, keys: Counts) -> Column:
    return np.full(keys.size, 30.0)


def come(world: World, **asked: Any) -> Counts:
    """Rows of some four hundred people who come at thirty, each free row by its own draw."""
    before = world.people.status != OUT
    world.market.free_rows = newcomers.careers.free_rows(world.people.status, world.market.free)
    newcomers.settle(world, "a test", expected=400.0, age=thirty, **asked)
    return np.flatnonzero((world.people.status != OUT) & ~before)


def test_as_many_come_as_the_young_the_city_and_the_permits_say(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cohort twice as strong; of those who came to the city a share by age from 20 to 59; permits that are open."""
    people, market, value, home, register = world.people, world.market, world.value, world.settlement, world.register
    assert home is not None
    assert register is not None
    seen: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(newcomers, "settle", lambda _, decision, **asked: seen.update({decision: asked}))
    home.others[:, 4:6] = 2 * home.persons[:, 4:6] - home.register[:, 4:6]
    home.came[:], register.coming[:] = np.arange(18.0), 0.25
    quota = world.levers.foreign_worker_quota
    quota[:], quota[0] = 0.0, 2.0
    operating = bool(world.firms.operating[0])
    under_permit = int((people.foreign & (people.status != OUT)).sum())
    market.foreign_at_start = under_permit + 30
    newcomers.take_in_newcomers(world)
    young, city, permits = (seen[name]["expected"] for name in seen)
    cohort = home.persons[:, 4:6].sum() / (world.scale * home.rates.persons[:, 4:6].sum())
    assert cohort > 1.5
    assert young == pytest.approx(value["people.entrants"] / 1200.0 * market.people_at_start * cohort)
    assert city == pytest.approx(0.25 * sum(range(4, 12)))
    assert permits == pytest.approx(30.0 + 2.0 * value["policy.permit_use"] * operating)
    assert operating
    market.foreign_at_start = under_permit - 30
    newcomers.take_in_newcomers(world)
    assert seen["arrival under a permit"]["expected"] == 0.0


def test_who_came_to_the_city_is_of_the_age_of_those_who_came(world: World) -> None:
    """All who came were of the third group from 20 on: 30 to 34 years old."""
    ages = newcomers.age_of_those_who_came(world, np.arange(500), came=np.eye(8)[2])
    assert 30.0 <= ages.min() < 30.2
    assert 34.8 < ages.max() < 35.0


def test_those_who_come_look_for_work_at_the_usual_pay_and_live_anywhere_in_reach(world: World) -> None:
    people, market, value = world.people, world.market, world.value
    people.contract[people.status == OUT], people.tenure[people.status == OUT] = 2, 9
    rows = come(world)
    assert rows.size == pytest.approx(400, abs=80)
    assert (people.status[rows] == UNEMPLOYED).all()
    assert (people.born[rows] == world.step_index - THIRTY).all()
    women = value["people.women_share"] / 100.0
    assert people.woman[rows].mean() == pytest.approx(women, abs=4.0 * np.sqrt(women * (1.0 - women) / rows.size))
    assert not people.foreign[rows].any()
    assert (people.contract[rows] == 0).all()
    assert (people.tenure[rows] == 0).all()
    assert (people.residence[rows] == people.home[rows]).all()
    assert not world.places.in_city[people.home[rows]].all()
    assert len(set(people.skill[rows].tolist())) == 4
    usual = market.usual_offer[0] * market.wage_index * market.age_pay[30]
    assert people.wage[rows] == pytest.approx(usual * market.skill_pay[people.skill[rows]] * people.ability[rows])
    assert market.dormitory[rows].std() > 0.2


def test_those_who_come_to_the_city_live_in_it(world: World) -> None:
    rows = come(world, in_city=True)
    assert world.places.in_city[world.people.home[rows]].all()


def test_those_under_a_permit_do_production_work_and_would_live_in_the_complex(world: World) -> None:
    people = world.people
    rows = come(world, foreign=True)
    assert people.foreign[rows].all()
    assert (people.skill[rows] == 0).all()
    assert (world.market.dormitory[rows] == 0.0).all()
