"""Programmes: instruments open, ration their money among last month's applicants, pay, and set their levers."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.accounts import Account
from simulation.arrays import Column, quotient, total_by
from simulation.equations.input_output import programme_orders
from simulation.model.parts.decided import Decided
from simulation.model.parts.settlement import income_after_rent
from simulation.model.phases.research import cost_of_research, in_project
from simulation.model.world import World
from simulation.policy.actions import NEVER, PolicyView, Purchase
from simulation.policy.levers import set_levers
from simulation.policy.spending import purchase
from simulation.units import MONTHS_A_YEAR


def let_programmes_act(world: World) -> Decided:
    """Ask the instruments of the scenario what they do this month, and set the levers they pull."""
    firms = world.firms
    view = PolicyView(
        seed=world.seed_number,
        step=world.step_index,
        scale=world.scale,
        consumer_price=world.fixed.consumer_prices(world.month),
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
        step_cost=world.flows.step_cost,
        willing=firms.willing,
        applicant=firms.application,
        applied_since=firms.applied_since,
        aware=firms.aware,
        to_ai=firms.to_ai,
        research_cost=cost_of_research(world),
        in_project=in_project(world),
        zones=world.settlement.keys if world.settlement else (),
        income=what_rent_leaves(world),
        **seen_of_firms(world),
    )
    actions = world.programmes.act(view, world.month)
    for other in world.beside:
        other.ask(view, world.month, done=actions)
    set_levers(world.levers, actions.levers, before=world.decided.actions.levers)
    set_levers(world.zone_levers, actions.levers, before=world.decided.actions.levers)
    purchases = (*actions.purchases, *equipment_of_adopters(world))
    local, domestic = np.zeros(world.system.sectors), np.zeros(world.system.sectors)
    for bought in purchases:
        local += bought.local
        domestic += bought.domestic
    return Decided(
        actions=actions,
        purchases=purchases,
        grants=actions.grants(view.rows),
        step_grants=actions.step_grants(view.rows),
        local=local,
        domestic=domestic,
        inside=bought_inside(world, local) if purchases else np.zeros_like(local),
    )


def seen_of_firms(world: World) -> dict[str, Any]:
    """What instruments see of books and people: sales, energy, pay, posts beyond need, who comes and who is large."""
    firms, value = world.firms, world.value
    sold = firms.price * (firms.sales_inside + firms.sales_programme + firms.sales_outside)
    surplus = firms.established_posts - world.flows.needed_posts / value["labour.hours_floor"]
    return {
        "industries": world.data.industries,
        "sector": firms.sector,
        "sales": sold,
        "energy_bill": MONTHS_A_YEAR * world.system.energy_ratio()[firms.sector] * firms.price * firms.output,
        "wage": firms.wage,
        "surplus": np.maximum(0.0, surplus),
        "anchor": firms.anchor & firms.active,
        "due": np.where(firms.leased, NEVER, world.demography.due),
    }


def what_rent_leaves(world: World) -> Column:
    """What pay leaves after rent by zone (million KRW a year); nothing is known where no residents are."""
    if world.settlement is None:
        return np.zeros(0)
    return income_after_rent(world.settlement, world.value["city.employed_residents"] * world.scale)


def equipment_of_adopters(world: World) -> tuple[Purchase, ...]:
    """What last month's adopters' contractors buy this month to install the equipment they were paid for."""
    spent = float(world.flows.adoption_spending.sum())
    if spent == 0.0:
        return ()
    local = world.value["policy.local_sourcing"]
    return (
        purchase(
            "equipment of adopters", "smart_factory_step", payers={Account.OUTSIDE_FIRMS: spent}, local_scale=local
        ),
    )


def bought_inside(world: World, local: Column) -> Column:
    """What falls on tenants: orders that name a firm, and their part of all other purchases, by sector."""
    named = orders_by_name(world)
    return np.asarray(named + bought_from_tenants(world, local - named))


def orders_by_name(world: World) -> Column:
    """Orders of public buyers that go to a firm of their choice, by sector (million KRW)."""
    levers, firms = world.levers, world.firms
    return total_by(firms.sector, levers.procurement, groups=world.system.sectors)


def bought_from_tenants(world: World, local: Column) -> Column:
    """The part of programme purchases in the province that falls on tenants, by sector (million KRW)."""
    fixed, firms = world.fixed, world.firms
    orders = programme_orders(
        local, fixed.complex_share, province=world.system.province, inverse=fixed.province_inverse
    )
    base = total_by(firms.sector, firms.outside_base, groups=orders.size)
    return np.where(base > 0.0, orders, 0.0)


def place_programme_orders(world: World, decided: Decided) -> None:
    """Orders that name a firm go to it; the rest falls on the tenants of a sector by outside sales at the start."""
    firms = world.firms
    firms.orders_programme[:] = 0.0
    if not decided.purchases:
        return
    base = total_by(firms.sector, firms.outside_base, groups=decided.inside.size)
    shared = decided.inside - orders_by_name(world)
    each = quotient(shared, base, otherwise=0.0)
    firms.orders_programme[:] = (each[firms.sector] * firms.outside_base + world.levers.procurement) / firms.price
