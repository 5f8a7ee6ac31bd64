"""Technology: firms learn of the next rung of the smart-factory ladder, weigh it, step up; effects ramp in."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Counts, Flags
from simulation.equations import awareness
from simulation.equations import technology as rules
from simulation.model.phases import manufacturing_ai as ai
from simulation.model.phases.prices import price_of_plant
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
    granted = world.decided.step_grants > 0.0
    learns = firms.operating & firms.manufacturing
    # Who may enter at the end of the month is weighed with them: programmes look at newcomers before they weigh anew.
    rows = np.flatnonzero(learns | granted | (world.demography.due == world.step_index))
    hazard = awareness.awareness_hazard(
        value["technology.awareness_spontaneous"],
        value["technology.awareness_imitation"],
        share=near[rows],
        added=world.levers.awareness[rows],
    )
    aware = awareness.become_aware(
        world.seed_number, world.step_index, identifier=firms.identifier[rows], aware=firms.aware[rows], hazard=hazard
    )
    firms.aware[:] = False
    firms.aware[rows] = aware & learns[rows] & ((firms.smart_level[rows] < rules.TOP_LEVEL) | ready[rows])
    weigh(world, rows)
    ai.weigh_ai(world, ready)
    adopts, applies = np.zeros_like(granted), np.zeros_like(granted)
    adopts[rows], applies[rows] = rules.decide(
        firms.aware[rows],
        firms.willing[rows],
        offered=world.levers.adoption_cost[rows],
        granted=granted[rows],
        applied=firms.application[rows],
    )
    firms.applied_since[applies & (firms.applied_since < 0)] = world.step_index
    firms.application[:] = applies
    step_up(world, adopts)
    advance_effects(world, near)


def weigh(world: World, rows: Counts) -> None:
    """Cost of the next rung and the highest share of it that each of some firms would bear, on its own books."""
    firms, ladder = world.firms, world.ladder
    level = firms.smart_level[rows]
    cost = rules.step_cost(
        ladder.cost,
        level,
        employees=firms.employees[rows],
        reference=world.value["technology.cost_reference"],
        elasticity=world.value["technology.cost_elasticity"],
        floor=world.value["technology.cost_floor"],
    )
    cost *= price_of_plant(world)[rows]
    ahead = np.append(0.0, ladder.effect_share)
    more = ahead[np.minimum(level + 1, rules.TOP_LEVEL)] - ahead[level]
    world.flows.step_cost[rows] = cost
    firms.willing[rows] = ai.willingness(world, rows, more=more, cost=cost)


def step_up(world: World, adopts: Flags) -> None:
    """Take the step: pay for it, stand on the next rung or run AI, and start to learn about the one after."""
    firms, flows = world.firms, world.flows
    rows = np.flatnonzero(adopts)
    cost, to_ai = flows.step_cost[rows], firms.to_ai[rows]
    flows.adoption_spending[:] = 0.0
    flows.adoption_spending[rows] = np.where(np.isfinite(cost), cost, 0.0)
    firms.smart_level[rows[~to_ai]] += 1
    firms.ai[rows[to_ai]] = True
    firms.adoption_month[rows] = world.step_index
    firms.aware[rows] = False
    firms.application[rows] = False
    firms.applied_since[rows] = -1


def advance_effects(world: World, near: np.ndarray) -> None:
    """Move productivity and quality of treated firms one month along the ramp of their last step.

    Where data are shared, the effect is larger by the lever times the share of adopters around the firm.
    """
    firms, value, ladder = world.firms, world.value, world.ladder
    rows = np.flatnonzero((firms.adoption_month >= 0) & ~world.muted[: firms.active.size])
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
