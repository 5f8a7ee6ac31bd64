"""Pass-through is asymmetric, what is neither passed on nor conceded is profit, and nothing moves by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulation.equations.prices import clawed_back, passed_on, relative_unit_cost
from simulation.model.parts.prices import price_start
from simulation.state import Firms, allocate

ONE = np.ones(1)


def test_unit_cost_falls_with_productivity_and_rises_with_pay() -> None:
    usual, inputs = np.array([0.2]), np.array([0.7])
    assert relative_unit_cost(usual, usual, treated=ONE, inputs=inputs)[0] == 1.0
    assert relative_unit_cost(usual, usual, treated=1.1 * ONE, inputs=inputs)[0] == pytest.approx(
        (0.2 / 1.1 + 0.7) / 0.9
    )
    assert relative_unit_cost(1.2 * usual, usual, treated=ONE, inputs=inputs)[0] > 1.0
    assert relative_unit_cost(0.0 * usual, 0.0 * usual, treated=ONE, inputs=0.0 * inputs)[0] == 1.0


def test_no_change_of_cost_is_no_change_of_price() -> None:
    assert passed_on(1.03 * ONE, ONE, up=0.3, down=0.1)[0] == 1.03
    assert clawed_back(0.98 * ONE, ONE, share=0.5, down=0.1)[0] == 0.98


@given(some.floats(0.8, 1.2), some.floats(0.0, 1.0), some.floats(0.0, 1.0))
def test_price_never_moves_more_than_cost(change: float, up: float, down: float) -> None:
    price = passed_on(ONE, np.array([change]), up=up, down=down)[0]
    assert min(change, 1.0) - 1e-12 <= price <= max(change, 1.0) + 1e-12


@given(some.floats(0.8, 1.0), some.floats(0.0, 1.0), some.floats(0.0, 1.0))
def test_the_firm_never_loses_by_saving(change: float, down: float, share: float) -> None:
    """Price with concessions stays at or above what cost alone would ask."""
    cost = np.array([change])
    price = passed_on(ONE, cost, up=0.3, down=down) * clawed_back(ONE, cost, share=share, down=down)
    assert price[0] >= change - 1e-12


def test_full_cost_push_and_who_concedes() -> None:
    change = np.array([0.9, 0.9, 1.0])
    np.testing.assert_allclose(passed_on(np.ones(3), change, up=1.0, down=1.0), change)
    conceded = clawed_back(np.ones(3), change, share=np.array([0.5, 0.0, 0.5]), down=0.2)
    np.testing.assert_allclose(conceded, [1.0 - 0.5 * 0.8 * 0.1, 1.0, 1.0])


def test_the_more_a_buyer_claws_back_the_less_a_firm_keeps_and_rises_differ_by_firm() -> None:
    conceded = clawed_back(np.ones(3), np.full(3, 0.9), share=np.array([0.3, 0.5, 0.8]), down=0.2)
    assert (np.diff(conceded) < 0.0).all()
    np.testing.assert_allclose(passed_on(np.ones(2), np.full(2, 1.1), up=np.array([0.3, 0.1]), down=0.9), [1.03, 1.01])


def test_unit_cost_of_the_start_is_pay_with_contributions_and_inputs_over_the_price() -> None:
    """2 x 50 of output; 5 workers at 3 with a tenth on top are 16.5; value added of 0.4 leaves inputs of 0.6."""
    firms = allocate(Firms, 3)
    firms.price[:], firms.wage_offer[:] = 2.0, 2.5
    firms.output[:2], firms.employees[:2], firms.wage[:2], firms.value_added_share[:2] = 50.0, [5, 2], 3.0, 0.4
    firms.anchor_row[:], firms.tier[:] = [-1, 0, 0], [2, 3, 1]
    by_place = ("own_name", *(f"tier_{tier}" for tier in (1, 2, 3, 4)))
    value = {f"own_price.pass_through_up.{name}": 0.5 - 0.1 * place for place, name in enumerate(by_place)}
    value |= {f"own_price.claw_back.{name}": 0.1 * place for place, name in enumerate(by_place) if place}
    start = price_start(firms, {**value, "labour.employer_contributions": 0.1}, likeness=np.array([0, 1, 0]))
    assert start.pay_share == pytest.approx([0.165, 0.066, 0.165])
    assert start.input_share[:2] == pytest.approx(0.6)
    assert start.pass_through == pytest.approx([0.5, 0.2, 0.4])
    assert start.claw_back == pytest.approx([0.0, 0.3, 0.1])
    assert (start.price[0], start.offer[0]) == (2.0, 2.5)
