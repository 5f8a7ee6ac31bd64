"""A reduced world is read at full size everywhere: series, tables, bridge and pages agree, and the record is whole."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation import run
from simulation.catalogue import variables
from simulation.experiments.pair import run_unit
from simulation.outcomes.full_size import effects_at_full_size, series_at_full_size
from tests.pages import read_page
from tests.white import pictures_left_white

SCALE = 0.2
TENANTS, WORKERS = 2_787.0, 124_228.0
"""Recorded at the end of 2018."""


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    scenario = sim.load("changwon/smart_complex", [f"scale={SCALE}"])
    with pictures_left_white(drawn=False):
        return run(scenario, runs=1, workers=1, out=tmp_path_factory.mktemp("small"), impact_runs=1, layer_draws=0)


def last(result, name: str, world: int = 0) -> float:
    values = result.series[name].isel(scenario=world, run=0, month=-1)
    return float(values.sum())


def total(values: np.ndarray, extensive: bool) -> float:
    """Mean month of the total, or of the cells that are not empty."""
    return float(values.reshape(values.shape[0], -1).sum(axis=1).mean() if extensive else values[values != 0.0].mean())


def test_amounts_grow_and_shares_stay() -> None:
    found = series_at_full_size({"employment": np.array([3.0]), "utilisation": np.array([80.0])}, 0.25)
    assert found["employment"][0] == 12.0
    assert found["utilisation"][0] == 80.0
    effects = {"spending.jobs": 2.0, "evaluation.matched": 0.1, "evaluation.treated": 6.0, "additionality.costs": 5.0}
    grown = effects_at_full_size({name: np.array([value]) for name, value in effects.items()}, 0.5)
    assert [float(x[0]) for x in grown.values()] == [4.0, 0.1, 12.0, 10.0]


def test_the_flag_of_every_variable_is_true() -> None:
    """Half the world holds half of what is extensive and the same of what is not, but for chance."""
    totals: list[dict[str, float]] = []
    for scale in (0.1, 0.3):
        world = sim.Complex(sim.load("changwon/baseline", ["end=2019-03", f"scale={scale}"]), seed=1)
        world.run()
        arrays = {**world.recorder.arrays(), **world.recorder.city}
        totals.append({name: total(values, variables()[name].extensive) for name, values in arrays.items()})
    least = {name: min(abs(total[name]) for total in totals) for name in totals[0]}
    told = [name for name in totals[0] if least[name] > 30.0 or not variables()[name].extensive]
    assert len(told) > 30
    for name in told:
        expected = 3.0 if variables()[name].extensive else 1.0
        if np.isfinite(least[name]) and least[name] > 0.0:
            assert totals[1][name] / totals[0][name] == pytest.approx(expected, rel=0.35), name


def test_levels_stand_at_full_size(result) -> None:
    first = result.series.isel(scenario=1, run=0, month=0)
    assert float(first["tenants"].sum()) == pytest.approx(TENANTS, rel=0.03)
    assert float(first["employment"].sum()) == pytest.approx(WORKERS, rel=0.03)
    _header, rows = result.key_results("en")
    assert abs(int(rows[3][4].split()[0].replace(",", "")) / int(rows[3][3].replace(",", "")) - 1.0) < 0.3


def test_targets_series_impact_and_bridge_agree(result) -> None:
    firms = result.targets.set_index("key").loc["tenants_3000"]
    assert firms["q50"] == pytest.approx(last(result, "tenants"))
    assert firms["difference"] == pytest.approx(last(result, "tenants") - last(result, "tenants", 1))
    posts = result.impact[(result.impact["measure"] == "jobs_permanent") & (result.impact["part"] == "total")]
    gained = last(result, "employment") - last(result, "employment", 1)
    assert posts[posts["year"] == 2023]["value"].sum() == pytest.approx(gained)
    produced = result.impact[(result.impact["measure"] == "production") & (result.impact["part"] == "total")]
    rows = result.conventional.set_index("method")
    assert rows.loc["model", "production"] == pytest.approx(produced["value"].sum())
    assert rows.loc["announced", "base"] == rows.loc["model", "base"] == rows.loc["spending_nation", "base"]
    assert 0.8 * 16_650.0 < rows.loc["announced", "base"] < 16_650.0
    assert f"{rows.loc['model', 'production']:,.0f}" in result.bridge("ko")
    billions = rows.loc["model", "production"] / 10.0
    assert f"| {billions:,.1f} |" in result.bridge("en"), "a table of billions has one decimal, rounded once"
    paid = result.series["programme_spending"].sum("month")
    assert float(paid.isel(scenario=0, run=0)) == pytest.approx(16_650.0, rel=0.15)


def test_winners_add_to_the_series(result) -> None:
    table = result.additionality
    sizes = table[table["group"].str.startswith("size_class.") & (table["measure"] == "jobs")]["mean"].sum()
    heads = result.series["employment"].isel(run=0).sum(("industry", "size_class"))[:, -12:].mean("month")
    assert sizes == pytest.approx(float(heads[0] - heads[1]))


def test_everything_names_the_scale(result) -> None:
    for language, said in (("ko", "1:5 축소 세계"), ("en", "simulated in a 1:5 world")):
        assert any(said in line for line in result.remarks(language))
        assert said in read_page(result.folder / f"report.{language}.html")
        assert said in (result.folder / f"bridge_{language}.md").read_text(encoding="utf-8")
        assert said in result.picture("overview", language).texts()[-1] + "".join(
            result.picture("overview", language).texts()
        )
    assert result.series.attrs["size"].startswith("simulated in a 1:5 world")
    for name in ("summary", "targets", "impact", "conventional", "additionality"):
        header, first = (result.folder / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
        assert header.split(",")[-1] == "world"
        assert first.endswith(",1:5")


def test_a_unit_is_collected_at_full_size() -> None:
    scenario = sim.load("changwon/baseline", ["scale=0.1", "end=2019-02"])
    unit = run_unit((scenario,), 0)
    assert unit.worlds[scenario.key].arrays["tenants"][0].sum() == pytest.approx(TENANTS, rel=0.05)
