"""What an instrument sees and what it may do: a plain view in, levers, transfers and purchases out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from simulation.accounts import Account
from simulation.arrays import Column, Counts, Flags

NEVER = -1
"""Step of what never happens."""


@dataclass(frozen=True)
class PolicyView:
    """What a programme office knows of the tenants in a month; arrays have one row per firm.

    ``applicant`` are those who applied last month, ``applied_since`` the step of their first application (any number
    for others), ``age`` in months, ``supported`` who has had start-up support, ``step_cost`` the cost of the next rung
    (million KRW, infinite at the top), ``willing`` the highest share of it the firm would bear, ``aware`` who
    knows what it would do, ``to_ai`` whose next step is manufacturing AI in place of a rung (one value may stand for
    all). ``research_cost`` is what a firm's projects cost in a year (million KRW, zero for who does no research),
    ``in_project`` who has a supported one (one value may stand for all), ``served`` whom another instrument of the
    kind that is asked serves already this month. ``year`` (of the plan of the instrument that is asked), ``values``
    (drawn parameters), ``left``, ``spent`` and ``worth`` (its money: this year's rest, all so far, and that at prices
    of the month, million KRW) are filled in by :class:`simulation.policy.Programmes`. ``consumer_price`` of the month
    is one in 2020. ``zones`` are the keys of the zones of residence, the rows of a
    pull on a zone lever, ``income`` what the pay of those who live in each leaves after rent (million KRW a year at
    prices of the month), zero outside the city. ``industries`` are the keys of the industries, ``sector`` the
    position in the 18 sectors, ``sales`` of last month and ``energy_bill`` of a year at last month's output
    (million KRW), ``wage`` a head (million KRW a month), ``surplus`` posts kept beyond what the plan needs,
    ``anchor`` whose order path is its own, ``due`` the step in which a candidate for a lot may enter (``NEVER`` for
    others). ``scale`` is the size of the world, in which money and firms are and numbers of a file are not;
    ``offered`` grants for a step up the ladder that the instruments asked before have money for, by firm.
    """

    seed: int
    step: int
    identifier: Counts
    operating: Flags
    age: Counts
    supported: Flags
    manufacturing: Flags
    industry: Counts
    size_class: Counts
    employees: Counts
    export_share: Column
    smart_level: Counts
    step_cost: Column
    willing: Column
    applicant: Flags
    applied_since: Counts
    aware: Flags = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    to_ai: Flags = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    research_cost: Column = field(default_factory=lambda: np.zeros(1))
    in_project: Flags = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    served: Flags = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    zones: tuple[str, ...] = ()
    income: Column = field(default_factory=lambda: np.zeros(0))
    industries: tuple[str, ...] = ()
    sector: Counts = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    sales: Column = field(default_factory=lambda: np.zeros(1))
    energy_bill: Column = field(default_factory=lambda: np.zeros(1))
    wage: Column = field(default_factory=lambda: np.zeros(1))
    surplus: Column = field(default_factory=lambda: np.zeros(1))
    anchor: Flags = field(default_factory=lambda: np.zeros(1, dtype=np.bool_))
    due: Counts = field(default_factory=lambda: np.full(1, NEVER))
    scale: float = 1.0
    offered: Column = field(default_factory=lambda: np.zeros(1))
    year: int = 0
    spent: float = 0.0
    worth: float = 0.0
    consumer_price: float = 1.0
    values: Mapping[str, float] = field(default_factory=dict)
    left: Mapping[Account, float] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Number of firm rows."""
        return int(self.identifier.size)

    def of(self, **own: Any) -> PolicyView:
        """The same view with the year and the money of one instrument; setting all forty fields anew would be dear."""
        view = object.__new__(PolicyView)
        vars(view).update(vars(self), **own)
        return view

    def in_industries(self, keys: Sequence[str]) -> Flags:
        """Firms of the industries named, all where none is."""
        if not keys:
            return np.ones(self.rows, dtype=np.bool_)
        places = [place for place, key in enumerate(self.industries) if key in keys]
        return np.isin(self.industry, places)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money from an institution to firms: one amount per firm row (million KRW, zero for most).

    ``for_step`` says whether it is tied to a step up the smart-factory ladder, which its receiver then takes;
    ``for_project`` whether it pays for a research project, which its receiver then runs; ``to_workers`` whether the
    firm hands it on to its workers the same month.
    """

    instrument: str
    payer: Account
    amount: Column
    for_step: bool = True
    for_project: bool = False
    to_workers: bool = False


def shared(paid: Column, left: Mapping[Account, float], **purpose: bool) -> tuple[Transfer, ...]:
    """Transfers of what firms are paid, from every payer in proportion to the money it has left.

    Args:
        paid: one amount per firm row (million KRW).
        left: money of the payers.
        purpose: what the money is for, as :class:`Transfer` says it.
    """
    money = sum(left.values())
    return tuple(Transfer("", account, paid * (amount / money), **purpose) for account, amount in left.items())


@dataclass(frozen=True, slots=True)
class Purchase:
    """Final demand of a programme in a month (million KRW, prices of the month).

    ``local`` by the 18 sectors is bought within the province, ``domestic`` within the country (the local part in it),
    both at basic prices; ``elsewhere`` is all other money: the rest of the country, imports, land, tax, reserves.
    ``payers`` says who pays; their sum is the sum of ``local`` and ``elsewhere``.
    """

    instrument: str
    payers: Mapping[Account, float]
    local: Column
    domestic: Column
    elsewhere: float

    @property
    def total(self) -> float:
        """Money paid (million KRW)."""
        return sum(self.payers.values())


@dataclass(frozen=True, slots=True)
class Actions:
    """What one instrument, or all of them, does in a month. Empty is doing nothing, bit for bit.

    ``offered`` are the grants for a step up the ladder that the money left this year would pay, by firm, as far as each
    may expect one.
    """

    levers: Mapping[str, Column] = field(default_factory=dict)
    transfers: tuple[Transfer, ...] = ()
    purchases: tuple[Purchase, ...] = ()
    offered: Column = field(default_factory=lambda: np.zeros(1))

    def grants(self, rows: int) -> Column:
        """Money granted to each firm this month, over all payers (million KRW)."""
        total = np.zeros(rows)
        for transfer in self.transfers:
            total += transfer.amount
        return total

    def step_grants(self, rows: int) -> Column:
        """The part of it that is tied to a step up the ladder (million KRW)."""
        return Actions(transfers=tuple(each for each in self.transfers if each.for_step)).grants(rows)

    def project_grants(self, rows: int) -> Column:
        """The part of it that pays for research projects (million KRW)."""
        return Actions(transfers=tuple(each for each in self.transfers if each.for_project)).grants(rows)

    def handed_on(self, rows: int) -> Column:
        """The part of it that firms hand on to their workers (million KRW)."""
        return Actions(transfers=tuple(each for each in self.transfers if each.to_workers)).grants(rows)

    @property
    def paid(self) -> float:
        """Money paid by all institutions (million KRW)."""
        given = sum(float(transfer.amount.sum()) for transfer in self.transfers)
        return given + sum(purchase.total for purchase in self.purchases)


def alike(first: Actions, second: Actions) -> bool:
    """Whether two sets of actions are the same to the last bit, names and payers with them."""
    if first is second:
        return True
    ours, theirs = _all_of(first), _all_of(second)
    return (
        _same(first.levers, second.levers)
        and [type(each) for each in ours] == [type(each) for each in theirs]
        and all(_same(_told(one), _told(other)) for one, other in zip(ours, theirs, strict=True))
    )


def _all_of(actions: Actions) -> tuple[Transfer | Purchase, ...]:
    return (*actions.transfers, *actions.purchases)


def _told(action: Transfer | Purchase) -> dict[str, Any]:
    return {each.name: getattr(action, each.name) for each in fields(action)}


def _same(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    return first.keys() == second.keys() and all(np.array_equal(first[key], second[key]) for key in first)


NOTHING = Actions()
