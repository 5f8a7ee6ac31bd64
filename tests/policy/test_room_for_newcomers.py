"""Firms that move in beyond those of the first world of a seed bring only part of their customers as new ones."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from simulation.model.phases.sales import demand_at, outside_demand, room_for_newcomers

MONTHS, NEW = 18, 0.3


def world(outside=None, **held: float) -> Complex:
    scenario = sim.load("changwon/baseline", {"scale": "0.1"})
    held = {"demography.new_customers": NEW, **held}
    scenario = scenario.model_copy(update={"parameters": {**scenario.parameters, **held}})
    model = Complex(scenario, 2, outside=outside)
    for _ in range(MONTHS):
        model.step()
    return model


def test_the_first_world_and_its_equal_are_the_same_bit_for_bit() -> None:
    first = world()
    again = world(first.outside.settled())
    assert np.isfinite(first.outside.brought[:MONTHS]).all()
    assert np.array_equal(first.recorder.arrays()["production"], again.recorder.arrays()["production"])


def test_what_further_firms_bring_adds_to_demand_by_its_new_part_alone() -> None:
    """Where the first world had none of those who moved in, orders are those of the path less what is not new."""
    path = world().outside.settled()
    path.brought[:] = 0.0
    first = path.all_firms.copy()
    model = world(path)
    firms, state = model.firms, model.world.demography
    moved_in = (state.entered >= 0) & (state.entered < MONTHS - 1) & ~state.new_firm & firms.active
    assert moved_in.any()
    groups = path.demand.shape[1]
    model.world.step_index = MONTHS - 1
    came = (state.entered >= 0) & ~state.new_firm
    brought = np.bincount(firms.industry, weights=np.where(came, firms.outside_base, 0.0), minlength=groups)
    total = np.bincount(firms.industry, weights=firms.outside_base, minlength=groups)
    room = room_for_newcomers(model.world, groups)
    kept = start_demand(model) / first[MONTHS - 1]
    assert room * total == pytest.approx(kept * (total - (1.0 - NEW) * brought))
    assert (room / kept).min() < 1.0
    free = demand_at(model.world, model.world.outside.demand[MONTHS - 1]).demand
    crowded = outside_demand(model.world).demand
    per_industry = [np.bincount(firms.industry, weights=each, minlength=groups) for each in (free, crowded)]
    sells = per_industry[0] > 0.0
    assert per_industry[1][sells] / per_industry[0][sells] == pytest.approx(room[sells])


def start_demand(model: Complex) -> np.ndarray:
    """Outside demand of the tenants of the start, by industry."""
    start = model.start.firms
    return np.bincount(start.industry, weights=start.outside_base, minlength=model.outside.demand.shape[1])


def test_who_comes_and_goes_in_the_first_world_leaves_every_industry_on_its_path() -> None:
    """Firms entered and left, and all of an industry still have the demand of the start at a path of one."""
    model = world()
    firms, state = model.firms, model.world.demography
    assert ((state.entered >= 0).sum() > 5) & ((state.closed >= 0) | (state.left >= 0)).any()
    groups, model.world.step_index = model.outside.demand.shape[1], MONTHS - 1
    now = np.bincount(firms.industry, weights=firms.outside_base, minlength=groups)
    assert np.abs(now / start_demand(model) - 1.0).max() > 0.001
    assert room_for_newcomers(model.world, groups) * now == pytest.approx(start_demand(model), rel=1e-12)


def entries(elasticity: float) -> tuple[int, int]:
    """Entries without and with lots that are added every month, as further worlds of one seed have them."""
    first = world()
    found = []
    for lots in (0.0, 0.5):
        scenario = sim.load("changwon/baseline", {"scale": "0.1"})
        held = {"demography.new_customers": NEW, "demography.letting_elasticity": elasticity}
        scenario = scenario.model_copy(update={"parameters": {**scenario.parameters, **held}})
        model = Complex(scenario, 2, outside=first.outside.settled())
        for _ in range(MONTHS):
            model.world.demography.free += [lots, 0.0]
            model.world.demography.stock += [lots, 0.0]
            model.step()
        found.append(int((model.world.demography.entered >= 0).sum()))
    return found[0], found[1]


def test_floor_that_is_added_lets_slower_where_letting_answers_vacancy() -> None:
    """The first world's own vacancy is the usual one; further lots bring fewer tenants each, at one hardly any."""
    (usual, all_let), (same, half), (_, none) = (entries(each) for each in (0.0, 0.5, 1.0))
    assert usual == same == (world().world.demography.entered >= 0).sum()
    assert all_let > half > none
    assert none <= usual + 0.2 * (all_let - usual)
