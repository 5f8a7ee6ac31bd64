"""Outside world: prices, wages, the working-time law and anchors' order paths advance by one month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.equations.demand import hanging_path, order_book_path, order_path
from simulation.luck import normals, stream, uniforms
from simulation.model.phases.prices import own_prices
from simulation.units import annual_rate_to_monthly

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def outside_world(world: Complex) -> None:
    """Set the month's prices, wages, hours limit and order paths."""
    firms, value, switches = world.firms, world.value, world.switches
    if switches.prices_move:
        firms.price[:] = world.outside.price[world.step_index][firms.industry]
    if switches.wages_move and not switches.turnover:
        firms.wage *= 1.0 + annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)
        np.maximum(firms.wage, world.minimum_pay(), out=firms.wage, where=firms.employees > 0)
    if switches.own_prices:
        own_prices(world)
    if switches.order_paths:
        order_paths(world)


def order_paths(world: Complex) -> None:
    """Own order paths of anchors, some from order books, and of the firms below that work for their programmes."""
    firms, value, rows = world.firms, world.value, world.anchor_rows
    seed, month, before = world.seed_number, world.step_index, firms.order_path[rows]
    smooth = order_path(
        before,
        value["demand.anchor_order_persistence"],
        value["demand.anchor_order_sd"],
        normals(stream(seed, "anchor order path", month), world.anchor_keys),
    )
    lumpy = order_book_path(
        before,
        value["demand.order_book_months"],
        value["demand.order_book_contracts"],
        uniforms(stream(seed, "contract won", month), world.anchor_keys),
    )
    firms.order_path[rows] = np.where(firms.order_book[rows], lumpy, smooth)
    firms.order_path[:] = hanging_path(firms.order_path, firms.anchor_row, firms.subcontract_share)
