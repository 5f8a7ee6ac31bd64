"""What the office would have measured: level breaks of the record that are no change of the economy (model, 7)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import ComplexData
from simulation.equations.splicing import splice
from simulation.units import QUARTERS_A_YEAR, Month


def measurement_factors(
    data: ComplexData, start: Month, *, months: int, draw: Mapping[str, float]
) -> NDArray[np.float64]:
    """Measured over true production for every month, one at the start.

    Two breaks are known. A share c of the fall between the quarters named ``method_change`` is a change of method:
    the factor there is (P(t) / P(base))^c. From the vintage break on, revised values lie lower by a share b.

    Args:
        data: the record and its breaks.
        start: last month before the first step.
        months: number of steps.
        draw: ``observation.method_change_share`` (c) and ``observation.vintage_break`` (b).
    """
    opening = measured_over_true(data, start.quarter, draw=draw)
    quarters = [(start + (step + 1)).quarter for step in range(months)]
    return np.array([measured_over_true(data, quarter, draw=draw) / opening for quarter in quarters])


def measured_over_true(data: ComplexData, quarter: str, *, draw: Mapping[str, float]) -> float:
    """Measured over true production in one quarter, one before the first break; see :func:`measurement_factors`."""
    measured = 1.0
    change = data.method_change
    if change is not None and quarter >= change.first:
        until = min(quarter, change.last)
        fall = data.production_total(until) / data.production_total(change.base)
        measured *= float(fall ** draw["observation.method_change_share"])
    if data.vintage_break is not None and quarter >= data.vintage_break:
        measured *= 1.0 - draw["observation.vintage_break"]
    return measured


def hours_at_start(data: ComplexData, quarter: str, *, draw: Mapping[str, float]) -> NDArray[np.float64]:
    """Hours worked at the start relative to normal, by industry: people held through falls of output.

    What a head makes in normal hours is what a head made over the best year of the record so far, grown by the trend
    since: a* = max over years of mean(Y / n) (1 + g)^(quarters since / 4). h = 1 - c max(0, 1 - (Y / n) / a*): where
    less is made a head, a share c of the people at work could make more without more hours, and the rest of the fall
    is lasting. Y is true, spliced production at constant prices, n spliced employment.

    Args:
        data: the record.
        quarter: quarter of the start; quarters before the record are not known and not used.
        draw: ``labour.overhang_share`` (c), ``production.productivity_growth`` (g), ``observation.*`` and
            ``outside.price_level``.
    """
    last = data.quarters.index(quarter)
    quarters = data.quarters[: last + 1]
    moved = np.array([each in data.reclassified for each in quarters])
    true = np.array([measured_over_true(data, each, draw=draw) for each in quarters])
    price = np.array([data.price_index(each, draw) for each in quarters])
    people = data.industry_levels("employment", quarters)
    by_industry, total = data.production_levels(quarters)
    volume = splice(by_industry, total, breaks=moved) / true[:, None] / price
    made = volume / splice(people, people.sum(axis=1), breaks=moved)
    since = np.arange(last, -1, -1.0)[:, None] / QUARTERS_A_YEAR
    grown = made * (1.0 + draw["production.productivity_growth"] / 100.0) ** since
    year = min(QUARTERS_A_YEAR, last + 1)
    normal = np.lib.stride_tricks.sliding_window_view(grown, year, axis=0).mean(axis=2).max(axis=0)
    return np.asarray(1.0 - draw["labour.overhang_share"] * np.maximum(0.0, 1.0 - made[-1] / normal))
