"""Everything that ships, at its own size: every scenario closes its books, every announced programme does something."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.alone import OWN_MONEY, Programme, alone, announced_programmes, doses_of
from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.model.world import World
from simulation.scenario import Scenario

pytestmark = pytest.mark.statistics

RUNNING = [row for row in announced_programmes() if row.runs]
SCALE, WORLDS = 0.05, 3
BEYOND_THE_WORLD: dict[str, str] = {}
"""Programmes that change no series of a small world even at ten times their dose, and why."""


@pytest.mark.parametrize("name", sim.gallery())
def test_a_shipped_scenario_closes_its_books_at_full_size(name: str) -> None:
    scenario = sim.load(name)
    assert scenario.scale == 1.0
    model = sim.Complex(scenario, seed=seed_of(scenario, 0), draw=draw_for(scenario, 0))
    model.run()
    assert model.residual < 1e-9, model.residuals


@cache
def without(name: str, run: int) -> tuple[Scenario, World]:
    """A small world of a seed in which no programme of a scenario acts."""
    row = next(each for each in RUNNING if each.scenario == name)
    scenario = alone(row, 0, scale=SCALE)
    return scenario, simulate(scenario, seed_of(scenario, run), draw=draw_for(scenario, run), first=None)


def series(world: World) -> dict[str, np.ndarray]:
    """Every recorded series but the money that is paid, by whom and to whom."""
    kept = {**world.recorder.arrays(), **world.recorder.city}
    return {name: values for name, values in kept.items() if not name.startswith(OWN_MONEY)}


def moved(row: Programme, run: int) -> list[str]:
    """Series that ten times the dose of a programme moves in the world of one seed, its own money apart."""
    scenario, base = without(row.scenario, run)
    seed, draw = seed_of(scenario, run), draw_for(scenario, run)
    if alone(row, 0, scale=SCALE).instruments != scenario.instruments:
        # What the baseline holds is no programme of another row: its world without it is its own.
        base = simulate(alone(row, 0, scale=SCALE), seed, draw=draw, first=base)
    acting = simulate(alone(row, doses_of(row)[-1], scale=SCALE), seed, draw=draw, first=base)
    there, here = series(base), series(acting)
    return [name for name, values in here.items() if not np.array_equal(values, there[name], equal_nan=True)]


@pytest.mark.parametrize("row", RUNNING, ids=lambda row: row.key)
def test_a_programme_at_ten_times_its_dose_moves_something_or_says_why_not(row: Programme) -> None:
    """Support that goes to what firms would have done anyway may move nothing in one world, and not in all of them."""
    found = any(moved(row, run) for run in range(WORLDS))
    assert found != (row.key in BEYOND_THE_WORLD)
