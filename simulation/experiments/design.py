"""Draws of the uncertain parameters: a Latin hypercube that never changes when runs or parameters are added."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.catalogue import Quantity
from simulation.luck import stream, uniform

BLOCK = 8
"""Runs in which every stratum of a parameter is met once."""


def draw_parameters(quantities: Mapping[str, Quantity], seed_base: int, run: int) -> dict[str, float]:
    """Values of all ranged parameters for one run.

    Runs are taken in blocks of eight; within a block every parameter meets each eighth of its distribution once, in
    an order of its own: a replicated Latin hypercube. Every parameter has its own stream by name, so a new parameter
    changes no other, and run r is the same in a set of any length.

    Args:
        quantities: parameters by key; those without a range keep their value and are left out.
        seed_base: base of the seeds of the set.
        run: number of the run, from 0.
    """
    return {
        key: quantity.quantile(stratified(seed_base, key, run))
        for key, quantity in quantities.items()
        if quantity.ranged
    }


def stratified(seed_base: int, name: str, run: int) -> float:
    """Probability in (0, 1) of one parameter in one run: its stratum of the block, and a place within it."""
    block, position = divmod(run, BLOCK)
    key = stream(seed_base, f"parameter {name}", block)
    order = np.argsort([float(uniform(key, place)) for place in range(BLOCK)], kind="stable")
    return float((order[position] + uniform(key, position, 1)) / BLOCK)
