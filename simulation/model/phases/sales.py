"""Sales: demand of the month is met from output and stock; what tenants cannot get is bought outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.equations.demand import outside_orders
from simulation.equations.production import deliveries

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def sales(world: Complex) -> None:
    """Receive the month's orders, deliver in proportion, keep the rest of outside orders as backlog."""
    firms = world.firms
    firms.orders_outside[:] = outside_demand(world)
    firms.demand[:] = firms.orders_inside + firms.orders_outside + firms.orders_programme
    wanted = firms.demand + firms.backlog
    fill = deliveries(firms.output + firms.inventory, wanted)
    world.fill[:] = fill
    firms.sales_inside[:] = fill * firms.orders_inside
    firms.sales_programme[:] = fill * firms.orders_programme
    outside = firms.orders_outside + firms.backlog
    firms.sales_outside[:] = fill * outside
    firms.backlog[:] = outside - firms.sales_outside
    sold = firms.sales_inside + firms.sales_programme + firms.sales_outside
    firms.inventory[:] = np.maximum(0.0, firms.inventory + firms.output - sold)


def outside_demand(world: Complex) -> np.ndarray:
    """Outside orders of each firm; in the world that recreates the record, the path is what its output requires."""
    firms, outside, month = world.firms, world.outside, world.step_index
    if outside.to_infer:
        groups = outside.demand.shape[1]
        met = firms.output - firms.orders_inside - firms.orders_programme
        required = np.bincount(firms.industry, weights=met, minlength=groups)
        base = np.bincount(firms.industry, weights=firms.outside_base, minlength=groups)
        index = np.divide(required, base, out=np.ones(groups), where=base > 0.0)
        outside.demand[month] = np.maximum(0.0, index)
    return outside_orders(firms.outside_base, firms.order_path * firms.quality, firms.industry, outside.demand[month])
