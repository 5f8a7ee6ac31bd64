"""Totals and sizes of the start, fitted within limits: values found by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.start.fitting import (
    cut_log_normal,
    fill_shares,
    fit,
    fit_within,
    middle_of_mean,
    rising_sizes,
    share_out,
    whole,
    whole_within,
)


def test_a_table_keeps_its_odds_ratio_and_meets_both_totals() -> None:
    """Seed ((1, 2), (3, 4)): odds ratio 4/6. Rows 30, 70 and columns 40, 60 leave x (30 + x) = 2/3 (30 - x)(40 - x)."""
    found = fit(np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([30.0, 70.0]), columns=np.array([40.0, 60.0]))
    first = (-230.0 + np.sqrt(230.0**2 + 4.0 * 2400.0)) / 2.0  # x^2 + 230 x - 2400 = 0
    assert found == pytest.approx(np.array([[first, 30.0 - first], [40.0 - first, 30.0 + first]]), rel=1e-9)


def test_a_cell_at_its_limit_leaves_the_rest_to_the_others() -> None:
    """Even seed, rows 6 and 6, columns 6 and 6; the first cell may hold 1: the others are 5, 5 and 1."""
    even, totals = np.ones((2, 2)), np.array([6.0, 6.0])
    highest = np.array([[1.0, 9.0], [9.0, 9.0]])
    found = fit_within(even, totals, columns=totals, lowest=np.zeros((2, 2)), highest=highest)
    assert found == pytest.approx(np.array([[1.0, 5.0], [5.0, 1.0]]), rel=1e-9)


def test_whole_numbers_go_to_the_largest_remainders() -> None:
    assert whole(np.array([1.2, 2.7, 3.1]), 7).tolist() == [1, 3, 3]
    assert whole(np.array([1.0, 1.0, 2.0]), 8).tolist() == [2, 2, 4]
    assert whole_within(np.array([1.2, 2.7, 3.1]), 1.0, highest=3.0, total=8).tolist() == [2, 3, 3]
    assert whole_within(np.array([1.2, 2.7, 3.1]), 1.0, highest=3.0, total=99).tolist() == [3, 3, 3]


def test_a_total_is_shared_by_weights_as_far_as_limits_allow() -> None:
    """Weights 1, 2, 3 of 12 are 2, 4, 6; with 5 at most the last leaves seven to be shared 1 : 2."""
    weights, none = np.array([1.0, 2.0, 3.0]), np.zeros(3)
    assert share_out(weights, 12.0, lowest=none, highest=np.full(3, 9.0)) == pytest.approx([2.0, 4.0, 6.0])
    assert share_out(weights, 12.0, lowest=none, highest=np.full(3, 5.0)) == pytest.approx([7 / 3, 14 / 3, 5.0])


def test_pieces_fill_the_part_furthest_below_its_share_that_has_room() -> None:
    """Room of 14: 7, 4.2 and 2.8. 6 fits the first alone, 3 the second, 2 the third, then one each."""
    pieces, share = np.array([6.0, 3.0, 2.0, 1.0, 1.0, 1.0]), np.array([0.5, 0.3, 0.2])
    assert fill_shares(pieces, share).tolist() == [0, 1, 2, 1, 0, 2]
    assert fill_shares(np.full(5, 2.0), np.array([0.6, 0.4])).tolist() == [0, 1, 0, 1, 0], (
        "furthest below, not most room"
    )
    assert fill_shares(np.array([5.0, 1.0]), np.array([0.5, 0.5])).tolist() == [0, 1], "too large for any: most room"


def test_quantiles_of_a_cut_log_normal() -> None:
    """Cut at one standard deviation on both sides the median stays; the first decile is Phi^-1(0.15866 + 0.06827)."""
    found = cut_log_normal(np.array([0.1, 0.5]), 3.0, spread=0.5, lowest=np.exp(2.5), highest=np.exp(3.5))
    assert found == pytest.approx([np.exp(3.0 - 0.5 * 0.749014), np.exp(3.0)], rel=1e-5)
    far = cut_log_normal(np.array([0.5]), 0.0, spread=0.1, lowest=np.exp(2.0), highest=np.exp(2.1))
    assert np.exp(2.0) < far[0] < np.exp(2.01), "the far tail is not lost in rounding"


def test_rising_sizes_add_up_within_their_limits() -> None:
    sizes = rising_sizes(7, 10, highest=49, spread=0.6, total=150)
    assert sizes.sum() == 150
    assert (np.diff(sizes) >= 0).all()
    assert sizes[0] >= 10
    place = (np.arange(7) + 0.5) / 7
    middle = middle_of_mean(150 / 7, 0.6, lowest=10, highest=49, count=7)
    plain = cut_log_normal(place, middle, spread=0.6, lowest=9.5, highest=49.5)
    assert plain.mean() == pytest.approx(150 / 7, rel=1e-6)
    assert np.abs(sizes - plain).max() < 1.0
