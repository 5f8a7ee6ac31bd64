"""Production within limits, orders to suppliers, and investment in capacity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.equations.investment import capacity_added, capacity_next
from simulation.equations.production import orders_to_suppliers, output
from simulation.model.limits import capacity_limit, labour_limit, solvent

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def production(world: Complex) -> None:
    """Produce, and order the inputs that tenants supply to one another for next month."""
    firms, network = world.firms, world.network
    firms.output[:] = output(firms.target_output, capacity_limit(world), labour_limit(world))
    world.output_history[world.step_index] = firms.output
    orders_to_suppliers(network.start, network.supplier, network.coefficient, world.ordering(), world.orders_placed)


def investment(world: Complex) -> None:
    """Replace worn capacity and add to it where expected demand asks for it; it works from next month on."""
    firms, value = world.firms, world.value
    depreciation = world.monthly_depreciation
    speed = 0.0 if world.switches.replacement_only else value["investment.expansion_speed"]
    added = capacity_added(
        firms.capacity,
        firms.expected_demand,
        solvent(world),
        value["investment.normal_utilisation"],
        speed,
        depreciation,
    )
    firms.depreciation[:] = depreciation * firms.capacity * world.capital_value
    firms.investment[:] = added * world.capital_value
    firms.capacity[:] = capacity_next(firms.capacity, added, depreciation)
