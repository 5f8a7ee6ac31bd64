"""Outside world: prices, wages, the working-time law and anchors' order paths advance by one month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.equations.demand import order_path
from simulation.luck import normals, stream
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
        luck = normals(stream(world.seed_number, "anchor order path", world.step_index), world.anchor_keys)
        firms.order_path[world.anchor_rows] = order_path(
            firms.order_path[world.anchor_rows],
            value["demand.anchor_order_persistence"],
            value["demand.anchor_order_sd"],
            luck,
        )
