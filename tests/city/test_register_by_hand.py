"""Foreign residents, people who change home, and research of a small world in a month, reckoned again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulation.accounts import Account
from simulation.arrays import Column, Counts
from simulation.equations.careers import OUT
from simulation.luck import normals, stream, uniforms
from simulation.model.parts.decided import Decided
from simulation.model.parts.settlement import Settlement, count_in_reach
from simulation.model.phases import foreigners, register, research
from simulation.model.world import World
from simulation.policy.actions import Actions, Transfer


@pytest.fixture
def home(world: World) -> Settlement:
    assert world.settlement is not None
    return world.settlement


def test_foreign_residents_come_on_their_trend_leave_age_and_have_children(
    world: World, home: Settlement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One dies, two leave and five come where there are eight or more; one in sixty has a birthday into the next."""
    value, step, flows = world.value, world.step_index, home.foreign_flows
    value["city.foreign_turnover"], value["city.foreign_growth"] = 24.0, 3.0
    chances, means = list[Column](), list[Column]()

    def those_who(_: Any, people: Counts, *, probability: Column) -> Counts:
        chances.append(probability)
        return np.where(people >= 8, len(chances), 0) if people.ndim == 3 else people // 2

    def arriving(_: Any, mean: Column) -> Counts:
        means.append(mean)
        return np.full(mean.shape, 5 if mean.ndim == 3 else 0) if len(means) == 1 else np.ones(mean.shape, np.int64)

    def moving_up(_: Any, people: Counts, *, share: Column) -> Counts:
        assert share[:, :-1] == pytest.approx(1.0 / 60.0)
        assert (share[:, -1] == 0.0).all()
        return np.where(share > 0.0, 3, 0)

    for name, rule in (("those_who", those_who), ("arriving", arriving), ("moving_up", moving_up)):
        monkeypatch.setattr(foreigners.population, name, rule)
    home.foreign_others[:], flows.births[:] = 20, 0
    flows.deaths[:], flows.departures[:], flows.arrivals[:] = 0, 0, 0
    foreign_mothers = home.foreigners[:, :, 1].copy()
    foreigners.foreigners(world, home)
    cells, groups = home.foreign_others[0].size, home.foreign_others.shape[1]
    born = groups  # one a district and age group of mothers
    expected = 20 - 1 - 2 + 5 + np.zeros_like(home.foreign_others)
    expected[:, 0] -= 3
    expected[:, -1] += 3
    expected[:, 0] += [born // 2, born - born // 2]
    assert (home.foreign_others == expected).all()
    assert (flows.deaths == cells).all()
    assert (flows.departures == 2 * cells).all()
    assert (flows.arrivals == 5 * cells).all()
    assert (flows.births == born).all()
    assert chances[1] == pytest.approx(1.0 - np.exp(-0.24 / 12.0))
    grown = 1.03 ** ((step + 1.0) / 12.0)
    assert means[0] == pytest.approx(home.foreign_profile * grown * 0.27 / 12.0)
    years = (world.month - home.rates.rates_from - 1) / 12.0
    fertility = home.rates.fertility * (1.0 + value["city.fertility_trend"] / 100.0) ** years
    lived = foreign_mothers - 1 - 2 - 3 * (np.arange(groups) == 0) + 3 * (np.arange(groups) == groups - 1)
    assert means[1] == pytest.approx(lived * fertility / 12.0)


def test_people_in_reach_who_change_home_are_booked_where_they_were_and_are(world: World, home: Settlement) -> None:
    """One moves between districts, one out to the ring, one in from it."""
    people, flows, districts = world.people, home.flows, home.districts
    ring = districts
    rows = np.flatnonzero((people.status != OUT) & ~people.foreign)[:3]
    people.born[rows] = world.step_index - 12 * np.array([31, 42, 53])
    people.home[rows], before = [1, ring, 0], np.array([0, 2, ring])
    was, sex = home.register.copy(), people.woman[rows].astype(int)
    flows.open(home.by_district())
    register.count_moves(world, home, rows=rows, before=before)
    change = np.zeros_like(was)
    change[0, 6, sex[0]] -= 1
    change[1, 6, sex[0]] += 1
    change[2, 8, sex[1]] -= 1
    change[0, 10, sex[2]] += 1
    assert (home.register - was == change).all()
    of = np.eye(districts, dtype=int)
    assert (flows.moved_out == of[0]).all()
    assert (flows.moved_in == of[1]).all()
    assert (flows.departures == of[2]).all()
    assert (flows.arrivals == of[0]).all()


def test_who_dies_or_leaves_is_a_resident_no_more_and_those_under_a_permit_are_counted_apart(
    world: World, home: Settlement
) -> None:
    people, flows, abroad, reach = world.people, home.flows, home.foreign_flows, world.register
    assert reach is not None
    flows.open(home.by_district())
    abroad.open(home.foreigners.sum(axis=(1, 2)))
    was = home.register.copy()
    home.rates.out_rate[:] = 0.6
    register.live_on(world, home, register=reach)
    died, left = reach.died, reach.left
    assert died.any()
    assert left.any()
    assert (flows.deaths == died.sum(axis=(1, 2))).all()
    assert (flows.departures == left.sum(axis=(1, 2))).all()
    assert (home.register == was - died - left).all()
    guests = np.flatnonzero(people.foreign & (people.status != OUT) & (people.home < home.districts))[:2]
    there = np.bincount(people.home[guests], minlength=home.districts)
    register.retire_into_the_city(world, home, rows=guests)
    assert (abroad.departures == there).all()
    register.join(world, home, rows=guests)
    assert (abroad.arrivals == there).all()


def test_who_looks_weighs_zones_by_what_they_have_become_since_the_start(
    world: World, home: Settlement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A way twice as long counts for those at work in the complex alone; one of two who move keeps its bed there."""
    people, reach, places, seen = world.people, world.register, world.places, dict[str, Any]()
    assert reach is not None
    rows = np.flatnonzero((people.status != OUT) & ~people.foreign & (people.home == 0))[:3]
    people.residence[rows] = [0, places.housing, 0]
    before = home.zone_worth(world.value, commutes=False)
    places.commute_minutes[1] *= 2.0
    places.amenity[2] += 0.1

    def rehoused(_: Any, **asked: Any) -> Counts:
        seen.update(asked)
        people.home[rows[:2]] = 1
        return np.zeros(3, np.int64)

    monkeypatch.setattr(register.homes, "who_looks", lambda *_, **__: rows)
    monkeypatch.setattr(register.homes, "rehouse", rehoused)
    register.rehouse(world, home, register=reach)
    longer = -0.5 * places.commute_minutes[1] * world.value["city.minute_weight"]
    worth = home.zone_worth(world.value, commutes=False)
    usual = worth - reach.worth_elsewhere
    assert seen["elsewhere"][:3] - reach.elsewhere[:3] == pytest.approx(usual[:3])
    at_work = home.zone_worth(world.value) - reach.worth_at_work
    assert seen["at_work"][:3] - reach.at_work[:3] == pytest.approx(at_work[:3])
    assert (at_work - usual)[1] == pytest.approx(longer)
    assert (worth - before)[:3] == pytest.approx([0.0, 0.0, 0.1 * world.value["city.amenity_weight"]])
    assert people.residence[rows].tolist() == [1, places.housing, 0]


def test_a_month_later_people_in_reach_stand_in_the_groups_of_their_ages(world: World, home: Settlement) -> None:
    people, step = world.people, world.step_index
    expected = np.zeros_like(home.register), np.zeros_like(home.foreign_register)
    count_in_reach(people, step, nationals=home.register, foreigners=home.foreign_register)
    count_in_reach(people, step + 1, nationals=expected[0], foreigners=expected[1])
    assert (home.register != expected[0]).any()
    register.grow_older(world, home)
    assert (home.register == expected[0]).all()
    assert (home.foreign_register == expected[1]).all()


def test_room_is_what_homes_hold_beyond_who_lives_in_them(world: World, home: Settlement) -> None:
    places, own = home.places, slice(0, home.districts)
    places.housing_stock[0] = home.by_district()[0] / home.per_home[0] - 10.0
    places.housing_stock[1] = (home.by_district()[1] + 7.5) / home.per_home[1]
    places.housing_stock[-2], places.occupied[-2] = 50.0, 40.0
    free = register.room(home)
    assert free[0] == 0
    assert free[1] == 7
    assert free[-2] == int(10.0 * home.per_home.mean())
    assert (free[own] >= 0).all()


def test_projects_that_support_alone_brings_raise_quality_with_their_lag(world: World) -> None:
    """A grant lifts the hazard of its firm for the term, a centre that of all; muted firms gain nothing."""
    firms, value, step = world.firms, world.value, world.step_index
    size = firms.active.size
    value["research.commercialisation"], value["research.term"], value["research.lag"] = 3.0, 24.0, 6.0
    firms.research[:], firms.research_ratio[:], firms.research_until[:] = True, 1.0, -1
    firms.research_gain[:], firms.research_quality[:] = 1.0, 1.0
    luck = uniforms(stream(world.seed_number, "a project becomes sales", step=step), firms.identifier)
    # Those whose draw lies between the chance at 1.5 times the hazard and that at three times.
    new, running, over, muted = np.flatnonzero(firms.operating & (luck > 0.32) & (luck < 0.52))[:4]
    world.levers.rnd_success[:], world.levers.rnd_success[new], world.levers.rnd_pace[:] = 1.0, 4.0, 1.5
    firms.research_ratio[[running, over]], firms.research_until[[running, over]] = 2.0, [step, step - 1]
    firms.research_ratio[muted], firms.research_until[muted], world.muted[muted] = 2.0, step + 5, True
    grant = Transfer("a grant", Account.STATE, np.where(np.arange(size) == new, 1.0, 0.0), False, True)
    nothing = Decided.nothing(size, world.system.sectors)
    world.decided = replace(nothing, actions=Actions(transfers=(grant,)))
    research.do_research(world)
    assert firms.research_until[new] == step + 23
    ratio = np.full(size, 1.5)
    ratio[[new, running, muted]] = 6.0, 3.0, 3.0
    able = firms.operating
    some, more = luck < 1.0 - np.exp(-0.25), luck < 1.0 - np.exp(-0.25 * ratio)
    assert (world.flows.commercialised == (able & more)).all()
    won = able & more & ~some & (np.arange(size) != muted)
    spread = value["research.gain_spread"]
    drawn = normals(stream(world.seed_number, "gain of a project", step=step), firms.identifier)
    gain = value["research.quality_gain"] * np.exp(spread * drawn - spread**2 / 2.0)
    assert won[[new, running]].all()
    assert not won[[over, muted]].any()
    assert firms.research_gain == pytest.approx(np.where(won, 1.0 + gain, 1.0))
    assert firms.research_quality == pytest.approx(1.0 + (firms.research_gain - 1.0) / 6.0)


def test_research_costs_its_share_of_the_sales_of_a_year(world: World) -> None:
    firms, value = world.firms, world.value
    firms.research[:] = True
    large, small, none = np.flatnonzero(firms.operating)[:3]
    firms.research[none], firms.employees[[large, small]] = False, [value["research.large_from"], 1]
    firms.sales_programme[[large, small]] = 3.0
    cost = research.cost_of_research(world)
    for row, share in ((large, 1.0), (small, value["research.small_intensity"])):
        sold = (firms.sales_inside + firms.sales_programme + firms.sales_outside)[row] * firms.price[row]
        name = world.data.industries[firms.industry[row]]
        assert cost[row] == pytest.approx(12.0 * sold * value[f"research.intensity.{name}"] / 100.0 * share)
    assert cost[none] == 0.0
    assert (cost[~firms.operating] == 0.0).all()
