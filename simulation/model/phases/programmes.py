"""Programmes: instruments open, ration their money among last month's applicants, pay, and set their levers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.accounts import Account
from simulation.equations.input_output import programme_orders
from simulation.model.phases.research import cost_of_research, in_project
from simulation.model.settlement import income_after_rent
from simulation.policy.actions import PolicyView, Purchase
from simulation.policy.levers import set_levers
from simulation.policy.spending import purchase

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def programmes(world: Complex) -> None:
    """Let the instruments of the scenario act, set levers, and turn purchases into orders of tenants."""
    firms = world.firms
    view = PolicyView(
        seed=world.seed_number,
        step=world.step_index,
        identifier=firms.identifier,
        operating=firms.operating,
        age=firms.age,
        supported=firms.closing_ratio < 1.0,
        manufacturing=firms.manufacturing,
        industry=firms.industry,
        size_class=firms.size_class,
        employees=firms.employees,
        export_share=firms.export_share,
        smart_level=firms.smart_level,
        step_cost=world.step_cost,
        willing=firms.willing,
        applicant=firms.application,
        applied_since=firms.applied_since,
        to_ai=firms.to_ai,
        research_cost=cost_of_research(world),
        in_project=in_project(world),
        zones=world.settlement.keys if world.settlement else (),
        income=income_after_rent(world, world.settlement) if world.settlement else np.zeros(0),
    )
    world.actions = world.programmes.act(view, world.month)
    set_levers(world.levers, world.actions.levers)
    set_levers(world.zone_levers, world.actions.levers)
    world.grants[:] = world.actions.grants(view.rows)
    world.step_grants[:] = world.actions.step_grants(view.rows)
    world.purchases = (*world.actions.purchases, *equipment_of_adopters(world))
    place_orders(world)


def equipment_of_adopters(world: Complex) -> tuple[Purchase, ...]:
    """What last month's adopters' contractors buy this month to install the equipment they were paid for."""
    spent = float(world.adoption_spending.sum())
    if spent == 0.0:
        return ()
    local = world.value["policy.local_sourcing"]
    return (purchase("equipment of adopters", "smart_factory_step", {Account.OUTSIDE_FIRMS: spent}, local),)


def place_orders(world: Complex) -> None:
    """The part of programme purchases that falls on tenants, shared within a sector by outside sales at the start."""
    firms = world.firms
    firms.orders_programme[:] = 0.0
    world.programme_local[:] = 0.0
    world.programme_domestic[:] = 0.0
    for bought in world.purchases:
        world.programme_local += bought.local
        world.programme_domestic += bought.domestic
    world.programme_inside[:] = 0.0
    if not world.purchases:
        return
    orders = programme_orders(world.programme_local, world.complex_share, world.system.province, world.province_inverse)
    base = np.bincount(firms.sector, weights=firms.outside_base, minlength=orders.size)
    world.programme_inside[:] = np.where(base > 0.0, orders, 0.0)
    each = np.divide(world.programme_inside, base, out=np.zeros_like(base), where=base > 0.0)
    firms.orders_programme[:] = each[firms.sector] * firms.outside_base / firms.price
