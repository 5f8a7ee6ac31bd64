"""What plant costs in a month, who keeps a retiree's post, and how many foreign residents come: by hand."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.equations.technology import step_cost
from simulation.model import month
from simulation.model.opening import world_of
from simulation.model.phases.foreigners import foreigners
from simulation.model.phases.labour import quit_retire_and_lay_off
from simulation.model.world import World


def lived(months: int, **asked: str) -> World:
    world = world_of(sim.load("changwon/history", {"scale": "0.1", **asked}), 2)
    for _ in range(months):
        month.step(world)
    return world


@pytest.fixture(scope="module")
def two_years() -> World:
    """Lived until a firm has entered that was not there the month before."""
    world = lived(24)
    while not (world.demography.entered[: world.firms.active.size] == world.step_index - 1).any():
        month.step(world)
    return world


def index(world: World) -> np.ndarray:
    """Price of each firm's industry in the month just lived over that of the start."""
    price = world.outside.price
    return price[world.step_index - 1][world.firms.industry] / world.prices.price[: world.firms.industry.size]


def test_entrants_pay_what_everybody_pays_for_a_unit_of_plant(two_years: World) -> None:
    world, firms = two_years, two_years.firms
    bought = (1.0 + world.value["investment.embodied_growth"] / 100.0) ** (world.step_index / 12.0)
    unit = world.fixed.capital_value * index(world) / bought
    came = world.demography.entered[: firms.active.size] == world.step_index - 1
    np.testing.assert_allclose(firms.investment[came], (firms.capacity * unit)[came])
    stayed = firms.active & ~came
    worn = world.fixed.monthly_depreciation * world.opening.capacity
    np.testing.assert_allclose(firms.depreciation[stayed], (worn * unit)[stayed])


def test_the_next_rung_costs_what_plant_costs(two_years: World) -> None:
    """Cost of the table at the size of the firm, times the price of its industry over the start."""
    world, firms, value = two_years, two_years.firms, two_years.value
    rows = np.flatnonzero(firms.operating & firms.manufacturing & (firms.smart_level == 0) & (firms.hires == 0))
    same = rows[firms.separations[rows] == 0]
    table = step_cost(
        world.ladder.cost,
        firms.smart_level[same],
        employees=firms.employees[same],
        reference=value["technology.cost_reference"],
        elasticity=value["technology.cost_elasticity"],
        floor=value["technology.cost_floor"],
    )
    assert same.size > 50
    np.testing.assert_allclose(world.flows.step_cost[same], table * index(world)[same])


@pytest.mark.parametrize(("needed", "kept"), [(0.95, True), (0.5, False)])
def test_posts_of_retirees_go_only_below_the_hours_floor(needed: float, kept: bool) -> None:
    """Hours of 0.95 are above the floor: no post is spare; at half the work half of the retirees' posts go."""
    world = lived(3, **{"switches.layoffs": "false", "parameters.labour.retirement_replaced": "0.5"})
    firms = world.firms
    assert world.value["labour.hours_floor"] < 0.95
    world.flows.needed_posts[:] = needed * firms.established_posts
    before = firms.established_posts.copy()
    quit_retire_and_lay_off(world)
    assert world.market.retired.sum() > 3
    spare = np.maximum(0.0, 1.0 - needed / world.value["labour.hours_floor"]) * before
    lost = np.minimum(spare, 0.5 * world.market.retired)
    assert (lost.sum() == 0.0) == kept
    np.testing.assert_allclose(before - firms.established_posts, lost, atol=1e-12)


def test_as_many_foreign_residents_come_as_leave_where_their_number_does_not_grow() -> None:
    """Those with a row come and go with their jobs: the others come and go among themselves."""
    world = world_of(sim.load("ansan/baseline", {"scale": "0.1", "parameters.city.foreign_growth": "0"}), 2)
    home = world.settlement
    assert home is not None
    assert home.foreign_register.sum() > 0.1 * home.foreigners.sum()
    before = home.foreign_others.sum()
    for _ in range(36):
        foreigners(world, home)
        world.step_index += 1
    births = 0.004 * 3 * before
    assert home.foreign_others.sum() == pytest.approx(before + births, rel=0.04)
