"""What is on offer, counted and paid from the first month on: grants, new adopters, money to who needed none."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.twins import _granted_to
from simulation.model import Complex
from simulation.model.parts.history import FirmHistory
from simulation.units import EOK

LAST = "2020-06"


@pytest.fixture(scope="module")
def lived() -> tuple[Complex, np.ndarray]:
    """A year and a half of the programme in a small world, and who stood on the ladder at the start."""
    model = Complex(sim.load("changwon/smart_complex", {"scale": "0.1", "end": LAST}), seed=4)
    on_it = np.zeros(model.history.first_step.size, dtype=bool)
    on_it[: model.firms.smart_level.size] = model.firms.smart_level > 0
    model.run()
    return model, on_it


def test_a_step_has_its_price_before_the_first_month() -> None:
    """Programmes decide before firms weigh: without a price nobody could be offered a grant in the first month."""
    model = Complex(sim.load("changwon/baseline", {"scale": "0.05", "end": "2019-01"}), seed=4)
    makers = model.firms.operating & model.firms.manufacturing & (model.firms.smart_level < 4)
    assert makers.any()
    assert np.isfinite(model.world.flows.step_cost[makers]).all()
    assert np.isinf(model.world.flows.step_cost[~model.firms.active]).all()


def test_new_adopters_are_those_who_stepped_onto_the_ladder_since(lived: tuple[Complex, np.ndarray]) -> None:
    """Not who stood on it at the start and went on, and those who have left since with them."""
    model, on_it = lived
    first, told = model.history.first_step, model.recorder.city["new_adopters"].cumsum()
    for month in range(model.months):
        assert told[month] == np.count_nonzero((first >= 0) & (first <= month) & ~on_it)
    assert (first[on_it] >= 0).any(), "some go on from a rung of the start"
    assert told[-1] > 0


def test_money_to_firms_is_told_by_month_and_for_steps_alone() -> None:
    """Firm 1 of two receives 3 and 4 억 for steps in months 0 and 2, and 5 for something else."""
    history = FirmHistory(3, 4)
    history.granted = {
        "steps": [(0, np.array([1.0, 3.0]) * EOK), (2, np.array([0.0, 4.0, 9.0]) * EOK)],
        "other": [(1, np.array([0.0, 5.0]) * EOK)],
    }
    history.for_steps = {"steps"}
    world = type("Lived", (), {"months": 3, "history": history})()
    assert _granted_to(np.array([False, True, False, False]), world).tolist() == [3.0, 0.0, 4.0]
    assert history.receivers("steps").tolist() == [True, True, True, False]
    assert history.receivers("nothing").tolist() == [False] * 4
