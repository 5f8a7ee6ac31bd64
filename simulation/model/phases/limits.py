"""What limits a firm in a month: capacity, hours of its people, money; and what its output needs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.model.world import World
from simulation.units import MONTHS_A_YEAR


def capacity_limit(world: World) -> Column:
    """Highest output that capacity allows (volume a month)."""
    if not world.switches.capacity_limits:
        return np.full_like(world.firms.capacity, np.inf)
    return world.value["production.utilisation_limit"] * world.firms.capacity


def labour_limit(world: World) -> Column:
    """Highest output of the heads at work within the working-time law (volume a month)."""
    firms, value = world.firms, world.value
    if not world.switches.labour_limits:
        return np.full_like(firms.labour, np.inf)
    law = world.data.hours_law_applies(world.month, firms.employees) | (world.levers.hours_law > 0.0)
    hours = np.where(law, value["labour.hours_limit"], value["labour.hours_limit_before"])
    return np.asarray(hours * firms.productivity * firms.labour)


def solvent(world: World) -> NDArray[np.bool_]:
    """Firms whose money and credit line are not used up (credit in months of output)."""
    line = world.value["finance.credit_months"] * world.firms.price * world.fixed.start_output
    return np.asarray(world.firms.cash > -(line + world.levers.credit))


def output_a_year_ago(world: World) -> Column:
    """Output twelve months ago, that of the start in the first year (volume a month)."""
    ago = world.step_index - MONTHS_A_YEAR
    return world.fixed.start_output if ago < 0 else world.flows.output_history[ago, : world.firms.output.size]


def input_ratio(world: World) -> Column:
    """Intermediate inputs over output: the firm's own at the start, moved as its sector's in the tables."""
    year = world.month.year if world.switches.prices_move else world.start_month.year
    moved = world.system.value_added_ratio(year) / world.fixed.start_value_added_ratio
    return np.asarray(1.0 - np.minimum(1.0, world.firms.value_added_share * moved[world.firms.sector]))
