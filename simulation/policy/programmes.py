"""All instruments of a world at work: their money is resolved once, spent month by month and never overspent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace

import pandas as pd

from simulation.accounts import Account
from simulation.arrays import Column, Flags
from simulation.policy.actions import NOTHING, Actions, PolicyView, Purchase, Transfer
from simulation.policy.levers import LEVERS, combined
from simulation.policy.specification import Specification
from simulation.units import EOK, Month

Budget = dict[int, dict[Account, float]]
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Line:
    """One instrument with its kind and its money by year and payer: planned, after rates, paid so far (million KRW).

    ``real`` is what was paid by year at consumer prices of 2020.
    """

    name: str
    instrument: Specification
    kind: str
    planned: Budget
    budget: Budget
    paid: Budget
    real: dict[int, float]

    def left(self, year: int) -> dict[Account, float]:
        """Money of a year that is not spent yet, by payer."""
        spent = self.paid.get(year, {})
        planned = self.budget.get(year, {})
        remaining = {account: amount - spent.get(account, 0.0) for account, amount in planned.items()}
        return {a: amount for a, amount in remaining.items() if amount > ROUNDING * planned[a]}

    @property
    def spent(self) -> float:
        """Money paid so far by all payers."""
        return sum(amount for payers in self.paid.values() for amount in payers.values())


def served_by(done: Iterable[Actions], view: PolicyView) -> Flags:
    """Firms that actions reach one by one: those with a grant, or whose levers they pull."""
    served = view.served
    for actions in done:
        for transfer in actions.transfers:
            served = served | (transfer.amount > 0.0)
        for key, column in actions.levers.items():
            if column.size == view.rows:
                served = served | (column != LEVERS[key].neutral)
    return served


def _scaled(budget: Budget, scale: float) -> Budget:
    """The budget of a world of this size."""
    return {year: {account: amount * scale for account, amount in payers.items()} for year, payers in budget.items()}


def pool_totals(instruments: Iterable[Specification], values: Mapping[str, float]) -> dict[str, float]:
    """Sum of the shares of each pool; instruments that name the same share divide its money by their budgets."""
    totals: dict[str, float] = {}
    for pool, share in dict.fromkeys((each.pool, each.scaled_by) for each in instruments):
        if pool is not None and share is not None:
            totals[pool] = totals.get(pool, 0.0) + values[share]
    return totals


class Programmes:
    """The instruments of one world.

    Args:
        instruments: instruments of the scenario by name; the most generous grants are given first, else in this order.
        values: drawn parameters by key.
        execution: whether execution and private realisation rates apply.
        shift: months by which every instrument is late, those with fixed dates aside.
        scale: size of the world; a reduced one has that part of every budget.
    """

    def __init__(
        self,
        instruments: Mapping[str, Specification],
        values: Mapping[str, float],
        execution: bool = True,
        shift: int = 0,
        scale: float = 1.0,
    ) -> None:
        self.values, self.shift = values, shift
        pools = pool_totals(instruments.values(), values)
        self.lines: list[Line] = []
        for name, each in instruments.items():
            total = pools.get(each.pool or "", 1.0)
            planned, budget = (
                _scaled(each.resolved(values, rates, pool_total=total), scale) for rates in (False, execution)
            )
            self.lines.append(Line(name, each, each.kind_name(), planned, budget, {}, {}))

    def copied(self) -> Programmes:
        """The same programmes with books of their own."""
        same = copy(self)
        same.lines = [
            replace(line, paid={year: dict(payers) for year, payers in line.paid.items()}, real=dict(line.real))
            for line in self.lines
        ]
        return same

    def act(self, view: PolicyView, month: Month) -> Actions:
        """Let every instrument act in turn; a firm funded by one is no applicant of the next.

        The month of the plan that is due is an earlier one where the programme is late.

        Returns:
            One set of actions: levers combined, transfers and purchases with the names of their instruments. With
            no instrument, no money or dates outside it is empty.
        """
        pulls: dict[str, list[Column]] = {}
        transfers: list[Transfer] = []
        purchases: list[Purchase] = []
        done: dict[str, list[Actions]] = {}
        late = month + (-self.shift)
        planned = [(month if line.instrument.fixed_dates else late, line) for line in self.lines]
        for due, line in sorted(planned, key=lambda each: -each[1].instrument.generosity(each[0].year)):
            served = served_by(done.get(line.kind, ()), view)
            own = view.of(
                year=due.year,
                values=self.values,
                left=line.left(due.year),
                spent=line.spent,
                worth=sum(line.real.values()) * view.consumer_price,
                served=served,
            )
            actions = line.instrument.apply(own, due)
            if actions is NOTHING:
                continue
            self._book(line, due.year, actions=actions)
            done.setdefault(line.kind, []).append(actions)
            line.real[due.year] = line.real.get(due.year, 0.0) + actions.paid / view.consumer_price
            for key, column in actions.levers.items():
                pulls.setdefault(key, []).append(column)
            transfers += (replace(each, instrument=line.name) for each in actions.transfers)
            purchases += (replace(each, instrument=line.name) for each in actions.purchases)
            if actions.offered.any():
                view = view.of(offered=view.offered + actions.offered)
            if actions.transfers:
                view = view.of(
                    applicant=view.applicant & (actions.step_grants(view.rows) == 0.0),
                    in_project=view.in_project | (actions.project_grants(view.rows) > 0.0),
                )
        if not (pulls or transfers or purchases):
            return NOTHING
        levers = {key: combined(key, columns) for key, columns in pulls.items()}
        return Actions(levers, tuple(transfers), tuple(purchases))

    @staticmethod
    def _book(line: Line, year: int, *, actions: Actions) -> None:
        paid = line.paid.setdefault(year, {})
        for transfer in actions.transfers:
            paid[transfer.payer] = paid.get(transfer.payer, 0.0) + float(transfer.amount.sum())
        for purchase in actions.purchases:
            for account, amount in purchase.payers.items():
                paid[account] = paid.get(account, 0.0) + amount

    def statement(self) -> pd.DataFrame:
        """Budget, paid and left by instrument, year of the plan and payer (억원); budget = paid + left."""
        rows = [
            {
                "instrument": line.name,
                "year": year,
                "payer": account.name.lower(),
                "budget": amount / EOK,
                "paid": line.paid.get(year, {}).get(account, 0.0) / EOK,
            }
            for line in self.lines
            for year, payers in line.budget.items()
            for account, amount in payers.items()
        ]
        frame = pd.DataFrame(rows, columns=["instrument", "year", "payer", "budget", "paid"])
        frame = frame.astype({"budget": float, "paid": float})
        frame["left"] = frame["budget"] - frame["paid"]
        return frame
