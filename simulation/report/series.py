"""From the labelled dataset to what a picture shows: totals by quarter, quantiles over runs, the record beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue import (
    ComplexData,
    complex_data,
    complex_document,
    complex_table,
    has_residents,
    name_of,
    sources,
    variables,
)
from simulation.errors import Text
from simulation.outcomes.full_size import scale_note
from simulation.outcomes.metrics import QUANTILES, over, quantiles
from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band
from simulation.report.style import EOK_IN_JO, span
from simulation.report.words import layers, outlook_name, say
from simulation.units import MONTHS_A_QUARTER, Month

LEAST_RUNS = {"band_95": 40, "band_80": FEWEST_RUNS, "band_50": FEWEST_RUNS}
"""Runs from which a band is drawn: each tail outside holds one run at least. Below the second, runs are."""


@dataclass(frozen=True, slots=True)
class Axis:
    """How a variable is shown: divisor of its stored unit and the unit as written on the axis."""

    divisor: float
    unit_ko: str
    unit_en: str

    def unit(self, language: str) -> str:
        """The unit on the axis."""
        return self.unit_ko if language == "ko" else self.unit_en


TRILLION = Axis(EOK_IN_JO, "조원/분기", "trillion KRW per quarter")
BILLION = Axis(1.0, "억원/분기", "100 million KRW per quarter")
PERSONS = Axis(1.0, "명", "persons")
AXES: dict[str, Axis] = {
    "production": TRILLION,
    "revenue": TRILLION,
    "value_added": TRILLION,
    "employment": PERSONS,
    "tenants": Axis(1.0, "개사", "firms"),
    "utilisation": Axis(1.0, "%", "percent"),
    "population": Axis(1_000.0, "천명", "thousand persons"),
}
"""Variables that get a fan, in the order of the pictures, each as a large complex shows it."""


def axis_of(variable: str, values: xr.DataArray) -> Axis:
    """How a variable is shown where these are its values: what never reaches one of a large unit gets the one below."""
    axis = AXES[variable]
    if axis.divisor == 1.0 or float(np.abs(values).max()) >= axis.divisor:
        return axis
    return BILLION if axis is TRILLION else PERSONS


RECORDED = ("production", "employment", "tenants", "utilisation")
"""Variables of the complex that its office publishes, by the same names."""
REGISTERED = "population"
"""The variable of the city that its register publishes."""


NAMELESS = Text("", "")


@dataclass(frozen=True, slots=True)
class Setting:
    """What every picture of a result says about itself."""

    outlook: str
    start: str
    end: str
    runs: int
    scale: float
    complex: ComplexData
    name: Text = NAMELESS

    @classmethod
    def of(cls, scenario: Mapping[str, Any], runs: int) -> Setting:
        """From the resolved scenario of the manifest."""
        return cls(
            outlook=str(scenario["outlook"]),
            start=str(scenario["start"]),
            end=str(scenario["end"]),
            runs=runs,
            scale=float(scenario.get("scale", 1.0)),
            complex=complex_data(str(scenario["complex"])),
            name=Text(**scenario["name"]),
        )

    def subtitle(self, language: str) -> str:
        """Scenario, place, period, outlook, number of runs, and the scale of a reduced world."""
        parts = [
            *([self.name.in_language(language)] if self.name != NAMELESS else []),
            self.complex.name.in_language(language),
            span(self.start, self.end, language=language),
            outlook_name(self.outlook, language),
            say("runs", language, runs=self.runs),
        ]
        return self.with_scale(" · ".join(parts), language)

    def with_scale(self, text: str, language: str) -> str:
        """A subtitle, followed by the scale of a reduced world."""
        return " · ".join(part for part in (text, self.scale_note(language)) if part)

    def scale_note(self, language: str) -> str:
        """What a reader of a reduced world must know; nothing at full size."""
        return scale_note(self.scale, language)

    @property
    def banded(self) -> bool:
        """Whether the runs carry a band of 80 %."""
        return carry_a_band(self.runs)

    def band_note(self, language: str) -> str:
        """Which uncertainty a band, or the spread of the runs, holds."""
        return say("band_holds" if self.banded else "runs_hold", language, layers=layers(self.outlook, language))

    def source(self, language: str, with_record: bool = True, *, variable: str | None = None) -> str:
        """The source line, with the office behind the record of a variable where it is shown."""
        named = [say("source_model", language)]
        if with_record:
            key = str(complex_document(self.complex.key)["record"]["source"])
            if variable == REGISTERED:
                key = str(complex_document(self.complex.key, "tables")["residents_record"]["source"])
            record = sources()[key]
            named.insert(0, f"{record.office.in_language(language)}, {record.title.in_language(language)}")
        return f"{name_of('note.source', language)}: {'; '.join(named)}"


def band_name(runs: int, language: str) -> str:
    """What the ends beside a middle are called: a band, or the spread of runs too few to carry one."""
    return say("band_of_many" if carry_a_band(runs) else "band_of_few", language, runs=runs)


def months_of(series: xr.Dataset) -> pd.PeriodIndex:
    """Months of a dataset as periods."""
    return pd.PeriodIndex(pd.to_datetime(series["month"].to_numpy()), freq="M")


def quarterly(series: xr.Dataset, variable: str) -> xr.DataArray:
    """Total of the complex by scenario, run and quarter, in the stored unit; unfinished quarters are left out.

    A flow is summed, a stock taken at the last month of the quarter, a rate or level averaged (``variables.yaml``).

    Args:
        series: the dataset of a result.
        variable: one of its variables.

    Returns:
        Array (scenario, run, quarter); quarters are texts such as ``2019Q1``.
    """
    kind = variables()[variable].kind
    quarters, whole = _quarters(series), whole_quarters(series)
    grouped = over(series, variable).assign_coords(month=quarters).rename(month="quarter").groupby("quarter")
    found = grouped.sum() if kind == "flow" else grouped.last() if kind == "stock" else grouped.mean()
    return found.sel(quarter=whole).transpose("scenario", "run", "quarter")


def whole_quarters(series: xr.Dataset) -> NDArray[np.str_]:
    """Names of the quarters of which every month was simulated."""
    names, counts = np.unique(_quarters(series), return_counts=True)
    whole: NDArray[np.str_] = names[counts == MONTHS_A_QUARTER]
    return whole


def _quarters(series: xr.Dataset) -> NDArray[np.str_]:
    return np.array(months_of(series).asfreq("Q").astype(str), dtype=np.str_)


def over_runs(values: Column) -> dict[str, Column]:
    """Mean and quantile columns over runs of an array (run, quarter)."""
    rows = [quantiles(values[:, place]) for place in range(values.shape[1])]
    return {name: np.array([row[name] for row in rows]) for name in QUANTILES}


def places(quarters: list[str] | NDArray[np.str_]) -> Column:
    """Middle of each quarter as a decimal year."""
    return np.array([int(quarter[:4]) + (int(quarter[-1]) - 0.5) / 4.0 for quarter in quarters])


def record_of(setting: Setting, variable: str) -> pd.Series | None:
    """The record of a variable by quarter in its stored unit, or nothing where the office publishes none."""
    if variable == REGISTERED:
        return registered(setting.complex.key)
    if variable not in RECORDED:
        return None
    return setting.complex.record_total[variable].astype(float).dropna()


def registered(complex_key: str) -> pd.Series | None:
    """Registered residents of the city at ends of quarters, or nothing where none ship.

    Where the register prints no total of the city, districts and age groups are added; dates that count residents by
    another concept are left out.
    """
    if not has_residents(complex_key):
        return None
    rows = complex_table(complex_key, "residents_record")
    rows = rows[rows["concept"] == "registered"]
    totals = rows[rows["district"] == "city"].set_index("month")["persons"]
    added = rows[rows["district"] != "city"].groupby("month")["persons"].sum()
    found = totals.combine_first(added).sort_index()
    ends = [month for month in found.index if Month.parse(str(month)).month % MONTHS_A_QUARTER == 0]
    record = found.loc[ends].astype(float)
    record.index = pd.Index([Month.parse(str(month)).quarter for month in ends])
    return record
