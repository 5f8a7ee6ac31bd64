"""Labour against equipment: elasticities and bills by hand, and what cost may never do."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.substitution import (
    cost_after_support,
    equipment_bill,
    labour_needed,
    lasting,
    lift_by_minimum,
)


def test_bills_by_hand():
    """A fifth dearer labour at eta 0.5: nine tenths of the labour at 1.1 of its bill, 0.1 for equipment, 1.2 in all."""
    cost, pay = np.array([1.21]), np.array([1.0])
    assert labour_needed(cost, 0.5) == pytest.approx(1.0 / 1.1)
    assert equipment_bill(cost, 0.5, pay=pay) == pytest.approx(0.1)
    assert equipment_bill(cost, 1.0, pay=pay) == pytest.approx(np.log(1.21))
    assert equipment_bill(cost, 0.0, pay=pay) == 0.0
    assert equipment_bill(np.array([0.81]), 0.5, pay=pay) == pytest.approx(-0.1)


@pytest.mark.parametrize("elasticity", [0.0, 0.1, 0.25, 0.5, 0.9])
def test_dearer_labour_never_makes_output_cheaper_nor_dearer_than_without_a_choice(elasticity):
    cost = np.linspace(0.6, 1.8, 241)
    whole = cost * labour_needed(cost, elasticity) + equipment_bill(cost, elasticity, pay=np.ones(cost.size))
    assert (np.diff(whole) > 0.0).all()
    assert (whole <= cost + 1e-12).all()
    # Shephard's lemma: the slope of cost is the labour that is used.
    middle = 0.5 * (cost[1:] + cost[:-1])
    assert np.diff(whole) / np.diff(cost) == pytest.approx(labour_needed(middle, elasticity), rel=1e-4)


def test_a_minimum_lifts_the_cost_of_low_pay_alone():
    """Pay of 1, 2 and 3 grown by a tenth, at a minimum of 1.65: (1.65 + 2.2 + 3.3) over 6.6."""
    assert lift_by_minimum(np.array([1.0, 2.0, 3.0]), 6.0, index=1.1, floor=1.65) == pytest.approx(7.15 / 6.6)
    assert lift_by_minimum(np.array([1.0, 2.0, 3.0]), 6.0, index=1.1, floor=1.0) == 1.0
    assert lift_by_minimum(np.zeros(0), 0.0, index=1.1, floor=1.0) == 1.0


def test_what_lasts_is_learned_in_the_time_of_the_memory():
    known = np.ones(1)
    for _ in range(24):
        known = lasting(known, np.array([1.2]), months=24.0)
    assert np.log(known[0]) / np.log(1.2) == pytest.approx(1.0 - (23.0 / 24.0) ** 24)
    assert lasting(np.ones(1), np.array([1.2]), months=1.0) == pytest.approx(1.2)


def test_a_wage_subsidy_lowers_the_cost_of_labour_while_it_runs():
    """By hand: 0.13 of 2.0 x 1.105 million KRW is 5.88 %; its end raises cost by 1/0.94118, its doubling lowers it."""
    share = np.array([0.13 / (2.0 * 1.105)])
    none = np.zeros(1)
    assert cost_after_support(share, share) == pytest.approx([1.0], abs=1e-15)
    assert cost_after_support(none, share) == pytest.approx([1.0625], abs=1e-12)
    assert cost_after_support(2.0 * share, share) == pytest.approx([0.9375], abs=1e-12)
