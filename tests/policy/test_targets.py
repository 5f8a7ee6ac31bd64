"""Target probabilities: Wilson intervals, readings, and T29 (a higher target is never more likely)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simulation.catalogue import sources, table
from simulation.outcomes.metrics import QUANTILES
from simulation.outcomes.target_values import IN_MODEL_UNITS, chance
from simulation.outcomes.targets import judge
from simulation.scenario import gallery, load
from simulation.units import UNITS, Month

RUNS = 24
MONTHS = [Month.parse("2019-01") + step for step in range(60)]
LUCK = np.random.default_rng(5).normal(size=(RUNS, 1))
NAMES = (
    "production", "revenue", "employment", "new_adopters", "output_real", "value_added_real", "programme_spending",
    "output_indirect_province", "output_indirect_rest", "value_added_indirect_province", "value_added_indirect_rest",
)  # fmt: skip


def series(rise: float) -> dict[str, np.ndarray]:
    time = np.linspace(0.0, 1.0, 60)[None, :]
    level = (1.0 + 0.05 * LUCK + rise * time) * 50_000.0
    found = dict.fromkeys(NAMES, level)
    found["employment"] = 124_000.0 * (1.0 + 0.05 * LUCK + rise * time)
    found["new_adopters"] = np.round(10.0 + (3.0 * rise + LUCK) * time)
    return found


@given(first=some.floats(-3.0, 3.0), second=some.floats(-3.0, 3.0))
@settings(max_examples=60, deadline=None)
def test_a_higher_target_is_never_more_likely(first: float, second: float) -> None:
    low, high = sorted((first, second))
    sample = LUCK[:, 0]
    assert chance(sample, high)["probability"] <= chance(sample, low)["probability"]


def test_interval_holds_the_probability_and_narrows_with_runs() -> None:
    few, many = chance(np.arange(8.0), 4.0), chance(np.repeat(np.arange(8.0), 20), 4.0)
    for found in (few, many):
        assert 0.0 <= found["low"] < found["probability"] < found["high"] <= 1.0
    assert many["high"] - many["low"] < few["high"] - few["low"]


def test_every_reading_has_its_row_and_those_without_say_why() -> None:
    factors = {
        f"{base}_{measure}_{place}": 1.3
        for base in ("spending", "output")
        for measure in ("production", "value_added")
        for place in ("nation", "province")
    }
    judged = judge(series(0.2), series(0.1), months=MONTHS, outlook="announced", factors=factors)
    assert len(judged) == len(table("targets"))
    assert not judged.duplicated(["key", "reading"]).any()
    tested, untested = judged[judged["testable"] == "yes"], judged[judged["testable"] == "no"]
    assert len(tested) >= 20
    assert untested["probability"].isna().all()
    assert untested["reason_ko"].str.len().gt(0).all()
    assert untested["reason_en"].str.len().gt(0).all()
    assert tested["probability"].notna().all()
    assert tested["probability_without"].notna().all()
    assert (tested["n"] == RUNS).all()
    assert (tested["outlook"] == "announced").all()
    for low, high in pairwise(QUANTILES[1:]):
        assert (tested[low].astype(float) <= tested[high].astype(float) + 1e-12).all()
    gains = tested[tested["compare"] == "gain"]
    assert (gains["mean_without"].astype(float).abs() < 1e-12).all()


def test_announced_totals_of_6_2_stand_in_trillions() -> None:
    judged = judge(series(0.2), series(0.1), months=MONTHS, outlook="announced", keys=["production_6_2"]).set_index(
        "reading"
    )
    rise = (series(0.2)["output_real"] - series(0.1)["output_real"])[:, -12:].sum(axis=1).mean()
    assert judged.loc["model_province", "mean"] == pytest.approx(
        2.0 * (series(0.2)["output_real"] - series(0.1)["output_real"]).sum(axis=1).mean() / 10_000.0
    )
    assert rise > 0.0
    assert judged.loc["spending_nation", "testable"] == "no"


def test_what_the_programme_adds_to_a_reading_and_how_many_times_it_would_be_needed() -> None:
    """150,000 people: 140,000 with the programme, 130,000 without, so twice what it adds; 93.3 % of the target."""
    ones = np.ones((RUNS, 60))
    worlds = [dict.fromkeys(NAMES, level * ones) for level in (140_000.0, 130_000.0)]
    row = judge(worlds[0], worlds[1], months=MONTHS, outlook="recorded", keys=["employment_150000"]).iloc[0]
    assert (row["difference"], row["multiple"], row["met"]) == (10_000.0, 2.0, 0.0)
    assert (row["probability"], row["q50"], row["q50_without"]) == (0.0, 140_000.0, 130_000.0)
    assert row["best"] == pytest.approx(100.0 * 14.0 / 15.0)
    # A third of the runs has 100,000 without it and gains 50,000, a third 160,000, each other run gains 10,000.
    without, added = 130_000.0 * ones, 10_000.0 * ones
    without[:8], without[8:16], added[:8] = 100_000.0, 160_000.0, 50_000.0
    uneven = [dict.fromkeys(NAMES, level) for level in (without + added, without)]
    row = judge(*uneven, months=MONTHS, outlook="recorded", keys=["employment_150000"]).iloc[0]
    assert (row["difference"], row["q50"] - row["q50_without"]) == (10_000.0, 20_000.0)


def test_a_result_that_ends_early_is_not_judged() -> None:
    judged = judge(
        {k: v[:, :24] for k, v in series(0.1).items()},
        {},
        months=MONTHS[:24],
        outlook="announced",
        keys=["employment_150000"],
    )
    assert judged["testable"].tolist() == ["no"]


def test_table_of_targets_uses_known_units_sources_and_words() -> None:
    rows = table("targets")
    assert set(rows["unit"]) <= set(UNITS)
    assert set(rows.loc[rows["testable"] == "yes", "unit"]) <= set(IN_MODEL_UNITS)
    assert set(rows["source"]) <= set(sources())
    assert set(rows["kind"]) == {"stock", "flow", "cumulative"}
    assert set(rows["testable"]) == {"yes", "no"}
    assert set(rows["compare"]) <= {"level", "since_start", "gain", "gain_percent"}
    assert rows.loc[rows["testable"] == "no", ["reason_ko", "reason_en"]].notna().all().all()


def test_every_reading_that_can_be_tested_is_judged_by_a_scenario_of_its_complex() -> None:
    rows = table("targets")
    judged = {(each.complex, key) for each in map(load, gallery()) for key in each.targets}
    testable = rows[rows["testable"] == "yes"]
    assert set(zip(testable["complex"], testable["key"], strict=True)) <= judged
