"""What is foretold of a record carries the error of the model, with the spread and persistence of calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import simulation
from simulation.experiments.calibrate import START
from simulation.experiments.moments import LAST
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.structural_error import QUARTERS_OF_SPREAD, as_foretold

RUNS = 4000
LEVEL = 1000.0
PLAIN = np.full((RUNS, 14, len(MEASURES), 3), LEVEL)


@pytest.fixture(scope="module")
def errors() -> np.ndarray:
    """Errors in percent, and in points for the rate: (run, quarter, measure, total and two industries)."""
    found = as_foretold(PLAIN, "changwon", origin="2021Q4")
    logs = 100.0 * np.log(found / LEVEL)
    return np.concatenate([logs[:, :, :-1], found[:, :, -1:] - LEVEL], axis=2)


def test_the_walk_has_its_spread_after_the_quarters_of_calibration(errors: np.ndarray) -> None:
    assert following(START, QUARTERS_OF_SPREAD)[-1] == LAST
    for place, (spread, once) in enumerate(((0.0, 0.0), (1.5, 0.44), (2.0, 0.77), (2.5, 1.42))):
        rough = once * np.sqrt(2.0)  # in the quarter and in that of the start
        assert errors[:, QUARTERS_OF_SPREAD - 1, place, 0].std() == pytest.approx(np.hypot(spread, rough), rel=0.04)
        assert errors[:, 2, place, 0].std() == pytest.approx(np.hypot(spread / 2.0, rough), rel=0.04)
    assert errors[:, 11, 1, 1].std() == pytest.approx(np.hypot(3.0, 0.44 * np.sqrt(2.0)), rel=0.04)
    assert abs(errors.mean(axis=0)).max() < 0.25


def test_what_is_wrong_stays_wrong_and_industries_share_it(errors: np.ndarray) -> None:
    """A walk of 0.75 % after three quarters and 1.5 after twelve, with 0.44 of the quarter and of the start, by hand.

    Jobs: (0.75^2 + 0.44^2) / (sqrt(0.75^2 + 2 0.44^2) sqrt(1.5^2 + 2 0.44^2)); two industries share
    (1.5^2 + 2 0.44^2) of (3^2 + 2 0.44^2).
    """
    jobs = errors[:, :, 1]
    assert np.corrcoef(jobs[:, 2, 0], jobs[:, 11, 0])[0, 1] == pytest.approx(0.478, abs=0.04)
    assert np.corrcoef(jobs[:, 11, 1], jobs[:, 11, 2])[0, 1] == pytest.approx(0.281, abs=0.05)
    assert abs(np.corrcoef(jobs[:, 11, 0], errors[:, 11, 2, 0])[0, 1]) < 0.05


def test_errors_are_keyed_by_run_and_origin_and_grow_with_the_horizon_alone() -> None:
    few = as_foretold(PLAIN[:3, :4], "changwon", origin="2021Q4")
    assert np.array_equal(few, as_foretold(PLAIN[:5, :8], "changwon", origin="2021Q4")[:3, :4])
    assert not np.array_equal(few, as_foretold(PLAIN[:3, :4], "changwon", origin="2022Q1"))
    assert np.array_equal(few[:, :, 0], PLAIN[:3, :4, 0])
    assert np.array_equal(PLAIN, np.full_like(PLAIN, LEVEL))


def test_no_world_and_no_effect_carries_it() -> None:
    """Only what is held against a record may be drawn with the error; a pair of worlds never."""
    rooms = Path(simulation.__file__).parent.rglob("*.py")
    users = {path.stem for path in rooms if "structural_error import" in path.read_text(encoding="utf-8")}
    assert users == {"backtest", "calibrate", "forecast", "moments"}
