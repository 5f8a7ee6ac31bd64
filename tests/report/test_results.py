"""Result folders are whole or absent, manifests tell and repeat everything, tables keep their columns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

import simulation as sim
from simulation import rerun, run
from simulation.errors import SandanError
from simulation.experiments.alternatives import worlds_to_compare
from simulation.experiments.design import BLOCK
from simulation.experiments.worlds import worlds_of
from simulation.outcomes.folder import VOLATILE, manifest_hash, read_manifest, whole_folder, write_manifest
from simulation.outcomes.metrics import QUANTILES
from simulation.report.premises import premises_of
from simulation.report.tables import key_results, with_names, write_csv
from tests.report.conftest import WORLDS
from tests.white import pictures_left_white

SHORT = ["scale=0.1", "end=2020-03"]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("results")
    with pictures_left_white(drawn=False):
        return run("changwon/history", overrides=SHORT, runs=2, workers=1, out=out, impact_runs=0, layer_draws=2), out


def test_folder_holds_what_it_promises(written):
    result, out = written
    folder = result.folder
    assert folder == out / "changwon" / "history" / result.manifest["run_key"]
    held = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {"series.nc", "summary.csv", "manifest.json", "figures/overview.png", "figures/fan_employment.svg"} <= held
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]
    summary = pd.read_csv(folder / "summary.csv")
    assert tuple(column for column in summary if column in QUANTILES) == QUANTILES
    assert {"scenario_ko", "variable_ko", "industry_ko", "size_class_ko", "unit_ko"} <= set(summary)
    assert "생산액" in set(summary["variable_ko"])


def test_manifest_tells_what_was_run(written):
    result, _out = written
    manifest = read_manifest(result.folder)
    assert manifest["scenario"] == "changwon/history"
    assert any(line.startswith("scale: ") for line in manifest["overrides"])
    assert len(manifest["seeds"]) == len(manifest["draws"]) == manifest["runs"] == 2 < BLOCK
    assert manifest["worst_identity_residual"]["all"] < 1e-9
    for shares in manifest["variance_shares"].values():
        assert sum(shares.values()) == pytest.approx(1.0)
    assert any("분산" in line for line in result.remarks("ko"))
    assert {"python", "mesa", "numpy", "numba"} <= set(manifest["packages"])
    assert {"host", "started", "duration_seconds"} <= set(manifest[VOLATILE])
    changed = {**manifest, VOLATILE: {}}
    assert manifest_hash(changed) == manifest["hash"]


def test_rerun_from_the_manifest_alone_gives_the_same_numbers(written):
    result, _out = written
    again = rerun(result.folder / "manifest.json", workers=1)
    assert again.series.identical(result.series)
    pd.testing.assert_frame_equal(again.summary, result.summary, check_exact=True)
    drawn = [each.drawings()["overview"](language=each.language).image("svg") for each in (result, again)]
    assert drawn[0] == drawn[1]
    assert again.manifest["run_key"] == result.manifest["run_key"]


def test_a_changed_manifest_is_refused(written, tmp_path):
    result, _out = written
    manifest = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["runs"] = 3
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(SandanError):
        read_manifest(tmp_path)
    with pytest.raises(SandanError):
        read_manifest(tmp_path / "nothing")


def test_a_folder_of_an_older_version_is_told_what_it_lacks(written, tmp_path):
    result, _out = written
    shutil.copytree(result.folder, tmp_path / "old")
    money = tmp_path / "old" / "money.csv"
    pd.read_csv(money).drop(columns="not_taken_up").to_csv(money, index=False)
    write_manifest(result.manifest, tmp_path / "old")
    with pytest.raises(SandanError, match=r"money.csv: it has no column not_taken_up.*sandan rerun") as caught:
        sim.Result.load(tmp_path / "old")
    assert "not_taken_up" in caught.value.message("ko")


@pytest.mark.parametrize("name", ["series.nc", "summary.csv", "programme_values.csv"])
def test_a_byte_that_was_changed_in_a_stored_file_is_noticed(written, tmp_path, name):
    result, _out = written
    folder = Path(shutil.copytree(result.folder, tmp_path / "kept"))
    assert sim.Result.load(folder).series.identical(result.series)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(SandanError, match=rf"{name}: this file was changed .*sandan rerun"):
        sim.Result.load(folder)
    (folder / name).unlink()
    with pytest.raises(SandanError, match=rf"{name}: this file is missing"):
        sim.Result.load(folder)


def test_three_lines_of_python():
    result = run(sim.load("changwon/history", ["scale=0.1", "end=2018-12"]), runs=2, workers=1)
    picture = result.plot()
    assert picture._repr_png_().startswith(b"\x89PNG")
    assert result.series.sizes["run"] == 2
    assert result.folder is None
    assert result.key_results()[1] == []
    with pytest.raises(SandanError, match="overview"):
        result.plot("nothing")


def test_half_a_folder_never_stands(tmp_path):
    target = tmp_path / "place"
    with pytest.raises(FileNotFoundError), whole_folder(target) as draft:
        (draft / "missing" / "half.csv").write_text("x")
    assert list(tmp_path.iterdir()) == []
    for text in ("first", "second"):
        with whole_folder(target) as draft:
            (draft / "whole.csv").write_text(text)
    assert (target / "whole.csv").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_manifest_hash_leaves_out_host_and_time(tmp_path):
    write_manifest({"a": 1, VOLATILE: {"host": "one"}}, tmp_path)
    first = read_manifest(tmp_path)["hash"]
    write_manifest({"a": 1, VOLATILE: {"host": "two"}}, tmp_path)
    assert read_manifest(tmp_path)["hash"] == first


def test_key_results_show_record_worlds_and_difference(series, setting):
    for language in ("ko", "en"):
        header, rows = key_results(series, setting, baseline=WORLDS[1], language=language)
        assert len(header) == 7
        assert all(len(row) == len(header) for row in rows)
        assert rows[0][3] != "-"
        alone, _rows = key_results(series, setting, baseline=None, language=language)
        assert len(alone) == 5


def test_csv_reads_back_in_spreadsheets(tmp_path):
    table = with_names(pd.DataFrame({"year": [2019], "measure": ["jobs"], "part": ["direct"], "value": [1.5]}))
    write_csv(table, tmp_path / "impact.csv")
    data = (tmp_path / "impact.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert pd.read_csv(tmp_path / "impact.csv")["part_ko"][0] == "직접효과"


def test_a_programme_brings_its_baseline_and_a_recorded_one_the_history():
    programme = sim.load("changwon/smart_complex")
    keys = [world.key for world in worlds_of(programme)]
    assert keys == ["changwon/baseline", "changwon/smart_complex"]
    recorded = [world.key for world in worlds_of(programme.model_copy(update={"outlook": "recorded"}))]
    assert recorded == ["changwon/baseline", "changwon/history", "changwon/smart_complex"]
    assert [world.key for world in worlds_of(sim.load("changwon/baseline"))] == ["changwon/baseline"]


def test_an_event_beside_a_programme_is_in_the_world_without_it_too() -> None:
    """What the programme does is asked in the slump; the slump alone, and a rule, are held against doing nothing."""
    slump, answered = sim.load("changwon/demand_slump"), sim.load("changwon/crisis_support", ["shift=6"])
    without, _ = worlds_of(answered)
    assert without.instruments == slump.instruments
    assert without.shift == 6
    assert "수주" not in without.name.ko
    assert "외부 수요 10 % 감소" in premises_of(answered)[0].ko
    for name in ("changwon/demand_slump", "ansan/more_permits"):
        plain = sim.load(name)
        assert worlds_of(plain)[0].instruments == sim.load(f"{plain.complex}/baseline").instruments
    together = worlds_to_compare([slump, answered.replace(shift=0)])
    assert together[0].instruments == sim.load("changwon/baseline").instruments
