"""Outside world: prices, wages, the working-time law and anchors' order paths advance by one month."""

from __future__ import annotations

import numpy as np

from simulation.equations.demand import hanging_path, order_book_path, order_path
from simulation.luck import normals, stream, uniforms
from simulation.model.phases.prices import own_prices
from simulation.model.world import World
from simulation.units import annual_rate_to_monthly


def move_prices_and_pay(world: World) -> None:
    """Prices follow the outside path, or firms' own; pay grows where no labour market moves it; in all rows."""
    firms, value, switches = world.rows.everyone, world.value, world.switches
    if switches.prices_move:
        firms.price[:] = world.outside.price[world.step_index][firms.industry]
    if switches.wages_move and not switches.turnover:
        firms.wage *= 1.0 + annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)
        np.maximum(firms.wage, world.minimum_pay(), out=firms.wage, where=firms.employees > 0)
    if switches.own_prices:
        own_prices(world)


def follow_order_paths(world: World) -> None:
    """Own order paths of anchors, some from order books, and of the firms below that work for their programmes."""
    if not world.switches.order_paths:
        return
    firms, value, rows = world.firms, world.value, world.fixed.anchor_rows
    seed, month, before = world.seed_number, world.step_index, firms.order_path[rows]
    smooth = order_path(
        before,
        value["demand.anchor_order_persistence"],
        yearly_spread=value["demand.anchor_order_sd"],
        luck=normals(stream(seed, "anchor order path", step=month), world.fixed.anchor_keys),
    )
    lumpy = order_book_path(
        before,
        value["demand.order_book_months"],
        contracts=value["demand.order_book_contracts"],
        luck=uniforms(stream(seed, "contract won", step=month), world.fixed.anchor_keys),
    )
    firms.order_path[rows] = np.where(firms.order_book[rows], lumpy, smooth)
    # The programmes of an anchor that has closed are over for those who worked for them.
    ended = np.where(firms.anchor & ~firms.active, 0.0, firms.order_path)
    path = hanging_path(ended, firms.anchor_row, share=firms.subcontract_share)
    firms.order_path[:] = np.where(firms.anchor & ~firms.active, firms.order_path, path)
