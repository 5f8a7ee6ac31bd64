"""A small world that has lived for some months, copied for every test that takes its verbs one by one."""

from __future__ import annotations

from copy import deepcopy

import pytest

import simulation as sim
from simulation.model import month
from simulation.model.opening import world_of
from simulation.model.world import World

MONTHS = 8


@pytest.fixture(scope="package")
def lived() -> World:
    """Eight months of a tenth of the city, in which firms have come and gone."""
    world = world_of(sim.load("changwon/smart_complex", {"scale": "0.1", "end": "2020-06"}), 3)
    for _ in range(MONTHS):
        month.step(world)
    return world


@pytest.fixture
def world(lived: World) -> World:
    """A copy that a test may change, with the rows of the month in sight and its ledger open."""
    copied = deepcopy(lived)
    copied.rows.show(copied.rows.until(copied.step_index))
    copied.ledger.open_month()
    return copied
