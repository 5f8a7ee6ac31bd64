"""What the office would have measured: level breaks of the record that are no change of the economy (model, 7)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import ComplexData
from simulation.units import Month


def measurement_factors(data: ComplexData, start: Month, months: int, draw: Mapping[str, float]) -> NDArray[np.float64]:
    """Measured over true production for every month, one at the start.

    Two breaks are known. A share c of the fall between the quarters named ``method_change`` is a change of method:
    the factor there is (P(t) / P(base))^c. From the vintage break on, revised values lie lower by a share b.

    Args:
        data: the record and its breaks.
        start: last month before the first step.
        months: number of steps.
        draw: ``observation.method_change_share`` (c) and ``observation.vintage_break`` (b).
    """
    share, lower = draw["observation.method_change_share"], draw["observation.vintage_break"]

    def factor(quarter: str) -> float:
        measured = 1.0
        change = data.method_change
        if change is not None and quarter >= change.first:
            until = min(quarter, change.last)
            measured *= float(data.production_total(until) / data.production_total(change.base)) ** share
        if data.vintage_break is not None and quarter >= data.vintage_break:
            measured *= 1.0 - lower
        return measured

    opening = factor(start.quarter)
    return np.array([factor((start + (step + 1)).quarter) / opening for step in range(months)])
