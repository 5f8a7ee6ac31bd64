"""Impact: parts that add up exactly, and a calculator that gives what published studies give."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue import SECTORS, io_system
from simulation.outcomes.conventional import Multipliers, Spending, comparison, conventional, factors
from simulation.outcomes.impact import MEASURES, PARTS, SixRuns, additivity, impact_table
from simulation.policy import spending_vectors

YEARS = (2019, 2020, 2021, 2022, 2023)
SYSTEM = io_system("gyeongnam")


def six(seed: int, households: bool = True, reach: bool = True) -> SixRuns:
    luck = np.random.default_rng(seed)
    names = ["u0", "u1", "u2", "b", "s"] + (["u3"] if households else [])
    names += ["province_b", "province_s", "rest_b", "rest_s"] if reach else []
    return SixRuns(**{name: 1e6 * luck.normal(1.0, 0.1, size=(8, len(YEARS))) for name in names})


@pytest.mark.parametrize("households", [True, False])
@pytest.mark.parametrize("by_runs", [True, False])
def test_parts_add_up_to_the_effect(households: bool, by_runs: bool) -> None:
    measures = {name: six(i, households, name != "jobs_permanent") for i, name in enumerate(MEASURES)}
    alone = {name: six(i + 50, households, name != "jobs_permanent") for i, name in enumerate(MEASURES)}
    table = impact_table(measures, YEARS, alone if by_runs else None, 2021)
    assert len(table) == len(MEASURES) * len(YEARS) * 2 * (len(PARTS) + 1)
    assert additivity(table, measures, YEARS) < 1e-12
    wide = table.pivot_table(index=["measure", "year", "phase"], columns="part", values="value", dropna=False)
    np.testing.assert_allclose(wide[list(PARTS)].sum(axis=1), wide["total"], rtol=1e-9, atol=1e-6)
    assert table.loc[table["part"] == "induced", "value"].isna().all() == (not households)


def test_parts_add_up_run_by_run() -> None:
    runs = six(3)
    np.testing.assert_allclose(np.sum(list(runs.parts().values()), axis=0), runs.effect(), rtol=1e-9)


def test_phases_by_calendar_never_share_a_year() -> None:
    table = impact_table({"production": six(1)}, YEARS, last_spending_year=2021)
    late = table[(table["phase"] == "spending") & (table["year"] > 2021)]
    early = table[(table["phase"] == "operating") & (table["year"] <= 2021)]
    assert not late["value"].any()
    assert not early["value"].any()


def mix(**shares: float) -> Spending:
    vectors, money = spending_vectors(), 100_000.0
    return Spending(
        money=money,
        base=money * sum(share * vectors[item].demand_share for item, share in shares.items()),
        domestic=money * np.sum([share * vectors[item].domestic for item, share in shares.items()], axis=0),
        local=money * np.sum([share * vectors[item].local for item, share in shares.items()], axis=0),
    )


@pytest.mark.parametrize(
    "shares",
    [
        {"construction": 1.0},
        {"construction": 0.6, "settlement": 0.2, "energy": 0.2},
        {"construction": 0.6, "shared_equipment": 0.2, "start_up": 0.2},
        {"construction": 0.5, "settlement": 0.3, "software_and_data": 0.1, "education": 0.1},
    ],
)
def test_a_construction_heavy_mix_gives_what_published_studies_give(shares: dict[str, float]) -> None:
    nation = conventional(mix(**shares), np.ones(len(SECTORS)), SYSTEM).set_index("method").loc["spending_nation"]
    assert 1.6 <= nation["production_coefficient"] <= 2.0
    assert 0.65 <= nation["value_added_coefficient"] <= 0.85
    assert 5.0 <= nation["jobs_coefficient"] <= 16.0
    money = mix(**shares).money
    assert nation["production"] / money < 3.72 * 0.6


def test_value_added_and_imports_share_out_each_won_of_national_demand() -> None:
    nation = Multipliers.of(SYSTEM.national, SYSTEM)
    np.testing.assert_allclose(nation.value_added + nation.imports, 1.0, atol=1e-3)


def test_machinery_multipliers_are_those_of_the_tables() -> None:
    place = SECTORS.index("GMACH")
    assert Multipliers.of(SYSTEM.national, SYSTEM).production[place] == pytest.approx(2.144, abs=5e-4)
    assert Multipliers.of(SYSTEM.province, SYSTEM).production[place] == pytest.approx(1.351, abs=5e-4)


def test_output_multipliers_are_smaller_than_the_custom_and_no_smaller_than_the_output_itself() -> None:
    extra = np.zeros(len(SECTORS))
    extra[[3, 4, 6]] = 10_000.0
    rows = conventional(mix(construction=1.0), extra, SYSTEM).set_index("method")
    assert extra.sum() <= rows.loc["output_output_province", "production"] < rows.loc["output_province", "production"]
    assert rows.loc["spending_province", "production"] < rows.loc["spending_nation", "production"]


def test_comparison_has_the_five_methods_and_the_announcement() -> None:
    rows = conventional(mix(construction=1.0), np.ones(len(SECTORS)), SYSTEM)
    model, announced = {"production": 1e6, "jobs": 500.0}, {"production": 6.2e6, "value_added": 1.7e6}
    table = comparison(rows, model, announced, 1.665e6)
    assert list(table["method"]) == [
        "spending_nation", "spending_province", "output_province", "output_output_province", "model", "announced",
    ]  # fmt: skip
    assert table.iloc[-1]["production_coefficient"] == pytest.approx(3.72, abs=0.01)
    assert table.iloc[-1]["value_added_coefficient"] == pytest.approx(1.02, abs=0.01)


def test_factors_of_readings() -> None:
    found = factors(mix(construction=1.0), np.eye(len(SECTORS))[3], SYSTEM)
    assert found["output_production_province"] == pytest.approx(1.351, abs=5e-4)
    assert 0.0 < found["spending_production_province"] < found["spending_production_nation"] < 2.0
    nothing = factors(Spending(0.0, 0.0, np.zeros(18), np.zeros(18)), np.ones(18), SYSTEM)
    assert nothing["spending_production_nation"] == 0.0
