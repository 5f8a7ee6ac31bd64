"""Firms that move in beyond those of the first world of a seed bring only part of their customers as new ones."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from simulation.model.phases.sales import demand_at, room_for_newcomers

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
    assert room * total == pytest.approx(total - (1.0 - NEW) * brought)
    assert room.min() < 1.0
    model.world.outside.brought[:] = np.nan
    free = demand_at(model.world, np.ones(groups)).demand
    model.world.outside.brought[:] = 0.0
    crowded = demand_at(model.world, np.ones(groups)).demand
    per_industry = [np.bincount(firms.industry, weights=each, minlength=groups) for each in (free, crowded)]
    sells = per_industry[0] > 0.0
    assert per_industry[1][sells] / per_industry[0][sells] == pytest.approx(room[sells])
