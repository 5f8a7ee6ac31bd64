"""What Python users compute further with: tidy frames, paired effects, parameters, IAMC, cards, changed scenarios."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib.figure import Figure

import simulation as sim
from simulation.card import card
from simulation.catalogue import parameters_for
from simulation.errors import SandanError, ScenarioError
from simulation.report.frames import effect, parameters, to_dataframe
from simulation.report.iamc import COLUMNS, to_iamc
from simulation.report.picture import canvas
from simulation.report.result import Result
from tests.report.conftest import RUNS, WORLDS, made_up


@pytest.fixture(scope="module")
def held():
    return made_up("announced", months=24)


def test_an_effect_is_the_mean_of_the_paired_differences(held):
    found = effect(held, "employment", worlds=WORLDS)
    ends = held["employment"].sum(["industry", "size_class"]).isel(month=[11, 23])
    by_hand = (ends.sel(scenario=WORLDS[0]) - ends.sel(scenario=WORLDS[1])).to_numpy()
    assert list(found.index) == [2019, 2020]
    np.testing.assert_allclose(found["mean"], by_hand.mean(axis=0))
    np.testing.assert_allclose(found["q50"], np.median(by_hand, axis=0))
    parts = effect(held, "employment", worlds=WORLDS, by="industry")
    np.testing.assert_allclose(parts["mean"].groupby("year").sum(), found["mean"])
    with pytest.raises(SandanError, match="size_class"):
        effect(held, "employment", worlds=WORLDS, by="nothing")


def test_a_frame_holds_every_run_once(held):
    monthly = to_dataframe(held, ["employment", "utilisation"])
    assert monthly.index.names == ["scenario", "run", "month"]
    assert monthly.shape == (len(WORLDS) * RUNS * 24, 2)
    one = monthly.loc[(WORLDS[1], 3, "2019-05-01")]
    cell = held.sel(scenario=WORLDS[1], run=3, month="2019-05-01")
    assert one["employment"] == pytest.approx(float(cell["employment"].sum()))
    assert one["utilisation"] == pytest.approx(float(cell["utilisation"].mean()))  # equal cells: any weight
    yearly = to_dataframe(held, ["production"], by=["industry"], frequency="year")
    assert yearly.index.names == ["scenario", "run", "year", "industry"]
    assert yearly["production"].sum() == pytest.approx(float(held["production"].sum()))
    with pytest.raises(SandanError, match="production"):
        to_dataframe(held, ["nothing"])
    with pytest.raises(SandanError, match="year"):
        to_dataframe(held, frequency="week")


def test_the_iamc_table_has_its_columns_and_medians(held):
    found = to_iamc(held, "A place", districts={})
    assert tuple(found.columns) == (*COLUMNS, "2019", "2020")
    assert not found.duplicated(list(COLUMNS)).any()
    assert not found.isna().any().any()
    row = found[(found["variable"] == "Employment (headcount)") & (found["scenario"] == WORLDS[1])].iloc[0]
    last = held["employment"].sel(scenario=WORLDS[1]).sum(["industry", "size_class"]).isel(month=23)
    assert row["2020"] == pytest.approx(float(np.median(last)))
    assert {"A place", "A place|uichang_gu"} <= set(found["region"])


def test_pyam_reads_the_iamc_table(held):
    pyam = pytest.importorskip("pyam")
    assert sorted(pyam.IamDataFrame(to_iamc(held, "A place", districts={})).scenario) == sorted(WORLDS)


def test_every_parameter_can_be_browsed():
    found = parameters("changwon")
    known = parameters_for("changwon")
    assert list(found["key"]) == list(known)
    row = found.set_index("key").loc["labour.hours_floor"]
    assert row["value"] == known["labour.hours_floor"].value
    assert row["name_ko"] != row["name_en"]
    assert row["status"] in ("assumed", "estimated", "measured", "derived", "calibrated")
    assert found[["name_ko", "name_en", "unit", "source_ko", "status_ko"]].notna().all().all()
    assert sim.parameters().equals(parameters())


def test_a_scenario_is_changed_as_a_file_would_change_it():
    scenario = sim.load("changwon/smart_complex")
    assert scenario.replace() == scenario
    budget = scenario.instruments["smart_factory"].budget
    changed = scenario.replace(key="late", shift=12, **{"instruments.smart_factory.budget": "-50 %"})
    assert (changed.key, changed.shift, scenario.shift) == ("late", 12, 0)
    assert changed.instruments["smart_factory"].budget == {year: pytest.approx(v / 2) for year, v in budget.items()}
    assert changed == sim.load(
        "changwon/smart_complex", {"shift": "12", "instruments.smart_factory.budget": "-50 %"}
    ).model_copy(update={"key": "late"})
    assert scenario.replace(scale=np.float64(0.1), runs=np.int64(4)).runs == 4
    short = sim.load("changwon/history").replace(end="2019-12")
    assert short.replace(runs=2).end == "2019-12", "who shortens a run knows what falls out"
    with pytest.raises(ScenarioError) as told:
        scenario.replace(skale=1, runs=0)
    assert len(told.value.faults) == 2
    assert "scale" in str(told.value)


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def test_a_card_escapes_what_it_shows():
    read = Cells()
    read.feed(card("<b>name", [("a", "<script>"), ("b", None), ("c", ""), ("d", 0)]))
    assert read.texts == ["<b>name", "a", "<script>", "d", "0"]
    assert "script" not in read.tags


def test_scenario_and_complex_show_themselves():
    scenario = sim.load("changwon/smart_complex").replace(scale=0.05, shift=3)
    shown = scenario._repr_html_()
    assert scenario.name.ko in shown
    assert "smart_factory_subsidy" in shown
    model = sim.Complex(sim.load("changwon/baseline").replace(scale=0.05, end="2019-06"), seed=7)
    model.step()
    assert "1 / 6" in model._repr_html_()
    assert f"{int(model.firms.active.sum()):,}" in model._repr_html_()


def test_a_figure_keeps_the_look_of_the_house_outside_of_it():
    figure, _axes = canvas()
    assert isinstance(figure, Figure)
    assert figure._repr_png_().startswith(b"\x89PNG")


def test_a_table_that_is_not_there_names_those_that_are():
    thin = Result(xr.Dataset(), pd.DataFrame({"variable": ["employment"]}), {"worlds": []})
    assert list(thin.table("summary")) == ["variable", "variable_ko"]
    with pytest.raises(SandanError, match="holds: summary"):
        thin.table("impact")
