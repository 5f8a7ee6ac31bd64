"""Tables people read: key results for the terminal, and CSV files with Korean names beside the keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from simulation.catalogue import labels, member_name, name_of, variables
from simulation.errors import Text
from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.report.series import Setting, band_name, record_of
from simulation.report.style import EOK_IN_JO, amount, amounts, measured, number, span
from simulation.report.words import say
from simulation.units import EOK_IN_BILLION

SHOWN: dict[str, tuple[float, int, str, str]] = {
    "production": (EOK_IN_JO, 1, "조원", "trillion KRW"),
    "revenue": (EOK_IN_JO, 1, "조원", "trillion KRW"),
    "value_added": (EOK_IN_JO, 1, "조원", "trillion KRW"),
    "employment": (1.0, 0, "명", "persons"),
    "tenants": (1.0, 0, "개사", "firms"),
    "utilisation": (1.0, 1, "%", "percent"),
    "adopters": (1.0, 0, "개사", "firms"),
}
"""Variables of the key-results table: divisor of the stored unit, decimals, unit in both languages."""
SMALL = {"ko": (1.0, 0, "억원"), "en": (EOK_IN_BILLION, 1, "billion KRW")}
"""The same for money that does not reach one of the large unit."""
POINTS = Text("%p", "points")
"""Unit of a difference of two percentages."""
LABELLED = ("variable", "industry", "size_class", "measure", "part", "phase")
"""Columns that hold keys which the label table names."""

Rows = list[list[str]]


def key_results(
    series: xr.Dataset, setting: Setting, *, baseline: str | None, language: str = "ko"
) -> tuple[list[str], Rows]:
    """Header and rows of the table that ends a run: last whole year, record, worlds and their paired difference.

    There are no rows where no year is whole.

    Args:
        series: dataset of the result; the first scenario is the one asked for.
        setting: outlook and record of the complex.
        baseline: key of the world without the programme, if there is one.
        language: ``ko`` or ``en``.
    """
    main = str(series["scenario"].to_numpy()[0])
    header = [say(word, language) for word in ("measure", "unit_word", "year", "record")]
    columns = ("column_with", "column_without", "column_difference") if baseline else ("column_only",)
    header += [say(column, language, band=band_name(setting.runs, language)) for column in columns]
    rows = []
    for variable in SHOWN:
        if variable not in series:
            continue
        values = yearly(over(series, variable), variable)
        if values.sizes["year"] == 0:
            continue
        year = int(values["year"].to_numpy()[-1])
        last = values.sel(year=year)
        divisor, decimals, unit = shown_in(variable, last, language=language)
        name = name_of(f"variable.{variable}", language)
        if variable == "production" and setting.outlook == "recorded":
            name = f"{name}, {say('given', language)}"
        recorded = yearly_record(setting, variable, year=year)
        row = [name, unit, str(year)]
        row.append("-" if recorded is None else number(recorded / divisor, language, decimals=decimals))
        for world in [main, baseline] if baseline else [main]:
            row.append(interval(last.sel(scenario=world).to_numpy() / divisor, language, decimals=decimals))
        if baseline:
            row.append(_difference(last, variable, main=main, baseline=baseline, language=language))
        rows.append(row)
    return header, rows


def shown_in(variable: str, values: xr.DataArray, *, language: str) -> tuple[float, int, str]:
    """Divisor of the stored unit, decimals and unit in which these values of a variable are told."""
    divisor, decimals, unit_ko, unit_en = SHOWN[variable]
    if divisor > 1.0 and float(np.abs(values).max()) < divisor:
        return SMALL[language]
    return divisor, decimals, unit_ko if language == "ko" else unit_en


def _difference(last: xr.DataArray, variable: str, *, main: str, baseline: str, language: str) -> str:
    """Paired difference with its interval; money in 억원, since 조원 would round it away."""
    divisor, decimals, *_units = SHOWN[variable]
    paired = paired_difference(last, main, baseline=baseline).to_numpy()
    shares = variables()[variable].unit.en == "percent"
    if divisor == 1.0 and not shares:
        return interval(paired, language, decimals=decimals)
    ends = [quantiles(paired)[name] for name in ("q50", "q10", "q90")]
    if shares:
        told, unit = [number(each, language, decimals=decimals) for each in ends], POINTS.in_language(language)
    else:
        told, unit = amounts(ends, language)
    return f"{measured(told[0], unit.strip(), language=language)} [{span(told[1], told[2], language=language)}]"


def interval(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], language: str, *, decimals: int, unit: str = ""
) -> str:
    """Median with its 80 % band, such as ``12.3 [11.0~14.2]``, in English ``12.3 [11.0 to 14.2]``; money as it is read.

    Args:
        values: one a run, in the unit.
        language: ``ko`` or ``en``.
        decimals: of what is no money.
        unit: stored unit, where it is one of money.
    """
    found = quantiles(values)
    told = (amount(found[name], unit, language=language, decimals=decimals) for name in ("q50", "q10", "q90"))
    middle, low, high = told
    return f"{middle} [{span(low, high, language=language)}]"


def yearly_record(setting: Setting, variable: str, *, year: int) -> float | None:
    """The record of a year: flows add, stocks stand at the end, rates are means; nothing unless the year is whole."""
    record = record_of(setting, variable)
    if record is None:
        return None
    quarters = record[[str(name).startswith(str(year)) for name in record.index]]
    if len(quarters) != 4:
        return None
    kind = variables()[variable].kind
    if kind == "rate":
        return float(quarters.mean())
    return float(quarters.sum() if kind == "flow" else quarters.iloc[-1])


def with_names(table: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Put Korean names beside the key columns: ``variable`` is followed by ``variable_ko`` and so on.

    Args:
        table: any table of results.
        names: Korean names of scenarios by key, and of districts as ``district.<key>``.
    """
    named = table.copy()
    for column in LABELLED:
        if column in named and f"{column}_ko" not in named:
            texts = [member_name("industry" if key == "total" else column, key, language="ko") for key in named[column]]
            named.insert(list(named.columns).index(column) + 1, f"{column}_ko", texts)
    if "measure" in named and "unit" not in named and "unit_ko" not in named:
        for column, language in (("unit", "en"), ("unit_ko", "ko")):
            named[column] = [labels()[f"impact.{key}"].unit.in_language(language) for key in named["measure"]]
    if "group" in named and "group_ko" not in named:
        texts = [group_name(str(key), names or {}) for key in named["group"]]
        named.insert(list(named.columns).index("group") + 1, "group_ko", texts)
    if names is not None and "scenario" in named and "scenario_ko" not in named:
        texts = [names.get(str(key), str(key)) for key in named["scenario"]]
        named.insert(list(named.columns).index("scenario") + 1, "scenario_ko", texts)
    if "variable" in named and "scenario" in named and "unit_ko" not in named:
        units = [variables()[key].unit.ko for key in named["variable"]]
        named.insert(list(named.columns).index("unit") + 1, "unit_ko", units)
    return named


