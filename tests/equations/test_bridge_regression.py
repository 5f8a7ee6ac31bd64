"""The small regression of production on drivers."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.bridge_regression import Belief, learned, predicted


def test_one_driver_by_hand() -> None:
    """m0 = 0, V0 = 1, n0 = 2, s0 = 1; x = (1, 1), y = (3, 3): V1 = 1/3, m1 = 2, n1 s1^2 = 2 + 18 - 12 = 8 over 4."""
    before = Belief(np.zeros(1), np.eye(1), 2.0, 1.0)
    found = learned(before, np.ones((2, 1)), growth=np.array([3.0, 3.0]))
    assert found.mean[0] == pytest.approx(2.0)
    assert found.spread[0, 0] == pytest.approx(1.0 / 3.0)
    assert found.weight == 4.0
    assert found.scale == pytest.approx(np.sqrt(2.0))


def test_without_luck_a_prediction_is_the_slope_times_the_driver() -> None:
    belief = Belief(np.array([0.1, 2.0]), np.eye(2), 5.0, 1.0)
    found = predicted(belief, np.array([[1.0, 3.0]]), luck=np.zeros(3), chi_square=5.0)
    assert found[0] == pytest.approx(6.1)


def test_luck_moves_slopes_and_quarters() -> None:
    belief = Belief(np.zeros(1), np.array([[4.0]]), 5.0, 3.0)
    found = predicted(belief, np.array([[1.0]]), luck=np.array([1.0, 1.0]), chi_square=5.0)
    assert found[0] == pytest.approx(3.0 * 2.0 + 3.0)
