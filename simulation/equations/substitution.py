"""Labour and equipment: what people cost, the technique a firm uses, and the equipment it pays for instead (4.7)."""

from __future__ import annotations

import numpy as np
from scipy.special import exprel

from simulation.arrays import Column


def lift_by_minimum(pay: Column, total: float, *, index: float, floor: float) -> float:
    """What the minimum wage adds to the cost of a fixed set of workers, mean(max(w_min, I w)) / mean(I w).

    A fixed set, as in an employment cost index, so that a change of who works here is no change of price.

    Args:
        pay: w, pay of the workers at the start in rising order (million KRW a month).
        total: its sum, which is the same every month.
        index: I, general pay over that of the start.
        floor: w_min, full-time pay at the minimum wage (million KRW a month).
    """
    below = int(np.searchsorted(pay, floor / index))
    # Only those below the floor are lifted: mean(max(w_min, I w)) is the mean plus what they lack.
    lifted = below * floor - index * float(pay[:below].sum())
    return 1.0 + lifted / (index * total) if pay.size else 1.0


def cost_with_contributions(now: float, before: float) -> float:
    """Cost of pay with employers' contributions over what it was at the rate of the start, (1 + c) / (1 + c_0).

    Args:
        now: c, contributions over pay this month (ratio).
        before: c_0, the same at the start.

    Source: arithmetic of the cost a firm bears.
    """
    return (1.0 + now) / (1.0 + before)


def cost_after_support(now: Column, before: Column) -> Column:
    """What wage subsidies leave of the cost of labour, over what they left at the start, (1 - s) / (1 - s_0).

    Args:
        now: s, share of pay and contributions that subsidies bear this month, below one.
        before: s_0, the share that the rules of the start bear of the same people, below one.

    Source: arithmetic of the cost a firm bears.
    """
    return np.asarray((1.0 - now) / (1.0 - before))


def lasting(known: Column, now: Column, *, months: float) -> Column:
    """What firms take for lasting of a ratio that moves, x' = x^(1 - 1/m) n^(1/m): its geometric mean with memory m.

    Args:
        known: x, what was taken for lasting before (ratio).
        now: n, the ratio of the month.
        months: m, memory.
    """
    weight = 1.0 / max(1.0, months)
    return np.asarray(known ** (1.0 - weight) * now**weight)


def labour_needed(cost: Column, elasticity: float) -> Column:
    """Labour per unit of output over that of the technique of the start path, x^-eta.

    Args:
        cost: x, real product wage over its start path (ratio).
        elasticity: eta, elasticity of labour demand at given output, positive.

    Source: Hamermesh (1993), Labor Demand; constant-output elasticities of -0.15 to -0.75 across studies.
    """
    return np.asarray(cost**-elasticity)


def equipment_bill(cost: Column, elasticity: float, *, pay: Column) -> Column:
    """What the equipment costs that stands in for labour, E = W eta (x^(1 - eta) - 1) / (1 - eta).

    By Shephard's lemma cost rises with the price of labour by the labour that is used, so that labour and equipment
    cost E + W x^(1 - eta) = W (1 + (x^(1 - eta) - 1) / (1 - eta)): always more where x is higher, and less than W x.
    Dearer labour never makes output cheaper; cheaper labour gives equipment back.

    Args:
        cost: x, real product wage over its start path (ratio).
        elasticity: eta, elasticity of labour demand at given output.
        pay: W, pay of the labour that output would need at the start path's technique and cost (million KRW a month).
    """
    logarithm = np.log(cost)
    return np.asarray(pay * elasticity * logarithm * exprel((1.0 - elasticity) * logarithm))