def group_name(key: str, names: Mapping[str, str]) -> str:
    """Korean name of a group such as ``age_group.20_24``, ``district.<key>`` or ``smart_level.basic``."""
    kind, _, group = key.partition(".")
    if kind == "age_group":
        first, last = group.split("_")
        return f"{int(first)}세 이상" if last == "plus" else f"{int(first)}~{int(last)}세"
    return names.get(key) or name_of("industry.total" if key == "total" else key, "ko")


RUN_BY_SPREADSHEETS = re.compile(r"[=+@\t\r]|-(?![\d.]|$)")
"""How a text begins that a spreadsheet would run; a minus before a number, or alone, is none."""


def as_text(value: object) -> object:
    """A cell; a text that a spreadsheet would run as a formula gets an apostrophe before it and stays a text."""
    return f"'{value}" if isinstance(value, str) and RUN_BY_SPREADSHEETS.match(value) else value


STORED = "%.10g"
"""Digits that a stored number keeps."""


def as_stored(values: pd.Series) -> pd.Series:
    """Numbers as a stored table keeps them, so that what is added from them is the same before and after storing."""
    return values.map(lambda value: float(STORED % value))


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table so that spreadsheets read Hangul and run nothing, with the same bytes for the same numbers."""
    texts = table.select_dtypes(exclude="number").columns
    held = table.assign(**{str(name): table[name].map(as_text) for name in texts})
    held.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n", float_format=STORED)
