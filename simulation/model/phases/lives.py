"""Lives: a month of births, deaths and moves opens; people in reach die, leave the city or look for another home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.model.register import live_on

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def lives(world: Complex) -> None:
    """Open the month of the residents, and let the people in reach live it."""
    home = world.settlement
    if home is None or not world.switches.migration:
        return
    home.flows.open(home.by_district())
    home.foreign_flows.open(home.foreigners.sum(axis=(1, 2)))
    if world.register is not None:
        live_on(world, home, world.register)
        world.firms.employees -= world.register.lost
