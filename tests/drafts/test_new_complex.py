"""A third, invented complex of ten firms in two industries, made by the program, runs and says what it assumes."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation import cli
from simulation.catalogue import SECTORS, central_values, complex_data, complexes, io_system, parameters_for
from simulation.catalogue.files import looking_in
from simulation.catalogue.input_output import has_province_table
from simulation.drafts.assumed_sizes import sizes_of
from simulation.drafts.complex_folder import baseline_text, files_of
from simulation.drafts.short_form import EXAMPLE, read_form
from simulation.errors import DataError, ScenarioError
from simulation.experiments.ensemble import run_key, tree_hash
from simulation.experiments.forecast import MEASURES, _rows
from simulation.experiments.pair import draw_for
from simulation.policy.money import COLUMNS, Window, money_of
from simulation.scenario import load_with_changes
from simulation.scenario.assumed import assumptions_of
from simulation.start import start_state

KEY = "ten_firms"


def command(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["sandan", "--lang", "en", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder as the command writes it, and the complex known to the program while the module runs."""
    with pytest.MonkeyPatch.context() as patch:
        where = tmp_path_factory.mktemp("own")
        patch.chdir(where)
        assert command(patch, "new", "complex", KEY) == 0
        with looking_in(where / KEY):
            yield where / KEY


def test_it_stands_beside_those_that_ship(folder):
    assert complexes()[-1] == KEY
    assert f"{KEY}/baseline" in sim.gallery()
    data = complex_data(KEY)
    assert data.industries == ("pumps", "packaging")
    assert data.record_total.loc["2021Q4", "tenants"] == 10
    assert data.industry_levels("employment", ["2021Q4"]).tolist() == [[210, 90]]
    assert data.production_levels(["2021Q4"])[0][0] == pytest.approx([170, 80])


def test_what_is_assumed_is_listed_with_its_range(folder):
    rows = pd.read_csv(folder / "complexes" / KEY / "assumed.csv").set_index("where")
    assumed = {key for key, q in complex_data(KEY).own_parameters.items() if q.status == "assumed"}
    stated = {key.removeprefix("parameters.") for key in rows.index if key.startswith("parameters.")}
    assert {key for key in assumed if key.startswith(("labour.", "people.", "policy."))} <= stated
    assert rows.loc["complex_share.values.GMACH", ["low", "value", "high"]].tolist() == [0.01, 0.05, 0.2]
    assert rows.loc["concordance.weights.pumps.FMET", ["low", "value", "high"]].tolist() == [0.15, 0.3, 0.45]
    ranged = rows[rows["low"].notna()]
    assert (ranged["low"] <= ranged["value"]).all()
    assert (ranged["value"] <= ranged["high"]).all()
    assert len(ranged) > 15
    for key, quantity in parameters_for(KEY).items():
        if quantity.low is not None:
            assert quantity.low <= quantity.value <= quantity.high, key


@pytest.mark.parametrize(
    "counts",
    [
        [(7, 1_000), (40, 115), (43, 755)],  # the drawn share of small firms cannot be met
        [(1_000, 1_050), (50, 5_000)],  # large firms that the workers of their industry could not fill
        [(1, 1), (1, 1)],
        [(3, 2_900), (900, 9_000), (2, 40)],
    ],
)
def test_every_industry_of_a_form_has_its_firms_and_workers(counts, tmp_path, monkeypatch):
    head = EXAMPLE.read_text(encoding="utf-8").partition("industries:")[0]
    lines = [
        f"  - {{key: i{place}, ko: 업종, en: Industry, like: other, sectors: {{OMAN: 1}}, firms: {firms}, "
        f"workers: {workers}, production: {workers}}}"
        for place, (firms, workers) in enumerate(counts)
    ]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.yaml").write_text("\n".join([f"{head}industries:", *lines, ""]), encoding="utf-8")
    key = f"counts_{len(counts)}_{counts[0][0]}"
    assert command(monkeypatch, "new", "complex", key, "--from", "form.yaml") == 0
    with looking_in(tmp_path / key):
        centre = central_values(key)
        firms = start_state(complex_data(key), "2021Q4", draw=centre, seed=1).firms
    assert np.bincount(firms.industry[firms.operating]).tolist() == [each for each, _ in counts]
    people = np.bincount(firms.industry, weights=firms.employees)
    assert people.tolist() == [each for _, each in counts]


