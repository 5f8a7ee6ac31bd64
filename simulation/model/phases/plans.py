"""Plans: expected demand, planned output and the posts that it needs."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, quotient
from simulation.equations.demand import expected_demand, fill_to_total, target_output
from simulation.equations.labour import established_posts, retention_opens
from simulation.model.phases.limits import capacity_limit, labour_limit, output_a_year_ago
from simulation.model.phases.technique import weigh_labour_against_equipment
from simulation.model.world import World
from simulation.units import annual_rate_to_monthly


def plan_output(world: World) -> None:
    """Update expectations and plan output for them, for stocks and for what order books say."""
    firms, value, switches = world.firms, world.value, world.switches
    speed = value["demand.expectation_speed"] if switches.partial_adjustment else 1.0
    firms.expected_demand[:] = expected_demand(firms.expected_demand, firms.demand, speed=speed)
    correction = value["production.inventory_correction"] if switches.inventories else 0.0
    firms.target_output[:] = target_output(
        firms.expected_demand,
        firms.inventory,
        backlog=firms.backlog,
        correction=correction,
        cover=value["production.inventory_cover"],
    )
    follow_order_books(world)


def plan_posts(world: World) -> None:
    """Posts for as much of the plan as capacity allows."""
    firms, value, switches = world.firms, world.value, world.switches
    productivity = productivity_of_the_month(world)
    possible = np.minimum(firms.target_output, capacity_limit(world))
    needed = quotient(possible, productivity, otherwise=0.0)
    needed /= 1.0 - world.fixed.vacancy_share
    world.flows.needed_posts[:] = needed
    if switches.partial_adjustment:
        firms.established_posts[:] = established_posts(
            firms.established_posts,
            needed,
            hours_floor=value["labour.hours_floor"],
            hours_ceiling=value["labour.hours_ceiling"],
            speed_up=max(value["labour.adjustment_up"], value["labour.adjustment_down"]),
            speed_down=value["labour.adjustment_down"] * (1.0 - kept_by_subsidy(world)),
        )
    else:
        firms.established_posts[:] = needed


def productivity_of_the_month(world: World) -> Column:
    """Output per head in normal hours (volume a month): the start value on its trend, at the technique firms use."""
    firms = world.firms
    treated = firms.treated_productivity * world.levers.treated_productivity
    firms.productivity[:] = world.fixed.start_productivity * treated
    if world.switches.productivity_trend:
        growth = annual_rate_to_monthly(world.value["production.productivity_growth"] / 100.0)
        firms.productivity *= (1.0 + growth) ** (world.step_index + 1)
    firms.productivity /= weigh_labour_against_equipment(world)
    return firms.productivity


def follow_order_books(world: World) -> None:
    """Scale plans by what order books say beyond past demand.

    Where output is given (outlook ``recorded``), the factor is found here, once, in the world that recreates the
    record; every other world meets the same order books. Under ``announced`` it is one. The record counts
    manufacturing, so that tenants in services follow the factor of their industry and are not part of its total.
    """
    firms, outside, month = world.firms, world.outside, world.step_index
    if outside.to_infer:
        limit = np.minimum(capacity_limit(world), labour_limit(world))
        outside.order_book[month] = fill_to_total(
            np.where(firms.manufacturing, firms.target_output, 0.0),
            np.where(firms.manufacturing, limit, 0.0),
            industry=firms.industry,
            total=outside.given_output[month] * world.scale,
            most=world.value["demand.order_book_most"],
        )
    firms.target_output *= outside.order_book[month][firms.industry]


def kept_by_subsidy(world: World) -> Column:
    """Share of its surplus posts that each firm keeps thanks to employment-retention subsidies of this month.

    The national subsidy serves firms whose planned output fell far enough in a year; programmes may add to it.
    """
    firms, value = world.firms, world.value
    fell = retention_opens(firms.target_output, output_a_year_ago(world), threshold=value["labour.retention_threshold"])
    kept = np.minimum(1.0, world.levers.employment_retention + value["labour.retention_subsidy_effect"] * fell)
    surplus = np.maximum(0.0, firms.established_posts - world.flows.needed_posts / value["labour.hours_floor"])
    effect = value["labour.adjustment_down"] * value["labour.retention_subsidy_effect"]
    world.flows.kept_posts[:] = effect * fell * surplus
    return np.asarray(kept)
