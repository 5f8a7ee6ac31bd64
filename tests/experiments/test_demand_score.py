"""The outside path's own score: no origin knows what came after it, and the tables say what they hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.catalogue import complex_data, parameters_for
from simulation.experiments.demand_score import _by_quarter, quarterly_origins, score_demand, yearly_origins
from simulation.model.parts.outside import announced_levels
from simulation.units import Month

DATA = complex_data("changwon")
CENTRE = {key: quantity.value for key, quantity in parameters_for("changwon").items()}


def test_a_path_knows_nothing_after_its_start() -> None:
    start = Month.parse("2019-09")
    later = DATA.record_total.copy()
    later.loc[later.index > "2019Q3", "production"] *= 3.0
    years = DATA.annual.copy()
    years.loc[years["year"] >= 2019, "production_headline_jo_krw"] *= 3.0
    changed = replace(DATA, record_total=later, annual=years)
    assert np.array_equal(
        announced_levels(DATA, start, months=24, seed=5, draw=CENTRE),
        announced_levels(changed, start, months=24, seed=5, draw=CENTRE),
    )


def test_origins_and_horizons_stay_in_the_record() -> None:
    assert yearly_origins(DATA)[0] == 2009
    assert quarterly_origins(DATA)[0] == "2019Q1"
    assert quarterly_origins(DATA)[-1] == "2023Q3"
    assert [made.ahead for made in _by_quarter(DATA, "2022Q4", paths=4)] == [1, 4]


def test_scores_hold_one_row_a_horizon() -> None:
    scores, single = score_demand("changwon", 20)
    assert list(scores["basis"]) == ["year"] * 4 + ["quarter"] * 3
    assert scores.loc[scores["basis"] == "quarter", "origins"].tolist() == [19, 16, 12]
    assert single["pit"].between(0.0, 1.0).all()
    assert (scores["crps_pool"] > 0.0).all()
