"""The outside path: what years teach and how the total and its industries move, by hand."""

import math

import numpy as np
import pytest

from simulation.equations.outlook import (
    TotalPath,
    YearlyLesson,
    industry_levels,
    learn_from_years,
    shrunk_trend,
    total_levels,
)

PRIOR = YearlyLesson(drift=0.02, drift_error=0.05, spread=0.10, steps=2)


def test_two_gaps_teach_drift_and_spread() -> None:
    # ln levels 0, 0.2, 0.3 in 2000, 2002, 2003: mu = 0.1; the gaps miss by 0.2 - 0.2 = 0 and 0.1 - 0.1 = 0.
    levels = np.exp([0.0, 0.2, 0.3])
    found = learn_from_years(np.array([2000, 2002, 2003]), levels, prior=PRIOR)
    spread = math.sqrt(2 * 0.01 / 4)  # nothing measured, two prior steps of four
    weight, before = 3 / spread**2, 1 / 0.05**2
    assert found.spread == pytest.approx(spread)
    assert found.steps == 4
    assert found.drift == pytest.approx((weight * 0.1 + before * 0.02) / (weight + before))
    assert found.drift_error == pytest.approx(1 / math.sqrt(weight + before))


def test_means_of_years_vary_by_a_third_of_a_year_less() -> None:
    # ln levels 0, 0.3, 0.2: mu = 0.1, misses 0.2 and -0.2 over gaps of one year: each 0.04 / (2 / 3) = 0.06.
    found = learn_from_years(np.array([2000, 2001, 2002]), np.exp([0.0, 0.3, 0.2]), prior=PRIOR)
    assert found.spread == pytest.approx(math.sqrt((0.12 + 0.02) / 4))


@pytest.mark.parametrize("years", [[], [2018]])
def test_without_growth_the_prior_stands(years: list[int]) -> None:
    assert learn_from_years(np.array(years, dtype=np.int64), np.ones(len(years)), prior=PRIOR) == PRIOR


def test_trend_is_shrunk_towards_the_drift() -> None:
    assert shrunk_trend(np.array([0.10, -0.04]), 0.01, weight=4.0) == pytest.approx((0.06 + 0.04) / 6)
    assert shrunk_trend(np.array([]), 0.01, weight=4.0) == pytest.approx(0.01)


def path(process: str) -> TotalPath:
    return TotalPath(process, drift=0.01, spread=0.1, trend=0.05, damping=0.5, reversion=0.8, anchor=0.2)


def test_three_processes_by_hand() -> None:
    luck = np.array([1.0, 0.0])
    assert total_levels(path("walk"), luck) == pytest.approx([0.11, 0.12])
    assert total_levels(path("damped"), luck) == pytest.approx([0.11 + 0.02, 0.11 + 0.02 + 0.01 + 0.01])
    first = 0.01 + 0.2 * 0.2 + 0.1
    assert total_levels(path("reversion"), luck) == pytest.approx([first, first + 0.01 + 0.2 * (0.21 - first)])


def test_industries_leave_the_total_alone() -> None:
    total, shares = np.array([0.1, 0.3]), np.array([0.6, 0.4])
    luck = np.array([[1.0, -2.0], [0.5, 0.5]])
    levels = industry_levels(total, spread=np.array([0.2, 0.1]), luck=luck, shares=shares)
    assert np.log(np.exp(levels) @ shares) == pytest.approx(total)
    assert levels[0, 0] - levels[0, 1] == pytest.approx(0.2 + 0.2)
