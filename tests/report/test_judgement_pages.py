"""Pages of the back-test, the forecast and the calibration: every file is there, and sentences quote the tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import complex_data, parameters_for
from simulation.experiments.backtest import _cases, _scored
from simulation.experiments.backtest_scores import pool_weights, summary
from simulation.experiments.calibrate import Learned
from simulation.experiments.forecast import _rows
from simulation.experiments.moments import moments_of, of_record
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.published import published
from simulation.report.backtest_figures import forecast_figure
from simulation.report.backtest_page import save_backtest, save_forecast, verdict_rows
from simulation.report.calibration import learned_table, missed, save_calibration
from tests.pages import read_page
from tests.white import pictures_left_white

DATA = complex_data("changwon")
NAMES = ("labour.adjustment_up", "labour.overhang_share")


@pytest.fixture(autouse=True)
def white():
    """Files and sentences are looked at, not what is painted."""
    with pictures_left_white():
        yield


def known(origin: str, quarters: int, factor: float) -> np.ndarray:
    """Four made-up runs that hit the record times a factor, with a little spread."""
    table = np.ones((4, quarters, len(MEASURES), 1 + len(DATA.industries)))
    for place, measure in enumerate(MEASURES):
        record = published(DATA, measure)["total"]
        levels = [record.get(quarter, record.iloc[-1]) for quarter in following(origin, quarters)]
        table[:, :, place, 0] = np.array(levels) * factor
    return table * np.array([0.99, 1.0, 1.0, 1.01])[:, None, None, None]


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    rows = []
    for origin in ("2020Q4", "2021Q2"):
        for case, draws in _cases(DATA, "announced", origin=origin, table=known(origin, 4, 1.0)):
            rows += _scored(DATA, case, draws=draws) if case.industry == "total" else []
    return pd.DataFrame(rows)


def test_a_model_that_hits_the_record_is_said_to_be_better(judged: pd.DataFrame, tmp_path: Path) -> None:
    means, weights = summary(judged), pool_weights(judged)
    said = verdict_rows(means, "en")
    assert {row[-1] for row in said} == {"better"}
    save_backtest(judged, means, weights=weights, data=DATA, runs=4, folder=tmp_path / "b")
    names = {path.name for path in (tmp_path / "b").iterdir()}
    assert {"forecasts.csv", "scores.csv", "weights.csv", "backtest.ko.html", "backtest.en.html"} <= names
    page = read_page(tmp_path / "b" / "backtest.en.html")
    assert f"better in {len(said)} of {len(said)}" in page
    assert (weights["weight"] > 0.9).all()
    judged_by = 4 * judged["ahead"].nunique()
    title = f"With nothing given, the model is the most accurate in {judged_by} of {judged_by} measures and horizons"
    assert title in page
    assert pd.read_csv(tmp_path / "b" / "accuracy.csv")["crps"].notna().all()
    assert len(pd.read_csv(tmp_path / "b" / "places.csv")) == (judged["method"] == "model").sum()


def test_a_forecast_is_written_in_the_columns_a_score_reads(tmp_path: Path) -> None:
    table = known("2023Q4", 4, 1.1)
    rows = save_forecast(
        pd.DataFrame(_rows(DATA, "2023Q4", table=table)), data=DATA, runs=4, folder=tmp_path / "f", language="en"
    )
    written = pd.read_csv(tmp_path / "f" / "forecast.csv")
    expected = ["variable", "industry", "quarter", "mean", "q025", "q10", "q25", "q50", "q75", "q90", "q975"]
    assert list(written.columns) == expected
    model = pd.read_csv(tmp_path / "f" / "forecast_model.csv").set_index(["variable", "industry", "quarter"])
    jobs = float(published(DATA, "employment")["total"].iloc[-1])
    assert model.loc[("employment", "total", "2024Q4"), "q50"] == pytest.approx(1.1 * jobs)
    assert [row[1] for row in rows] == ["2024Q4"] * len(MEASURES)
    assert all(row[3:] == ["-", "-"] for row in rows), "four runs carry no band"


@pytest.mark.parametrize(("runs", "bands", "said"), [(9, 0, "take 10 runs"), (10, 2, "takes 40"), (40, 3, "95 %")])
def test_a_forecast_draws_the_bands_that_its_runs_carry(runs: int, bands: int, said: str) -> None:
    found = pd.DataFrame(_rows(DATA, "2023Q4", table=known("2023Q4", 4, 1.1)))
    picture = forecast_figure(found, DATA, runs=runs, language="en")
    assert [len(axes.collections) for axes in picture.figure.axes] == [bands] * len(MEASURES)
    assert said in " ".join(picture.texts())
    assert (" to " in picture.title) == (bands > 0)


def test_the_page_of_calibration_says_how_far_the_test_years_are_missed(tmp_path: Path) -> None:
    luck = np.random.default_rng(3)
    places = luck.uniform(size=(60, len(NAMES)))
    quantities = parameters_for("changwon")
    values = pd.DataFrame({n: [quantities[n].quantile(p) for p in places[:, c]] for c, n in enumerate(NAMES)})
    listed = moments_of(DATA)
    seen = of_record(DATA, listed)
    strength = pd.DataFrame({"parameter": NAMES, "told": [0.5, 0.4]})
    found = Learned(NAMES, values, places, strength, luck.uniform(size=(40, 2)), np.ones((60, 3)), seen, listed, places)
    histories = known("2018Q4", 20, 1.02)
    save_calibration(found, histories, data=DATA, scale=0.15, folder=tmp_path / "c")
    names = {path.name for path in (tmp_path / "c").iterdir()}
    assert {"posterior.csv", "learned.csv", "calibration.ko.html", "histories.png", "ranks.svg"} <= names
    assert {"histories.csv", "prior_posterior.csv", "ranks.csv"} <= names
    page = read_page(tmp_path / "c" / "calibration.en.html")
    assert "Test quarters in the 80 % band: Employment" in page
    assert "The record narrows 0 of 2 parameters by more than a fifth" in page
    assert "2.00 percent in 2022-23" in missed(histories, DATA, language="en")[0]
    assert learned_table(found, "changwon")["spread_ratio"].to_numpy() == pytest.approx([1.0, 1.0])
