"""Tables add up, name what they hold."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.cli.known import LISTS as offered
from simulation.errors import SandanError
from simulation.experiments.appraisal import part_label
from simulation.experiments.result_tables import RESULT_TABLES, Finished, tables_of
from simulation.outcomes.targets import judge
from simulation.report.listings import LISTS, listing
from simulation.units import Month


@pytest.fixture(scope="module")
def result(small):
    return small


def test_public_and_private_money_add_to_the_total(result) -> None:
    costs = result.additionality[result.additionality["table"] == "costs"].set_index("part")
    assert costs.loc["cost_private", "mean"] > 0.0
    added = costs.loc["cost_public", "mean"] + costs.loc["cost_private", "mean"]
    assert added == pytest.approx(costs.loc["cost_total", "mean"])
    assert "음수" in costs.loc["cost_firms", "note_ko"]
    assert set(costs["measure_ko"]) == {"금액(현재가치)"}
    ratios = result.additionality[result.additionality["table"] == "ratios"].set_index("part")
    assert set(ratios["measure_ko"]) == {"사업비 대비 비율"}
    assert ratios.loc["cost_per_job", "part_ko"].iloc[0] == "상시 순일자리 1개당 총사업비"
    assert "지출분 포함" in ratios.loc["cost_per_job_with_spending", "part_ko"].iloc[0]


def test_leakage_that_adds_is_named_a_gain(result) -> None:
    assert part_label("leakage", 3.0) == "leakage_gain"
    assert part_label("leakage", -3.0) == "leakage"
    assert part_label("spending", 3.0) == "spending"
    rows = result.additionality[result.additionality["part"] == "leakage"]
    assert all(("감소" in row["part_ko"]) == (row["mean"] > 0.0) for row in rows.to_dict("records"))


def test_by_age_and_by_level_add_to_the_whole(result) -> None:
    table = pd.read_csv(result.folder / "summary.csv")
    last = table[(table["scenario"] == "changwon/baseline") & (table["year"] == 2020)]
    for variable, whole in (("population_by_age", "population"), ("adopters_by_level", "adopters")):
        rows = last[last["variable"] == variable]
        groups = rows[rows["group"] != "total"]
        assert len(groups) > 3
        assert not groups["group_ko"].isna().any()
        total = last[(last["variable"] == whole) & (last[["industry", "size_class", "group"]] == "total").all(axis=1)]
        assert groups["mean"].sum() == pytest.approx(float(total["mean"].iloc[0]), rel=1e-6)
    assert {"85세 이상", "20~24세", "기초"} <= set(last["group_ko"])


def test_a_difference_beside_medians_is_the_median_of_pairs() -> None:
    months = [Month.parse("2022-12") + step for step in range(1, 13)]
    tenants = np.array([[3000.0], [3010.0], [3500.0]]) * np.ones((1, 12))
    without = np.array([[2990.0], [2980.0], [2700.0]]) * np.ones((1, 12))
    row = judge(
        {"tenants": tenants}, {"tenants": without}, months=months, outlook="announced", keys=["tenants_3000"]
    ).iloc[0]
    assert row["difference"] == 30.0
    assert row["q50"] == 3010.0


def test_targets_are_listed_by_reading_and_by_complex() -> None:
    header, rows, _ = listing("targets", "en", complex_key="changwon", status=None)
    place = header.index("reading")
    assert {row[place] for row in rows if row[0] == "sales_67"} == {"sales, nominal, 2023", "production, nominal, 2023"}
    with pytest.raises(SandanError, match="No complex 'nowhere'"):
        listing("targets", "en", complex_key="nowhere", status=None)


def test_the_command_offers_every_list_that_there_is() -> None:
    assert set(offered) == set(LISTS)


def test_every_table_of_the_registry_is_made_stored_and_described(result) -> None:
    described = (Path(__file__).parents[2] / "results" / "README.md").read_text(encoding="utf-8")
    for table in RESULT_TABLES:
        assert table.told() in described
        made = getattr(result, table.name)
        assert made is not None
        if not made.empty:
            stored = pd.read_csv(result.folder / f"{table.name}.csv")
            assert set(table.columns) <= set(stored), table.name
            assert len(stored) == len(made)


def test_a_table_is_made_only_where_its_needs_are_met(result) -> None:
    main = sim.load("changwon/baseline")
    alone = tables_of(Finished([], result.series, main, None))
    assert set(alone) == {"money", "programme_values", "sensitivity"}
