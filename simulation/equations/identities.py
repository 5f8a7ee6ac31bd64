"""Identities of a month, firm by firm, in one pass over the rows that hold a firm or did (identities 1 to 4)."""

from __future__ import annotations

from typing import Any, NamedTuple

from simulation.arrays import Column, Flags, compiled

FOUND = (
    "gap_goods", "gap_value_added", "gap_payments", "gap_cash",
    "size_output", "size_value_added", "size_received", "size_cash",
    "stock_change", "inputs_change", "sold_inside", "bought_inside", "output", "value_added",
    "lowest_stock",
)  # fmt: skip
"""What :func:`checked` returns, in its order (million KRW; the stock as it is held)."""


class Accounts(NamedTuple):
    """Columns of the firms that identities are checked on, by their names in the state.

    ``stayed`` who was there all month: who enters, closes or moves away is paid in or out on top of the accounts.
    ``opening_inventory``, ``opening_inputs`` and ``opening_cash`` as the month began, stocks less what was written off
    since; ``net`` what each firm received by the ledger less what it paid; ``adoption_spending`` on steps taken.
    """

    stayed: Flags
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


@compiled
def checked(books: Accounts) -> Any:
    """Largest gaps, what each is measured against, sums over the firms, and the lowest stock: see :data:`FOUND`.

    At every firm output = sales + change of stocks, value added = incomes, what it received less what it paid by the
    ledger = the same by its accounts, and its money moved by that. All gaps are zero where the books are right.

    Args:
        books: columns of the firms.
    """
    gap_goods, gap_value_added, gap_payments, gap_cash = 0.0, 0.0, 0.0, 0.0
    size_output, size_value_added, size_received, size_cash = 0.0, 0.0, 0.0, 0.0
    stock_change, inputs_change, sold_inside, bought_inside, made, added, lowest = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for firm in range(books.output.size):
        price, inside, value_added = books.price[firm], books.bought_inside[firm], books.value_added[firm]
        output = price * books.output[firm]
        sold = price * (books.sales_inside[firm] + books.sales_programme[firm] + books.sales_outside[firm])
        stocked = price * (books.inventory[firm] - books.opening_inventory[firm])
        of_people = books.wage_bill[firm] + books.contributions[firm] + books.production_tax[firm]
        support, net, cash = books.employment_subsidy[firm], books.net[firm], books.cash[firm]
        incomes = of_people + books.depreciation[firm] + books.operating_surplus[firm] - support
        received = sold + support + books.subsidy[firm]
        spent = inside + books.bought_outside[firm] + of_people + books.interest[firm]
        spent += books.investment[firm] + books.adoption_spending[firm] + books.dividends[firm]
        gap_goods = max(gap_goods, abs(output - sold - stocked))
        gap_value_added = max(gap_value_added, abs(value_added - incomes))
        if books.stayed[firm]:
            gap_payments = max(gap_payments, abs(net - received + spent))
        gap_cash = max(gap_cash, abs(cash - books.opening_cash[firm] - net))
        size_output, size_value_added = max(size_output, abs(output)), max(size_value_added, abs(value_added))
        size_received, size_cash = max(size_received, abs(received)), max(size_cash, abs(cash))
        stock_change += stocked
        inputs_change += books.input_stock[firm] - books.opening_inputs[firm]
        sold_inside += price * books.sales_inside[firm]
        bought_inside += inside
        made += output
        added += value_added
        lowest = min(lowest, books.inventory[firm], books.backlog[firm], books.input_stock[firm])
    return (
        gap_goods, gap_value_added, gap_payments, gap_cash, size_output, size_value_added, size_received, size_cash,
        stock_change, inputs_change, sold_inside, bought_inside, made, added, lowest,
    )  # fmt: skip
