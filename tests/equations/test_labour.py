"""Hours and hands: long hours drive people away, and what hands cannot make is counted by occupation (4.7)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.labour import by_occupation, lost_to_labour, strain
from simulation.experiments.pair import draw_for, seed_of
from simulation.model.month import run
from simulation.model.opening import world_of
from simulation.scenario import load

OVERTIME = "labour.quits_by_overtime"


def test_long_hours_raise_quits_and_short_ones_do_not_lower_them_further() -> None:
    # exp(2 (0.13 - 0.03)) = e^0.2; below normal hours nothing is left of hours above normal, exp(2 (0 - 0.03)).
    factor = strain(np.array([1.13, 1.03, 1.0, 0.6]), 0.03, response=2.0)
    assert factor == pytest.approx([1.2214027582, 1.0, 0.9417645336, 0.9417645336])
    assert strain(np.array([1.5, 0.2]), 0.03, response=0.0) == pytest.approx([1.0, 1.0])


def test_what_hands_cannot_make_is_the_plan_within_capacity_less_their_limit() -> None:
    plan, capacity, labour = np.array([10.0, 10.0, 10.0]), np.array([20.0, 8.0, 20.0]), np.array([7.0, 7.0, 12.0])
    lost = lost_to_labour(plan, capacity, labour=labour)
    assert lost.tolist() == [3.0, 1.0, 0.0]
    assert by_occupation(lost, np.array([[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]])).tolist() == [2.5, 1.5]


@pytest.fixture(scope="module")
def worlds():
    """Two years of a small world in which hours drive nobody away, and in which they do."""
    asked = load("changwon/baseline", ["scale=0.05", "end=2020-12"])
    draw = draw_for(asked, 0)
    return [run(world_of(asked, seed_of(asked, 0), draw={**draw, OVERTIME: each})) for each in (0.0, 40.0)]


def test_people_leave_firms_that_work_long_hours(worlds) -> None:
    still, strained = worlds
    gone, stayed = (world.recorder.arrays()["separations"].sum() for world in (strained, still))
    assert gone > 1.1 * stayed
    assert strained.recorder.city["output_lost_to_labour"].sum() > still.recorder.city["output_lost_to_labour"].sum()


def test_what_is_lost_stands_by_occupation_and_is_what_firms_lost(worlds) -> None:
    world = worlds[0]
    lost = world.recorder.city["output_lost_to_labour"]
    assert lost.shape == (24, 4)
    assert lost[-1].sum() * 100.0 == pytest.approx(world.firms.price @ world.flows.lost_to_labour)
    assert lost.sum() > 0.0
