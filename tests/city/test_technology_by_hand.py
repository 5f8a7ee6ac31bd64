"""Steps up the ladder in a small world: who weighs, learns, asks and takes one, and what it does, reckoned again."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.arrays import Column, Counts
from simulation.model.parts.decided import Decided
from simulation.model.phases import manufacturing_ai as ai
from simulation.model.phases import technology
from simulation.model.world import World

SURE = 50.0
"""Hazard a month at which everybody learns."""


@pytest.fixture
def makers(world: World) -> Counts:
    """Rows of operating manufacturers that stand on no rung; they begin without knowing or asking."""
    firms = world.firms
    rows = np.flatnonzero(firms.operating & firms.manufacturing & (firms.smart_level == 0))
    firms.aware[:], firms.application[:], firms.applied_since[:] = False, False, -1
    return rows


def cost_of(world: World, rows: Counts, table: Column) -> Column:
    """Cost of the table at the size of each firm, at the price of its industry over that of the start."""
    value, firms = world.value, world.firms
    size = (np.maximum(firms.employees[rows], 1) / value["technology.cost_reference"]) ** value[
        "technology.cost_elasticity"
    ]
    price = world.outside.price[world.step_index][firms.industry[rows]] / world.prices.price[rows]
    return np.asarray(table * np.maximum(value["technology.cost_floor"], size) * price)


def worth_of(world: World, rows: Counts, more: Column) -> Column:
    """Present value of what an effect so many times the average adopter's adds to the profit of each firm."""
    firms, value, ladder = world.firms, world.value, world.ladder
    rate, wait = value["technology.required_return"] / 100.0, value["technology.ramp_full"] / 24.0
    years = (1.0 + rate) ** -wait * (1.0 - (1.0 + rate) ** -value["technology.life"]) / rate
    further = np.maximum(0.0, ladder.margin[rows]) * ladder.demand_gain * more
    saved = 1.0 - 1.0 / (1.0 + value["technology.productivity_gain"] * more)
    monthly = further * (firms.price * firms.sales_outside)[rows]
    monthly += saved * (firms.wage_bill + firms.contributions)[rows]
    return np.asarray(12.0 * monthly * years)


def test_a_step_is_weighed_by_what_it_adds_to_profit_over_what_it_costs(world: World, makers: Counts) -> None:
    """From no rung to the first, from the second to the third, and nothing beyond the fourth."""
    firms, ladder = world.firms, world.ladder
    rows, effect = makers[:9], ladder.effect_share
    firms.smart_level[rows] = np.repeat([0, 2, 4], 3)
    technology.weigh(world, rows)
    climbing = rows[:6]
    cost = cost_of(world, climbing, np.repeat(ladder.cost[[0, 2]], 3))
    more = np.repeat([effect[0], effect[2] - effect[1]], 3)
    assert world.flows.step_cost[climbing] == pytest.approx(cost)
    assert firms.willing[climbing] == pytest.approx(
        worth_of(world, climbing, more) / cost - firms.required_worth[climbing]
    )
    assert (firms.willing[rows[6:]] == -np.inf).all()


def test_who_knows_and_gains_steps_up_and_who_is_offered_a_grant_asks_for_it_first(
    world: World, makers: Counts
) -> None:
    """One does not know, one would not pay, one steps up, one asks, one asked and goes alone, one has the grant.

    One asked before and would bear three quarters of the cost, half of which is on offer: it asks on. A firm in
    services and one on the highest rung learn nothing.
    """
    firms, levers, ladder = world.firms, world.levers, world.ladder
    unknown, unwilling, alone, asks, asked, asks_on, granted, highest = rows = makers[:8]
    services = int(np.flatnonzero(firms.operating & ~firms.manufacturing)[0])
    for key in ("technology.awareness_spontaneous", "technology.awareness_imitation"):
        world.value[key] = 0.0
    levers.awareness[:], levers.adoption_cost[:], levers.adoption_cost[rows[3:7]] = 0.0, 1.0, 0.5
    levers.awareness[[*rows[1:6], highest, services]] = SURE
    firms.smart_level[highest], firms.to_ai[:], world.value["technology.ai.first_year"] = 4, False, 2099.0
    firms.required_worth[[*rows, services]], firms.required_worth[unwilling] = -5.0, 1e9
    first, one = ladder.cost[0], makers[5:6]
    worth = worth_of(world, one, ladder.effect_share[:1]) / cost_of(world, one, ladder.cost[:1])
    firms.required_worth[asks_on] = worth[0] - 0.75
    firms.application[[asked, asks_on]], firms.applied_since[[asked, asks_on]] = True, 3
    world.decided = Decided.nothing(firms.active.size, world.system.sectors)
    world.decided.step_grants[granted] = 1.0
    before = firms.smart_level.copy()
    technology.learn_and_step_up(world)
    taken = np.array(sorted((alone, asked, granted)))
    assert np.flatnonzero(firms.smart_level != before).tolist() == taken.tolist()
    assert (firms.smart_level[taken] == 1).all()
    assert sorted(np.flatnonzero(firms.application)) == sorted((asks, asks_on))
    waiting = firms.applied_since[[asks, asks_on, asked, alone, unknown, unwilling]]
    assert waiting.tolist() == [world.step_index, 3, -1, -1, -1, -1]
    assert sorted(np.flatnonzero(firms.aware)) == sorted((unwilling, asks, asks_on))
    assert (firms.adoption_month[taken] == world.step_index).all()
    spent = np.zeros(firms.active.size)
    spent[taken] = cost_of(world, taken, np.full(3, first))
    assert world.flows.adoption_spending == pytest.approx(spent)


