"""What Mesa's own tools read of a run: totals of the complex, month by month."""

from __future__ import annotations

from functools import partial

import mesa

from simulation.model.complex.agents import WorldModel

COLLECTED = ("production", "value_added", "employment", "exports", "tenants", "adopters")
"""Reported variables that add up over industries and size classes."""


def collector() -> mesa.DataCollector:
    """A collector of the totals, in the units of ``variables.yaml``, for ``mesa.batch_run`` and its like."""
    return mesa.DataCollector(model_reporters={name: partial(_total, name=name) for name in COLLECTED})


def _total(model: WorldModel, name: str) -> float:
    """Sum over cells of the month that has just ended."""
    world = model.world
    return float(world.recorder.arrays()[name][world.step_index - 1].sum())
