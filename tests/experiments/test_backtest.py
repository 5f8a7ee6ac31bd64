"""The back-test: what is asked, what is compared, and that a killed one goes on where it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import complex_data
from simulation.experiments import backtest as room
from simulation.experiments.backtest import _scored, backtest, origins_of
from simulation.experiments.backtest_scores import pool_weights, summary
from simulation.experiments.drivers import driven_origins, production_by_drivers
from simulation.experiments.forecast import forecast, pool_at
from simulation.experiments.origins import MEASURES, as_published, following, run_from, scenario_from
from simulation.experiments.plans import announced_plan
from simulation.experiments.published import learned_from, published, scaled, unmasked

DATA = complex_data("changwon")


def test_quarters_follow_the_origin_over_the_year() -> None:
    assert following("2020Q3", 3) == ["2020Q4", "2021Q1", "2021Q2"]
    scenario = scenario_from("changwon", "2020Q3", quarters=3, mode="drivers")
    assert (scenario.start, scenario.end, scenario.outlook) == ("2020-09", "2021-06", "announced")


def test_months_become_the_quarters_of_the_office() -> None:
    """Two industries, one size class: production adds, people stand at the end, utilisation is weighed by capacity."""
    months = np.arange(3.0)
    table = np.stack([months + 1.0, 10.0 * (months + 1.0)], axis=1)[:, :, None]
    arrays = dict.fromkeys(("production", "employment", "tenants"), table)
    arrays |= {
        "capacity": np.array([[1.0, 3.0]] * 3)[:, :, None],
        "utilisation": np.array([[60.0, 80.0]] * 3)[:, :, None],
    }
    assert as_published(arrays, 1.0)[0].tolist() == [
        [66.0, 6.0, 60.0],
        [33.0, 3.0, 30.0],
        [33.0, 3.0, 30.0],
        [75.0, 60.0, 80.0],
    ]


def test_levels_are_percent_over_the_base_and_rates_are_points() -> None:
    assert scaled(np.array([np.e]), 1.0, measure="employment")[0] == pytest.approx(100.0)
    assert scaled(np.array([81.0]), 79.5, measure="utilisation_pct")[0] == 1.5


def test_drivers_know_nothing_of_production_after_the_origin() -> None:
    assert driven_origins(DATA)[0] == "2021Q4"
    assert origins_of(DATA, "drivers")[0] == "2021Q4"
    drawn = np.array([production_by_drivers(DATA, "2021Q4", quarters=8, seed=seed).sum(axis=1) for seed in range(200)])
    assert drawn.shape == (200, 8)
    base = DATA.production_total("2021Q4")
    assert np.log(drawn[:, 0] / base).std() > 0.02
    assert np.log(drawn[:, 7] / base).std() > np.log(drawn[:, 0] / base).std()


def test_the_plan_is_an_even_way_to_the_target() -> None:
    start = DATA.record_total.loc["2018Q4", "employment"]
    assert announced_plan("changwon", "employment", quarter="2023Q4") == pytest.approx(150_000.0)
    middle = announced_plan("changwon", "employment", quarter="2021Q2")
    assert middle == pytest.approx(np.sqrt(start * 150_000.0))
    assert announced_plan("changwon", "production_eok_krw", quarter="2023Q4") == pytest.approx(670_000.0 / 4)
    assert announced_plan("changwon", "employment", quarter="2024Q1") is None
    assert announced_plan("changwon", "utilisation_pct", quarter="2020Q1") is None


def test_jobs_fixed_to_output_grow_as_volumes_do() -> None:
    case = room.Case("recorded", "employment", "total", "2020Q4", 4)
    rows = {row["method"]: row for row in _scored(DATA, case, draws=np.array([0.0, 1.0]))}
    levels = [(DATA.production_levels([q])[0][0] / DATA.price_index(q, {})).sum() for q in ("2020Q4", "2021Q4")]
    assert rows["fixed_jobs"]["median"] == pytest.approx(100.0 * np.log(levels[1] / levels[0]))
    jobs = published(DATA, "employment")["total"]
    assert rows["model"]["came"] == pytest.approx(100.0 * np.log(jobs["2021Q4"] / jobs["2020Q4"]))


def test_a_back_test_has_every_question_and_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FIRST_ORIGIN", "2023Q2")
    monkeypatch.setattr(room, "AHEAD", (1, 2))
    asked = {"key": "changwon", "runs": 2, "modes": ("announced", "recorded"), "workers": 1, "parts": tmp_path}
    first = backtest(**asked, scale=0.05)
    kept = sorted(tmp_path.rglob("*.npy"))
    assert len(kept) == 8
    kept[0].unlink()
    assert backtest(**asked, scale=0.05).equals(first)
    assert set(first["mode"]) == {"announced", "recorded"}
    assert set(first["measure"]) == set(MEASURES)
    means, weights = summary(first), pool_weights(first)
    model = means[(means["method"] == "model") & (means["scope"] == "total")]
    assert len(model) == 2 * 4 + 2 * 3
    assert weights["weight"].between(0.0, 1.0).all()


def test_output_given_is_met() -> None:
    found = run_from(0, key="changwon", origin="2022Q4", quarters=2, mode="recorded", scale=0.1)
    record = [DATA.production_total(quarter) for quarter in ("2023Q1", "2023Q2")]
    assert found[:, 0, 0] == pytest.approx(record, rel=0.03)


def test_a_forecast_has_every_quarter_measure_and_core_industry() -> None:
    found = forecast("changwon", 2, quarters=2, workers=1, scale=0.05)
    pool = found[found["method"] == "pool"]
    assert list(dict.fromkeys(pool["quarter"])) == ["2024Q1", "2024Q2"]
    assert set(pool["industry"]) == {"total", "machinery", "electrical_electronic", "transport_equipment", "steel"}
    assert len(pool) == 2 * 4 * 5
    bands = pool[["q025", "q10", "q25", "q50", "q75", "q90", "q975"]].to_numpy()
    assert (np.diff(bands, axis=1) >= 0.0).all()


def test_a_complex_without_weights_stands_on_the_model() -> None:
    assert pool_at("nowhere", "employment", industry="total", ahead=3).weight == 1.0


def test_the_shipped_weights_are_read_between_horizons() -> None:
    rows = pd.read_csv("simulation/data/complexes/changwon/pool_weights.csv").query("scope == 'total'")
    own = rows[rows["measure"] == "employment"].set_index("ahead")["weight"]
    assert pool_at("changwon", "employment", industry="total", ahead=1).weight == pytest.approx(own[1])
    assert pool_at("changwon", "employment", industry="total", ahead=2).weight == pytest.approx(
        own[1] + (own[4] - own[1]) / 3.0
    )
    assert pool_at("changwon", "employment", industry="total", ahead=12).weight == pytest.approx(own[8])


def test_a_rival_of_an_industry_takes_no_move_of_firms_for_growth():
    """Into 2020Q4 firms were moved: a rival of an industry sees the step of the total there, and its own elsewhere."""
    jobs = published(DATA, "employment").loc["2020Q2":"2021Q1"]
    known = learned_from(DATA, "employment", industry="steel", last="2021Q1")[-4:]
    steps = 100.0 * np.diff(np.log(jobs), axis=0)
    own, whole = list(jobs.columns).index("steel"), list(jobs.columns).index("total")
    assert DATA.reclassified.intersection(jobs.index) == {"2020Q3", "2020Q4"}
    assert np.diff(known) == pytest.approx([steps[0, whole], steps[1, whole], steps[2, own]])
    assert known[-1] == 0.0
    total = learned_from(DATA, "employment", industry="total", last="2021Q1")[-4:]
    assert np.diff(total) == pytest.approx(steps[:, whole]), "the total saw no firm move"


def test_where_production_of_an_industry_is_masked_its_part_of_the_total_stands_in():
    record, levels = published(DATA, "production_eok_krw"), DATA.production_levels(DATA.quarters)[0]
    masked = [name for name in DATA.industries[:-1] if record[name].isna().any()]
    assert masked
    for name in masked:
        hidden = record[name].isna().to_numpy()
        expected = np.where(hidden, levels[:, DATA.industries.index(name)], record[name])
        assert unmasked(DATA, "production_eok_krw", industry=name).to_numpy() == pytest.approx(expected)
