"""Further worlds: the very worlds that more runs would have had, kept and taken up again."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from simulation.catalogue.files import looking_in
from simulation.experiments import more_worlds as room
from simulation.experiments.more_worlds import WORLDS, more_worlds, worlds_wanted
from simulation.experiments.pair import draw_for, run_unit
from simulation.experiments.worlds import doing_nothing, worlds_of
from simulation.scenario import Scenario, gallery, load

TINY = ["scale=0.03", "end=2019-02", "runs=1"]


@pytest.fixture(scope="module")
def asked() -> Scenario:
    return load("changwon/smart_complex", TINY)


def totals_of(world) -> dict[str, np.ndarray]:
    """Totals by month of what a run keeps by cell and of what it keeps of the complex."""
    return {name: x.reshape(2, -1).sum(axis=1) for name, x in {**world.arrays, **world.city}.items()}


def test_a_further_world_is_the_baseline_of_the_next_run(asked: Scenario, tmp_path: Path) -> None:
    worlds = worlds_of(asked)
    found = more_worlds(worlds, 2, pairs=1, workers=1, folder=tmp_path)
    assert found is not None
    own = totals_of(run_unit(worlds, 2).worlds["changwon/baseline"])
    for name, totals in found.series.items():
        assert np.array_equal(totals[1], own[name], equal_nan=True), name
    with_it = totals_of(run_unit(worlds, 1).worlds["changwon/smart_complex"])
    for name, totals in found.with_programme.items():
        assert np.array_equal(totals, [with_it[name]], equal_nan=True), name
    assert {"employment", "new_adopters"} <= found.series.keys()
    assert found.with_programme.keys() == found.series.keys()
    assert found.values.shape == (3, len(found.names))
    assert dict(zip(found.names, found.values[2], strict=True)) == draw_for(asked, 2)
    kept = sorted(tmp_path.rglob("totals-*.npz"))
    assert len(kept) == 3
    for path in kept[::2]:
        path.unlink()
    again = more_worlds(worlds, 2, pairs=1, workers=1, folder=tmp_path)
    assert again is not None
    assert all(np.array_equal(again.series[name], totals, equal_nan=True) for name, totals in found.series.items())
    assert all(
        np.array_equal(again.with_programme[name], totals, equal_nan=True)
        for name, totals in found.with_programme.items()
    )
    alone = more_worlds(worlds, 2, workers=1, folder=tmp_path)
    assert alone is not None
    assert not alone.with_programme


def test_draws_beyond_the_worlds_are_those_of_the_runs(asked: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "DRAWS", 3)
    names = ("technology.cost.level_1", "demography.unit_floor")
    drawn = room._drawn(asked, names)
    assert drawn.tolist() == [[draw_for(asked, run)[name] for name in names] for run in range(3)]


def test_they_are_asked_for_only_where_a_target_hangs_on_them(asked: Scenario) -> None:
    def wanted(**changes: object) -> int:
        scenario = load("changwon/smart_complex").model_copy(update=changes)
        return worlds_wanted(scenario, scenario.targets)

    assert wanted(runs=16) == WORLDS
    assert wanted(runs=16, targets=("tenants_3000",)) == WORLDS
    assert wanted(runs=16, targets=("production_6_2",)) == 0, "a difference between two worlds"
    assert wanted(runs=16, targets=("sales_67", "production_6_2")) == WORLDS
    assert wanted(runs=4) == 0
    assert wanted(runs=16, end="2022-12") == 0
    assert more_worlds(worlds_of(asked), 0, workers=1) is None


def test_a_baseline_that_was_written_anew_is_read_anew(tmp_path: Path) -> None:
    own = tmp_path / "scenarios" / "changwon" / "baseline.yaml"
    own.parent.mkdir(parents=True)
    text = "extends: {parent}\nname: {{ko: 시험, en: {name}}}\n"
    found, scenario = [], load("changwon/smart_complex")
    with looking_in(tmp_path):
        for place, name in enumerate(("first", "second")):
            own.write_text(text.format(parent=gallery()["changwon/history"], name=name), encoding="utf-8")
            os.utime(own, (place, place))
            baseline = doing_nothing(scenario)
            assert baseline is not None
            found.append(baseline.name.en)
    assert found == ["first", "second"]
