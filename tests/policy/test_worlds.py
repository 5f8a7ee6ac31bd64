"""Whole worlds under one luck: nothing before the start, more of what helps (T3, T16, T17, links)."""

from __future__ import annotations

from typing import Any

import numpy as np
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


def test_subsidy_leads_to_adoption_quality_orders_and_output() -> None:
    """The chain, link by link, with the effects drawn at a visible size."""
    effect = {"technology.demand_gain": 0.2, "technology.productivity_gain": 0.05, "displacement.local": 0.2}
    # Rungs in their order: levels drawn apart may cross, and then a step up would take something back.
    effect |= {"technology.effect_share.level_2": 1.3, "technology.effect_share.level_3": 1.6}
    short = {"technology.ramp_start": 3.0, "technology.ramp_full": 12.0}
    programme = with_instrument(name="smart_factory", budget={2019: 900.0, 2020: 900.0}, stage="outturn")
    with_it, without = run(programme, **effect, **short), run(baseline(), **effect, **short)
    more = np.array(sorted(adopters(with_it) - adopters(without)))
    assert more.size > 20 * SCALE
    rows = np.isin(with_it.firms.identifier, more)
    assert (with_it.firms.treated_quality[rows] > without.firms.treated_quality[rows]).mean() > 0.3
    assert (with_it.firms.treated_productivity[rows] >= without.firms.treated_productivity[rows]).all()
    assert with_it.firms.orders_outside[rows].sum() > without.firms.orders_outside[rows].sum()
    gained = with_it.recorder.arrays()["output_real"].sum() - without.recorder.arrays()["output_real"].sum()
    assert gained > 0.0


def test_spending_reaches_tenants_as_orders_and_is_paid_to_the_last_won() -> None:
    model = run(with_instrument(name="construction", budget={2019: 900.0, 2020: 900.0}, stage="outturn"))
    statement = model.programmes.statement()
    tried = statement[statement["instrument"] == "tried"]
    assert tried["paid"].sum() == pytest.approx(1800.0 * SCALE)
    assert model.firms.sales_programme.sum() > base_run().firms.sales_programme.sum()
    assert model.residual < 1e-9
