"""The unit of work: one seed with all its worlds, under the same luck, the same draw and the same outside path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import parameters_for
from simulation.experiments.design import draw_parameters
from simulation.model import Complex
from simulation.scenario import Scenario

HISTORY = "history"
SEED_STEP = 1_000_003


@dataclass(frozen=True, slots=True)
class World:
    """What one world of one seed left behind."""

    arrays: Mapping[str, NDArray[np.float64]]
    city: Mapping[str, NDArray[np.float64]]
    residual: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One run: all its worlds, the parameters drawn, and its seed."""

    run: int
    seed: int
    draw: Mapping[str, float]
    worlds: Mapping[str, World]
    notes: Mapping[str, Any] = field(default_factory=dict)


def seed_of(scenario: Scenario, run: int) -> int:
    """Seed of a run: a fixed step apart, so that sets with neighbouring bases share no seed."""
    return scenario.seed * SEED_STEP + run


def draw_for(scenario: Scenario, run: int) -> dict[str, float]:
    """Parameters drawn for a run; those the scenario holds at a value are not drawn."""
    drawn = draw_parameters(parameters_for(scenario.complex), scenario.seed, run)
    return {key: value for key, value in drawn.items() if key not in scenario.parameters}


def first_world(worlds: Sequence[Scenario]) -> Scenario:
    """The world in which the outside path is found: the record's where it is among them, else the first."""
    return next((world for world in worlds if world.key.endswith(HISTORY)), worlds[0])


def simulate(scenario: Scenario, seed: int, draw: Mapping[str, float], first: Complex | None) -> Complex:
    """Run one world; worlds after the first share its start state and its outside path."""
    if first is None:
        model = Complex(scenario, seed=seed, draw=draw)
    else:
        model = Complex(scenario, seed=seed, draw=draw, outside=first.outside.settled(), start=first.start)
    model.run()
    return model


def run_unit(worlds: Sequence[Scenario], run: int) -> Unit:
    """Run all worlds of one seed.

    Args:
        worlds: resolved scenarios of one complex with the same months.
        run: number of the run, from 0.
    """
    lead = first_world(worlds)
    seed, draw = seed_of(lead, run), draw_for(lead, run)
    first = simulate(lead, seed, draw, None)
    results: dict[str, World] = {}
    for scenario in worlds:
        model = first if scenario is lead else simulate(scenario, seed, draw, first)
        results[scenario.key] = World(model.recorder.arrays(), dict(model.recorder.city), model.residual)
    return Unit(run, seed, draw, results)
