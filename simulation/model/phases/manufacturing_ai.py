"""Skills at firms, and manufacturing AI as a step of its own for those with data and digital people."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.equations import skills
from simulation.equations import technology as rules
from simulation.model.phases.prices import price_of_plant
from simulation.model.world import World
from simulation.start.people import SKILLS

TECHNICIAN, DIGITAL = SKILLS.index("technician"), SKILLS.index("digital")


def count_skills(world: World) -> None:
    """Skilled and digital workers over staff, from the people who name each firm."""
    people, ladder = world.people, world.ladder
    skills.skilled_shares(
        people.employer,
        people.skill,
        occupations=len(SKILLS),
        technician=TECHNICIAN,
        digital=DIGITAL,
        skilled_share=ladder.skilled_share,
        digital_share=ladder.digital_share,
    )


def open_to_ai(world: World) -> Flags:
    """Firms for which manufacturing AI is a possible step: data of a rung that yields them, and digital people."""
    firms, value = world.firms, world.value
    if world.month.year < value["technology.ai.first_year"]:
        return np.zeros(firms.ai.size, dtype=np.bool_)
    data = firms.smart_level >= value["technology.ai.least_level"]
    people = world.ladder.digital_share >= value["technology.ai.digital_need"]
    return np.asarray(firms.operating & firms.manufacturing & data & people & ~firms.ai)


def weigh_ai(world: World, possible: Flags) -> None:
    """Make AI the next step where it is possible and worth more than the next rung, whose worth is on the books.

    Whoever applied for a grant last month keeps the step it applied for, so that a grant pays what it was given for.
    """
    firms, value, ladder = world.firms, world.value, world.ladder
    rows = np.flatnonzero(possible | firms.to_ai)
    if not rows.size:
        return
    cost = rules.step_cost(
        np.array([ladder.ai_cost]),
        np.zeros_like(rows),
        employees=firms.employees[rows],
        reference=value["technology.cost_reference"],
        elasticity=value["technology.cost_elasticity"],
        floor=value["technology.cost_floor"],
    )
    cost *= world.levers.ai_cost[rows] * price_of_plant(world)[rows]
    willing = willingness(world, rows, more=np.full(rows.size, ladder.ai_effect), cost=cost)
    better = possible[rows] & (willing > firms.willing[rows])
    to_ai = np.where(firms.application[rows], firms.to_ai[rows], better)
    firms.to_ai[rows] = to_ai
    world.flows.step_cost[rows[to_ai]] = cost[to_ai]
    firms.willing[rows[to_ai]] = willing[to_ai]


def willingness(world: World, rows: Counts, *, more: Column, cost: Column) -> Column:
    """Highest share of the cost of a step that each of some firms would bear, on its own books.

    Args:
        world: the world; sales, pay and margins are those of its firms.
        rows: the firms.
        more: effect of the step relative to the average adopter (ratio per firm).
        cost: cost of the step (million KRW per firm), infinite where there is none.
    """
    firms, ladder = world.firms, world.ladder
    gain = rules.yearly_gain(
        12.0 * firms.price[rows] * firms.sales_outside[rows],
        ladder.margin[rows],
        wage_bill=12.0 * (firms.wage_bill[rows] + firms.contributions[rows]),
        demand_gain=ladder.demand_gain * more,
        productivity_gain=world.value["technology.productivity_gain"] * more,
    )
    worth = rules.worth_of_step(gain, ladder.years, cost=cost, borne=np.zeros_like(gain))
    return worth - firms.required_worth[rows]


def pace(world: World, rows: Counts) -> Column:
    """Pace at which effects of the last step come at some firms, by their technicians and digital workers (ratio)."""
    need = world.ladder.skill_need[world.firms.smart_level[rows]]
    return skills.pace_of_effect(world.ladder.skilled_share[rows], need, slowest=world.value["technology.skill_floor"])
