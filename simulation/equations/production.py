"""Output under limits, deliveries under rationing, and orders along the supplier network (4.1 and 4.2)."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, compiled, quotient


def output(target: Column, capacity_limit: Column, *, labour_limit: Column) -> Column:
    """Output of the month: the plan within what capacity and labour allow.

    Y = min(Y*, u_max K, h_max a n).

    Args:
        target: Y*, planned output (volume a month).
        capacity_limit: u_max K, infinite where the limit is off (volume a month).
        labour_limit: h_max a n, infinite where the limit is off (volume a month).
    """
    return np.minimum(target, np.minimum(capacity_limit, labour_limit))


def deliveries(available: Column, wanted: Column) -> Column:
    """Share of each supplier's orders that it can deliver this month: proportional rationing.

    fill = min(1, (Y + S) / orders). Source: Hallegatte (2013).

    Args:
        available: output and stock of each firm (volume).
        wanted: all orders of the month and the backlog (volume).
    """
    fill = quotient(available, wanted, otherwise=1.0)
    return np.minimum(1.0, fill)


def still_waiting(orders: Column, sold: Column, *, lost: float) -> Column:
    """Outside orders that wait for the next month, (1 - c) (D + B - S): some customers buy elsewhere.

    Args:
        orders: D + B, outside orders of the month with those that waited (volume).
        sold: S, what was delivered of them (volume).
        lost: c, share of what is left that goes elsewhere in a month.
    """
    return np.asarray((1.0 - lost) * (orders - sold))


@compiled
def orders_to_suppliers(start: Counts, supplier: Counts, coefficient: Column, output: Column, orders: Column) -> None:
    """Add up the orders that each supplier receives from the tenants.

    o_j = sum_i phi a omega_ij Y_i, written into ``orders``.

    Args:
        start: first link of each buyer, those of rows to come with them (link index).
        supplier: supplying firm of each link (row).
        coefficient: volume bought per unit of the buyer's output.
        output: Y_i, output of each buyer (volume a month).
        orders: receives the orders of each supplier (volume a month).
    """
    orders[:] = 0.0
    for buyer in range(output.size):
        volume = output[buyer]
        if volume > 0.0:
            for link in range(start[buyer], start[buyer + 1]):
                orders[supplier[link]] += coefficient[link] * volume


@compiled
def bought_inside(
    start: Counts, supplier: Counts, coefficient: Column, ordered_output: Column, fill: Column, price: Column
) -> Column:
    """Value of what each buyer receives from suppliers in the complex (million KRW a month).

    c_i = sum_j phi a omega_ij Y_i(t-1) fill_j p_j.

    Args:
        start: first link of each buyer (link index).
        supplier: supplying firm of each link (row).
        coefficient: volume bought per unit of the buyer's output.
        ordered_output: the output the orders were placed for (volume a month).
        fill: share of orders each supplier delivers.
        price: p, what the goods of each supplier are valued at (index 2020=1).
    """
    cost = np.zeros(ordered_output.size)
    for buyer in range(ordered_output.size):
        value, volume = 0.0, ordered_output[buyer]
        if volume > 0.0:
            for link in range(start[buyer], start[buyer + 1]):
                value += coefficient[link] * fill[supplier[link]] * price[supplier[link]]
            cost[buyer] = value * volume
    return cost
