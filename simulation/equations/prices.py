"""Own prices: what a firm passes on of a change in its unit cost, and what its buyers claw back (equation 4.3)."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, quotient


def relative_unit_cost(pay: Column, usual_pay: Column, *, treated: Column, inputs: Column) -> Column:
    """Unit cost over that of the same firm without steps and at the trend of pay, (W / a + m) / (W0 + m).

    The price of an industry holds what all its firms' costs do; own prices answer to the rest: a step up the ladder
    lowers pay per unit of output, an offer that rises beyond those of other firms raises it. What the minimum wage,
    contributions, subsidies and the price of energy do to cost is taken to stand in the price of the industry.

    Args:
        pay: pay and contributions per unit of output at untreated productivity (share of the price).
        usual_pay: the same at the trend of pay.
        treated: a, productivity over its untreated path (ratio).
        inputs: m, intermediate inputs per unit of output (share of the price).
    """
    cost, usual = pay / treated + inputs, usual_pay + inputs
    return quotient(cost, usual, otherwise=1.0)


def passed_on(price: Column, change: Column, *, up: Column | float, down: float) -> Column:
    """Price over that of the industry after a change of unit cost, p' = p (1 + theta (UC'/UC - 1)).

    Args:
        price: p, own price over that of the industry (ratio).
        change: UC'/UC, unit cost over that of the month before (ratio).
        up: theta of a rise, per firm or for all (0.05-0.4 in subcontracting, less the deeper the tier), share.
        down: theta of a fall, share: what a firm gives away by itself to win orders.

    Source: cost push is theta = 1; asymmetric pass-through in Korean subcontracting (assumed range).
    """
    theta = np.where(change > 1.0, up, down)
    return np.asarray(price * (1.0 + theta * (change - 1.0)))


def clawed_back(conceded: Column, change: Column, *, share: Column | float, down: float) -> Column:
    """What buyers take of the cost saved that was not passed on, c' = c (1 - kappa (1 - theta) (1 - UC'/UC)).

    A price conceded wins no further order, since the buyer is the same; firms that sell under their own name have
    kappa = 0 and concede nothing, and a concession is not given back when cost rises.

    Args:
        conceded: c, price after concessions over list price (ratio).
        change: UC'/UC, lowest unit cost so far over that a month before (ratio, at most one).
        share: kappa, share of a saving that buyers take, per firm or for all (0.3-0.8 by tier), share.
        down: theta of a fall, already passed on.
    """
    return np.asarray(conceded * (1.0 - share * (1.0 - down) * (1.0 - change)))
