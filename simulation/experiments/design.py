"""Draws of the uncertain parameters: a Latin hypercube that never changes when runs or parameters are added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import numpy as np

from simulation.catalogue import Quantity, complex_table, has_table
from simulation.luck import stream, uniform, uniforms

BLOCK = 8
"""Runs in which every stratum of a parameter is met once."""
REMEMBERED = 4096
"""Blocks kept at hand: those of all parameters over the runs that are under way."""


def draw_parameters(quantities: Mapping[str, Quantity], seed_base: int, *, run: int) -> dict[str, float]:
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
        key: quantity.quantile(stratified(seed_base, key, run=run))
        for key, quantity in quantities.items()
        if quantity.ranged
    }


def stratified(seed_base: int, name: str, *, run: int) -> float:
    """Probability in (0, 1) of one parameter in one run: its stratum of the block, and a place within it."""
    block, position = divmod(run, BLOCK)
    return _block(seed_base, name, block=block)[position]


@lru_cache(maxsize=REMEMBERED)
def _block(seed_base: int, name: str, *, block: int) -> list[float]:
    """Probabilities of one parameter in the runs of a block."""
    key, places = stream(seed_base, f"parameter {name}", step=block), np.arange(BLOCK)
    order = np.argsort(uniforms(key, places), kind="stable")
    return list(((order + uniforms(key, places, 1)) / BLOCK).tolist())


def learned_draw(complex_key: str, seed_base: int, *, run: int) -> dict[str, float]:
    """One joint draw of the parameters that the record of a complex has spoken of; nothing where none were learned.

    Rows of the table ``posterior`` are equally likely and in random order: run r of a set takes the r-th row after a
    first one that the base of the seeds chooses, so that no row is taken twice before all were.

    Args:
        complex_key: complex.
        seed_base: base of the seeds of the set.
        run: number of the run, from 0.
    """
    rows = _learned(complex_key)
    if not rows:
        return {}
    first = int(uniform(stream(seed_base, "first learned draw"), 0) * len(rows))
    return dict(rows[(first + run) % len(rows)])


@cache
def _learned(complex_key: str) -> tuple[dict[str, float], ...]:
    if not has_table(complex_key, "posterior"):
        return ()
    rows = complex_table(complex_key, "posterior").to_dict("records")
    return tuple({str(name): float(value) for name, value in row.items()} for row in rows)
