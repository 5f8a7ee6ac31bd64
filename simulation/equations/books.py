"""The books of a month: what each firm adds to the reported variables, added up by cell in one pass over the firms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled

AMOUNTS = (
    "production", "sold", "output_nominal", "output_real", "compensation", "net_production_tax",
    "fixed_capital_consumption", "fixed_capital_formation", "subsidy_received", "employment_subsidy", "value_added",
    "wage_bill", "operating_surplus", "intermediate_inputs", "exports", "inventory", "order_backlog", "capacity",
)  # fmt: skip
"""Lines of :func:`amounts_of`, in their order (million KRW; output and capacity at prices of 2020)."""
NUMBERS = (
    "employment", "hires", "separations", "vacancies", "latent_posts", "tenants", "operating_firms", "entries", "exits",
    "moves_out", "adopters", "ai_adopters", "commercialised",
)  # fmt: skip
"""Lines of :func:`numbers_of`, in their order (persons, posts, firms)."""


class Books(NamedTuple):
    """Columns of the firms that are reported, by their names in the state; ``capacity`` is that of the month's start.

    ``entered``, ``closed`` and ``left`` months of these events or -1, ``commercialised`` whose project became sales.
    """

    manufacturing: Flags
    active: Flags
    operating: Flags
    ai: Flags
    commercialised: Flags
    smart_level: Counts
    hires: Counts
    separations: Counts
    vacancies: Counts
    latent_posts: Counts
    entered: Counts
    closed: Counts
    left: Counts
    price: Column
    output: Column
    sales_inside: Column
    sales_programme: Column
    sales_outside: Column
    export_share: Column
    inventory: Column
    backlog: Column
    capacity: Column
    labour: Column
    wage_bill: Column
    contributions: Column
    production_tax: Column
    depreciation: Column
    investment: Column
    subsidy: Column
    employment_subsidy: Column
    value_added: Column
    operating_surplus: Column
    intermediate_inputs: Column


@compiled
def amounts_of(firm: int, books: Books) -> Any:
    """What one firm adds to each of :data:`AMOUNTS`."""
    price = books.price[firm]
    nominal = price * books.output[firm]
    return (
        nominal if books.manufacturing[firm] else 0.0,
        price * (books.sales_inside[firm] + books.sales_programme[firm] + books.sales_outside[firm]),
        nominal,
        books.output[firm],
        books.wage_bill[firm] + books.contributions[firm],
        books.production_tax[firm],
        books.depreciation[firm],
        books.investment[firm],
        books.subsidy[firm],
        books.employment_subsidy[firm],
        books.value_added[firm],
        books.wage_bill[firm],
        books.operating_surplus[firm],
        books.intermediate_inputs[firm],
        price * books.sales_outside[firm] * books.export_share[firm],
        price * books.inventory[firm],
        price * books.backlog[firm],
        books.capacity[firm],
    )


@compiled
def numbers_of(firm: int, month: int, books: Books) -> Any:
    """What one firm adds to each of :data:`NUMBERS` in a month."""
    active, left = books.active[firm], books.left[firm] == month
    return (
        books.labour[firm],
        1.0 * books.hires[firm],
        1.0 * books.separations[firm],
        1.0 * books.vacancies[firm],
        1.0 * books.latent_posts[firm],
        1.0 * active,
        1.0 * books.operating[firm],
        1.0 * (books.entered[firm] == month),
        1.0 * (left or books.closed[firm] == month),
        1.0 * left,
        1.0 * (active and books.smart_level[firm] > 0),
        1.0 * (active and books.ai[firm]),
        1.0 * books.commercialised[firm],
    )


@compiled
def added_up(month: int, cell: Counts, books: Books, cells: int) -> tuple[Column, Column]:
    """Amounts and numbers by cell (cell by line), firms of the month added in the order of their rows.

    Args:
        month: months since the start.
        cell: cell of each firm.
        books: columns of the firms.
        cells: number of cells.
    """
    amounts, numbers = np.zeros((cells, len(AMOUNTS))), np.zeros((cells, len(NUMBERS)))
    for firm in range(books.active.size):
        # Rows of those who went before this month or never came are empty.
        if not (books.active[firm] or books.closed[firm] == month or books.left[firm] == month):
            continue
        amount, number = amounts_of(firm, books=books), numbers_of(firm, month, books=books)
        for line in range(len(AMOUNTS)):
            amounts[cell[firm], line] += amount[line]
        for line in range(len(NUMBERS)):
            numbers[cell[firm], line] += number[line]
    return amounts, numbers
