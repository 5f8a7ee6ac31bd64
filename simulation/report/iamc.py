"""A result in the table format of the integrated assessment community, which pyam reads."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import xarray as xr

from simulation.catalogue import member_name, variables
from simulation.outcomes.metrics import DIMENSIONS, over, quantiles, yearly
from simulation.version import __version__

COLUMNS = ("model", "scenario", "region", "variable", "unit")
PERCENTILES = {"": "q50", "|10.0th Percentile": "q10", "|90.0th Percentile": "q90"}
"""Ending of a variable's name and the quantile it stands for: the median under the plain name."""
SPLIT = ("industry", "size_class")
"""Dimensions that become a level of the variable's name."""


def to_iamc(series: xr.Dataset, region: str, *, districts: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Whole calendar years by model, scenario, region, variable and unit; levels of a name are parted by ``|``.

    The median stands under the plain name, the 80 % band under ``|10.0th Percentile`` and ``|90.0th Percentile``.
    Medians of parts do not add up to the median of the whole.

    Args:
        series: dataset of a result.
        region: name of the complex, for everything that is not split by district.
        districts: names of districts by key; a variable split by district stands under ``region|district`` too.

    Returns:
        Columns model, scenario, region, variable, unit, then one column a year.
    """
    rows = []
    for name in map(str, series.data_vars):
        about = variables()[name]
        title = about.name.en.replace("|", "/")
        title = title[:1].upper() + title[1:]
        for by in (None, *SPLIT, "district"):
            if by is not None and by not in series[name].dims:
                continue
            values = yearly(over(series, name, dimensions=[each for each in DIMENSIONS if each != by]), name)
            for group in [None] if by is None else [str(key) for key in values[by].to_numpy()]:
                cells = values if by is None else values.sel({by: group})
                place, variable = region, title
                if by == "district":
                    place = f"{region}|{(districts or {}).get(str(group), str(group))}"
                elif by is not None:
                    variable = f"{title}|{member_name(by, str(group), language='en')}"
                rows += _rows(cells, place, variable=variable, unit=about.unit.en)
    return pd.DataFrame(rows)


def _rows(values: xr.DataArray, region: str, *, variable: str, unit: str) -> list[dict[str, object]]:
    """One row a scenario and percentile of an array (scenario, run, year)."""
    rows: list[dict[str, object]] = []
    for scenario in values["scenario"].to_numpy():
        own = values.sel(scenario=scenario).transpose("year", "run")
        found = {int(year): quantiles(own.sel(year=year).to_numpy()) for year in own["year"].to_numpy()}
        for ending, quantile in PERCENTILES.items():
            head = dict(
                zip(COLUMNS, ("sandan " + __version__, str(scenario), region, variable + ending, unit), strict=True)
            )
            rows.append({**head, **{str(year): each[quantile] for year, each in found.items()}})
    return rows
