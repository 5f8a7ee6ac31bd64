"""Sign, size and lag of paired paths, against values computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.outcomes.paired_paths import UNTOLD, begins, half_lives, half_way, interval, long_run, sign


def test_the_long_run_is_the_last_year() -> None:
    path = np.arange(30.0)[None]
    assert long_run(path, flow=True) == pytest.approx([12 * 23.5])
    assert long_run(path, flow=False) == pytest.approx([23.5])


def test_the_interval_of_two_runs_is_that_of_student() -> None:
    """Mean 2, s = sqrt(2), n = 2: 12.7062 times 1."""
    low, high = interval(np.array([1.0, 3.0]))
    assert (low, high) == pytest.approx((2.0 - 12.7062, 2.0 + 12.7062), abs=1e-3)
    assert sign(np.array([1.0, 3.0])) == 0
    assert sign(np.array([-2.0, -2.1, -1.9])) == -1
    assert sign(np.array([0.02, 0.021, 0.019])) == 1
    assert sign(np.array([5.0])) == 0


def test_the_lag_counts_from_the_first_month_that_differs() -> None:
    """Ten months of nothing, then up by one a month to twenty: the quarter's mean passes ten in the eleventh month."""
    one = np.concatenate([np.zeros(10), np.arange(1.0, 21.0), np.full(20, 20.0)])
    paths = np.stack([one, one, one])
    assert begins(paths[None]) == 10
    # Means of three months are 1/3, 1, 2, 3, ...: 10 is reached eleven months after 1/3... at index 10.
    assert half_way(paths, 10) == 10
    assert half_way(-paths, 10) == 10
    assert half_way(np.stack([one, -one]), 10) == UNTOLD
    assert begins(np.zeros((2, 3, 7))) == 7


def test_half_lives_are_those_of_each_run_and_leave_out_what_went_the_other_way() -> None:
    """A run that jumps is at half at once, one that climbs a step a month to twenty passes ten in the eleventh."""
    climbs = np.concatenate([np.zeros(10), np.arange(1.0, 21.0), np.full(20, 20.0)])
    # A jump of twenty: its quarter's mean is 6.7 in the first month and 13.3 in the next.
    jumps = np.concatenate([np.zeros(10), np.full(40, 20.0)])
    away = -0.01 * climbs
    assert half_lives(np.stack([climbs, jumps, 2.0 * climbs, away, climbs, jumps]), 10).tolist() == [10, 1, 10, 10, 1]
    assert half_lives(np.stack([climbs, -climbs]), 10).size == 0
