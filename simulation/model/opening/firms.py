"""The firms of a world as it opens: tenants and candidates, their steps, what the month before left them."""

from __future__ import annotations

import numpy as np

from simulation.catalogue import minimum_pay
from simulation.catalogue.areas import AREAS
from simulation.model.opening.fixed import Ground, margin_at_start
from simulation.model.parts.demography import Demography, lay_out_demography
from simulation.model.parts.fixed import Fixed
from simulation.model.parts.flows import Flows
from simulation.model.parts.ladder import Ladder, prepare_ladder
from simulation.model.parts.office import hours_at_start
from simulation.model.parts.research import begin_research
from simulation.state import Firms, Network, copy_of


def firms_and_candidates(ground: Ground) -> tuple[Firms, Network, Demography]:
    """The firms of the start, rows for those that may enter, and who buys from whom among them."""
    firms, network, demography = lay_out_demography(
        copy_of(ground.start.firms),
        ground.start.network,
        value=ground.value,
        seed=ground.seed,
        industries=len(ground.data.industries),
        months=ground.asked.months,
        scale=ground.asked.scale,
        on=ground.switches.demography,
    )
    if ground.switches.partial_adjustment:
        firms.productivity /= hours_at_start(ground.data, ground.month.quarter, draw=ground.value)[firms.industry]
    firms.labour[:] = firms.employees
    return firms, network, demography


def ladder_at_start(ground: Ground, firms: Firms, *, fixed: Fixed) -> Ladder:
    """The steps that firms may take, and the research that runs at the start."""
    margin, on = margin_at_start(ground, firms, fixed=fixed), ground.switches.technology
    ladder = prepare_ladder(firms, margin, value=ground.value, seed=ground.seed, start=ground.month, on=on)
    if on:
        tenants = np.flatnonzero(firms.active)
        heads = firms.employees[tenants].astype(np.float64)
        begin_research(firms, tenants, employees=heads, seed=ground.seed, value=ground.value)
    return ladder


def flows_at_start(ground: Ground, firms: Firms) -> Flows:
    """What the first month finds of the one before it."""
    lowest = minimum_pay(ground.month.year)
    return Flows.at_start(
        firms, len(AREAS), sectors=ground.system.sectors, months=ground.asked.months, minimum_pay=lowest
    )