@pytest.mark.parametrize("run", range(3))
def test_ten_firms_run_five_years_and_their_accounts_close(folder, run):
    scenario = sim.load(f"{KEY}/baseline")
    model = sim.Complex(scenario, seed=run, draw=draw_for(scenario, run))
    opening = model.world.start.firms
    assert opening.active.sum() == 10
    assert opening.employees.sum() == 300
    assert np.bincount(opening.industry).tolist() == [6, 4]
    model.run()
    assert model.residual < 1e-9
    assert model.recorder.arrays()["production"].sum() > 0.0


def test_its_province_is_the_national_table_times_a_drawn_share(folder):
    share = parameters_for(KEY)["start.local_inputs"]
    assert (share.low, share.high, share.status, share.source) == (0.35, 0.55, "assumed", "bok_regional_2020")
    national = io_system("gyeonggi").national
    scenario = sim.load(f"{KEY}/baseline", {"end": "2022-01"})
    for drawn in (0.35, 0.5):
        system = sim.Complex(scenario, seed=1, draw={"start.local_inputs": drawn}).world.system
        assert np.allclose(system.province, drawn * national)
    machines = SECTORS.index("GMACH")
    assert io_system("nowhere").province[machines].sum() == pytest.approx(0.45 * national[machines].sum())
    assert {draw_for(scenario, run)["start.local_inputs"] for run in range(8)}.__len__() == 8
    assert "start.local_inputs" not in parameters_for("ansan")


def test_every_result_says_what_it_stands_on(folder):
    result = sim.run(f"{KEY}/baseline", ["end=2023-03"], runs=2, workers=1)
    said = " ".join(result.remarks("en"))
    assert "0.35 to 0.55 of the domestic inputs" in said
    assert "No parameters were learned from the record of Example complex" in said
    assert "kept over the record" in said
    assert result.manifest["remarks"][-1]["ko"].startswith("도내 산업연관표가 없어")
    assert len(assumptions_of(sim.load(f"{KEY}/baseline"))) == 4


def test_homes_of_an_own_complex_stand_inside_it_and_without_a_city_are_spending_alone(folder, tmp_path):
    file = tmp_path / "homes.yaml"
    file.write_text(
        f"""extends: {KEY}/baseline
name: {{ko: 주거, en: homes}}
instruments:
  homes: {{kind: worker_housing, cost: 1.3, opens: 2023-01, budget: {{2022: 13}}, source: judgement, status: assumed}}
""",
        encoding="utf-8",
    )
    told = [each.en for each in load_with_changes(file).remarks]
    assert any("the effect: homes." in each for each in told)


def test_a_programme_is_paid_and_moves_it(folder, tmp_path):
    file = tmp_path / "grant.yaml"
    file.write_text(
        f"""extends: {KEY}/baseline
name: {{ko: 건설, en: works}}
execution: false
instruments:
  works:
    kind: capital_spending
    item: construction
    budget: {{2022: 5, 2023: 5}}
    sources: {{city: 1}}
    source: judgement
    status: assumed
""",
        encoding="utf-8",
    )
    made = []
    for asked in (sim.load(f"{KEY}/baseline", {"execution": "false"}), sim.load(file)):
        model = sim.Complex(asked, seed=1)
        model.run()
        assert model.residual < 1e-9
        made.append(model.recorder.sectors.sum())
    window = Window(sim.Month.parse(asked.start) + 1, sim.Month.parse(asked.end))
    paid = {name: amounts for name, _, amounts in money_of(model.world.programmes, window)}["works"]
    assert dict(zip(COLUMNS, paid, strict=True))["paid"] == pytest.approx(1_000.0), "10억 in million KRW"
    assert made[1] > made[0], "what is built is bought"


