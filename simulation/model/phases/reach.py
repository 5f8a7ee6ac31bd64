"""Reach: output, value added and jobs outside the complex that its output calls forth."""

from __future__ import annotations

import numpy as np

from simulation.arrays import total_by
from simulation.model.world import World


def reach_beyond_the_complex(world: World) -> None:
    """Carry the complex's output through the rest of the province and of the country."""
    output = total_by(world.firms.sector, world.firms.output, groups=world.system.sectors)
    province, rest = world.fixed.reach.output(output)
    if world.decided.purchases:
        province_more, rest_more = programme_reach(world)
        province, rest = province + province_more, rest + rest_more
    for area, made_there in enumerate((output, province, rest)):
        world.flows.reached[area] = made_there
    year = world.month.year
    value_added = world.system.value_added_ratio(year)
    jobs = world.jobs_per_million()
    world.flows.outside_complex.update(
        output_indirect_province=float(province.sum()),
        output_indirect_rest=float(rest.sum()),
        value_added_indirect_province=float(province @ value_added),
        value_added_indirect_rest=float(rest @ value_added),
        jobs_indirect_province=float(province @ jobs) * 12.0,
        jobs_indirect_rest=float(rest @ jobs) * 12.0,
    )


def programme_reach(world: World) -> tuple[np.ndarray, np.ndarray]:
    """Output that programme purchases call forth outside the complex, beyond the reach of the complex's own output.

    Money buys at the general price of the month; what it calls forth is a volume, as that of the complex.
    """
    system, decided = world.system, world.decided
    price = world.fixed.consumer_prices(world.month)
    province = world.fixed.province_inverse @ ((decided.local - decided.inside) / price)
    elsewhere = (decided.domestic - decided.local) / price + (system.national - system.province) @ province
    return province, world.fixed.national_inverse @ elsewhere
