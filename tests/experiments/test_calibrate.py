"""Calibration: what is compared ends with 2021, a killed one goes on, and runs draw what was learned."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from simulation.catalogue import complex_data, parameters_for
from simulation.experiments import design
from simulation.experiments.calibrate import calibrate, history_of, may_be_learned, noise_of, predicted, record_of
from simulation.experiments.pair import draw_for
from simulation.scenario import load

DATA = complex_data("changwon")
CENTRE = {key: quantity.value for key, quantity in parameters_for("changwon").items()}


def test_the_moments_end_before_the_test_begins() -> None:
    labels, seen = record_of(DATA)
    assert len(labels) == seen.size
    quarters = {label.split()[-1] for label in labels if label[-2] == "Q"}
    assert max(quarters) == "2021Q4"
    assert min(quarters) == "2019Q1"
    place = labels.index("employment 2020Q1")
    assert np.exp(seen[place]) == pytest.approx(DATA.record_total.loc["2020Q1", "employment"])


def test_surveyed_flows_are_shares_of_the_surveyed_workers() -> None:
    """Hires of the six surveyed months of 2019 to 2021 over workers, by hand from the survey."""
    labels, seen = record_of(DATA)
    pairs = [(3796, 117608), (2525, 116257), (1985, 114941), (2363, 113497), (3585, 112982), (4152, 113625)]
    assert seen[labels.index("hires")] == pytest.approx(np.mean([hires / workers for hires, workers in pairs]))


def test_the_granted_error_grows_to_its_spread_at_the_last_quarter() -> None:
    labels, _ = record_of(DATA)
    drawn = np.array([noise_of(labels, run, value=CENTRE) for run in range(800)])
    assert drawn[:, labels.index("employment 2021Q4")].std() == pytest.approx(np.hypot(0.015, 0.0044), rel=0.1)
    assert drawn[:, labels.index("employment 2019Q1")].std() == pytest.approx(
        np.hypot(0.015 / np.sqrt(12.0), 0.0044), rel=0.1
    )
    assert (drawn.std(axis=0) > 0.0).all()


def test_a_history_has_a_moment_for_each_of_the_record() -> None:
    labels, seen = record_of(DATA)
    found = history_of("changwon", 0, scale=0.25, parts=None)
    assert found.shape == seen.shape
    assert found[: len(labels) - 3] == pytest.approx(seen[: len(labels) - 3], abs=0.1)


def test_a_killed_calibration_goes_on_and_says_what_it_learned(tmp_path: Path) -> None:
    found = calibrate("changwon", 30, scale=0.03, workers=1, parts=tmp_path)
    kept = sorted(tmp_path.rglob("*.npy"))
    assert len(kept) == 30
    kept[3].unlink()
    again = calibrate("changwon", 30, scale=0.03, workers=1, parts=tmp_path)
    assert again.values.equals(found.values)
    known = parameters_for("changwon")
    for name in found.names:
        assert found.values[name].between(known[name].low, known[name].high).all()
    assert predicted("changwon", found.values, runs=1, scale=0.03, workers=1).shape[1:] == (20, 4, 6)


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
