"""Hours and hands: long hours drive people away, and what hands cannot make is counted by occupation (4.7)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.hours import by_occupation, lost_to_labour, strain
from simulation.equations.labour import loses_elsewhere, open_posts_at_rest
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


def test_firms_that_are_hard_to_work_for_start_with_more_open_posts() -> None:
    # Four leave each firm. Of their posts 0.2 x 2/1.5 and 0.2 x 1/1.5 stay open: v = u s / (1 - u (1 - s)) is
    # 0.0106667/0.744 and 0.0026667/0.8693333; the mean of v over heads is 0.0068240, and latent posts 2 % in all.
    rate, heads = np.array([0.04, 0.02]), np.array([100.0, 200.0])
    advertised, latent = open_posts_at_rest(
        rate, heads, fill_probability=0.8, relative=np.array([2.0, 1.0]), latent=0.02
    )
    assert advertised == pytest.approx([0.0143369176, 0.0030674847])
    assert latent == pytest.approx([0.0420193, 0.0089903], abs=1e-7)
    assert float(latent @ heads) == pytest.approx(0.02 * 300.0)


def test_as_many_leave_work_elsewhere_as_enter_it() -> None:
    # Found by 0.1 (80 + 30) = 11 and by 10 at once; 14 are hired away; 110 may lose it.
    given = {"quits": 40.0, "hired_away": 14.0, "unemployed_share": 0.75}
    assert loses_elsewhere(0.1, unemployed=80.0, elsewhere=100.0, **given) == pytest.approx(7.0 / 110.0)
    nobody = {"quits": 0.0, "hired_away": 0.0, "unemployed_share": 0.75}
    assert loses_elsewhere(0.1, unemployed=80.0, elsewhere=100.0, **nobody) == pytest.approx(0.08)
    assert loses_elsewhere(0.1, unemployed=80.0, elsewhere=0.0, **given) == 0.0


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
