"""Technology: firms learn of the next rung of the smart-factory ladder, weigh it, step up; effects ramp in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.equations import technology as rules

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def technology(world: Complex) -> None:
    """Awareness, profitability and adoption; then one more month of the effects of earlier steps."""
    if not world.switches.technology:
        return
    firms, value, ladder = world.firms, world.value, world.ladder
    near = rules.adopters_around(
        world.network.start,
        world.network.supplier,
        firms.active,
        firms.smart_level > 0,
        ladder.neighbours,
        value["technology.neighbour_weight"],
    )
    hazard = rules.awareness_hazard(
        value["technology.awareness_spontaneous"],
        value["technology.awareness_imitation"],
        near,
        world.levers.awareness,
    )
    possible = firms.operating & firms.manufacturing & (firms.smart_level < rules.TOP_LEVEL)
    firms.aware[:] = possible & rules.become_aware(
        world.seed_number, world.step_index, firms.identifier, firms.aware, hazard
    )
    weigh(world)
    adopts, applies = rules.decide(
        firms.aware, firms.willing, world.levers.adoption_cost, world.step_grants > 0.0, firms.application
    )
    firms.applied_since[:] = np.where(applies & (firms.applied_since < 0), world.step_index, firms.applied_since)
    firms.application[:] = applies
    step_up(world, adopts)
    advance_effects(world, near)


def weigh(world: Complex) -> None:
    """Cost of the next rung and the highest share of it each firm would bear, on its own books."""
    firms, ladder = world.firms, world.ladder
    world.step_cost[:] = rules.step_cost(
        ladder.cost,
        firms.smart_level,
        firms.employees,
        world.value["technology.cost_reference"],
        world.value["technology.cost_elasticity"],
    )
    ahead = np.append(0.0, ladder.effect_share)
    up = np.minimum(firms.smart_level + 1, rules.TOP_LEVEL)
    more = ahead[up] - ahead[firms.smart_level]
    gain = rules.yearly_gain(
        12.0 * firms.price * firms.sales_outside,
        ladder.margin,
        12.0 * (firms.wage_bill + firms.contributions),
        ladder.demand_gain * more,
        world.value["technology.productivity_gain"] * more,
    )
    firms.willing[:] = rules.worth_of_step(gain, ladder.years, world.step_cost, np.zeros_like(gain))
    firms.willing -= firms.required_worth


def step_up(world: Complex, adopts: np.ndarray) -> None:
    """Take the step: pay for it, stand on the next rung, and start to learn about the one after."""
    firms = world.firms
    world.adoption_spending[:] = np.where(adopts, np.where(np.isfinite(world.step_cost), world.step_cost, 0.0), 0.0)
    firms.smart_level[adopts] += 1
    firms.adoption_month[adopts] = world.step_index
    firms.aware[adopts] = False
    firms.application[adopts] = False
    firms.applied_since[adopts] = -1


def advance_effects(world: Complex, near: np.ndarray) -> None:
    """Move productivity and quality of treated firms one month along the ramp of their last step.

    Where data are shared, the effect is larger by the lever times the share of adopters around the firm.
    """
    firms, value, ladder = world.firms, world.value, world.ladder
    acting = (firms.adoption_month >= 0) & ~world.muted
    since = np.where(acting, world.step_index - firms.adoption_month, -1)
    first, full = value["technology.ramp_start"], value["technology.ramp_full"]
    shared = 1.0 + (world.levers.data_spillover - 1.0) * near
    for column, gain in (
        (firms.treated_productivity, value["technology.productivity_gain"]),
        (firms.treated_quality, ladder.demand_gain),
    ):
        target = rules.effect_at_level(gain, ladder.effect_share, firms.smart_level, shared)
        target /= rules.effect_at_level(gain, ladder.effect_share, ladder.start_level)
        column[:] = rules.treated_ratio(column, target, since, first, full)
