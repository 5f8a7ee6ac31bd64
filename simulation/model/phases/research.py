"""Research: supported projects start, projects become sales, and what support added raises quality with a lag."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.equations import research as rules
from simulation.model.world import World
from simulation.units import MONTHS_A_YEAR


def do_research(world: World) -> None:
    """One month of projects; firms whose programme effects are muted gain nothing from support."""
    firms, value, step = world.firms, world.value, world.step_index
    started = world.decided.actions.project_grants(firms.identifier.size) > 0.0
    firms.research_ratio[started] = world.levers.rnd_success[started]
    firms.research_until[started] = step + round(value["research.term"]) - 1
    able = firms.research & firms.operating
    anyway, added = rules.commercialised(
        world.seed_number,
        step,
        identifier=firms.identifier,
        hazard=value["research.commercialisation"] / MONTHS_A_YEAR,
        ratio=np.where(in_project(world), firms.research_ratio, 1.0) * world.levers.rnd_pace,
    )
    world.flows.commercialised[:] = able & (anyway | added)
    won = able & added & ~world.muted[: able.size]
    if won.any():
        gain = rules.gain_of_project(
            world.seed_number,
            step,
            identifier=firms.identifier,
            mean=value["research.quality_gain"],
            spread=value["research.gain_spread"],
        )
        firms.research_gain[won] *= 1.0 + gain[won]
    firms.research_quality[:] = rules.towards(firms.research_quality, firms.research_gain, months=value["research.lag"])


def in_project(world: World) -> NDArray[np.bool_]:
    """Firms whose supported project is not over."""
    return np.asarray(world.firms.research_until >= world.step_index)


def cost_of_research(world: World) -> Column:
    """Cost of a year's projects of every firm at the sales of last month (million KRW); zero without research."""
    firms, value = world.firms, world.value
    by_industry = np.array([value[f"research.intensity.{name}"] for name in world.data.industries])
    intensity = by_industry[firms.industry] / 100.0
    intensity *= np.where(firms.employees < value["research.large_from"], value["research.small_intensity"], 1.0)
    sold = firms.sales_inside + firms.sales_programme + firms.sales_outside
    return np.where(firms.research & firms.operating, MONTHS_A_YEAR * firms.price * sold * intensity, 0.0)
