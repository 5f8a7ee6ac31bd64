"""Whole worlds under one luck: more of what helps (T16, T17)."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.model import Complex
from simulation.scenario import Scenario, load
from tests.policy.small_worlds import base_run, baseline, run, tried

SCALE = baseline().scale
"""Amounts below are those of the whole."""


def with_instrument(**options: Any) -> Scenario:
    """The baseline and one instrument of the announced programme, changed."""
    announced = load("changwon/smart_complex").instruments
    name = options.pop("name")
    free = {"scaled_by": None, "pool": None, "start": None}
    spec = type(announced[name]).model_validate({**announced[name].model_dump(), **free, **options})
    return tried(spec)


def adopters(model: Complex) -> set[int]:
    return set(model.firms.identifier[model.firms.smart_level > model.ladder.start_level].tolist())


def test_higher_rate_with_ample_money_leaves_no_adopter_behind() -> None:
    # Sales of the treated feed back on what rivals can afford, so a few firms may be lost; without it none is.
    reached = []
    for rate in (0.2, 0.5, 0.8):
        wide = with_instrument(name="smart_factory", rate=rate, cap={1: 99.0, 2: 99.0}, budget={2019: 1e6, 2020: 1e6})
        reached.append(adopters(run(wide)))
    assert len(reached[0]) < len(reached[1]) < len(reached[2])
    assert len(reached[0] - reached[2]) <= 0.02 * len(reached[0])


def test_more_awareness_and_lower_thresholds_mean_more_adopters() -> None:
    for key, low, high in (
        ("technology.awareness_spontaneous", 0.004, 0.02),
        ("technology.awareness_imitation", 0.02, 0.2),
        ("technology.threshold_mean", 0.6, 0.0),
        ("technology.cost.level_1", 5.0, 1.5),
    ):
        assert len(adopters(run(baseline(), **{key: low}))) < len(adopters(run(baseline(), **{key: high}))), key


def test_spending_reaches_tenants_as_orders_and_is_paid_to_the_last_won() -> None:
    model = run(with_instrument(name="construction", budget={2019: 900.0, 2020: 900.0}, stage="outturn"))
    statement = model.programmes.statement()
    tried = statement[statement["instrument"] == "tried"]
    assert tried["paid"].sum() == pytest.approx(1800.0 * SCALE)
    assert model.firms.sales_programme.sum() > base_run().firms.sales_programme.sum()
    assert model.residual < 1e-9
