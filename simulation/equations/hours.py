"""Hours (4.7): what is worked, what hours above normal cost and drive away, and what missing hands lose."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, quotient


def hours_worked(output: Column, productivity: Column, *, heads: Column) -> Column:
    """Hours a head relative to normal, h = Y / (a n); one where nobody works.

    Args:
        output: Y (volume a month).
        productivity: a, output a head in normal hours (volume a month).
        heads: n, people at work (persons).
    """
    normal = productivity * heads
    return quotient(output, normal, otherwise=1.0)


def pay_for_hours(hours: Column, premium: float) -> Column:
    """Pay of a month over that of normal hours, 1 + (1 + p) max(0, h - 1): short time costs as much as normal hours.

    Args:
        hours: h, hours relative to normal.
        premium: p, what an hour above normal is paid over a normal one (ratio).
    """
    return np.asarray(1.0 + (1.0 + premium) * np.maximum(0.0, hours - 1.0))


def strain(hours: Column, usual: float, *, response: float) -> Column:
    """Factor on quits of hours above normal, exp(e (max(0, h - 1) - o)): long hours drive people away.

    Args:
        hours: h, hours of the month before relative to normal, per firm.
        usual: o, hours above normal at which people quit as published (relative to normal).
        response: e, log points of the hazard of quitting a unit of hours above normal; 0 where hours do not matter.
    """
    return np.asarray(np.exp(response * (np.maximum(0.0, hours - 1.0) - usual)))


def lost_to_labour(plan: Column, capacity: Column, *, labour: Column) -> Column:
    """Planned output that capacity allows and hands do not, max(0, min(Y*, K) - L) (volume a month).

    Args:
        plan: Y*, planned output.
        capacity: K, most that capacity allows.
        labour: L, most that the heads at work allow within the working-time law.
    """
    return np.asarray(np.maximum(0.0, np.minimum(plan, capacity) - labour))


def by_occupation(lost: Column, posts: Column) -> Column:
    """What firms lose for want of hands by occupation, sum_i l_i s_io, as their posts ask for occupations.

    Args:
        lost: l, value lost per firm (million KRW a month).
        posts: s, share of each occupation among the posts of each firm (firm by occupation); rows add to one.
    """
    return np.asarray(lost @ posts)
