"""Firms of a small world in a month, by hand: prices they ask, who closes, moves away or comes by its draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.arrays import Column, Counts
from simulation.luck import stream, uniforms
from simulation.model.phases import demography, entry
from simulation.model.phases.accounts import pay_for_inputs
from simulation.model.phases.prices import own_prices
from simulation.model.world import World


def chance_of_closing(world: World, rows: Counts, *, loss: Column) -> Column:
    """1 - exp(-l(a) / 12 (n / n_ref)^-b1 exp(b3 loss) s), l by the year of life, then falling with age."""
    value, state, age = world.value, world.demography, world.firms.age[rows]
    share = state.closing_share[np.minimum(age // 12, 4)]
    later = value["demography.closing_other_causes"] * (np.maximum(age, 60) / 60.0) ** -value["demography.closing_fall"]
    hazard = -np.log(1.0 - share) * np.where(age < 60, 1.0, later)
    hazard *= np.exp(value["demography.closing_loss"] * loss) * np.where(age < 60, world.firms.closing_ratio[rows], 1.0)
    return np.asarray(1.0 - np.exp(-hazard / 12.0 * smallness(world, rows)))


def smallness(world: World, rows: Counts) -> Column:
    posts, value = np.maximum(world.demography.posts[rows], 1.0), world.value
    return np.asarray((posts / value["demography.closing_reference"]) ** -value["demography.closing_size"])


@pytest.fixture
def restless(world: World) -> World:
    """A world whose firms close and move often; some are supported, some out of money, some on the edge of an age."""
    firms, state = world.firms, world.demography
    state.closing_share[:] = 0.5, 0.6, 0.7, 0.8, 0.9
    world.value["demography.moving_rate"] = 70.0
    there = np.flatnonzero(firms.active & ~firms.anchor)
    firms.age[there] = np.resize([0, 11, 12, 59, 60, 61, 130], there.size)
    firms.closing_ratio[there] = np.resize([1.0, 0.2], there.size)
    firms.cash[:], firms.interest[:], firms.operating_surplus[:] = 1.0, 0.0, 1.0
    firms.cash[there[::3]], firms.months_beyond[:] = -1e12, 0
    return world


def test_who_closes_or_moves_is_decided_by_one_draw_each(restless: World) -> None:
    """Anchors go by an event alone; lenders close who earns less than the interest once their patience ends."""
    world, firms = restless, restless.firms
    anchors = np.flatnonzero(firms.active & firms.anchor)
    rows = np.flatnonzero(firms.active & ~firms.anchor)
    idle, patient, impatient = np.flatnonzero(~firms.active)[0], rows[3], rows[6]
    firms.months_beyond[[patient, impatient]] = round(world.value["demography.grace"])
    firms.interest[impatient], firms.cash[[patient, impatient]] = 2.0, -1e12
    firms.operating[[patient, impatient]] = True
    firms.months_beyond[patient] -= 1
    world.levers.closure[:], world.levers.closure[[anchors[0], idle]] = 0.0, 1.0
    closing, moving = demography.those_who_go(world)
    loss = (firms.cash[rows] < 0.0) & firms.operating[rows]
    luck = [uniforms(stream(world.seed_number, name, step=world.step_index), firms.identifier[rows])
            for name in ("closing", "moving away")]  # fmt: skip
    closes = (luck[0] < chance_of_closing(world, rows, loss=loss)) | (rows == impatient)
    away = 1.0 - 0.3 ** (smallness(world, rows) / 12.0)
    assert np.flatnonzero(closing).tolist() == sorted([anchors[0], *rows[closes]])
    assert np.flatnonzero(moving).tolist() == rows[(luck[1] < away) & ~closes].tolist()
    assert 10 < closing.sum() < rows.size / 2
    assert moving.any()


def test_those_who_go_are_written_down_and_the_others_are_a_month_older(restless: World) -> None:
    world, firms, state = restless, restless.firms, restless.demography
    age, base, there, free = firms.age.copy(), firms.outside_base.copy(), firms.active.copy(), state.free.copy()
    leased, industry, step = firms.leased.copy(), firms.industry.copy(), world.step_index
    heads, left_before, ratio = firms.employees.copy(), firms.separations.copy(), firms.closing_ratio.copy()
    world.levers.early_survival[:], world.levers.early_survival[1::2] = 1.0, 0.1
    state.written_off[:], state.written_off_inputs[:] = 7.0, 7.0
    stock, inputs, bought = firms.inventory.copy(), firms.input_stock.copy(), world.network.coefficient.copy()
    demography.close_and_move_away(world)
    closed, left = state.closed[: there.size] == step, state.left[: there.size] == step
    gone = closed | left
    assert closed.any()
    assert left.any()
    assert not (closed & left).any()
    assert (firms.active == (there & ~gone)).all()
    stays = there & ~gone
    assert (firms.age[stays] == age[stays] + 1).all()
    lowest = np.minimum(ratio, world.levers.early_survival)
    assert firms.closing_ratio[stays] == pytest.approx(lowest[stays])
    assert (state.free - free).tolist() == [(gone & ~leased).sum(), (gone & leased).sum()]
    assert (firms.separations[gone] == left_before[gone] + heads[gone]).all()
    assert (world.flows.needed_posts[gone] == 0.0).all()
    assert (world.ladder.neighbours[gone] == -1).all()
    assert state.written_off == pytest.approx(np.where(gone, stock, 0.0))
    assert state.written_off_inputs == pytest.approx(np.where(gone, inputs, 0.0))
    links = world.network
    buyer = np.repeat(np.arange(links.start.size - 1), np.diff(links.start))
    stay_linked = np.isin(buyer, np.flatnonzero(stays))
    lost = stay_linked & gone[np.minimum(links.supplier, there.size - 1)]
    assert lost.any()
    assert (links.coefficient[lost] == 0.0).all()
    assert (links.coefficient[stay_linked & ~lost] >= bought[stay_linked & ~lost]).all()
    # Who moves takes all customers along; of those who close, rivals get the local part.
    for each in np.unique(industry):
        mine = industry == each
        passed = world.value["displacement.local"] * base[mine & closed].sum()
        assert firms.outside_base[mine].sum() == pytest.approx(base[mine & stays].sum() + passed)


def test_a_candidate_enters_where_its_draw_lies_under_its_chance(world: World) -> None:
    """f c w over the rate at which candidates come, times what programmes make of it; attracted ones come for sure."""
    firms, state = world.firms, world.demography
    rows = np.flatnonzero(state.due == world.step_index)
    kind, industry = firms.leased[rows].astype(int), firms.industry[rows]
    state.free[:], world.levers.attraction[:] = 40.0, 0.0
    world.levers.entry_rate[:], world.levers.entry_rate[rows[::2]] = 1.0, 0.5
    chance = (40.0 * state.letting[kind] * state.weight[kind, industry]) / state.top_rate[kind, industry]
    chance *= world.levers.entry_rate[rows]
    state.luck[rows] = chance * np.resize([0.999, 0.999, 1.001, 1.001], rows.size)
    comes = np.resize([True, True, False, False], rows.size)
    assert rows.size >= 4
    assert entry.those_who_come(world).tolist() == rows[comes].tolist()
    brought = rows[2]
    posts, stock = state.posts[brought], state.stock.copy()
    world.levers.attraction[brought], state.new_firm[brought] = 25.0, True
    assert entry.those_who_come(world).tolist() == rows[comes | (rows == brought)].tolist()
    assert state.posts[brought] == posts + 25.0
    assert firms.anchor[brought]
    assert not state.new_firm[brought]
    mine = np.arange(2) == kind[2]
    assert (state.free - 40.0).tolist() == (state.stock - stock).tolist() == mine.astype(float).tolist()


def test_what_enters_pays_at_least_the_minimum_and_buys_its_plant_at_the_price_of_the_month(world: World) -> None:
    firms, fixed = world.firms, world.fixed
    rows = np.flatnonzero((world.demography.entered < 0) & (world.demography.due >= 0))[:2]
    firms.wage[rows] = 0.1, 99.0
    entry.settle(world, rows)
    assert firms.wage[rows] == pytest.approx([world.minimum_pay(), 99.0])
    index = world.outside.price[world.step_index][firms.industry[rows]] / world.prices.price[rows]
    yields = (1.0 + world.value["investment.embodied_growth"] / 100.0) ** ((world.step_index + 1) / 12.0)
    unit = fixed.capital_value[rows] * index / yields
    assert firms.investment[rows] == pytest.approx(firms.capacity[rows] * unit)


def test_a_price_follows_unit_cost_and_a_saving_is_clawed_back_once(world: World) -> None:
    """Pay is a quarter of cost: a fifth more of it beyond the trend is 1.05, a quarter more made with it 0.95."""
    firms, prices = world.rows.everyone, world.prices
    dear, saving, _ = rows = np.flatnonzero(firms.operating)[:3]
    for column in (firms.own_price, firms.conceded, firms.unit_cost, firms.lowest_cost, firms.treated_productivity):
        column[:] = 1.0
    firms.operating[:] = np.isin(np.arange(firms.operating.size), rows)
    firms.wage_offer[:] = np.where(firms.operating, 1.1, 9.0) * prices.offer
    prices.pay_share[rows], prices.input_share[rows] = 0.25, 0.75
    prices.pass_through[rows], prices.claw_back[rows] = 0.4, 0.5
    world.value["own_price.pass_through_down"] = 0.2
    firms.wage_offer[dear] *= 1.2
    firms.treated_productivity[saving] = 1.25
    own_prices(world)
    assert firms.own_price[rows] == pytest.approx([1.0 + 0.4 * 0.05, 1.0 - 0.2 * 0.05, 1.0])
    assert firms.conceded[rows] == pytest.approx([1.0, 1.0 - 0.5 * 0.8 * 0.05, 1.0])
    industry = world.outside.price[world.step_index][firms.industry[rows]]
    assert firms.price[rows] == pytest.approx(industry * [1.02, 0.99 * 0.98, 1.0])
    # Cost that rises to where it was is passed on as any rise, and nothing is given back or taken again.
    firms.treated_productivity[saving] = 1.0
    own_prices(world)
    assert firms.own_price[rows] == pytest.approx([1.02, 0.99 * (1.0 + 0.4 * (1.0 / 0.95 - 1.0)), 1.0])
    assert firms.conceded[rows] == pytest.approx([1.0, 0.98, 1.0])
    assert firms.lowest_cost[saving] == pytest.approx(0.95)


def test_what_suppliers_concede_is_what_buyers_save(world: World) -> None:
    """A tenth less asked by everybody: a tenth less paid to tenants, and inputs cost less by just that."""
    world.switches, firms = replace(world.switches, own_prices=True), world.firms
    usual, found = firms.price.copy(), []
    for conceded in (1.0, 0.9):
        firms.conceded[:], firms.price[:] = conceded, conceded * usual
        pay_for_inputs(world)
        found.append((firms.bought_inside.copy(), firms.intermediate_inputs.copy()))
    (paid, needed), (less_paid, less_needed) = found
    assert paid.sum() > 0.0
    assert less_paid == pytest.approx(0.9 * paid)
    assert needed - less_needed == pytest.approx(0.1 * paid, abs=1e-9 * needed.max())
