"""Values a target is read from: level, change and reading of a series, and the chance of reaching it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from simulation.outcomes.metrics import over, wilson
from simulation.units import EOK, JO, Month

Series = Mapping[str, NDArray[np.float64]]


Factors = Mapping[str, float]


IN_MODEL_UNITS = {"조원": JO / EOK, "억원": 1.0, "persons": 1.0, "firms": 1.0, "projects": 1.0, "percent": 1.0}
"""One unit of a target in the unit of the recorded variable (money in 억원)."""


LEVEL = "level"
"""What a reading compares where a world has its value alone, without another beside it."""


def series_of(dataset: xr.Dataset, scenario: str) -> dict[str, NDArray[np.float64]]:
    """Totals of the complex by variable for one world of a result: arrays of (run, month)."""
    world = dataset.sel(scenario=scenario)
    names = [str(name) for name in world.data_vars]
    return {name: np.asarray(over(world, name).transpose("run", "month").values, dtype=np.float64) for name in names}


def months_of(dataset: xr.Dataset) -> list[Month]:
    """Months of a result."""
    return [Month.parse(str(np.datetime_as_string(month, "M"))) for month in dataset["month"].values]


def value_at(
    series: Series, months: Sequence[Month], *, variable: str, kind: str, year: int
) -> NDArray[np.float64] | None:
    """Value of a variable in each run: at the end of a year, over the year, or up to its end; None without data.

    Args:
        series: arrays of (run, month) by variable.
        months: months of the second dimension.
        variable: a variable, a sum ``a+b``, or a ratio ``a/b`` of a yearly flow to a mean stock.
        kind: ``stock`` (last month of the year), ``flow`` (sum over the year) or ``cumulative`` (sum to its end).
        year: calendar year of the target.
    """
    above, slash, below = variable.partition("/")
    names = [*above.split("+"), *([below] if slash else [])]
    own = np.array([month.year == year for month in months])
    if own.sum() < 12 or any(name not in series for name in names):
        return None
    total = np.sum([series[name] for name in above.split("+")], axis=0)
    if kind == "stock":
        found = total[:, np.flatnonzero(own)[-1]]
    elif kind == "flow":
        found = total[:, own].sum(axis=1)
    else:
        found = total[:, np.array([month.year <= year for month in months])].sum(axis=1)
    return np.asarray(found / series[below][:, own].mean(axis=1) if slash else found)


def reading_value(
    row: Mapping[str, Any], series: Series, *, without: Series, months: Sequence[Month], factors: Factors
) -> NDArray[np.float64] | None:
    """What one reading of a target looks at, per run and in the unit of the target; None where it cannot be had.

    ``compare`` says whether the level counts, or the difference to the world without the programme (absolute or in
    percent); ``factor`` names a multiplier of the conventional estimate.
    """
    variable, kind, year = str(row["variable"]), str(row["kind"]), int(row["at"])
    found = value_at(series, months, variable=variable, kind=kind, year=year)
    if found is None:
        return None
    compare = str(row["compare"])
    if compare in ("gain", "gain_percent"):
        base = value_at(without, months, variable=variable, kind=kind, year=year)
        if base is None:
            return None
        found = found - base if compare == "gain" else 100.0 * (found / base - 1.0)
    factor = str(row["factor"])
    if factor:
        if factor not in factors:
            return None
        found = found * factors[factor]
    return np.asarray(found / IN_MODEL_UNITS[str(row["unit"])])


def chance(values: NDArray[np.float64], target: float) -> dict[str, float]:
    """Probability that a target is reached, with its Wilson interval (95 %)."""
    reached, runs = int((values >= target).sum()), values.size
    low, high = wilson(reached, runs)
    return {"probability": reached / runs if runs else float("nan"), "low": low, "high": high}
