"""Totals and sizes of the start, fitted within limits: values found by hand."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from simulation.start.balance import limits, output_a_worker, shares_below
from simulation.start.firm_counts import firms_by_size, no_larger_than
from simulation.start.firm_sizes import anchor_heads, anchor_sizes, highest_size, small_sizes, under_ten
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
    lowest = np.array([[4.0, 0.0], [0.0, 0.0]])
    found = fit_within(even, totals, columns=totals, lowest=lowest, highest=np.full((2, 2), 9.0))
    assert found == pytest.approx(np.array([[4.0, 2.0], [2.0, 4.0]]), rel=1e-9)


def test_whole_numbers_go_to_the_largest_remainders() -> None:
    assert whole(np.array([1.2, 2.7, 3.1]), 7).tolist() == [1, 3, 3]
    assert whole(np.array([1.0, 1.0, 2.0]), 8).tolist() == [2, 2, 4]
    assert whole_within(np.array([1.2, 2.7, 3.1]), 1.0, highest=3.0, total=8).tolist() == [2, 3, 3]
    assert whole_within(np.array([1.2, 2.7, 3.1]), 1.0, highest=3.0, total=99).tolist() == [3, 3, 3]
    assert whole_within(np.array([2.2, 2.7, 3.1]), 1.0, highest=9.0, total=6).tolist() == [2, 2, 2], "least remainder"


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
    places = np.array([0.1, 0.9])
    right = cut_log_normal(places, -3.0, spread=0.5, lowest=np.exp(-2.5), highest=np.exp(-2.0))
    left = cut_log_normal(places, 3.0, spread=0.5, lowest=np.exp(2.0), highest=np.exp(2.5))
    assert right == pytest.approx(1.0 / left[::-1]), "either tail is the other turned round"


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


# ------------------------------------------------------------------------------------------------- firms and workers


def test_workers_below_the_top_go_by_shares_and_then_by_room() -> None:
    """Usual 200, 160 and 200 of at most 220, 192 and 290: of 400 by shares each has less, 631 are half way up."""
    shares, firms, usual = np.array([0.4, 0.2, 0.4]), np.array([10, 2, 1]), np.array([20.0, 80.0, 200.0])
    assert shares_below(shares, firms, usual_mean=usual, rest=400.0) == pytest.approx([160.0, 80.0, 160.0])
    assert shares_below(shares, firms, usual_mean=usual, rest=631.0) == pytest.approx([210.0, 176.0, 245.0])


def test_a_cell_holds_what_its_firms_can_and_the_largest_class_gives_way() -> None:
    """Anchors 305, other large firms 320 at least; then a class too small for 200 people, and two too large for 52."""
    firms = np.array([[3, 1, 0, 2], [2, 1, 0, 0], [1, 0, 1, 0]])
    lowest, highest = limits(firms, np.array([900, 200, 52]), anchors=np.array([1, 0, 0]), other_size=320.0)
    assert lowest[0].tolist() == [6.0, 51.0, 0.0, 625.0]
    assert highest[0].tolist() == [66.0, 96.0, 0.0, np.inf]
    assert highest[1].tolist() == [44.0, np.inf, 0.0, 0.0]
    assert lowest[2].tolist() == [1.0, 0.0, 51.0, 0.0]
    draw = {f"start.output_a_worker.workers_{size}": each for size, each in SIZES.items()}
    assert output_a_worker(draw).tolist() == [1.0, 1.2, 1.5, 2.0]


SIZES = {"50_99": 1.2, "100_299": 1.5, "300_plus": 2.0}


def test_counted_firms_go_to_industries_by_workers_and_leave_one_small_firm() -> None:
    """3,000 and 100 people: four, two and one all to the first, which has three firms beside its small one."""
    data = SimpleNamespace(
        industries=("a", "b"), firms_by_size={"workers_50_99": 4, "workers_100_299": 2, "workers_300_plus": 1}
    )
    draw = {"start.employment_share_300_plus.a": 1.0, "start.large_other_size": 320.0, "start.anchor_worker_share": 0.4}
    operating, workers = np.array([4, 3]), np.array([3000, 100])
    found = firms_by_size(data, draw, operating=operating, workers=workers, scale=1.0)
    assert found.tolist() == [[1, 3, 0, 0], [3, 0, 0, 0]]
    found = firms_by_size(data, draw, operating=operating + 4, workers=workers, scale=0.05)
    assert found.tolist() == [[5, 1, 1, 1], [7, 0, 0, 0]], "one of each size that is counted at all"
    for people, kept in ((473, [0, 1, 1, 1]), (472, [1, 1, 1, 0]), (154, [2, 1, 0, 0])):
        assert no_larger_than(
            np.array([[0, 1, 1, 1]]), np.array([people]), fewest=np.array([2.0, 51.0, 102.0, 320.0])
        ).tolist() == [kept]


def test_small_firms_have_ten_workers_or_fewer_as_they_are_told() -> None:
    assert (highest_size(49.0, 48.0), highest_size(49.0, 48.1)) == (49, 72)
    sizes = small_sizes(4, 2, spread=0.6, total=24)
    assert sizes.sum() == 24
    assert sizes[2:].tolist() == [10, 10], "two of ten at least leave four to the other two"


def test_firms_under_ten_and_idle_tenants_are_their_share_of_all() -> None:
    """0.7 of 200 tenants less 30 that are idle are 110 of the small firms, more where these are smaller."""
    fitted = SimpleNamespace(
        firms=np.array([[80, 0], [90, 0]]),
        heads=np.array([[640, 0], [1080, 0]]),
        tenants=np.array([100, 100]),
        operating=np.array([80, 90]),
    )
    few = under_ten(fitted, {"start.under_ten_share": 0.7, "start.size_spread": 0.8})
    assert few.sum() == pytest.approx(110, abs=1)
    assert few[0] / 80 > few[1] / 90


@pytest.mark.parametrize(("high", "heads"), [(5000.0, [4545, 455]), (None, [4000, 1000])])
def test_no_anchor_is_above_the_largest_employer(high: float | None, heads: list[int]) -> None:
    data = SimpleNamespace(largest_firm=SimpleNamespace(high=high, value=4000.0))
    assert anchor_heads(np.array([10.0, 1.0]), data, total=5000).tolist() == heads


def test_anchors_have_the_published_ranks_and_then_those_of_a_pareto() -> None:
    """Exponent 1 from 300 to 1,200 at 1/2 and 1/6 from the top: 480 and 300 / 0.875. The first named, then by need."""
    data = SimpleNamespace(
        industries=("a", "b"), largest_firm=SimpleNamespace(value=1200.0), rank_sizes=(1100,), rank_industries=("a",)
    )
    fitted = SimpleNamespace(anchors=np.array([2, 1]), anchor_heads=np.array([1400, 450]))
    firms = SimpleNamespace(
        identifier=np.arange(4), anchor=np.array([1, 1, 1, 0], bool), industry=np.array([0, 0, 1, 1])
    )
    found = anchor_sizes(data, {"start.anchor_pareto": 1.0}, firms=firms, fitted=fitted)
    assert found == pytest.approx([1100.0, 300.0 / 0.875, 480.0, 1.0])
