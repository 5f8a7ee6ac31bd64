"""Tables for people who compute further: tidy frames of a dataset, paired effects by year, parameters of a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import xarray as xr

from simulation.catalogue import Quantity, complexes, labels, parameters_for, sources, variables
from simulation.errors import SandanError, Text
from simulation.outcomes.metrics import DIMENSIONS, QUANTILES, over, paired_difference, quantiles, yearly
from simulation.units import UNITS

INDEX = ("scenario", "run", "month")
PARAMETER_COLUMNS = (
    "key", "name_ko", "name_en", "value", "low", "high", "unit", "unit_ko", "status", "status_ko", "distribution",
    "source", "source_ko", "source_en", "year", "note",
)  # fmt: skip


def parameters(complex_key: str | None = None) -> pd.DataFrame:
    """Every parameter of a complex, one row each, with everything that a reader needs to judge it.

    Args:
        complex_key: key of a complex; the first that ships when missing.

    Returns:
        Columns key, name_ko, name_en, value, low, high, unit, unit_ko, status, status_ko, distribution, source (key),
        source_ko, source_en, year, note. A parameter without ``low`` and ``high`` is held, the others are drawn.

    Raises:
        DataError: there is no complex of that key.
    """
    known = parameters_for(complexes()[0] if complex_key is None else complex_key).values()
    return pd.DataFrame([_described(each) for each in known], columns=list(PARAMETER_COLUMNS))


def _described(each: Quantity) -> dict[str, object]:
    """One parameter by column."""
    cited = sources().get(each.source)
    title = Text(each.source, each.source) if cited is None else cited.title
    status, unit = labels()[f"status.{each.status}"].name, UNITS[each.unit]
    own = {name: getattr(each, name) for name in PARAMETER_COLUMNS if hasattr(each, name)}
    return {**own, "name_ko": each.name.ko, "name_en": each.name.en, "unit": unit.en, "unit_ko": unit.ko,
            "status_ko": status.ko, "source_ko": title.ko, "source_en": title.en}  # fmt: skip


def to_dataframe(
    series: xr.Dataset, names: Sequence[str] | None = None, *, by: Iterable[str] = (), frequency: str = "month"
) -> pd.DataFrame:
    """Variables as columns, one row a scenario, run and month (or year), summed over what is not asked for.

    Args:
        series: dataset of a result.
        names: variables; all that are there (and split by everything in ``by``) when missing.
        by: dimensions to keep apart, such as ``("industry", "size_class")``.
        frequency: ``month``, or ``year`` for whole calendar years: flows add, stocks stand at the end, rates are means.

    Raises:
        SandanError: an unknown variable, dimension or frequency; the message lists those there are.
    """
    kept = tuple(by)
    _allowed("by", kept, known=DIMENSIONS)
    _allowed("frequency", (frequency,), known=("month", "year"))
    split = [str(name) for name in series.data_vars if set(kept) <= set(series[name].dims)]
    wanted = split if names is None else list(names)
    _allowed("variable", wanted, known=split)
    rest = [each for each in DIMENSIONS if each not in kept]
    columns = {}
    for name in wanted:
        values = over(series, name, dimensions=rest)
        columns[name] = yearly(values, name) if frequency == "year" else values
    order = [*INDEX[:2], frequency, *kept]
    return xr.Dataset(columns).to_dataframe(dim_order=order)


def effect(series: xr.Dataset, variable: str, *, worlds: tuple[str, str], by: str | None = None) -> pd.DataFrame:
    """Paired difference by whole year, the first world less the second, run by run, as the quantile columns.

    d_r = x_with,r - x_without,r under the same luck; mean and quantiles over r.

    Args:
        series: dataset that holds both worlds.
        variable: one of its variables.
        worlds: keys of the world with the programme and of the one without.
        by: a dimension to keep apart, such as ``industry``.

    Returns:
        Index year (and the dimension), the quantile columns, and the unit in ``attrs``.

    Raises:
        SandanError: the dataset does not hold the variable, or it is not split by the dimension.
    """
    _allowed("variable", (variable,), known=[str(name) for name in series.data_vars])
    kept = () if by is None else (by,)
    _allowed("by", kept, known=[each for each in DIMENSIONS if each in series[variable].dims])
    values = yearly(over(series, variable, dimensions=[each for each in DIMENSIONS if each not in kept]), variable)
    paired = paired_difference(values, worlds[0], baseline=worlds[1]).transpose("year", *kept, "run")
    index = paired.isel(run=0, drop=True).to_series().index
    rows = [quantiles(each) for each in paired.to_numpy().reshape(len(index), paired.sizes["run"])]
    frame = pd.DataFrame(rows, index=index, columns=list(QUANTILES))
    frame.attrs["unit"] = variables()[variable].unit.en
    return frame


def _allowed(what: str, given: Iterable[str], *, known: Iterable[str]) -> None:
    """Refuse a name that is not known, and list those that are."""
    names = list(known)
    wrong = next((each for each in given if each not in names), None)
    if wrong is not None:
        listed = ", ".join(names) or "-"
        raise SandanError(
            f"{what}: '{wrong}'은(는) 없습니다. 가능한 값: {listed}.", f"{what}: no '{wrong}'; allowed: {listed}."
        )
