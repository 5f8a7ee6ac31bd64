"""The outside path's own score: no origin knows what came after it, and the tables say what they hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.catalogue import central_values, complex_data
from simulation.equations.outlook import YearlyLesson
from simulation.experiments import demand_score
from simulation.experiments.demand_score import _by_quarter, _by_year, quarterly_origins, score_demand, yearly_origins
from simulation.model.parts.outside import announced_levels, drawn_spread
from simulation.units import Month

DATA = complex_data("changwon")
CENTRE = central_values("changwon")


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


def test_the_yearly_score_is_that_of_paths_whose_spread_is_drawn(monkeypatch) -> None:
    """0.1 sqrt(8 / 7.344) = 0.10437 at the median of chi2(8); thrice the spread makes paths that much wider."""
    known = YearlyLesson(drift=0.02, drift_error=0.0, spread=0.1, steps=8)
    assert drawn_spread(known, 0.5) == pytest.approx(0.10437, abs=1e-5)
    assert drawn_spread(known, 0.05) > 0.16
    width = {}
    for times in (1.0, 3.0):
        monkeypatch.setattr(demand_score, "drawn_spread", lambda lesson, luck, times=times: times * lesson.spread)
        width[times] = np.std(next(_by_year(DATA, 2010, paths=60)).drawn)
    assert width[3.0] > 2.0 * width[1.0]
