"""Identities 1-6, 9-12 and people at every step at full size, and tests that the checks can fail."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.accounts import PROGRAMMES, PUBLIC, Account, Flow, Ledger
from simulation.catalogue import parameters_for
from simulation.experiments.design import draw_parameters
from simulation.model import Complex, month
from simulation.model.phases.checks import books_checked, production_residuals
from simulation.model.phases.plans import plan_output
from tests.by_sector import aggregate_coefficients

TOLERANCE = 1e-9


@pytest.fixture(scope="module")
def world():
    """The record, two years in."""
    model = Complex(sim.load("changwon/history"), seed=5)
    for _ in range(24):
        model.step()
    return model


@pytest.mark.parametrize(("name", "end"), [("changwon/smart_complex", "2023-12"), ("ansan/smart_hub", "2020-12")])
def test_every_identity_closes_at_every_step_at_full_size(name, end):
    """Small worlds of every shipped scenario are checked to their end where their numbers are."""
    scenario = sim.load(name, {"end": end})
    draw = draw_parameters(parameters_for(scenario.complex), 1, run=3)
    model = Complex(scenario, seed=9, draw=draw)
    model.run()
    assert model.residuals, "nothing was checked"
    assert model.residual < TOLERANCE, model.residuals


def test_people_named_are_people_employed(world):
    named = np.bincount(world.people.employer[world.people.employer >= 0], minlength=world.firms.employees.size)
    assert np.array_equal(named, world.firms.employees)


def test_totals_by_cell_are_totals_of_firms(world):
    arrays, row = world.recorder.arrays(), world.step_index - 1
    assert arrays["employment"][row].sum() == world.firms.employees.sum()
    assert arrays["value_added"][row].sum() == pytest.approx(world.firms.value_added.sum() / 100.0, rel=1e-12)


def test_real_times_price_is_nominal(world):
    arrays, row = world.recorder.arrays(), world.step_index - 1
    by_industry = arrays["output_nominal"][row].sum(axis=1) / arrays["output_real"][row].sum(axis=1)
    assert np.allclose(by_industry, world.outside.price[row], rtol=1e-12)


def test_network_adds_up_to_the_coefficients_of_the_complex(world):
    """Identity 10."""
    own = aggregate_coefficients(world.start.firms, world.start.network)
    expected = world.fixed.complex_share[:, None] * world.system.province
    made = np.bincount(world.start.firms.sector, weights=world.start.firms.output, minlength=18) > 0.0
    assert np.abs(own - expected)[:, made].max() < 1e-10
    assert own.sum(axis=0).max() < 1.0


def test_a_wrong_payment_shows_in_the_ledger():
    ledger = Ledger(np.array([10.0, 20.0]))
    ledger.open_month()
    ledger.pay(Flow.WAGES, Account.FIRMS, payee=Account.HOUSEHOLDS, amount=np.array([1.0, 2.0]))
    assert max(ledger.residuals().values()) < 1e-12
    ledger.cash[0] += 5.0
    assert ledger.residuals()["firm_accounts"] > 0.1
    ledger.cash[0] -= 5.0
    ledger.pay_between_firms(Flow.INPUTS_INSIDE, np.array([3.0, 0.0]), received=np.array([0.0, 2.0]))
    assert ledger.residuals()["ledger_rows"] > 0.01


def leaking(leak) -> Complex:
    """A small world in which something happens to money while firms plan, two months long."""
    model = Complex(sim.load("changwon/history", {"scale": "0.1", "end": "2019-02"}), seed=5)

    def plan(world) -> None:
        plan_output(world)
        leak(world)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(month, "plan_output", plan)
        model.run()
    return model


def half_of(world) -> np.ndarray:
    return 0.5 * np.maximum(world.firms.cash, 0.0)


def test_money_paid_out_while_planning_shows():
    """Half of all firms' cash, paid to owners through the ledger: payments add up, but no account of firms has it."""
    honest = leaking(lambda world: None)
    assert honest.residual < TOLERANCE
    paid = leaking(
        lambda world: world.ledger.pay(Flow.DIVIDENDS, Account.FIRMS, payee=Account.OWNERS, amount=half_of(world))
    ).world.residuals
    assert paid["ledger_rows"] < TOLERANCE
    assert paid["payments_are_in_the_accounts"] > 0.1


def test_money_taken_past_the_ledger_shows():
    def take(world) -> None:
        world.firms.cash -= half_of(world)

    assert leaking(take).world.residuals["cash_moves_by_payments"] > 0.1


def test_books_of_instruments_are_what_the_ledger_paid():
    """By purse and over the whole run: what instruments say they paid, and what left the purses."""
    model = Complex(sim.load("changwon/smart_complex", {"scale": "0.1"}), seed=5)
    model.run()
    paid = model.world.ledger.paid_so_far[list(PROGRAMMES)].sum(axis=0)
    for purse in (*PUBLIC, Account.PRIVATE):
        books = sum(payers.get(purse, 0.0) for line in model.world.programmes.lines for payers in line.paid.values())
        assert paid[purse] == pytest.approx(books, rel=1e-12, abs=1e-9)
    assert paid[Account.STATE] > 0.0


def test_a_wrong_surplus_shows_in_the_production_account(world):
    def off() -> float:
        return production_residuals(books_checked(world.world), world.ledger)["value_added_is_incomes"]

    assert off() < TOLERANCE
    world.firms.operating_surplus[0] += 0.01 * world.firms.output.max()
    assert off() > 1e-4


def test_a_sale_that_no_stock_gave_and_a_stock_below_zero_show(world):
    """What one firm sells without having made it is a gap of the size of the sale; the books are put right again."""
    firms, row = world.firms, int(world.firms.output.argmax())
    more = 0.1 * firms.output[row]
    firms.sales_outside[row] += more
    found = books_checked(world.world)
    assert found["gap_goods"] == pytest.approx(firms.price[row] * more)
    assert found["size_output"] == pytest.approx((firms.price * firms.output).max())
    firms.sales_outside[row] -= more
    stock = firms.backlog[row]
    firms.backlog[row] = -more
    lowest = production_residuals(books_checked(world.world), world.ledger)["stocks_not_negative"]
    assert lowest == pytest.approx(more / found["size_output"])
    firms.backlog[row] = stock


def test_closure_with_the_tables_for_every_share():
    """4.2: complex, province and rest together give the tables' in-region and national multipliers."""
    from simulation.catalogue import io_system
    from simulation.equations.input_output import Reach, leontief_inverse

    system = io_system("gyeongnam")
    province, national = leontief_inverse(system.province), leontief_inverse(system.national)
    for share in (0.0, 0.3, np.linspace(0.0, 0.8, 18)):
        own = np.broadcast_to(share, (18,))[:, None] * system.province
        reach = Reach.between(own, system.province, national=system.national)
        made = leontief_inverse(own)
        assert np.allclose(made + reach.province @ made, province, atol=1e-9)
        assert np.allclose(made + reach.province @ made + reach.rest @ made, national, atol=1e-9)
    machinery = 3
    assert province[:, machinery].sum() == pytest.approx(1.351, abs=1e-3)
    assert national[:, machinery].sum() == pytest.approx(2.144, abs=1e-3)
