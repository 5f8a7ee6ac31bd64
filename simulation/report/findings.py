"""Titles that state what a picture shows, filled from the numbers that are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from simulation.arrays import Column
from simulation.catalogue import labels, name_of
from simulation.outcomes.target_values import LEVEL
from simulation.outcomes.targets import WIDEST
from simulation.outcomes.verdicts import FEWEST_RUNS, Verdict, carry_a_band, verdict_on
from simulation.report.series import Axis
from simulation.report.style import STORED_MONEY, amount, counted, decimals_for, number
from simulation.report.words import say
from simulation.texts import Say

LIKELY, UNLIKELY = 0.66, 0.33
"""Probabilities above which a target is called likely and below which it is called unlikely."""
EDGES = (("virtually_certain", 0.90), ("likely", 0.66), ("uncertain", 0.33), ("unlikely", 0.10), ("very_unlikely", 0.0))
"""Classes of a verdict with the lowest probability of each, highest first."""
WITHHELD = "too_few_runs"
"""Verdict where the interval of a probability is wider than any class, so that none is named."""
state = Say("findings")
DIFFERS: Mapping[Verdict, str] = {
    "same": "same",
    "above": "differs",
    "below": "differs",
    "unclear": "differs_not",
    "few": "differs_few",
}
"""The title of a paired difference for each verdict on it."""


def path_finding(variable: str, totals: xr.DataArray, *, axis: Axis, given: bool, language: str) -> str:
    """How the median of a path (run, quarter) moves from the first year to the last quarter, same quarter of the year.

    Args:
        variable: key of the variable.
        totals: array (run, quarter) in the stored unit.
        axis: how the variable is shown.
        given: whether the path is an input of the outlook.
        language: ``ko`` or ``en``.
    """
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    last = quarters[-1]
    first = next(name for name in quarters if name[-2:] == last[-2:] or name == last)
    first = first if first != last else quarters[0]
    middle = totals.median("run") / axis.divisor
    start, end = (float(middle.sel(quarter=name)) for name in (first, last))
    factor, unit = counted(axis.unit(language))
    points = labels()[f"variable.{variable}"].unit.en == "percent"
    change = end - start if points else 100.0 * (end / start - 1.0)
    size = f"{number(abs(change), language, decimals=1)}{_points(language) if points else ' %'}"
    name = name_of(f"variable.{variable}", language)
    return state(
        "rises" if change >= 0.0 else "falls",
        language,
        name=f"{name}, {say('given', language)}" if given else name,
        first=first,
        last=last,
        change=size,
        level=shown(factor * end, language),
        unit=unit,
    )


def compared_finding(variable: str, ends: tuple[Column, Column], *, axis: Axis, last: str, language: str) -> str:
    """Medians of both worlds in the last quarter; ends are values over runs as shown, with and without."""
    name, (factor, unit) = name_of(f"variable.{variable}", language), counted(axis.unit(language))
    own, other = (shown(factor * float(np.median(each)), language) for each in ends)
    return state("compared", language, name=name, last=last, own=own, other=other, unit=unit)


def difference_finding(variable: str, end: Column, *, axis: Axis, last: str, language: str) -> str:
    """The paired difference over runs of the last quarter with its band, or why none is asserted."""
    name, (factor, unit) = name_of(f"variable.{variable}", language), counted(axis.unit(language))
    middle, low, high = (shown(factor * float(each), language) for each in np.quantile(end, (0.5, 0.1, 0.9)))
    return state(
        DIFFERS[verdict_on(end)],
        language,
        name=name,
        last=last,
        middle=middle,
        low=low,
        high=high,
        unit=unit,
        runs=end.size,
        enough=FEWEST_RUNS,
    )


def people_finding(year: int, natural: Column, *, moved: Column, language: str) -> str:
    """Natural change and net migration of the last whole year, medians over runs."""
    own = (number(float(np.median(each)), language) for each in (natural, moved))
    return state("people", language, year=year, **dict(zip(("natural", "moved"), own, strict=True)))


def district_finding(change: xr.DataArray, names: Mapping[str, str], *, language: str) -> str:
    """The districts whose residents change most and least (percent)."""
    most, least = (str(each.to_numpy()) for each in (change.idxmax("district"), change.idxmin("district")))
    high, low = (number(float(change.sel(district=key)), language, decimals=1) for key in (most, least))
    return state("districts", language, most=names[most], least=names[least], high=high, low=low)


def target_finding(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    """How many of the readings that were judged are likely and unlikely to be reached."""
    chances = np.array([float(row["probability"]) for row in rows if not withheld(row)])
    likely, unlikely = int((chances >= LIKELY).sum()), int((chances < UNLIKELY).sum())
    rest = len(rows) - chances.size
    title = state("targets", language, all=len(rows), likely=likely, unlikely=unlikely)
    return title + (state("withheld", language, count=rest) if rest else "")


def verdict_of(row: Mapping[str, Any]) -> str:
    """Class of one judged reading: too few runs, met without the programme, else by probability."""
    if float(row["high"]) - float(row["low"]) > WIDEST:
        return WITHHELD
    if str(row["compare"]) == LEVEL and float(row["probability_without"]) >= EDGES[1][1]:
        return "met_without"
    return next(name for name, least in EDGES if float(row["probability"]) >= least)


def withheld(row: Mapping[str, Any]) -> bool:
    """Whether no class is named."""
    return verdict_of(row) == WITHHELD


def impact_finding(totals: pd.Series, phase: str, *, runs: int, language: str) -> str:
    """The totals of a phase, where enough runs were decomposed; ``totals`` is indexed by measure and part."""
    name = name_of(f"phase.{phase}", language)
    if not carry_a_band(runs):
        return state("impact_few", language, phase=name, runs=runs, enough=FEWEST_RUNS)
    own = {key: float(totals.get((key, "total"), np.nan)) for key in ("production", "value_added", "jobs")}
    unit = "억원" if language == "ko" else STORED_MONEY
    told = {key: amount(value, "" if key == "jobs" else unit, language=language) for key, value in own.items()}
    return state("impact", language, phase=name, **told)


def shown(value: float, language: str) -> str:
    """A value as an axis would write it: small ones with a decimal or two."""
    size = abs(value)
    decimals = 0 if size >= 100.0 or decimals_for(size) == 0 else 1 if size >= 10.0 else 2
    return number(value, language, decimals=decimals)


def _points(language: str) -> str:
    return "%p" if language == "ko" else " points"
