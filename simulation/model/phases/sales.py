"""Sales: demand of the month is met from output and stock; what tenants cannot get is bought outside."""

from __future__ import annotations

import numpy as np

from simulation.arrays import quotient, total_by
from simulation.equations.demand import outside_orders
from simulation.equations.demography import crowded, on_the_path
from simulation.equations.displacement import Displacement, displace
from simulation.equations.production import deliveries, still_waiting
from simulation.model.world import World


def deliver_and_displace(world: World) -> None:
    """Receive the month's orders, deliver in proportion, keep what still waits of outside orders as backlog."""
    firms = world.firms
    world.flows.competition = outside_demand(world)
    firms.orders_outside[:] = world.flows.competition.demand
    firms.demand[:] = firms.orders_inside + firms.orders_outside + firms.orders_programme
    wanted = firms.demand + firms.backlog
    fill = deliveries(firms.output + firms.inventory, wanted)
    world.flows.fill[:] = fill
    firms.sales_inside[:] = fill * firms.orders_inside
    firms.sales_programme[:] = fill * firms.orders_programme
    outside = firms.orders_outside + firms.backlog
    firms.sales_outside[:] = fill * outside
    firms.backlog[:] = still_waiting(outside, firms.sales_outside, lost=world.value["demand.waiting_lost"])
    sold = firms.sales_inside + firms.sales_programme + firms.sales_outside
    firms.inventory[:] = np.maximum(0.0, firms.inventory + firms.output - sold)


def outside_demand(world: World) -> Displacement:
    """Outside orders of each firm after gains and losses of competitiveness, and where the gains came from.

    In the world that recreates the record the path of each industry is what its output requires; the rest of the
    rule is the same in every world.
    """
    firms, outside, month = world.firms, world.outside, world.step_index
    groups = outside.demand.shape[1]
    room = room_for_newcomers(world, groups)
    if outside.to_infer:
        met = firms.output - firms.orders_inside - firms.orders_programme
        required = total_by(firms.industry, met, groups=groups)
        at_one = total_by(firms.industry, demand_at(world, room).demand, groups=groups)
        index = quotient(required, at_one, otherwise=1.0)
        outside.demand[month] = np.maximum(0.0, index)
    return demand_at(world, outside.demand[month] * room)


def room_for_newcomers(world: World, groups: int) -> np.ndarray:
    """Orders of each industry over what its path times the demand of its firms would be (ratio).

    The path was fitted on production of firms that came and went, so those of the first world of the seed leave the
    industry on it. Of the customers of firms that move in beyond them a share is new to the region, and the rest are
    customers of firms that were here.
    """
    firms, outside, state, month = world.firms, world.outside, world.demography, world.step_index
    moved_in = np.flatnonzero((state.entered >= 0) & ~state.new_firm)
    total = total_by(firms.industry, firms.outside_base, groups=groups)
    brought = total_by(firms.industry[moved_in], firms.outside_base[moved_in], groups=groups)
    usual = outside.usual(outside.brought, month, now=brought)
    everybody = outside.usual(outside.all_firms, month, now=total)
    start = world.start.firms
    at_start = total_by(start.industry, start.outside_base, groups=groups)
    room = crowded(total, brought - usual, new_share=world.value["demography.new_customers"])
    return np.asarray(on_the_path(at_start, everybody) * room)


def demand_at(world: World, index: np.ndarray) -> Displacement:
    """Outside orders at a path with its room: shared by base and own order path, moved by quality and own price (4.4).

    Events scale the path, and orders that marketing abroad brings come on top of it.
    """
    firms, value = world.firms, world.value
    base = (
        outside_orders(firms.outside_base, firms.order_path, industry=firms.industry, index=index)
        * world.levers.outside_demand
    )
    base += world.levers.export_access / firms.price
    quality = firms.treated_quality * firms.research_quality * world.levers.treated_quality
    quality *= firms.own_price ** -value["own_price.elasticity"]
    if not world.switches.competition:
        quality = np.ones_like(quality)
    return displace(
        base,
        quality,
        industry=firms.industry,
        local_share=value["displacement.local"],
        foreign_share=(1.0 - value["displacement.local"]) * value["displacement.foreign_part"],
        kind=2 * firms.industry + firms.anchor,
        alike_share=value["displacement.alike"],
    )
