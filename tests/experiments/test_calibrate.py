"""Calibration: a killed one goes on, and runs draw what was learned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.catalogue import complex_data, parameters_for
from simulation.experiments import calibrate as room
from simulation.experiments import design
from simulation.experiments.calibrate import MOST, calibrate, may_be_learned, most_told, predicted
from simulation.experiments.moments import moments_of, of_record
from simulation.experiments.pair import draw_for
from simulation.scenario import load

DRAWS = 15
"""Three of them are accepted."""
SEEN = of_record(complex_data("changwon"), moments_of(complex_data("changwon")))


def test_a_killed_calibration_goes_on_and_says_what_it_learned(tmp_path: Path) -> None:
    found = calibrate("changwon", DRAWS, scale=0.03, workers=1, parts=tmp_path)
    kept = sorted(tmp_path.rglob("*.npy"))
    assert len(kept) == DRAWS
    kept[3].unlink()
    again = calibrate("changwon", DRAWS, scale=0.03, workers=1, parts=tmp_path)
    assert again.values.equals(found.values)
    known = parameters_for("changwon")
    for name in found.names:
        assert found.values[name].between(known[name].low, known[name].high).all()
    assert predicted("changwon", found.values.head(3), runs=1, scale=0.03, workers=1).shape[1:] == (20, 4, 6)


def test_ranks_are_moved_by_truths_that_do_not_check_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second of fifteen truths checks, so that seven teach the posterior and the moved ranks."""
    numbered = np.arange(15.0)[:, None]
    given: list[np.ndarray] = []
    monkeypatch.setattr(room, "ranks", lambda *_places, **_how: numbered)
    monkeypatch.setattr(room, "recalibrated", lambda found, taught: given.append(taught) or found)
    monkeypatch.setattr(room, "ranks_once_recalibrated", lambda *both: given.extend(both) or both[0])
    monkeypatch.setattr(room, "histories_of", lambda _key, run, **_how: np.sin(SEEN * (1.0 + run)) + SEEN)
    monkeypatch.setattr(room, "most_told", lambda _told: np.array([0]))
    calibrate("changwon", DRAWS, scale=0.03, workers=1, parts=tmp_path)
    moved_by, checked, taught = (each.ravel().tolist() for each in given)
    assert moved_by == taught == list(range(1, 15, 2))
    assert checked == list(range(0, 15, 2))


def test_what_is_told_most_is_learned_first_and_what_is_not_told_never() -> None:
    assert most_told(np.array([0.2, -0.1, 0.5, 0.0, 0.01])).tolist() == [2, 0, 4]
    assert most_told(np.arange(1.0, 30.0)).tolist() == list(range(28, 28 - MOST, -1))


def test_outside_demand_is_not_learned_where_it_is_given() -> None:
    assert not may_be_learned("outside.damping")
    assert may_be_learned("outside.price_level")
    assert may_be_learned("labour.adjustment_up")


def test_runs_take_learned_rows_in_turn_and_the_rest_from_priors(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple({"labour.adjustment_up": 0.01 * (row + 1)} for row in range(4))
    monkeypatch.setattr(design, "_learned", lambda key: rows)
    scenario = load("changwon/baseline")
    prior = scenario.model_copy(update={"parameter_layer": "prior"})
    drawn = [draw_for(scenario, run) for run in range(4)]
    assert sorted(draw["labour.adjustment_up"] for draw in drawn) == [0.01, 0.02, 0.03, 0.04]
    for run, draw in enumerate(drawn):
        alone = draw_for(prior, run)
        assert {**draw, "labour.adjustment_up": 0.0} == {**alone, "labour.adjustment_up": 0.0}
    held = scenario.model_copy(update={"parameters": {"labour.adjustment_up": 0.02}})
    assert "labour.adjustment_up" not in draw_for(held, 0)
