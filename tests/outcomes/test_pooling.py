"""The pool of two forecasts and the scores behind it, against values computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.outcomes.pooling import best_weight, distances, pool_score, pooled
from simulation.outcomes.scores import crps, diebold_mariano, quantile_score

OWN, RIVAL = np.array([0.0, 2.0]), np.array([3.0, 5.0, 7.0])


def test_distances_by_hand() -> None:
    found = distances(OWN, RIVAL, came=4.0)
    assert found.own == 3.0
    assert found.rival == pytest.approx(5.0 / 3.0)
    assert found.within_own == 2.0
    assert found.within_rival == pytest.approx((2 + 4 + 2) / 3)
    assert found.between == pytest.approx((3 + 5 + 7 + 1 + 3 + 5) / 6)


@pytest.mark.parametrize(("weight", "draws"), [(1.0, OWN), (0.0, RIVAL)])
def test_a_pool_of_one_scores_as_that_one(weight: float, draws: np.ndarray) -> None:
    assert pool_score(distances(OWN, RIVAL, came=4.0), weight) == pytest.approx(crps(draws, 4.0))


def test_the_best_weight_is_the_lowest_point_of_the_parabola() -> None:
    found = [distances(OWN, RIVAL, came=came) for came in (1.0, 2.5, 4.0)]
    weight = best_weight(found)
    assert 0.0 < weight < 1.0
    scores = [np.mean([pool_score(each, weight + step) for each in found]) for step in (-0.01, 0.0, 0.01)]
    assert scores[1] < min(scores[0], scores[2])


def test_quantiles_of_a_pool_weigh_forecasts_not_draws() -> None:
    """One draw at 0 with half of the weight and four at 10: the median lies between, not at 10."""
    found = pooled(np.array([0.0]), np.full(4, 10.0), weight=0.5, levels=np.array([0.1, 0.9]))
    assert found.tolist() == [0.0, 10.0]
    assert pooled(np.array([0.0]), np.full(4, 10.0), weight=0.0, levels=np.array([0.1])).tolist() == [10.0]


def test_quantile_score_of_one_median_is_the_absolute_error() -> None:
    assert quantile_score(np.array([0.5]), np.array([3.0]), came=7.0) == 4.0
    assert quantile_score(np.array([0.5]), np.array([3.0]), came=1.0) == 2.0


def test_quantile_score_nears_the_crps_of_many_draws() -> None:
    levels = (np.arange(2000) + 0.5) / 2000
    draws = -np.log(1.0 - levels)
    assert quantile_score(levels, draws, came=1.7) == pytest.approx(crps(draws, 1.7), rel=1e-3)


def test_diebold_mariano_two_steps_ahead() -> None:
    """d = 1, 2, 4, 3: g_0 = 1.25, g_1 = 0.1875; (1.25 + 0.375) / 4 and (5 - 4 + 2 / 4) / 4: 2.4019, 3 degrees."""
    found = diebold_mariano(np.array([1.0, 2.0, 4.0, 3.0]), np.zeros(4), ahead=2)
    assert found == pytest.approx(0.09571, abs=1e-5)


def test_diebold_mariano_by_hand() -> None:
    """d = 1, 2, 3: mean 2, variance 2/3, statistic 2 / sqrt(2/9) * sqrt((4 - 2) / 3) = 3.464 on 2 degrees."""
    found = diebold_mariano(np.array([2.0, 3.0, 4.0]), np.array([1.0, 1.0, 1.0]), ahead=1)
    assert found == pytest.approx(0.07418, abs=1e-4)
    assert diebold_mariano(np.array([1.0, 1.0, 1.0]), np.array([2.0, 3.0, 4.0]), ahead=1) == pytest.approx(found)
