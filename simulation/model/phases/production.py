"""Production within limits, orders to suppliers, and investment in capacity."""

from __future__ import annotations

from simulation.equations.hours import lost_to_labour
from simulation.equations.investment import capacity_added, capacity_next
from simulation.equations.production import orders_to_suppliers, output
from simulation.model.phases.limits import capacity_limit, labour_limit, solvent
from simulation.model.phases.prices import cost_of_plant, embodied_growth
from simulation.model.world import World


def produce(world: World) -> None:
    """Produce what is planned, within capacity and hours."""
    firms, capacity, labour = world.firms, capacity_limit(world), labour_limit(world)
    firms.output[:] = output(firms.target_output, capacity, labour_limit=labour)
    world.flows.lost_to_labour[:] = lost_to_labour(firms.target_output, capacity, labour=labour)
    world.flows.output_history[world.step_index, : firms.output.size] = firms.output


def order_inputs(world: World) -> None:
    """Order the inputs that tenants supply to one another for next month, all those who will be there."""
    network, placed = world.network, world.flows.orders_placed
    orders_to_suppliers(
        network.start, network.supplier, coefficient=network.coefficient, output=world.ordering(), orders=placed
    )


def invest(world: World) -> None:
    """Replace worn capacity and add to it where expected demand asks for it; it works from next month on."""
    firms, value = world.firms, world.value
    depreciation = world.fixed.monthly_depreciation
    still = world.switches.replacement_only
    speed = 0.0 if still else value["investment.expansion_speed"]
    embodied = embodied_growth(world)
    added = capacity_added(
        firms.capacity,
        firms.expected_demand,
        solvent=solvent(world),
        normal=value["investment.normal_utilisation"],
        speed=speed,
        depreciation=depreciation,
    )
    worth = cost_of_plant(world)
    firms.depreciation[:] = depreciation * firms.capacity * worth
    firms.investment[:] = added * worth
    firms.capacity[:] = capacity_next(firms.capacity, added, depreciation=depreciation, embodied=embodied)
