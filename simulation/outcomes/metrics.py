"""From monthly arrays to the numbers people quote: totals, years, quantiles, paired differences."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy.stats import norm

from simulation.catalogue import variables

QUANTILES = ("mean", "q025", "q10", "q25", "q50", "q75", "q90", "q975")
DIMENSIONS = ("industry", "size_class", "district", "age_group", "smart_level", "occupation")
"""What a variable may be split by besides scenario, run and month."""
PROBABILITIES = (0.025, 0.10, 0.25, 0.50, 0.75, 0.90, 0.975)


def over(dataset: xr.Dataset, name: str, *, dimensions: Iterable[str] = DIMENSIONS) -> xr.DataArray:
    """A variable added up over what it is split by; a rate is averaged with its weight."""
    values = dataset[name]
    held = [dimension for dimension in dimensions if dimension in values.dims]
    if not held:
        return values
    variable = variables()[name]
    if variable.kind != "rate":
        return values.sum(held, keep_attrs=True)
    weight = dataset[variable.weight]
    total = weight.sum(held)
    mean = (values * weight).sum(held) / total.where(total > 0.0)
    return mean.fillna(0.0).assign_attrs(values.attrs)


def yearly(values: xr.DataArray, name: str, *, whole_years: bool = True) -> xr.DataArray:
    """Calendar years of a monthly series: flows add, stocks stand at the end, levels and rates are means.

    Args:
        values: series with the dimension ``month``.
        name: variable, whose kind decides.
        whole_years: leave out years of fewer than twelve months.
    """
    kind = variables()[name].kind
    grouped = values.groupby("month.year")
    combined = grouped.sum("month") if kind == "flow" else grouped.last() if kind == "stock" else grouped.mean("month")
    combined = combined.assign_attrs(values.attrs)
    if whole_years:
        counts = values["month"].groupby("month.year").count()
        combined = combined.sel(year=counts["year"].values[counts.values == 12])
    return combined


def quantiles(values: NDArray[np.float64]) -> dict[str, float]:
    """Mean and quantiles of a sample, in the columns of every table."""
    found = {"mean": float(np.mean(values))}
    levels = np.quantile(values, PROBABILITIES)
    return {**found, **{name: float(level) for name, level in zip(QUANTILES[1:], levels, strict=True)}}


def summary(dataset: xr.Dataset) -> pd.DataFrame:
    """Quantile table by scenario, variable and year: the whole, and each group of every dimension a variable has.

    Industries and size classes stand in columns of their own; districts, age groups and levels in ``group``, as
    ``age_group.20_24``.
    """
    tables = []
    for name in map(str, dataset.data_vars):
        for by in ("total", *DIMENSIONS):
            if by != "total" and by not in dataset[name].dims:
                continue
            rest = [dimension for dimension in DIMENSIONS if dimension != by]
            values = yearly(over(dataset, name, dimensions=rest), name)
            tables.append(_quantile_rows(values, name, by=by))
    return pd.concat(tables, ignore_index=True)


def _quantile_rows(values: xr.DataArray, name: str, *, by: str) -> pd.DataFrame:
    columns = ["scenario", "variable", "year", "industry", "size_class", "group", "unit", *QUANTILES]
    if values.sizes["year"] == 0:
        return pd.DataFrame(columns=columns)
    levels = values.quantile(PROBABILITIES, dim="run", skipna=False).assign_coords(quantile=list(QUANTILES[1:]))
    mean = values.mean("run").expand_dims(quantile=["mean"])
    wide = xr.concat([mean, levels], dim="quantile").to_series().unstack("quantile")[list(QUANTILES)].reset_index()
    wide.insert(1, "variable", name)
    wide["industry"] = wide["industry"] if by == "industry" else "total"
    wide["size_class"] = wide["size_class"] if by == "size_class" else "total"
    other = by not in ("total", "industry", "size_class")
    wide["group"] = f"{by}." + wide[by].astype(str) if other else "total"
    wide["unit"] = values.attrs.get("units", "")
    return wide[columns]


def paired_difference(values: xr.DataArray, scenario: str, *, baseline: str) -> xr.DataArray:
    """Effect run by run: the scenario less its baseline under the same luck."""
    return values.sel(scenario=scenario, drop=True) - values.sel(scenario=baseline, drop=True)


def wilson(successes: int, runs: int, *, level: float = 0.95) -> tuple[float, float]:
    """Wilson interval of a probability: centre and width of the score test.

    (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n). Source: Wilson (1927), doi 10.2307/2276774.
    """
    if runs == 0:
        return 0.0, 1.0
    centre, reach = _score_test(successes / runs, runs, level=level)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def runs_to_tell(share: float, width: float) -> int:
    """Fewest runs whose 95 % Wilson interval is no wider than asked, were the share of runs to stay as it is.

    Args:
        share: p, share of runs so far.
        width: of the interval, above zero.
    """
    few, enough = 0, 1
    while 2.0 * _score_test(share, enough)[1] > width:
        few, enough = enough, 2 * enough
    while enough - few > 1:
        middle = (few + enough) // 2
        told = 2.0 * _score_test(share, middle)[1] <= width
        few, enough = (few, middle) if told else (middle, enough)
    return enough


def _score_test(share: float, runs: int, *, level: float = 0.95) -> tuple[float, float]:
    """Centre of the interval of a probability and its reach to either side."""
    z = float(norm.ppf(0.5 + level / 2.0))
    reach = z * np.sqrt(share * (1.0 - share) / runs + z**2 / (4 * runs**2))
    scale = 1.0 + z**2 / runs
    return float((share + z**2 / (2 * runs)) / scale), float(reach / scale)
