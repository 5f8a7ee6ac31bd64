"""The announced plan read as a forecast: the level on the way from the record at the start to the announced target."""

from __future__ import annotations

from functools import cache

import numpy as np

from simulation.catalogue import complex_data, table
from simulation.outcomes.target_values import IN_MODEL_UNITS
from simulation.scenario import gallery, load
from simulation.units import QUARTERS_A_YEAR, Month

MEASURED_BY = {"production_eok_krw": "production", "employment": "employment", "tenant_firms": "tenants"}


@cache
def announced_plan(key: str, measure: str, *, quarter: str) -> float | None:
    """Level of a measure in a quarter if growth were even up to the announced target; None where none was announced.

    ln y(q) = ln y(0) + (q - q0) / (q1 - q0) ln(y(1) / y(0)), with y(0) the record in the quarter of the start and y(1)
    the target in the last quarter of its year (a yearly flow taken as four equal quarters).

    Args:
        key: complex.
        measure: what the office publishes.
        quarter: within the time of the plan, else None.
    """
    found = _target(key, MEASURED_BY.get(measure, ""))
    if found is None:
        return None
    start, year, value = found
    data, column = complex_data(key), MEASURED_BY[measure]
    first, last = _number(start.quarter), _number(f"{year}Q4")
    way = (_number(quarter) - first) / (last - first)
    if not 0.0 < way <= 1.0:
        return None
    base = float(data.record_total[column].to_dict()[start.quarter])
    return float(np.exp(np.log(base) + way * np.log(value / base)))


@cache
def _target(key: str, variable: str) -> tuple[Month, int, float] | None:
    """Start of the first shipped scenario with an announced level of a variable, its year and quarterly value."""
    rows = table("targets")
    rows = rows[(rows["variable"] == variable) & (rows["compare"] == "level") & (rows["testable"] == "yes")]
    for name in gallery():
        if not name.startswith(f"{key}/"):
            continue
        scenario = load(name)
        own = rows[rows["key"].isin(scenario.targets)]
        if not own.empty:
            row = own.iloc[0]
            value = float(row["value"]) * IN_MODEL_UNITS[str(row["unit"])]
            flow = str(row["kind"]) == "flow"
            return Month.parse(scenario.start), int(row["at"]), value / (QUARTERS_A_YEAR if flow else 1)
    return None


def _number(quarter: str) -> int:
    return QUARTERS_A_YEAR * int(quarter[:4]) + int(quarter[-1])
