"""The ledger: every won has a payer, a payee and a kind, and the identities that must hold at every step.

Firms hold their money in a column (one account per firm); everybody else is one account per institution. A payment
names both sides, so a kind of flow can never create money; ``worst_residual`` then compares what the ledger saw with
what the columns of the state say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, unique

import numpy as np

from simulation.arrays import Column


@unique
class Account(IntEnum):
    """Institutions that pay and are paid."""

    FIRMS = 0
    HOUSEHOLDS = 1
    OWNERS = 2
    STATE = 3
    PROVINCE = 4
    CITY = 5
    PRIVATE = 6
    OUTSIDE_FIRMS = 7
    CUSTOMERS = 8
    LENDERS = 9


@unique
class Flow(IntEnum):
    """Kinds of payment."""

    INPUTS_INSIDE = 0
    INPUTS_OUTSIDE = 1
    SALES_OUTSIDE = 2
    SALES_PROGRAMME = 3
    PROGRAMME_OUTSIDE = 4
    WAGES = 5
    CONTRIBUTIONS = 6
    PRODUCTION_TAX = 7
    SUBSIDY = 8
    INVESTMENT = 9
    DIVIDENDS = 10
    SERVICE_PAY = 11
    INCOME_TAX = 12
    LOCAL_TAX = 13
    CONSUMPTION = 14
    EMPLOYMENT_SUBSIDY = 15
    START_CAPITAL = 16
    LIQUIDATION = 17
    DEBT_WRITTEN_OFF = 18
    RELOCATION = 19
    CORPORATE_TAX = 20
    PROPERTY_TAX = 21
    VEHICLE_TAX = 22
    RESIDENT_TAX = 23
    ACQUISITION_TAX = 24
    WORKER_BENEFIT = 25
    INTEREST = 26


PROGRAMMES = (Flow.SUBSIDY, Flow.SALES_PROGRAMME, Flow.PROGRAMME_OUTSIDE)
"""Flows in which programmes pay."""
PUBLIC = (Account.STATE, Account.PROVINCE, Account.CITY)
"""Public purses."""


class Ledger:
    """Money of every institution, moved only by :meth:`pay` and :meth:`pay_between_firms`.

    ``paid[flow, account]`` and ``received[flow, account]`` hold the month's flows (million KRW), ``balance`` the
    money of every institution since the start (firms: the sum of their own accounts, kept in ``cash``), ``net`` what
    each firm received this month less what it paid.
    """

    def __init__(self, cash: Column) -> None:
        self.cash = cash
        self.paid = np.zeros((len(Flow), len(Account)))
        self.received = np.zeros((len(Flow), len(Account)))
        self.balance = np.zeros(len(Account))
        self.balance[Account.FIRMS] = cash.sum()
        self.net = np.zeros_like(cash)
        self._opening = self.balance.copy()
        self._paid_before = np.zeros_like(self.paid)

    def open_month(self) -> None:
        """Clear the month's flows and remember what everybody holds."""
        self._paid_before += self.paid
        self.paid[:] = 0.0
        self.received[:] = 0.0
        self.net[:] = 0.0
        self._opening[:] = self.balance

    @property
    def paid_so_far(self) -> Column:
        """What was paid by flow and account since the start (million KRW)."""
        return np.asarray(self._paid_before + self.paid)

    def pay(self, flow: Flow, payer: Account, *, payee: Account, amount: Column | float) -> None:
        """Move money between two institutions; a firm side takes one amount per firm (million KRW)."""
        total = float(amount.sum()) if isinstance(amount, np.ndarray) else float(amount)
        self.paid[flow, payer] += total
        self.received[flow, payee] += total
        self.balance[payer] -= total
        self.balance[payee] += total
        if payer == Account.FIRMS:
            self.cash -= amount
            self.net -= amount
        if payee == Account.FIRMS:
            self.cash += amount
            self.net += amount

    def pay_between_firms(self, flow: Flow, paid: Column, *, received: Column) -> None:
        """Move money from firms to firms: what each pays and what each receives, booked from their own sides."""
        total_paid, total_received = float(paid.sum()), float(received.sum())
        self.paid[flow, Account.FIRMS] += total_paid
        self.received[flow, Account.FIRMS] += total_received
        self.balance[Account.FIRMS] += total_received - total_paid
        self.cash += received - paid
        self.net += received - paid

    def residuals(self) -> Mapping[str, float]:
        """Relative residuals of the transactions matrix: rows, columns, firms' sum and each firm's own."""
        turnover = max(float(self.paid.sum()), 1.0)
        rows = np.abs(self.paid.sum(axis=1) - self.received.sum(axis=1)).max()
        net = self.received.sum(axis=0) - self.paid.sum(axis=0)
        columns = np.abs(net - (self.balance - self._opening)).max()
        accounts = abs(float(self.cash.sum()) - float(self.balance[Account.FIRMS]))
        return {
            "ledger_rows": float(rows) / turnover,
            "ledger_columns": float(columns) / turnover,
            "firm_accounts": accounts / max(turnover, float(np.abs(self.cash).sum())),
        }


def relative(difference: Column | float, scale: Column | float) -> float:
    """Largest absolute difference over the size of the thing measured (at least one)."""
    return _largest(difference) / max(_largest(scale), 1.0)


def _largest(size: Column | float) -> float:
    return float(np.abs(size).max(initial=0.0)) if isinstance(size, np.ndarray) else abs(float(size))
