"""Moves into, out of and within the city of a small world: chances, who is counted where, and what draws people."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.arrays import Column, Counts
from simulation.model.parts.settlement import Settlement
from simulation.model.phases import city
from simulation.model.world import World


@pytest.fixture
def home(world: World) -> Settlement:
    assert world.settlement is not None
    return world.settlement


def test_who_leaves_looks_or_comes_by_how_much_better_the_city_has_become(
    world: World, home: Settlement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Better by 0.2: of each flow exp(0.2 response) more or fewer; one leaves and two look in every cell with three."""
    rates, value, register = home.rates, world.value, world.register
    assert register is not None
    value["city.turnover_level"], register.others_leave[:], register.others_look[:] = 1.2, 0.9, 1.5
    chances: list[Column] = []
    means: list[Column] = []
    settled: dict[str, Counts] = {}

    def those_who(_: Any, people: Counts, *, probability: Column) -> Counts:
        chances.append(probability)
        return np.where(home.others >= 3 - len(chances) // 2, len(chances), 0)

    def arriving(_: Any, mean: Column) -> Counts:
        means.append(mean)
        return np.arange(36).reshape(18, 2)

    monkeypatch.setattr(city, "attraction", lambda *_: 0.2)
    monkeypatch.setattr(city.population, "those_who", those_who)
    monkeypatch.setattr(city.population, "arriving", arriving)
    monkeypatch.setattr(city, "settle", lambda *_, **moved: settled.update(moved))
    before, gone = home.others.copy(), home.flows.departures.copy()
    city.move(world, home)
    better = 0.2 * rates.response
    leaves = 1.0 - np.exp(-1.2 * rates.out_rate * 0.9 * np.exp(-better) / 12.0)
    looks = 1.0 - np.exp(-1.5 * rates.district_rate / 12.0)
    assert home.better == pytest.approx(better)
    assert chances[0] == pytest.approx(np.broadcast_to(leaves[:, None], before.shape))
    assert chances[1] == pytest.approx(np.broadcast_to(looks[:, None], before.shape))
    men = rates.persons.sum(axis=0) / rates.persons.sum(axis=(0, 2))[:, None]
    assert means[0] == pytest.approx((city.in_flow(world, home) * np.exp(better))[:, None] * men)
    left = np.where(before >= 3, 1, 0)
    assert (home.flows.departures - gone == left.sum(axis=(1, 2))).all()
    assert (settled["movers"] == np.where(before - left >= 2, 2, 0)).all()
    assert (home.others == before - left - settled["movers"]).all()
    assert home.came.tolist() == [4 * group + 1 for group in range(18)]


def test_a_district_draws_by_its_size_by_homes_on_offer_and_by_what_it_is_worth_more(
    world: World, home: Settlement, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, own, seen = home.places, slice(0, home.districts), dict[str, Column]()
    before = home.utility(world.value) - home.start_worth
    places.housing_stock[0] *= 1.1
    places.amenity[1] += 0.3

    def nowhere(_: Any, choosers: Counts, *, utility: Column, places: Counts) -> Counts:
        seen.update(utility=utility, choosers=choosers)
        return np.full(choosers.size, city.housing.NOWHERE)

    monkeypatch.setattr(city.housing, "choose_zones", nowhere)
    movers, arrived = np.zeros_like(home.others), np.zeros_like(home.others[0])
    movers[0, 0, :] = 2, 1
    city.settle(world, home, movers=movers, arrived=arrived)
    empty = places.housing_stock[own] - places.occupied[own]
    offered = empty + world.value["city.home_turnover"] * places.occupied[own]
    worth = home.utility(world.value) - home.start_worth
    assert seen["utility"] == pytest.approx(home.size + np.log(offered / home.start_offer) + worth)
    assert worth[1] - before[1] == pytest.approx(0.3 * world.value["city.amenity_weight"])
    assert seen["choosers"].tolist() == [0, 1, city.PERSONS_A_CELL]


def test_homes_hold_fewer_each_month_and_never_more_than_there_are(world: World, home: Settlement) -> None:
    places, own, before = home.places, slice(0, home.districts), home.per_home.copy()
    city.house_move_and_age(world)
    smaller = (1.0 + world.value["city.household_size_trend"] / 100.0) ** (1.0 / 12.0)
    assert home.per_home == pytest.approx(before * smaller)
    households = home.by_district() / home.per_home
    assert places.occupied[own] == pytest.approx(np.minimum(places.housing_stock[own], households))
