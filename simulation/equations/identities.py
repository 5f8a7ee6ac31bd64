"""Identities of a month, firm by firm, in one pass over the rows that hold a firm or did (identities 1 to 4 and 8)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled

GAPS = ("goods", "value_added", "payments", "cash")
"""Gaps of :func:`gaps_of`, in their order (million KRW)."""
SIZES = ("output", "value_added", "received", "cash")
"""Sizes of :func:`sizes_of`, what each gap is measured against (million KRW)."""
SUMS = ("stock_change", "inputs_change", "sold_inside", "bought_inside", "output", "value_added")
"""Sums of :func:`adds_of` over the firms (million KRW)."""
COUNTS = ("came", "went", "wrong", "leased")
"""Counts of :func:`counts_of`; ``wrong`` are firms that entered twice or stepped up without being there."""


class Accounts(NamedTuple):
    """Columns of the firms that identities are checked on, by their names in the state.

    ``opening_inventory``, ``opening_inputs``, ``opening_cash`` and ``opening_active`` as the month began, stocks less
    what was written off since; ``net`` what each firm received by the ledger less what it paid; ``adoption_spending``
    on steps taken; ``entered``, ``closed`` and ``left`` months of these events or -1.
    """

    price: Column
    output: Column
    sales_inside: Column
    sales_programme: Column
    sales_outside: Column
    inventory: Column
    opening_inventory: Column
    backlog: Column
    input_stock: Column
    opening_inputs: Column
    bought_inside: Column
    bought_outside: Column
    wage_bill: Column
    contributions: Column
    production_tax: Column
    depreciation: Column
    operating_surplus: Column
    employment_subsidy: Column
    subsidy: Column
    value_added: Column
    interest: Column
    investment: Column
    adoption_spending: Column
    dividends: Column
    cash: Column
    opening_cash: Column
    net: Column
    active: Flags
    opening_active: Flags
    leased: Flags
    ai: Flags
    smart_level: Counts
    entered: Counts
    closed: Counts
    left: Counts


@compiled
def received_by(firm: int, books: Accounts) -> Any:
    """Sales and subsidies that a firm took in by its accounts (million KRW)."""
    sold = books.sales_inside[firm] + books.sales_programme[firm] + books.sales_outside[firm]
    return books.price[firm] * sold + books.employment_subsidy[firm] + books.subsidy[firm]


@compiled
def spent_by(firm: int, books: Accounts) -> Any:
    """What a firm paid by its accounts: inputs, people, taxes, interest, equipment, owners (million KRW)."""
    current = books.bought_inside[firm] + books.bought_outside[firm] + books.wage_bill[firm]
    current += books.contributions[firm] + books.production_tax[firm] + books.interest[firm]
    return current + books.investment[firm] + books.adoption_spending[firm] + books.dividends[firm]


@compiled
def gaps_of(firm: int, month: int, books: Accounts) -> Any:
    """By how much each of :data:`GAPS` is off at one firm; all are zero where the books are right.

    Output = sales + change of stocks; value added = incomes; by the ledger a firm received and paid what its accounts
    say; its money changed by that. Who enters, closes or moves away is paid in or out on top of the accounts.
    """
    price = books.price[firm]
    sold = books.sales_inside[firm] + books.sales_programme[firm] + books.sales_outside[firm]
    stocked = books.inventory[firm] - books.opening_inventory[firm]
    incomes = books.wage_bill[firm] + books.contributions[firm] + books.production_tax[firm]
    incomes += books.depreciation[firm] + books.operating_surplus[firm] - books.employment_subsidy[firm]
    moved = books.entered[firm] == month or books.closed[firm] == month or books.left[firm] == month
    by_accounts = books.net[firm] if moved else received_by(firm, books=books) - spent_by(firm, books=books)
    return (
        price * (books.output[firm] - sold - stocked),
        books.value_added[firm] - incomes,
        books.net[firm] - by_accounts,
        books.cash[firm] - books.opening_cash[firm] - books.net[firm],
    )


@compiled
def sizes_of(firm: int, books: Accounts) -> Any:
    """What each gap of a firm is measured against, see :data:`SIZES`."""
    output = books.price[firm] * books.output[firm]
    return output, books.value_added[firm], received_by(firm, books=books), books.cash[firm]


@compiled
def adds_of(firm: int, books: Accounts) -> Any:
    """What one firm adds to each of :data:`SUMS`."""
    price = books.price[firm]
    return (
        price * (books.inventory[firm] - books.opening_inventory[firm]),
        books.input_stock[firm] - books.opening_inputs[firm],
        price * books.sales_inside[firm],
        books.bought_inside[firm],
        price * books.output[firm],
        books.value_added[firm],
    )


@compiled
def counts_of(firm: int, month: int, books: Accounts) -> Any:
    """What one firm adds to each of :data:`COUNTS` in a month."""
    there, before = books.active[firm], books.opening_active[firm]
    came, gone = books.entered[firm] == month, books.closed[firm] >= 0 or books.left[firm] >= 0
    went = books.closed[firm] == month or books.left[firm] == month
    twice = came and (before or gone)
    stepped = (books.smart_level[firm] > 0 or books.ai[firm]) and not there
    return 1 * came, 1 * went, 1 * twice + 1 * stepped, 1 * (there and books.leased[firm])


@compiled
def checked(month: int, rows: int, books: Accounts) -> tuple[Column, Column, Column, Counts, float]:
    """Check one firm after the other.

    Args:
        month: months since the start.
        rows: rows that hold a firm or did, the first ones.
        books: columns of the firms.

    Returns:
        Largest gaps and sizes, sums and counts over the firms, and the lowest stock of any firm, zero at most.
    """
    gap, size, total = np.zeros(len(GAPS)), np.zeros(len(SIZES)), np.zeros(len(SUMS))
    count, lowest = np.zeros(len(COUNTS), np.int64), 0.0
    for firm in range(rows):
        gaps, sizes = gaps_of(firm, month, books=books), sizes_of(firm, books=books)
        for place in range(len(GAPS)):
            gap[place] = max(gap[place], abs(gaps[place]))
            size[place] = max(size[place], abs(sizes[place]))
        adds, counts = adds_of(firm, books=books), counts_of(firm, month, books=books)
        for place in range(len(SUMS)):
            total[place] += adds[place]
        for place in range(len(COUNTS)):
            count[place] += counts[place]
        lowest = min(lowest, books.inventory[firm], books.backlog[firm], books.input_stock[firm])
    return gap, size, total, count, lowest
