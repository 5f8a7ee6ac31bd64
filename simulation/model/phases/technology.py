"""Technology: firms learn of the next rung of the smart-factory ladder, weigh it, step up; effects ramp in."""

from __future__ import annotations

import numpy as np

from simulation.equations import awareness
from simulation.equations import technology as rules
from simulation.model.phases import manufacturing_ai as ai
from simulation.model.world import World


def learn_and_step_up(world: World) -> None:
    """Awareness, profitability and adoption; then one more month of the effects of earlier steps."""
    firms, value, ladder = world.firms, world.value, world.ladder
    ai.count_skills(world)
    ready = ai.open_to_ai(world)
    near = awareness.adopters_around(
        world.network.start,
        world.network.supplier,
        active=firms.active,
        adopter=firms.smart_level > 0,
        group=ladder.neighbours,
        anchor=firms.anchor_row,
        tier=firms.tier,
        weights=(value["technology.neighbour_weight"], value["technology.tier_weight"]),
    )
    hazard = awareness.awareness_hazard(
        value["technology.awareness_spontaneous"],
        value["technology.awareness_imitation"],
        share=near,
        added=world.levers.awareness,
    )
    possible = firms.operating & firms.manufacturing & ((firms.smart_level < rules.TOP_LEVEL) | ready)
    firms.aware[:] = possible & awareness.become_aware(
        world.seed_number, world.step_index, identifier=firms.identifier, aware=firms.aware, hazard=hazard
    )
    weigh(world)
    ai.weigh_ai(world, ready)
    adopts, applies = rules.decide(
        firms.aware,
        firms.willing,
        offered=world.levers.adoption_cost,
        granted=world.decided.step_grants > 0.0,
        applied=firms.application,
    )
    firms.applied_since[:] = np.where(applies & (firms.applied_since < 0), world.step_index, firms.applied_since)
    firms.application[:] = applies
    step_up(world, adopts)
    advance_effects(world, near)


def weigh(world: World) -> None:
    """Cost of the next rung and the highest share of it each firm would bear, on its own books."""
    firms, ladder = world.firms, world.ladder
    world.flows.step_cost[:] = rules.step_cost(
        ladder.cost,
        firms.smart_level,
        employees=firms.employees,
        reference=world.value["technology.cost_reference"],
        elasticity=world.value["technology.cost_elasticity"],
    )
    ahead = np.append(0.0, ladder.effect_share)
    up = np.minimum(firms.smart_level + 1, rules.TOP_LEVEL)
    more = ahead[up] - ahead[firms.smart_level]
    firms.willing[:] = ai.willingness(world, more, cost=world.flows.step_cost)


def step_up(world: World, adopts: np.ndarray) -> None:
    """Take the step: pay for it, stand on the next rung or run AI, and start to learn about the one after."""
    firms, flows = world.firms, world.flows
    flows.adoption_spending[:] = np.where(adopts & np.isfinite(flows.step_cost), flows.step_cost, 0.0)
    firms.smart_level[adopts & ~firms.to_ai] += 1
    firms.ai[adopts & firms.to_ai] = True
    firms.adoption_month[adopts] = world.step_index
    firms.aware[adopts] = False
    firms.application[adopts] = False
    firms.applied_since[adopts] = -1


def advance_effects(world: World, near: np.ndarray) -> None:
    """Move productivity and quality of treated firms one month along the ramp of their last step.

    Where data are shared, the effect is larger by the lever times the share of adopters around the firm.
    """
    firms, value, ladder = world.firms, world.value, world.ladder
    rows = np.flatnonzero((firms.adoption_month >= 0) & ~world.muted)
    since = world.step_index - firms.adoption_month[rows]
    first, full = value["technology.ramp_start"], value["technology.ramp_full"]
    shared = 1.0 + (world.levers.data_spillover[rows] - 1.0) * near[rows]
    level, start_level, pace = firms.smart_level[rows], ladder.start_level[rows], ai.pace(world, rows)
    for column, gain in (
        (firms.treated_productivity, value["technology.productivity_gain"]),
        (firms.treated_quality, ladder.demand_gain),
    ):
        target = rules.effect_at_level(gain, ladder.effect_share, level=level, shared=shared)
        target /= rules.effect_at_level(gain, ladder.effect_share, level=start_level)
        target *= 1.0 + gain * ladder.ai_effect * firms.ai[rows]
        column[rows] = rules.treated_ratio(column[rows], target, months_since=since, first=first, full=full, pace=pace)
