"""Known values, computed by hand, of rules that firms follow: steps up the ladder, research, rivals."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.displacement import displace
from simulation.equations.research import does_research, gain_of_project
from simulation.equations.technology import (
    annuity_factor,
    effect_at_level,
    relative_size,
    required_worth,
    step_cost,
    yearly_gain,
)

NUMBERS = np.arange(40)


def test_what_the_next_step_costs():
    """c max(0.5, (n / 20)^0.5): at the size of the table, at four times it, at the top; one head pays half."""
    level, heads = np.array([0, 1, 4, 0]), np.array([20, 80, 20, 1])
    found = step_cost(
        np.array([10.0, 20.0, 30.0, 40.0]), level, employees=heads, reference=20.0, elasticity=0.5, floor=0.5
    )
    assert found.tolist() == pytest.approx([10.0, 40.0, np.inf, 5.0])


def test_what_a_firm_expects_of_a_step():
    """0.2 x 0.1 x 1000 + 110 x 0.1 / 1.1; a margin below zero adds nothing."""
    found = yearly_gain(
        np.full(2, 1000.0), np.array([0.2, -0.2]), wage_bill=np.full(2, 110.0), demand_gain=np.full(2, 0.1),
        productivity_gain=np.full(2, 0.1),
    )  # fmt: skip
    assert found.tolist() == pytest.approx([30.0, 10.0])


def test_one_won_a_year_for_two_years_after_one():
    """(1 - 1 / 1.21) / 0.1 / 1.1."""
    assert annuity_factor(0.1, 2.0, wait=1.0) == pytest.approx(1.577761, abs=1e-6)
    assert annuity_factor(0.0, 2.0, wait=1.0) == 2.0


def test_larger_firms_and_exporters_ask_for_less():
    """2 - 0.3 ln(n / 20) - 0.4 x; nobody counts as one head, and the spread moves each firm by its own luck."""

    def threshold(heads: list[int], spread: float) -> np.ndarray:
        return required_worth(
            7, np.arange(len(heads)), size=relative_size(np.array(heads), 20.0), mean=2.0, spread=spread,
            export_share=np.full(len(heads), 0.5), size_shift=0.3, export_shift=0.4,
        )  # fmt: skip

    heads = [20, 200, 1, 0]
    level = threshold(heads, 0.0)
    assert level.tolist() == pytest.approx([1.8, 1.109224, 2.698720, 2.698720], abs=1e-6)
    once, twice = threshold(heads, 1.0) - level, threshold(heads, 2.0) - level
    assert np.ptp(once) > 0.1
    assert twice == pytest.approx(2.0 * once)


def test_the_full_effect_of_a_rung():
    """1 + 0.1 e s, with e of the rung and s what shared data add."""
    share, level = np.array([0.5, 1.0, 1.5, 2.0]), np.array([0, 1, 4])
    assert effect_at_level(0.1, share, level=level).tolist() == pytest.approx([1.0, 1.05, 1.2])
    assert effect_at_level(0.1, share, level=level, shared=1.5).tolist() == pytest.approx([1.0, 1.075, 1.3])


def test_a_firm_without_heads_does_research_as_one_of_one_head():
    def answers(heads: int) -> np.ndarray:
        return does_research(
            3, NUMBERS, employees=np.full(NUMBERS.size, heads), export_share=np.zeros(NUMBERS.size), share=0.5,
            size_slope=0.2, export_slope=0.5, reference_size=50.0,
        )  # fmt: skip

    assert np.array_equal(answers(0), answers(1))
    assert 0 < answers(1).sum() < NUMBERS.size


def test_the_gain_of_a_project_has_its_mean_whatever_the_spread():
    """ln(x / g) = s z - s^2 / 2, so twice that at 0.4 less that at 0.8 is - 0.16 + 0.32."""

    def logarithm(spread: float) -> np.ndarray:
        return np.log(gain_of_project(5, 2, identifier=NUMBERS, mean=0.03, spread=spread) / 0.03)

    assert logarithm(0.0) == pytest.approx(0.0)
    assert 2.0 * logarithm(0.4) - logarithm(0.8) == pytest.approx(np.full(NUMBERS.size, 0.16))


def test_rivals_of_the_winners_kind_lose_more():
    """A gain of 10, half of it taken here: 5 / 400 of all, 5 / 200 of the winner's kind; 0.6 and 0.4 of the two."""
    found = displace(
        np.array([100.0, 100.0, 200.0]), np.array([1.1, 1.0, 1.0]), industry=np.zeros(3, dtype=np.int64),
        local_share=0.5, foreign_share=0.2, kind=np.array([0, 0, 1]), alike_share=0.4,
    )  # fmt: skip
    assert found.loss.tolist() == pytest.approx([1.75, 1.75, 1.5])
    assert found.demand.tolist() == pytest.approx([108.25, 98.25, 198.5])
    # What is not taken here is 5: two fifths of it from abroad.
    assert (found.local, found.domestic, found.foreign) == pytest.approx((5.0, 3.0, 2.0))