def test_adopters_around_a_firm_teach_it_and_those_who_may_enter_are_weighed_with_all(
    world: World, makers: Counts
) -> None:
    firms = world.firms
    world.value["technology.awareness_spontaneous"], world.value["technology.awareness_imitation"] = 0.0, SURE
    world.levers.awareness[:], firms.required_worth[:] = 0.0, 1e9
    world.decided = Decided.nothing(firms.active.size, world.system.sectors)
    due = np.flatnonzero(world.demography.due == world.step_index)
    world.flows.step_cost[due] = np.inf
    firms.smart_level[:] = 0
    technology.learn_and_step_up(world)
    assert not firms.aware.any()
    assert due.size > 0
    assert np.isfinite(world.flows.step_cost[due]).all()
    firms.smart_level[firms.manufacturing], firms.smart_level[makers[:3]] = 1, 0
    technology.learn_and_step_up(world)
    assert firms.aware[makers[:3]].all()


def test_effects_move_along_the_ramp_from_where_each_firm_stands(world: World, makers: Counts) -> None:
    """Eight months after a step, with nothing in the first three of thirteen: a sixth of what was left a month before.

    The second shares data with half of those around it, the third runs AI on the second rung, from the first at the
    start, at half the pace; the fourth is muted; the fifth stepped up two months ago, before anything is felt.
    """
    firms, ladder, value, step = world.firms, world.ladder, world.value, world.step_index
    _, sharing, clever, muted, fresh = rows = makers[:5]
    value["technology.ramp_start"], value["technology.ramp_full"] = 3.0, 13.0
    value["technology.productivity_gain"], value["technology.skill_floor"] = 0.1, 0.2
    firms.adoption_month[:], firms.smart_level[rows], firms.ai[clever] = -1, 1, True
    firms.adoption_month[rows] = step - 8
    firms.adoption_month[fresh] = step - 2
    firms.smart_level[clever], ladder.start_level[rows], ladder.start_level[clever] = 2, 0, 1
    firms.treated_productivity[rows], firms.treated_quality[rows] = 1.02, 1.03
    world.muted[muted] = True
    world.levers.data_spillover[:], world.levers.data_spillover[sharing] = 1.0, 1.4
    # Three eighths of the need met over a floor of a fifth: half the pace.
    ladder.skilled_share[rows], ladder.skilled_share[clever] = 1.0, 0.375 * ladder.skill_need[2]
    near = np.zeros(firms.active.size)
    near[sharing] = 0.5
    technology.advance_effects(world, near)
    one, two = ladder.effect_share[:2]
    for column, before, gain in (("productivity", 1.02, 0.1), ("quality", 1.03, ladder.demand_gain)):
        targets = (
            1.0 + gain * one,
            1.0 + gain * one * (1.0 + 0.4 * 0.5),
            (1.0 + gain * two) / (1.0 + gain * one) * (1.0 + gain * ladder.ai_effect),
        )
        # From 4/10 of the ramp to 5/10: a sixth of what was left.
        moved = [before + pace / 6.0 * (to - before) for to, pace in zip(targets, (1.0, 1.0, 0.5), strict=True)]
        found = getattr(firms, f"treated_{column}")[rows]
        assert found == pytest.approx([*moved, before, before])


def test_ai_is_open_to_manufacturers_with_data_and_digital_people_from_its_year_on(
    world: World, makers: Counts
) -> None:
    firms, ladder, value = world.firms, world.ladder, world.value
    rows, least = makers[:4], int(value["technology.ai.least_level"])
    services = int(np.flatnonzero(firms.operating & ~firms.manufacturing)[0])
    firms.ai[:], ladder.digital_share[:] = False, 0.0
    value["technology.ai.first_year"] = float(world.month.year)
    firms.smart_level[services], ladder.digital_share[services] = least, 1.0
    firms.smart_level[rows] = least, least - 1, least, least
    ladder.digital_share[rows] = value["technology.ai.digital_need"]
    ladder.digital_share[rows[2]] /= 2.0
    firms.ai[rows[3]] = True
    assert np.flatnonzero(ai.open_to_ai(world)).tolist() == [rows[0]]
    value["technology.ai.first_year"] = world.month.year + 0.5
    assert not ai.open_to_ai(world).any()


def test_ai_is_the_next_step_where_it_is_worth_more_than_the_next_rung(world: World, makers: Counts) -> None:
    """A service halves its cost for the first; the third asked for a grant for the rung and keeps to it."""
    firms, ladder, flows = world.firms, world.ladder, world.flows
    better, worse, bound = rows = makers[:3]
    technology.weigh(world, rows)
    possible = np.zeros(firms.active.size, dtype=np.bool_)
    possible[rows] = True
    firms.to_ai[:], firms.application[bound] = False, True
    world.levers.ai_cost[:], world.levers.ai_cost[better] = 1.0, 0.5
    cost = cost_of(world, rows, np.full(3, ladder.ai_cost)) * np.array([0.5, 1.0, 1.0])
    willing = worth_of(world, rows, np.full(3, ladder.ai_effect)) / cost - firms.required_worth[rows]
    firms.willing[rows] = willing + np.array([-1.0, 1.0, -1.0])
    rung = flows.step_cost[rows].copy(), firms.willing[rows].copy()
    ai.weigh_ai(world, possible)
    assert firms.to_ai[rows].tolist() == [True, False, False]
    assert flows.step_cost[rows] == pytest.approx([cost[0], *rung[0][1:]])
    assert firms.willing[rows] == pytest.approx([willing[0], *rung[1][1:]])
    assert firms.willing[worse] > willing[1]