@pytest.mark.parametrize(
    ("verb", "key", "missing"),
    [
        ("calibrate", KEY, "2018Q1"),
        ("backtest", KEY, "2019Q4"),
        ("score-demand", KEY, "2022Q1, record_total.csv: 2023Q1"),
        ("calibrate", "ansan", "labour_flows.csv"),
    ],
)
def test_a_study_that_needs_a_longer_record_says_so(verb, key, missing, folder, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, verb, key) == 2
    said = capsys.readouterr().err
    assert missing in said
    assert "too short for this study" in said


def test_a_record_of_one_quarter_is_foretold_by_the_model_alone(folder):
    """Nobody knows a past change of it: no rival stands beside the model, and no number is missing."""
    data = complex_data(KEY)
    rows = pd.DataFrame(_rows(data, "2021Q4", table=np.ones((4, 2, len(MEASURES), 1 + len(data.industries)))))
    assert set(rows["method"]) == {"pool", "model"}
    assert not rows.isna().any(axis=None)


def test_a_changed_number_of_an_own_complex_is_another_run(folder, tmp_path, monkeypatch):
    worlds = (sim.load(f"{KEY}/baseline"),)
    before = run_key(worlds)
    copy = tmp_path / "copy"
    (copy / "complexes" / KEY).mkdir(parents=True)
    for path in (folder / "complexes" / KEY).iterdir():
        (copy / "complexes" / KEY / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    table = copy / "complexes" / KEY / "record_total.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("300", "301"), encoding="utf-8")
    code = tree_hash("code")
    with looking_in(copy):
        assert run_key(worlds) != before
        assert tree_hash("code") == code
    assert run_key(worlds) == before


def test_a_broken_complex_is_named_in_one_paragraph(folder, tmp_path):
    broken = tmp_path / "broken"
    (broken / "complexes" / "broken").mkdir(parents=True)
    text = (folder / "complexes" / KEY / "complex.yaml").read_text(encoding="utf-8")
    (broken / "complexes" / "broken" / "complex.yaml").write_text(text.replace("size_structure", "sizes"), "utf-8")
    for name in ("record_total.csv", "zones.csv", "tables.yaml"):
        copy = (folder / "complexes" / KEY / name).read_text(encoding="utf-8")
        (broken / "complexes" / "broken" / name).write_text(copy, encoding="utf-8")
    with looking_in(broken), pytest.raises(DataError, match=r"complex\.yaml.*'size_structure'"):
        complex_data("broken")


BROKEN = {
    "no_column": ("zones.csv", b"a,b\n1,2\n", r"zones.csv:1: there is no column 'zone'; there are: a, b"),
    "no_text": ("record_total.csv", b"\xff\xfe\x00", r"record_total.csv: this cannot be read as a table"),
    "nothing": ("record_total.csv", b"", r"record_total.csv: this cannot be read as a table"),
    "no_number": (
        "record_total.csv",
        "quarter,production,employment,tenants,utilisation\n2021Q4,천,300,10,78\n".encode(),
        r"record_total.csv:2: production = 천: this is no number",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_named_in_one_paragraph(name, folder, tmp_path, monkeypatch, capsys):
    table, content, said = BROKEN[name]
    own = tmp_path / "own"
    shutil.copytree(folder, own)
    (own / "complexes" / KEY / table).write_bytes(content)
    with monkeypatch.context() as patch:
        patch.setenv("SANDAN_DATA", str(own))
        asked = [["validate", f"{KEY}/baseline"], ["show", f"{KEY}/baseline"]]
        # Both verbs look at one broken table; what is read of the others is the same.
        for words in asked if name == "no_column" else asked[:1]:
            assert command(patch, *words) == 2
            (line,) = capsys.readouterr().err.strip().splitlines()
            assert said in line


BROKEN_FOLDERS = {
    "no_yaml": ("complexes/{key}/complex.yaml", b"a: [\n", "scenarios", "complex.yaml:"),
    "no_keys": ("complexes/{key}/complex.yaml", b"- a\n", "complexes", "complex.yaml holds no keys"),
    "no_text": ("complexes/{key}/complex.yaml", b"\xff\xfe\x00", "complexes", "complex.yaml"),
    "no_order": ("complexes/{key}/complex.yaml", b"order: first\n", "complexes", "complex.yaml: something is missing"),
    "no_number": ("complexes/{key}/record_total.csv", BROKEN["no_number"][1], "scenarios", BROKEN["no_number"][2]),
    "no_scenario": (
        "scenarios/{key}/baseline.yaml",
        b"extends: changwon/baseline\nruns: 3\n",
        "scenarios",
        "baseline.yaml:2:1: runs = 3",
    ),
}


@pytest.mark.parametrize("name", BROKEN_FOLDERS)
def test_one_that_cannot_be_read_takes_nothing_else_away(name, folder, tmp_path, monkeypatch, capsys):
    """The others are listed, run and validated; one sentence names the file and what to do."""
    file, content, what, said = BROKEN_FOLDERS[name]
    own = tmp_path / "own"
    for part, stem in (("complexes", f"{KEY}/complex.yaml"), ("scenarios", f"{KEY}/baseline.yaml")):
        text = (folder / part / stem).read_text(encoding="utf-8").replace(KEY, "other")
        shutil.copytree(folder / part / KEY, own / part / "other")
        (own / part / stem.replace(KEY, "other")).write_text(text, encoding="utf-8")
    (own / file.format(key="other")).write_bytes(content)
    monkeypatch.setenv("SANDAN_DATA", os.pathsep.join([str(folder), str(own)]))
    monkeypatch.setenv("COLUMNS", "400")
    few = [f"{place}/baseline" for place in ("changwon", KEY, "other")]
    monkeypatch.setattr("simulation.report.listings.gallery", lambda: {each: sim.gallery()[each] for each in few})
    assert command(monkeypatch, "list", what) == 0
    shown = capsys.readouterr()
    (line,) = shown.err.strip().splitlines()
    assert line.startswith("Left out, since it cannot be read: other")
    assert said in line
    assert KEY in shown.out
    assert "changwon" in shown.out
    assert command(monkeypatch, "validate", "changwon/baseline", f"{KEY}/baseline") == 0
    assert command(monkeypatch, "validate", "other/baseline") == 2


@pytest.mark.parametrize("there", ["nowhere", "file", "empty"])
@pytest.mark.parametrize("named", ["option", "variable"])
def test_a_data_folder_with_nothing_in_it_is_refused(there, named, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("SANDAN_DATA", raising=False)
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    words = ["list", "complexes"]
    if named == "option":
        words = ["--data", str(tmp_path / there), *words]
        monkeypatch.setenv("SANDAN_DATA", "")
    else:
        monkeypatch.setenv("SANDAN_DATA", str(tmp_path / there))
    assert command(monkeypatch, *words) == 2
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert there in line


def test_data_that_stand_before_those_that_ship_are_said(folder, tmp_path, monkeypatch):
    """A folder of the same name is read instead: whoever reads a result must see it."""
    shadow = tmp_path / "shadow"
    shutil.copytree(folder / "complexes" / KEY, shadow / "complexes" / KEY)
    before = [each.en for each in assumptions_of(sim.load(f"{KEY}/baseline"))]
    with looking_in(shadow):
        after = [each.en for each in assumptions_of(sim.load(f"{KEY}/baseline"))]
    assert not any("Several folders" in each for each in before)
    assert any(f"Several folders hold data of '{KEY}'" in each for each in after)


def test_sizes_are_those_of_a_log_normal_of_the_mean():
    """With deviation 1 the logs lie around ln 20 - 1/2; Phi(ln(50 / 20) + 1/2) = Phi(1.4163) = 0.92165 are below 50."""
    sizes = sizes_of(20.0)
    assert sizes.firms["workers_lt_50"] == pytest.approx(0.92165, abs=1e-4)
    assert sizes.workers["workers_lt_50"] == pytest.approx(0.66149, abs=1e-4), "Phi(1.4163 - 1)"
    assert sum(sizes.firms.values()) == pytest.approx(1.0)
    assert sum(sizes.workers.values()) == pytest.approx(1.0)


WRONG = {
    "like: machinery": ("like: machinry", "machinery"),
    "GMACH: 0.7": ("GMACH: 0.6", "add to 1"),
    "firms: 6,": ("firms: six,", "a whole number"),
    "workers: 210": ("workers: 3", "below firms"),
    "utilisation: 78": ("utilisation: 178", "from 1 to 100"),
    "utilisation: 78\n": ("utilisation: 0.78\n", "in percent"),
    "utilisation: 78\n#": ("utilisation: 78%\n#", "like 78"),
    "firms: 6, w": ("firms: '6', w", "Write 6 alone"),
    "firms: 6, wo": ("firms: true, wo", "a whole number"),
    "production: 170": ("production: 17000000000", "억원"),
    "area: 60\n": ("area: 60000\n", "thousand m2"),
    "ko: 펌프": ("ko: ''", "empty"),
    "key: packaging,": ("key: total,", "taken: total"),
    "key: harbour_gu": ("key: ring", "ring, inside, city"),
    "{GMACH: 0.7, FMET: 0.3}": ("{GMACH: 1.7, FMET: -0.7}", "at most 1"),
    "firms: 6, workers: 210": ("firms: 6, workers: 210000000", "at most 1000000"),
    "quarter: 2021Q4": ("quarter: 2035Q4", "2023Q4"),
    "tenant_share: 1.0": ("tenant_share: 0.9", "add to 1"),
    "province: example_province": ("province: 경기", "gyeonggi, gyeongnam"),
    "key: packaging": ("key: pumps", "twice"),
    "area: 60": ("aera: 60", "'area'"),
}


@pytest.mark.parametrize("good", WRONG)
def test_a_wrong_line_of_the_form_is_named(good, tmp_path):
    bad, word = WRONG[good]
    form = tmp_path / "form.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    assert good in text
    form.write_text(text.replace(good, bad), encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_form(form)
    for line in caught.value.message("en").splitlines():
        assert re.match(rf"{re.escape(str(form))}:\d+:\d+: ", line)
    # An entry that is wrong is no entry that is missing.
    assert "too few entries" not in caught.value.message("en")
    assert word in caught.value.message("en")
    assert re.search("[가-힣]{2}", caught.value.message("ko"))


def industry(place: int, firms: int, workers: int, production: float | None, sector: str = "GMACH") -> str:
    made = "" if production is None else f", production: {production}"
    return (
        f"  - {{key: i{place}, ko: 업종, en: Industry, like: machinery, sectors: {{{sector}: 1}}, firms: {firms}, "
        f"workers: {workers}{made}}}"
    )


HARDER = {
    "one_industry": ([1.0], [industry(0, 40, 900, None)], 1.0),
    "three_firms": ([1.0], [industry(0, 2, 2, 2), industry(1, 1, 9, 8, "CHEM")], 1.0),
    "many": ([0.04] * 25, [industry(n, 3 + n, 40 + 9 * n, 40 if n % 3 else None) for n in range(20)], 1.0),
    "ten_thousand": ([0.5, 0.5], [industry(0, 6_000, 90_000, 80_000), industry(1, 4_000, 60_000, None, "ICT")], 0.02),
    "one_giant": ([1.0, 0.0], [industry(0, 1, 20_000, 30_000, "SHIP"), industry(1, 2, 6, 3, "BSRV")], 1.0),
}
"""Shares of the districts, industries, and the scale at which it is run."""


@pytest.mark.parametrize("name", HARDER)
def test_a_harder_form_is_written_and_runs_with_two_instruments(name, tmp_path, monkeypatch):
    shares, industries, scale = HARDER[name]
    head = EXAMPLE.read_text(encoding="utf-8").partition("districts:")[0].replace("area: 60", "")
    places = [
        f"  - {{key: d{place}, ko: 구, en: District, tenant_share: {share}}}" for place, share in enumerate(shares)
    ]
    monkeypatch.chdir(tmp_path)
    lines = [f"{head}districts:", *places, "industries:", *industries, ""]
    (tmp_path / "form.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert command(monkeypatch, "new", "complex", name, "--from", "form.yaml") == 0
    common = {"budget": {2022: 2.0}, "source": "judgement", "status": "assumed"}
    instruments = {
        "works": {"kind": "works", "opens": "2022-02", **common},
        "abroad": {"kind": "firm_support", "cost": 0.5, "smallest": 1, "guarantee": 1.0, **common},
    }
    with looking_in(tmp_path / name):
        asked = sim.load(f"{name}/baseline", {"scale": str(scale), "end": "2022-03"}).model_dump(mode="json")
        asked["instruments"] |= instruments
        model = sim.Complex(sim.Scenario.model_validate(asked), seed=1)
        model.run()
    assert model.residual < 1e-9
    paid = model.world.programmes.statement().set_index("instrument")["paid"]
    assert (paid[list(instruments)] > 0.0).all()
    assert all(np.isfinite(np.asarray(each, dtype=float)).all() for each in model.recorder.arrays().values())


def test_production_that_is_not_known_is_that_of_workers_in_the_industry_it_is_like(tmp_path):
    """By hand: 900 workers, and what the first complex that ships makes in machinery over those who work there."""
    form = tmp_path / "form.yaml"
    head = EXAMPLE.read_text(encoding="utf-8").partition("industries:")[0]
    form.write_text("\n".join([f"{head}industries:", industry(0, 40, 900, None), ""]).replace("area: 60", ""), "utf-8")
    read, record = read_form(form), complex_data(complexes()[0]).record_industry.loc[("2021Q4", "machinery")]
    assert read.production == pytest.approx(900 * record["production"] / record["employment"], abs=0.01)
    written = files_of("mine", read, form_text="", language="en")
    rows = pd.read_csv(io.StringIO(written["complexes/mine/assumed.csv"])).set_index("where")
    low, value, high = rows.loc["record_total.production.i0", ["low", "value", "high"]]
    assert (low, value, high) == pytest.approx((read.production / 2, read.production, read.production * 2), rel=1e-3)
    assert ",estimated" in written["complexes/mine/record_total.csv"]


def test_a_table_of_something_else_is_no_province():
    """Only tables fitted to official multipliers count, whatever a form calls its province."""
    assert has_province_table(complex_data("ansan").province)
    for other in ("domestic", "imports", "drift", "value_added", "example_province"):
        assert not has_province_table(other)


def test_a_fault_of_the_draft_names_the_folder_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = baseline_text("unwritten", read_form(EXAMPLE), language="en").replace("runs: 16", "runs: many")
    monkeypatch.setattr("simulation.drafts.complex_folder.baseline_text", lambda *_, **__: text)
    assert command(monkeypatch, "new", "complex", "unwritten") == 2
    assert capsys.readouterr().err.startswith("unwritten/scenarios/unwritten/baseline.yaml:")
    assert list(tmp_path.iterdir()) == []


def test_a_refused_complex_leaves_nothing_behind(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert command(monkeypatch, "new", "complex", "changwon") == 2
    assert command(monkeypatch, "new", "complex", "My Complex") == 2
    assert command(monkeypatch, "new", "complex", "com1") == 2
    (tmp_path / "form.yaml").write_text("name: 3\n", encoding="utf-8")
    assert command(monkeypatch, "new", "complex", "mine", "--from", "form.yaml") == 2
    assert command(monkeypatch, "new", "complex", "mine", "--from", "nowhere.yaml") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["form.yaml"]
    (tmp_path / "mine").mkdir()
    assert command(monkeypatch, "new", "complex", "mine") == 2
    assert "--out" in capsys.readouterr().err
