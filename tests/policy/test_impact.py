"""Impact: parts that add up exactly, and a calculator that gives what published studies give."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue import SECTORS, io_system, parameters
from simulation.errors import DataError
from simulation.outcomes.conventional import Multipliers, Spending, comparison, conventional
from simulation.outcomes.impact import MEASURES, PARTS, PHASES, effect_by_measure, impact_bands, impact_table
from simulation.policy import Programmes, spending_vectors
from simulation.scenario import load
from simulation.units import Month

YEARS = (2019, 2020, 2021, 2022, 2023)
SYSTEM = io_system("gyeongnam")


MONTHS = [Month.parse("2018-12") + (step + 1) for step in range(60)]


def a_run(seed: int) -> dict[str, np.ndarray]:
    luck = np.random.default_rng(seed)
    found = {}
    for phase in PHASES:
        for measure in MEASURES:
            parts = luck.normal(0.0, 1000.0, size=(60, len(PARTS)))
            found[f"{phase}.{measure}"] = np.column_stack([parts, parts.sum(axis=1)])
    return found


def test_parts_add_up_to_the_total() -> None:
    runs = [a_run(seed) for seed in range(4)]
    table = impact_table(runs, MONTHS)
    assert len(table) == len(MEASURES) * len(YEARS) * len(PHASES) * (len(PARTS) + 1)
    wide = table.pivot_table(index=["measure", "year", "phase"], columns="part", values="value", dropna=False)
    np.testing.assert_allclose(wide[list(PARTS)].sum(axis=1), wide["total"], rtol=1e-9, atol=1e-6)
    mean = np.mean([run["operating.production"][12:24, 0].sum() for run in runs])
    assert wide.loc[("production", 2020, "operating"), "direct"] == pytest.approx(mean)


def test_permanent_jobs_stand_at_the_end_of_the_year() -> None:
    table = impact_table([a_run(1)], MONTHS).set_index(["measure", "year", "phase", "part"])["value"]
    assert table["jobs_permanent", 2019, "spending", "direct"] == a_run(1)["spending.jobs_permanent"][11, 0]
    totals = effect_by_measure(table.reset_index())
    last = sum(table["jobs_permanent", 2023, phase, "total"] for phase in PHASES)
    assert totals["jobs_permanent"] == pytest.approx(last)
    assert totals["production"] == pytest.approx(
        sum(table["production", year, phase, "total"] for year in YEARS for phase in PHASES)
    )


def test_parts_that_do_not_add_up_are_refused() -> None:
    broken = a_run(1)
    broken["spending.production"][:, -1] += 5.0
    with pytest.raises(DataError, match="add to"):
        impact_table([broken], MONTHS)


def test_bands_add_years_and_phases_of_each_run_and_leave_out_what_is_not_there() -> None:
    """Runs of 1 and 3 a month: 24 and 72 over two years, halfway 48; of a stock the last; one phase is not both."""
    runs = []
    for level in (1.0, 3.0):
        parts = np.full((24, len(PARTS) + 1), level)
        runs.append({"spending.production": parts, "operating.production": parts, "spending.jobs_permanent": parts})
    found = impact_bands(runs, MONTHS[:24]).set_index(["measure", "phase", "part"])
    assert set(found.index.droplevel("part")) == {
        *(("production", phase) for phase in (*PHASES, "both")), ("jobs_permanent", "spending"),
    }  # fmt: skip
    assert found.loc[("production", "spending", "direct"), ["mean", "q50"]].tolist() == [48.0, 48.0]
    assert found.loc[("production", "both", "total"), "mean"] == 96.0
    assert found.loc[("jobs_permanent", "spending", "limits"), "mean"] == 2.0
    assert impact_bands(runs, MONTHS[:11]).empty


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
    nation = (
        conventional(mix(**shares), np.ones(len(SECTORS)), system=SYSTEM).set_index("method").loc["spending_nation"]
    )
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
    rows = conventional(mix(construction=1.0), extra, system=SYSTEM).set_index("method")
    assert extra.sum() <= rows.loc["output_output_province", "production"] < rows.loc["output_province", "production"]
    assert rows.loc["spending_province", "production"] < rows.loc["spending_nation", "production"]


def test_comparison_has_the_five_methods_and_the_announcement() -> None:
    rows = conventional(mix(construction=1.0), np.ones(len(SECTORS)), system=SYSTEM)
    model, announced = {"production": 1e6, "jobs": 500.0}, {"production": 6.2e6, "value_added": 1.7e6}
    table = comparison(rows, model, announced=announced, base=1.665e6)
    assert list(table["method"]) == [
        "spending_nation", "spending_province", "output_province", "output_output_province", "model", "announced",
    ]  # fmt: skip
    assert table.iloc[-1]["production_coefficient"] == pytest.approx(3.72, abs=0.01)
    assert table.iloc[-1]["value_added_coefficient"] == pytest.approx(1.02, abs=0.01)


def test_money_of_the_announcement_and_of_the_budgets_found() -> None:
    values = {key: quantity.value for key, quantity in parameters().items()}
    common = load("changwon/baseline").instruments
    money = {}
    for name in ("smart_complex", "smart_complex_delivered", "history"):
        scenario = load(f"changwon/{name}")
        rows = Programmes(scenario.instruments, values, scenario.execution).statement()
        money[name] = rows.loc[~rows["instrument"].isin(list(common)), "budget"].sum()
    assert money["smart_complex"] == pytest.approx(16_650.0)
    assert money["smart_complex_delivered"] == pytest.approx(1_174.0 + 2_719.0 + 504.0)
    assert 0.6 * money["smart_complex_delivered"] < money["history"] < 0.8 * money["smart_complex_delivered"] + 1.0
