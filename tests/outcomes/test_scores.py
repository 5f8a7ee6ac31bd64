"""Scores of forecasts, against values computed by hand."""

import numpy as np
import pytest

from simulation.outcomes.scores import band, coverage, crps, probability_transform


def test_crps_of_two_draws() -> None:
    # E|X - 3| = (3 + 1) / 2 = 2; the fair E|X - X'| over the one pair is |4 - 0| = 4, half of it 2: 2 - 2 = 0.
    assert crps(np.array([0.0, 4.0]), 3.0) == pytest.approx(0.0)
    # At y = 6: (6 + 2) / 2 - 2 = 2.
    assert crps(np.array([4.0, 0.0]), 6.0) == pytest.approx(2.0)


def test_a_sure_forecast_scores_its_error() -> None:
    assert crps(np.full(5, 2.0), 3.5) == pytest.approx(1.5)


def test_place_of_what_came_counts_ties_half() -> None:
    assert probability_transform(np.array([1.0, 2.0, 2.0, 5.0]), 2.0) == pytest.approx(0.25 + 0.25)


@pytest.mark.parametrize(("came", "inside"), [(1.0, 1.0), (2.0, 1.0), (0.999, 0.0), (2.001, 0.0)])
def test_the_ends_of_a_band_are_inside(came: float, inside: float) -> None:
    assert coverage(came, 1.0, high=2.0) == inside


def test_a_band_of_few_draws_holds_what_it_says() -> None:
    """Of n draws the k-th and the (n + 1 - k)-th hold a further one with probability 1 - 2 k / (n + 1)."""
    assert band(np.arange(1.0, 10.0), 0.8) == (1.0, 9.0)
    draws = np.random.default_rng(1).normal(size=(20_000, 10))
    held = np.mean([coverage(each[0], low, high=high) for each in draws for low, high in [band(each[1:], 0.8)]])
    assert held == pytest.approx(0.8, abs=0.01)
