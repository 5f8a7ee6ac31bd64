"""Forecasts to beat."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from simulation.outcomes.rivals import LEVELS, drift, last_value, statistical

KNOWN = np.array([1.0, 3.0, 4.0, 8.0])


def test_the_last_value_stands_and_its_spread_grows_with_the_root_of_the_horizon() -> None:
    found = last_value(KNOWN, 4)
    middle, high = LEVELS.size // 2, np.searchsorted(LEVELS, 0.8413447)
    assert found[:, middle] == pytest.approx([8.0] * 4)
    one = (found[0, high] - 8.0) / np.sqrt((4 + 1 + 16) / 3)
    assert one == pytest.approx(1.0, abs=0.05)
    assert found[3, high] - 8.0 == pytest.approx(2.0 * (found[0, high] - 8.0))


def test_a_drift_goes_on_by_the_mean_change() -> None:
    found = drift(KNOWN, 3)
    assert found[:, LEVELS.size // 2] == pytest.approx([8 + 7 / 3, 8 + 14 / 3, 15.0])
    # Changes 2, 1, 4 have the variance 7/3; over h steps it is (h + h^2 / 3) of it: 4/3, 10/3, 6.
    one = (found[:, -1] - found[:, LEVELS.size // 2]) / norm.ppf(LEVELS[-1])
    assert one == pytest.approx(np.sqrt(7 / 3 * np.array([4 / 3, 10 / 3, 6.0])))


@pytest.mark.parametrize("name", ["ar1", "ets", "theta"])
def test_forecasters_of_the_library_give_ordered_quantiles_that_widen(name: str) -> None:
    series = np.cumsum(np.sin(np.arange(16.0)) + 0.5)
    found = statistical()[name](series, 8)
    assert found.shape == (8, LEVELS.size)
    assert (np.diff(found, axis=1) > 0.0).all()
    width = found[:, -1] - found[:, 0]
    assert width[-1] > width[0]


def test_the_width_of_theta_does_not_hang_on_the_level() -> None:
    series = np.cumsum(np.sin(np.arange(16.0)) + 0.5)
    low, high = (np.ptp(statistical()["theta"](series + level, 2), axis=1) for level in (0.0, 100.0))
    assert high == pytest.approx(low, rel=0.05)
