"""Known values, computed by hand, of what is read off series and runs: years, bands, odds of pools, ranks, checks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulation.errors import DataError
from simulation.outcomes import additionality, impact
from simulation.outcomes.additionality import cost_per
from simulation.outcomes.conditions import first_year
from simulation.outcomes.conventional import announced_effects
from simulation.outcomes.evaluation import Panel, nearest
from simulation.outcomes.forecast_scores import KEYS, score_forecast, score_means
from simulation.outcomes.full_size import effects_at_full_size, ratio_of, scale_note
from simulation.outcomes.limits import BOOM, SLUMP, states
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES, over, paired_difference, summary, yearly
from simulation.outcomes.pooling import Distances, best_weight, pool_score, pooled
from simulation.outcomes.ranking import least_told, ranked
from simulation.outcomes.scores import quantile_score
from simulation.outcomes.target_values import reading_value
from simulation.outcomes.targets import FEWEST_RUNS, FOLLOWS, follows_path, judge_reading
from simulation.outcomes.verdicts import told_apart, verdict_on
from simulation.units import EOK, JO, Month

# ---- series and years


def series_of(months: int, **variables: np.ndarray) -> xr.Dataset:
    """Variables by (scenario, run, month) or (scenario, run, month, industry), two worlds and one run."""
    dimensions = ("scenario", "run", "month", "industry")
    return xr.Dataset(
        {name: (dimensions[: values.ndim], values) for name, values in variables.items()},
        coords={
            "scenario": ["base", "programme"],
            "industry": ["one", "two"],
            "month": pd.date_range("2019-01-01", periods=months, freq="MS"),
        },
    )


def test_a_rate_is_averaged_with_its_weight_and_amounts_add():
    rate, weight = np.zeros((2, 1, 2, 2)), np.zeros((2, 1, 2, 2))
    rate[0, 0, 0], weight[0, 0, 0] = [80.0, 60.0], [3.0, 1.0]
    rate[0, 0, 1], weight[0, 0, 1] = [80.0, 60.0], [0.0, 0.0]
    found = series_of(2, utilisation=rate, capacity=weight)
    # (80 x 3 + 60 x 1) / 4 = 75; nothing where nothing stands behind the rate.
    assert over(found, "utilisation").sel(scenario="base", run=0).to_numpy().tolist() == [75.0, 0.0]
    assert over(found, "capacity").sel(scenario="base", run=0).to_numpy().tolist() == [4.0, 0.0]


def test_years_by_kind_and_a_year_of_eleven_months_is_left_out():
    ramp = np.tile(np.arange(1.0, 24.0), (2, 1, 1))
    found = series_of(23, production=ramp, employment=ramp, commuting_time=ramp)
    by_kind = {"production": 78.0, "employment": 12.0, "commuting_time": 6.5}
    for name, expected in by_kind.items():
        whole = yearly(found[name], name)
        assert whole["year"].to_numpy().tolist() == [2019]
        assert whole.sel(scenario="base", run=0).to_numpy().tolist() == [expected]
    assert yearly(found["employment"], "employment", whole_years=False)["year"].to_numpy().tolist() == [2019, 2020]


def test_a_paired_difference_is_the_world_less_its_baseline():
    values = series_of(1, employment=np.array([[[10.0]], [[13.0]]]))["employment"]
    assert paired_difference(values, "programme", baseline="base").to_numpy().tolist() == [[3.0]]


def test_the_summary_names_the_whole_and_every_group():
    table = summary(series_of(12, employment=np.tile([1.0, 2.0], (2, 1, 12, 1))))
    assert list(table.columns) == [
        "scenario", "variable", "year", "industry", "size_class", "group", "unit", *QUANTILES,
    ]  # fmt: skip
    mean = table[table["scenario"] == "base"].set_index("industry")["mean"].to_dict()
    assert mean == {"total": 3.0, "one": 1.0, "two": 2.0}
    assert set(table["size_class"]) == set(table["group"]) == {"total"}
    assert set(table["variable"]) == {"employment"}


def test_a_reduced_world_is_said_as_one_to_so_many():
    assert ratio_of(0.2) == "1:5"
    assert ratio_of(0.15) == "1:6.7"
    assert ratio_of(0.3) == "1:3.3"
    assert scale_note(1.0, "en") == ""
    assert "1:5" in scale_note(0.2, "en")
    twins = {
        "evaluation.true": np.array([0.1]),
        "evaluation.treated": np.array([4.0]),
        "additionality.places": np.ones(1),
    }
    found = effects_at_full_size(twins, 0.2)
    assert [float(each[0]) for each in found.values()] == [0.1, 20.0, 5.0], "shares stay, firms and amounts do not"


@pytest.mark.parametrize(
    ("runs", "verdict"),
    [
        ([0.0] * 12, "same"),
        ([1.0] * 9, "few"),
        ([1.0] * 10, "above"),
        ([-1.0] * 10, "below"),
        ([0.0] * 3 + [1.0] * 9, "unclear"),
        ([-1.0] * 9 + [0.0] * 3, "unclear"),
        ([-1.0] * 9 + [1.0] * 3, "unclear"),
        ([-1.0] * 3 + [1.0] * 9, "unclear"),
    ],
)
def test_what_may_be_said_of_a_difference(runs: list[float], verdict: str):
    """Both ends of the band of eight in ten on one side of zero, and none on it."""
    assert verdict_on(np.array(runs)) == verdict
    assert told_apart(np.array(runs)) == (verdict in ("above", "below"))


def test_runs_at_the_median_of_demand_are_no_boom():
    found = states(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert found[BOOM].tolist() == [False, False, False, True, True]
    assert found[SLUMP].tolist() == [True, True, True, False, False]


# ---- targets and what they ask


def test_the_first_year_is_its_first_month_or_its_twelve():
    series = {"a": np.arange(1.0, 25.0)[None], "b": np.full((1, 24), 100.0)}
    assert first_year(series, "a+b", kind="stock") == 101.0
    assert first_year(series, "a", kind="flow") == 78.0


READING = {
    "key": "a_target", "variable": "a", "kind": "stock", "at": 2020, "compare": "level", "factor": "",
    "unit": "억원", "testable": "yes", "value": 25.0,
}  # fmt: skip
MONTHS = [Month.parse("2019-01") + step for step in range(24)]


def test_a_reading_is_judged_with_and_without_and_their_difference_is_run_by_run():
    level = np.arange(1.0, 25.0)
    without = {"a": np.stack([level, level, level])}
    series = {"a": np.stack([level + 1.0, level + 2.0, level + 6.0])}
    found = judge_reading(READING, series, without=without, months=MONTHS, outlook="recorded", factors={}, paths=None)
    # 25, 26 and 30 against 25, without it 24 in each run.
    assert (found["probability"], found["probability_without"], found["difference"]) == (1.0, 0.0, 2.0)
    assert (found["n"], found["paths"], found["target"]) == (3, 0, "a_target")


def test_money_of_a_target_in_its_own_unit():
    series = {"a": np.full((1, 24), 20_000.0)}
    said = {
        unit: float(reading_value({**READING, "unit": unit}, series, without=series, months=MONTHS, factors={})[0])
        for unit in ("억원", "조원")
    }
    assert said == {"억원": 20_000.0, "조원": 2.0}


def test_only_a_positive_level_of_enough_runs_follows_the_outside_path():
    row, sample = {"compare": "level", "variable": min(FOLLOWS)}, np.full(FEWEST_RUNS, 0.5)
    assert follows_path(row, sample)
    assert not follows_path({**row, "compare": "gain"}, sample)
    assert not follows_path({**row, "variable": "tenants_of_the_moon"}, sample)
    assert not follows_path(row, sample[1:])
    assert not follows_path(row, np.r_[0.0, np.ones(FEWEST_RUNS - 1)])


def test_announced_inducement_in_million_won():
    rows = pd.DataFrame(
        [
            {"factor": "spending_production_multiplier", "value": 2.0, "unit": "조원"},
            {"factor": "spending_value_added_multiplier", "value": 3.0, "unit": "억원"},
            {"factor": "adopters_jobs_factor", "value": 9.0, "unit": "persons"},
        ]
    )
    assert announced_effects(rows) == {"production": 2.0 * JO, "value_added": 3.0 * EOK}


# ---- parts that must add up


def test_parts_of_an_effect_may_miss_their_total_by_rounding_alone():
    """A millionth of the size, of one unit at least: 1e-9 x 1e3."""
    impact._check(1.0, 1.0 + 0.9e-6, size=0.1, key="a")
    impact._check(1.0, 1.0 + 9e-6, size=10.0, key="a")
    for size, miss in ((0.1, 1.1e-6), (10.0, 1.1e-5)):
        with pytest.raises(DataError):
            impact._check(1.0, 1.0 + miss, size=size, key="a")
        with pytest.raises(DataError):
            impact._check(1.0 + miss, 1.0, size=size, key="a")


def test_parts_of_the_net_may_miss_it_by_rounding_alone():
    def table(miss: float, size: float) -> np.ndarray:
        return np.array([[[0.5 * size, 0.5 * size, size], [0.0, 0.0, miss]]])

    additionality._check(table(0.9e-6, 0.1), "a")
    additionality._check(table(9e-6, 10.0), "a")
    for size, miss in ((0.1, 1.1e-6), (10.0, 1.1e-5), (10.0, -1.1e-5)):
        with pytest.raises(DataError):
            additionality._check(table(miss, size), "a")


def test_totals_by_measure_are_those_of_the_total_alone():
    rows = [
        {"year": 2019, "measure": "jobs", "phase": "spending", "part": part, "value": value}
        for part, value in (("direct", 1.0), ("induced", 2.0), (impact.TOTAL, 3.5))
    ]
    assert impact.effect_by_measure(pd.DataFrame(rows)) == {"jobs": 3.5}


def test_money_per_net_unit():
    assert cost_per(1.0, 0.5) == 2.0
    assert np.isnan(cost_per(1.0, 0.0))
    assert np.isnan(cost_per(1.0, -0.5))


# ---- pools, ranks, scores


@pytest.mark.parametrize(
    ("found", "weight"),
    [
        # Forecasts as wide as they are apart: the better one alone, and of two alike the second.
        (Distances(1.0, 3.0, 2.0, 2.0, 2.0), 1.0),
        (Distances(3.0, 1.0, 2.0, 2.0, 2.0), 0.0),
        (Distances(1.0, 1.0, 2.0, 2.0, 2.0), 0.0),
        # Scores a - A/2: 1 - 1.5 against 0.05 - 0.5, and 1 - 1.25 against 0.45 - 0.75.
        (Distances(1.0, 0.05, 3.0, 2.0, 1.0), 1.0),
        (Distances(1.0, 0.45, 2.5, 2.0, 1.5), 0.0),
        # (b - a + C - B) / (2 C - A - B) = (0.2 + 2 - 1) / (4 - 1 - 1).
        (Distances(1.0, 1.2, 1.0, 2.0, 1.0), 0.6),
    ],
)
def test_the_best_weight_of_a_pool(found, weight):
    assert best_weight([found]) == pytest.approx(weight)


def test_the_score_of_a_pool():
    """0.25 x 1 + 0.75 x 2 - (0.0625 x 0.5 + 2 x 0.1875 x 1.2 + 0.5625 x 0.8) / 2."""
    assert pool_score(Distances(1.0, 2.0, 0.5, 1.2, 0.8), 0.25) == pytest.approx(1.284375)


def test_quantiles_of_a_pool():
    """Shares 1/4, 1/2, 1/4 of 0, 4 and 10, each in the middle of its share: at 1/8, 1/2 and 7/8."""
    levels = np.array([0.125, 0.3125, 0.5, 0.875])
    assert pooled(np.array([0.0, 10.0]), np.array([4.0]), weight=0.5, levels=levels).tolist() == [0.0, 2.0, 4.0, 10.0]


def test_the_correlation_that_is_told():
    # tanh(1.959964 / sqrt(16)), tanh(1.959964 / 1), tanh(3.4808 / sqrt(13)) of a hundred; three runs tell nothing.
    assert least_told(19, 1) == pytest.approx(0.454209, abs=1e-6)
    assert least_told(4, 1) == pytest.approx(0.961087, abs=1e-6)
    assert least_told(16, 100) == pytest.approx(0.7467, abs=1e-3)
    assert least_told(3, 1) == least_told(3, 100) == 1.0


def test_what_was_learned_before_costs_runs():
    draws = pd.DataFrame({"a": np.arange(10.0), "b": np.arange(10.0) % 3, "still": np.ones(10)})
    given = np.stack([np.ones(10), np.arange(10.0) ** 2, np.arange(10.0) % 2], axis=1)
    answer = np.sin(np.arange(10.0))
    found = ranked(draws, answer, given=given)
    assert set(found["parameter"]) == {"a", "b"}
    assert found["error"].to_numpy() == pytest.approx([1.0 / np.sqrt(7.0)] * 2)
    assert found["least"].to_numpy() == pytest.approx([least_told(8, 2)] * 2)
    alone = ranked(draws, answer)
    assert alone["error"].to_numpy() == pytest.approx([1.0 / 3.0] * 2)


def test_a_figure_on_the_edge_of_a_band_is_held_by_it():
    key = dict.fromkeys(KEYS, "x")
    edges = dict(zip(QUANTILES, (7.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0), strict=True))
    held = {}
    for came in (0.5, 1.0, 2.0, 4.0, 16.0, 32.0, 64.0, 65.0):
        scores = score_forecast(pd.DataFrame([{**key, **edges}]), pd.DataFrame([{**key, "came": came}]))
        row = scores.iloc[0]
        held[came] = [row["in_50"], row["in_80"], row["in_95"]]
        assert row["error"] == pytest.approx(100.0 * (8.0 - came) / came)
        own = quantile_score(np.array(PROBABILITIES), np.array(list(edges.values())[1:]), came=came)
        assert row["score"] == pytest.approx(100.0 / came * own)
        assert score_means(scores)["cover_95"].tolist() == [100.0 * row["in_95"]]
    assert held == {
        0.5: [0, 0, 0], 1.0: [0, 0, 1], 2.0: [0, 1, 1], 4.0: [1, 1, 1],
        16.0: [1, 1, 1], 32.0: [0, 1, 1], 64.0: [0, 0, 1], 65.0: [0, 0, 0],
    }  # fmt: skip


# ---- neighbours

DAY = 12


def neighbour(heads: list[float], halves: list[tuple[float, float]], later: list[float] | None = None) -> int:
    """Nearest of all others to the last firm; output by half year before its step, and after it."""
    firms = len(heads)
    before = np.array([[first] * 6 + [second] * 6 for first, second in halves]).T
    after = np.tile([second for _, second in halves] if later is None else later, (24, 1))
    labour = np.vstack([np.tile(heads, (DAY, 1)), np.ones((24, firms))])
    first_step = np.where(np.arange(firms) == firms - 1, DAY, -1)
    panel = Panel(np.vstack([before, after]), labour, first_step)
    return nearest(panel, np.zeros(firms, dtype=np.int64), firm=firms - 1, others=np.arange(firms - 1))


def test_the_neighbour_has_the_heads_of_the_year_before():
    assert neighbour([40.0, 11.0, 10.0], [(100.0, 100.0)] * 3) == 1


def test_the_neighbour_grew_alike_before_and_not_after():
    assert neighbour([10.0] * 3, [(15.0, 15.0), (10.0, 20.0), (10.0, 20.0)], [30.0, 10.0, 20.0]) == 1


def test_the_neighbour_makes_as_much_per_head():
    """Ten per head beside 2.5; heads times output would choose the other."""
    halves = [(50.0, 50.0), (200.0, 200.0), (100.0, 100.0)]
    assert neighbour([20.0, 20.0, 10.0], halves) == 1


def test_distances_are_in_deviations_over_the_candidates():
    """One log point of heads is little where candidates differ by ten; 0.6 of growth is much where they hardly do."""
    grown = 2000.0 / (1.0 + np.exp(0.6))
    heads = [100.0 * np.e, 100.0, 100.0 * np.exp(10.0), 100.0]
    halves = [(10.0 * n, 10.0 * n) for n in heads]
    halves[1] = (grown, grown * np.exp(0.6))
    assert neighbour(heads, halves) == 0
