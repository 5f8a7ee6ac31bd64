"""Lives: a month of births, deaths and moves opens; people in reach die, leave the city or look for another home."""

from __future__ import annotations

from simulation.model.phases.register import live_on
from simulation.model.world import World


def live_a_month(world: World) -> None:
    """Open the month of the residents, and let the people in reach live it."""
    home = world.moving
    if home is None:
        return
    home.flows.open(home.by_district())
    home.foreign_flows.open(home.foreigners.sum(axis=(1, 2)))
    if world.register is not None:
        live_on(world, home, register=world.register)
        world.firms.employees -= world.register.lost
