"""Firms beyond their credit line: interest through the ledger, closing at the end of the grace, anchors never."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest

import simulation as sim
from simulation.accounts import Account, Flow
from simulation.model import Complex
from simulation.switches import Switches

GRACE, RATE = 4, 6.0
NOBODY_ELSE = {
    **{f"demography.closing_share.year_{year}": 0.0 for year in range(1, 6)},
    "demography.moving_rate": 0.0,
    "demography.floor_added": 0.0,
    "demography.grace": GRACE,
    "finance.interest_rate": RATE,
}


@dataclass
class Ruined:
    """A world in which a small firm, a small firm that earns its interest, and an anchor owe five years of sales."""

    model: Complex
    small: int
    earning: int
    anchor: int
    debts: list[np.ndarray]
    interest: list[np.ndarray]
    paid: list[float]
    written_off: list[float]


@cache
def ruined(insolvency: bool = True) -> Ruined:
    scenario = sim.load("changwon/baseline", {"scale": "0.05", "end": "2019-08"})
    model = Complex(scenario, 3, draw=NOBODY_ELSE, switches=Switches(insolvency=insolvency))
    firms, ledger = model.firms, model.ledger
    settled = np.flatnonzero(firms.active & firms.operating & ~firms.anchor & (firms.output > 0.0))
    small, earning, anchor = int(settled[0]), int(settled[1]), int(np.flatnonzero(firms.anchor)[0])
    owed = np.zeros(firms.cash.size)
    owed[[small, earning, anchor]] = 60.0 * (firms.price * firms.output)[[small, earning, anchor]]
    ledger.pay(Flow.RELOCATION, Account.FIRMS, payee=Account.OUTSIDE_FIRMS, amount=owed)
    found = Ruined(model, small, earning, anchor, [], [], [], [])
    while not model.world.over:
        found.debts.append(np.maximum(0.0, -firms.cash))
        # Inputs cost the second firm nothing, so that it earns more than the third of its sales that interest takes.
        firms.value_added_share[earning] = 1.0
        model.step()
        found.interest.append(firms.interest.copy())
        found.paid.append(float(ledger.paid[Flow.INTEREST, Account.FIRMS]))
        found.written_off.append(float(ledger.received[Flow.DEBT_WRITTEN_OFF, Account.FIRMS]))
    return found


def test_interest_is_paid_on_what_was_owed_when_the_month_began() -> None:
    """Half a percent a month of the debt at six percent a year; it reaches the ledger and no identity opens."""
    world = ruined()
    for owed, interest, paid in zip(world.debts, world.interest, world.paid, strict=True):
        np.testing.assert_allclose(interest[world.anchor], 0.005 * owed[world.anchor])
        assert interest.sum() == pytest.approx(paid)
    assert world.model.residual < 1e-9


def test_a_firm_beyond_its_credit_closes_when_the_grace_is_over_and_lenders_lose_what_it_owes() -> None:
    world = ruined()
    state = world.model.world.demography
    assert state.closed[world.small] == GRACE - 1
    lost = world.debts[GRACE - 1][state.closed == GRACE - 1].sum()
    assert world.written_off[GRACE - 1] == pytest.approx(lost, rel=0.05)
    assert world.model.firms.cash[world.small] == 0.0


def test_lenders_wait_for_who_earns_the_interest_and_anchors_never_close_by_it() -> None:
    world = ruined()
    state, firms = world.model.world.demography, world.model.firms
    assert firms.months_beyond[world.anchor] > GRACE
    assert firms.months_beyond[world.earning] == 0
    assert (state.closed[[world.earning, world.anchor]] == -1).all()


def test_switched_off_nobody_closes_for_being_insolvent() -> None:
    off = ruined(insolvency=False)
    assert (off.model.world.demography.closed == -1).all()
    assert off.model.firms.months_beyond[off.small] > GRACE


def test_owners_get_their_share_of_what_interest_leaves() -> None:
    """Of a surplus above the interest due the payout share of the rest, of one below it nothing."""
    world = ruined()
    firms, payout = world.model.firms, world.model.value["finance.payout"]
    rest = (firms.operating_surplus - firms.interest)[[world.earning, world.anchor]]
    assert firms.interest[world.earning] > 0.0
    assert rest[0] > 0.0
    np.testing.assert_allclose(firms.dividends[[world.earning, world.anchor]], payout * np.maximum(0.0, rest))
