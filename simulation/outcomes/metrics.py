"""From monthly arrays to the numbers people quote: totals, years, quantiles, paired differences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray
from scipy.stats import norm

from simulation.catalogue import variables

QUANTILES = ("mean", "q025", "q10", "q25", "q50", "q75", "q90", "q975")
SPREAD = ("mean", "q10", "q50", "q90")
DIMENSIONS = ("industry", "size_class", "district", "age_group", "smart_level", "occupation")
"""What a variable may be split by besides scenario, run and month."""
COLUMNS = ("scenario", "variable", "year", "industry", "size_class", "group", "unit", *QUANTILES)
"""Of the table of quantiles."""
LEVEL = 0.95
"""Of the interval of a probability."""
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
    kind, axis = variables()[name].kind, values.get_axis_num("month")
    calendar = pd.DatetimeIndex(values["month"].to_numpy()).year.to_numpy().astype(np.int64)
    years, starts, counts = np.unique(calendar, return_index=True, return_counts=True)
    whole = counts == 12 if whole_years else counts > 0
    # A year at a time on the bare variable: grouped over the calendar the same sums cost six times as much.
    spans = [np.arange(first, first + count) for first, count in zip(starts[whole], counts[whole], strict=True)]
    parts = [_combined(values.variable.isel(month=span), kind).to_numpy() for span in spans]
    shape = tuple(size for each, size in values.sizes.items() if each != "month")
    return xr.DataArray(
        np.stack(parts, axis) if parts else np.empty((*shape[:axis], 0, *shape[axis:])),
        coords={**{key: kept for key, kept in values.coords.items() if "month" not in kept.dims}, "year": years[whole]},
        dims=["year" if each == "month" else each for each in values.dims],
        attrs=values.attrs,
    )


def _combined(months: xr.Variable, kind: str) -> xr.Variable:
    """The months of one year as one number."""
    if kind == "stock":
        return months.isel(month=-1)
    return months.sum("month") if kind == "flow" else months.mean("month")


def quantiles(values: NDArray[np.float64]) -> dict[str, float]:
    """Mean and quantiles of a sample, in the columns of every table."""
    found = {"mean": float(np.mean(values))}
    levels = np.quantile(values, PROBABILITIES)
    return {**found, **{name: float(level) for name, level in zip(QUANTILES[1:], levels, strict=True)}}


def spread(values: NDArray[np.float64]) -> dict[str, float]:
    """Mean, median and the ends of the 80 % band of a sample, in the columns of tables over runs."""
    found = quantiles(values)
    return {name: found[name] for name in SPREAD}


def summary(dataset: xr.Dataset, *, split: Iterable[str] = DIMENSIONS) -> pd.DataFrame:
    """Quantile table by scenario, variable and year: the whole, and each group of every dimension a variable has.

    Industries and size classes stand in columns of their own; districts, age groups and levels in ``group``, as
    ``age_group.20_24``.

    Args:
        dataset: of a result or a comparison.
        split: dimensions whose groups are told beside the whole.
    """
    tables = []
    told = ("total", *split)
    for name in map(str, dataset.data_vars):
        for by in told:
            if by != "total" and by not in dataset[name].dims:
                continue
            rest = [dimension for dimension in DIMENSIONS if dimension != by]
            values = yearly(over(dataset, name, dimensions=rest), name)
            tables.append(_quantile_rows(values, name, by=by))
    return pd.DataFrame({column: np.concatenate([table[column] for table in tables]) for column in COLUMNS})


def _quantile_rows(values: xr.DataArray, name: str, *, by: str) -> dict[str, NDArray[Any]]:
    """Columns of the table for one variable: a frame each would cost more than what stands in it."""
    dimensions = [each for each in values.dims if each != "run"]
    grid = np.meshgrid(*(values[each].to_numpy() for each in dimensions), indexing="ij")
    held = {str(each): labels.ravel() for each, labels in zip(dimensions, grid, strict=True)}
    shape = held["year"].shape
    told = {"variable": name, "industry": "total", "size_class": "total", "group": "total"}
    columns = {column: np.full(shape, text) for column, text in {**told, "unit": values.attrs.get("units", "")}.items()}
    if by in ("industry", "size_class"):
        columns[by] = held[by]
    elif by != "total":
        columns["group"] = np.char.add(f"{by}.", held[by])
    sample = values.transpose("run", ...)
    levels = np.quantile(sample.to_numpy(), PROBABILITIES, axis=0)
    numbers = [sample.variable.mean("run").to_numpy(), *levels]
    columns |= {column: level.ravel() for column, level in zip(QUANTILES, numbers, strict=True)}
    return {"scenario": held["scenario"], "year": held["year"], **columns}


def paired_difference(values: xr.DataArray, scenario: str, *, baseline: str) -> xr.DataArray:
    """Effect run by run: the scenario less its baseline under the same luck."""
    return values.sel(scenario=scenario, drop=True) - values.sel(scenario=baseline, drop=True)


def wilson(successes: int, runs: int) -> tuple[float, float]:
    """Wilson interval of a probability (95 %): centre and width of the score test.

    (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n). Source: Wilson (1927), doi 10.2307/2276774.
    """
    if runs == 0:
        return 0.0, 1.0
    centre, reach = _score_test(successes / runs, runs)
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


def _score_test(share: float, runs: int) -> tuple[float, float]:
    """Centre of the interval of a probability and its reach to either side."""
    z = float(norm.ppf(0.5 + LEVEL / 2.0))
    reach = z * np.sqrt(share * (1.0 - share) / runs + z**2 / (4 * runs**2))
    scale = 1.0 + z**2 / runs
    return float((share + z**2 / (2 * runs)) / scale), float(reach / scale)
