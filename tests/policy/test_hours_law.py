"""The 52-hour week for all at once: it caps hours where the law's own date has not come, and heads and pay answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.model.phases.limits import labour_limit
from simulation.model.world import World
from simulation.scenario import load
from simulation.units import Month

LAW, BEFORE = 1.18, 1.3


def hours_allowed(world: World) -> np.ndarray:
    """Most hours of the heads at work, relative to normal ones; missing where nobody works."""
    firms = world.firms
    works = firms.active & (firms.labour > 0.0)
    return np.where(works, labour_limit(world) / np.where(works, firms.productivity * firms.labour, 1.0), np.nan)


@pytest.fixture(scope="module")
def pair() -> tuple[Any, Any]:
    """The baseline and the scenario under one luck, to 2019-12, on an outlook in which hands are short."""
    baseline, early = (load(f"changwon/{name}", ["scale=0.05", "end=2019-12"]) for name in ("baseline", "week_52"))
    boom = load("changwon/baseline", ["scale=0.05", "end=2019-12", "instruments.boom={kind: outside_event, demand: "
        "{2019: 1.25}, source: judgement, status: assumed}"])  # fmt: skip
    boom_early = early.model_copy(update={"instruments": {**early.instruments, "boom": boom.instruments["boom"]}})
    draw = {**draw_for(baseline, 1), "labour.hours_limit": LAW, "labour.hours_limit_before": BEFORE}
    seed = seed_of(baseline, 1)
    first = simulate(boom, seed, draw=draw, first=None)
    return first, simulate(boom_early, seed, draw=draw, first=first)


def test_the_limit_holds_by_size_at_the_laws_date_and_for_all_in_the_scenario(pair) -> None:
    usual, early = pair
    # After December 2019 the month is 2020-01, in which the law comes to firms of 50 workers and more.
    assert str(usual.month) == "2020-01"
    assert np.nanmax(abs(hours_allowed(early) - LAW)) < 1e-12
    large = usual.firms.employees >= 50
    expected = np.where(large, LAW, BEFORE)
    assert np.nanmax(abs(hours_allowed(usual) - expected)) < 1e-12
    assert large.any()
    assert not large.all()
    sizes = np.array([49, 50, 299, 300])
    assert usual.data.hours_law_applies(Month.parse("2019-12"), sizes).tolist() == [False, False, False, True]


def test_heads_output_and_pay_answer_to_missing_hours(pair) -> None:
    usual, early = (each.recorder.arrays() for each in pair)

    def gap(name: str) -> np.ndarray:
        months = usual[name].shape[0]
        return (early[name] - usual[name]).reshape(months, -1).sum(axis=1)

    assert gap("output_real").sum() < 0.0
    pay_a_head = [each["wage_bill"].sum() / each["employment"].sum() for each in (usual, early)]
    assert pay_a_head[1] < pay_a_head[0], "fewer hours are paid a premium"
    assert gap("employment")[-1] > 0.0, "missing hours are posts to fill"
