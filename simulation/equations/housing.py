"""Housing: rents move with vacancy, people choose a zone by what it leaves them, homes set the limit (4.8)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, compiled
from simulation.equations.homes import CLEARLY, best_home
from simulation.luck import uniforms

NOWHERE = -1


def rent_next(rent: Column, vacancy: Column, *, natural: Column, speed: float, inflation: float) -> Column:
    """Rent of the next month, d ln r = pi + kappa (v* - v) (natural vacancy, Rosen and Smith 1983).

    Args:
        rent: rent by zone (million KRW a month).
        vacancy: v, empty homes over homes by zone.
        natural: v*, vacancy at which real rents stand still, by zone.
        speed: kappa, per month.
        inflation: pi, growth of consumer prices in the month.
    """
    moved: Column = rent * np.exp(inflation + speed * (natural - vacancy))
    return moved


def homes_occupied(persons: Column, per_home: Column, *, homes: Column) -> Column:
    """Homes lived in, min(H, n / h): where homes run out, people live closer together.

    Args:
        persons: n, residents by zone.
        per_home: h, persons per home lived in.
        homes: H, homes by zone.
    """
    occupied: Column = np.minimum(homes, persons / per_home)
    return occupied


def place_worth(
    pay: float, rent: Column, *, minutes: Column, amenity: Column, weights: tuple[float, float, float, float]
) -> Column:
    """Utility of a zone, V = alpha_y ln(max(y - r, s y)) - alpha_c t + alpha_a a.

    An amenity of ``da`` is worth a rise of ``ln(y - r)`` by ``alpha_a da / alpha_y``.

    Args:
        pay: y, monthly pay (million KRW).
        rent: r by zone (million KRW a month).
        minutes: t, one way, by zone, times the commuting cost of policy.
        amenity: a by zone (log points).
        weights: alpha_y, alpha_c (per minute), alpha_a, and s, least share of pay left, so that the logarithm exists.
    """
    per_pay, per_minute, per_amenity, least_left = weights
    left = np.maximum(pay - rent, least_left * pay)
    worth: Column = per_pay * np.log(left) - per_minute * minutes + per_amenity * amenity
    return worth


def choose_zones(key: Any, choosers: Counts, *, utility: Column, places: Counts) -> Counts:
    """Zone of each chooser; where a zone has fewer places than choosers, lottery rounds decide and the rest look on.

    Improving one zone takes choosers from others and loses it none, and nobody moves between two unchanged ones.

    Args:
        key: key of the decision.
        choosers: identifiers, the agent keys of the errors.
        utility: utility by zone.
        places: free places by zone.

    Returns:
        zone per chooser, ``NOWHERE`` for whom no place was left.
    """
    zones, left = utility.size, places.copy()
    chosen = np.full(choosers.size, NOWHERE, dtype=np.int64)
    # Only differences count: the largest is one.
    weight = np.exp(utility - utility.max())
    for _ in range(zones):
        asked = zones_asked(key, choosers, chosen=chosen, weight=weight, places=left)
        for zone in range(zones):
            line = np.flatnonzero(asked == zone)
            if line.size > left[zone]:
                line = line[np.argsort(uniforms(key, choosers[line], zones + zone))[: left[zone]]]
            chosen[line] = zone
            left[zone] -= line.size
        if (left <= 0).all() or (chosen != NOWHERE).all():
            break
    return chosen


@compiled
def zones_asked(key: Any, choosers: Counts, chosen: Counts, weight: Column, places: Counts) -> Any:
    """Best zone with room of everybody who has none yet, ``NOWHERE`` for all others (see :func:`homes.best_home`).

    -ln u, the logarithmic mean of u and 1 turned round, lies between those of the other means: 2 (1 - u) / (1 + u) <
    -ln u < (1 - u) / sqrt(u). Where the least that the best zone can be worth is more than the most of the next, no
    logarithm is needed; zone after zone, many choosers are compared at a time.

    Args:
        key: key of the decision.
        choosers: identifiers, the agent keys of the errors.
        chosen: zone per chooser so far.
        weight: exponential of the utility by zone.
        places: free places by zone.
    """
    asked = np.full(choosers.size, NOWHERE, np.int64)
    best, second, luck_of_best = np.zeros(choosers.size), np.zeros(choosers.size), np.zeros(choosers.size)
    for zone in range(weight.size):
        if weight[zone] > 0.0 and places[zone] > 0:
            luck = uniforms(key, choosers, zone)
            for row in range(choosers.size):
                most = weight[zone] * (1.0 + luck[row]) / (2.0 * (1.0 - luck[row]))
                better = most > best[row]
                second[row] = best[row] if better else max(most, second[row])
                best[row] = most if better else best[row]
                luck_of_best[row] = luck[row] if better else luck_of_best[row]
                asked[row] = zone if better else asked[row]
    for row in range(choosers.size):
        if chosen[row] != NOWHERE:
            asked[row] = NOWHERE
        elif asked[row] != NOWHERE:
            least = weight[asked[row]] * math.sqrt(luck_of_best[row]) / (1.0 - luck_of_best[row])
            if CLEARLY * least <= second[row]:
                asked[row] = best_home(key, choosers[row], weight=weight, places=places, present=NOWHERE)
    return asked


def offer(homes: Column, occupied: Column, *, turnover: float) -> Column:
    """Homes on offer in a month, the empty ones and those that change hands: H - O + q O.

    Args:
        homes: H by zone.
        occupied: O by zone.
        turnover: q, share of homes lived in that change hands in a month.
    """
    offered: Column = homes - occupied + turnover * occupied
    return offered
