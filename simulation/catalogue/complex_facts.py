"""One complex as data: names, concordance, size structure and the record of the office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue.files import table
from simulation.catalogue.industry_shares import STEM, record_by_shares
from simulation.catalogue.input_output import LOCAL_INPUTS, InputOutput, io_system
from simulation.catalogue.quantities import Quantity
from simulation.errors import DataError, Text
from simulation.units import Month

SIZE_CLASSES = ("workers_lt_50", "workers_50_99", "workers_100_299", "workers_300_plus")
SMART_LEVELS = ("basic", "mid1", "mid2", "advanced")
"""Rungs of the official smart-factory ladder above none."""


@dataclass(frozen=True, slots=True)
class District:
    """One district of the city and its share of the tenants."""

    key: str
    name: Text
    tenant_share: float


@dataclass(frozen=True, slots=True)
class MethodChange:
    """Quarters over which a change of method is suspected, and the quarter before."""

    base: str
    first: str
    last: str


@dataclass(frozen=True, eq=False)
class ComplexData:
    """Everything the model knows of a place."""

    key: str
    name: Text
    province: str
    area: Quantity
    districts: tuple[District, ...]
    concordance: Mapping[str, Mapping[str, float]]
    manufacturing: frozenset[str]
    firms_by_size: Mapping[str, int]
    anchor_count: Quantity
    largest_firm: Quantity
    rank_sizes: tuple[int, ...]
    rank_industries: tuple[str, ...]
    reclassified: frozenset[str]
    vintage_break: str | None
    method_change: MethodChange | None
    record_total: pd.DataFrame
    record_industry: pd.DataFrame
    annual: pd.DataFrame | None
    own_parameters: Mapping[str, Quantity] = field(repr=False)
    industries: tuple[str, ...]
    price_series: tuple[str, ...]
    """Series of producer prices that each industry follows."""
    industry_shares: Mapping[str, Any] | None = field(repr=False)

    def drawn(self, draw: Mapping[str, float]) -> ComplexData:
        """The complex with shares of industries as drawn, where no record by industry is published; else itself."""
        if self.industry_shares is None:
            return self
        kept = tuple((key, value) for key, value in sorted(draw.items()) if key.startswith(STEM))
        return _with_shares(self, kept) if kept else self

    def input_output(self, draw: Mapping[str, float]) -> InputOutput:
        """The input-output system seen from its province, at the drawn local share where no table of it is known."""
        return io_system(self.province, draw.get(LOCAL_INPUTS))

    @property
    def quarters(self) -> list[str]:
        """Quarters of the record, in order, up to the last one whose producer prices are known.

        Later quarters stand in the record to be compared with; nothing starts from them.
        """
        last = _last_priced()
        return [quarter for quarter in self.record_total.index if quarter <= last]

    def production_total(self, quarter: str) -> float:
        """Recorded production of all tenants in a quarter (억원)."""
        return float(self.record_total["production"].to_dict()[quarter])

    def annual_production(self, last: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Years up to ``last`` with a figure of yearly production, and the figures (조원); none where none is known."""
        if self.annual is None:
            return np.array([], dtype=np.int64), np.array([])
        rows = self.annual.dropna(subset=["production_headline_jo_krw"])
        rows = rows[rows["year"] <= last]
        return rows["year"].to_numpy(np.int64), rows["production_headline_jo_krw"].to_numpy(float)

    def utilisation_total(self, quarter: str) -> float:
        """Recorded utilisation of the complex in a quarter (percent)."""
        return float(self.record_total["utilisation"].to_dict()[quarter])

    def production_levels(self, quarters: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Recorded production (억원 a quarter) by quarter and industry, and its total.

        The last industry is the total less the others, the core. Where the office masks the industries of a quarter,
        the last stands as in the quarter before and the rest is split by the core shares of that quarter.
        """
        total = self.record_total.loc[list(quarters), "production"].to_numpy(dtype=float)
        levels = np.array([self._production_of(quarter) for quarter in quarters])
        return levels, total

    def _production_of(self, quarter: str) -> NDArray[np.float64]:
        total = self.production_total(quarter)
        core = self._industry_column("production", [quarter])[0]
        if np.isnan(core).any():
            before = self._production_of(self.quarters[self.quarters.index(quarter) - 1])
            core = (total - before[-1]) * before[:-1] / before[:-1].sum()
        return np.append(core, total - core.sum())

    def industry_levels(self, column: str, quarters: Sequence[str]) -> NDArray[np.float64]:
        """A recorded stock (employment, tenants) by quarter and industry; the last is the rest of the total."""
        core = self._industry_column(column, quarters)
        total = self.record_total.loc[list(quarters), column].to_numpy(dtype=float)
        return np.column_stack([core, total - core.sum(axis=1)])

    def operating_firms(self, quarter: str) -> NDArray[np.float64]:
        """Recorded operating firms of the core industries in a quarter."""
        return np.asarray(self._industry_column("operating_firms", [quarter])[0])

    def industry_utilisation(self, quarter: str) -> NDArray[np.float64]:
        """Reported utilisation of the core industries in a quarter (percent)."""
        return np.asarray(self._industry_column("utilisation", [quarter])[0])

    def _industry_column(self, column: str, quarters: Sequence[str]) -> NDArray[np.float64]:
        if len(self.industries) == 1:
            return np.empty((len(quarters), 0))
        rows, values = _core(self, column)
        return values[[rows[quarter] for quarter in quarters]]

    def price_index(self, quarter: str, draw: Mapping[str, float]) -> NDArray[np.float64]:
        """Producer price by industry (2020 = 1), at the drawn place of its range where the record is an estimate."""
        low, value, high = _prices(quarter, self.price_series)
        place = draw.get("outside.price_level", 0.5)
        below, above = value - low, high - value
        return (value + np.where(place < 0.5, (2 * place - 1) * below, (2 * place - 1) * above)) / 100.0

    def hours_law_applies(self, month: Month, workers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether the 52-hour week binds firms of given numbers of workers in a month."""
        workers_from, in_force_from = _hours_law()
        applies, smaller = np.zeros(workers.size, dtype=np.bool_), False
        for least, first in zip(workers_from, in_force_from, strict=True):
            if (month >= first) != smaller:
                smaller = month >= first
                applies[workers >= least] = smaller
        return applies


@lru_cache(maxsize=16)
def _with_shares(data: ComplexData, draw: tuple[tuple[str, float], ...]) -> ComplexData:
    """One object a draw, so that what is remembered of a complex is found again within a run."""
    shares = data.industry_shares or {}
    return replace(data, record_industry=record_by_shares(data.record_total, shares, draw=dict(draw)))


@lru_cache(maxsize=64)
def _core(data: ComplexData, column: str) -> tuple[dict[str, int], NDArray[np.float64]]:
    """Where each quarter stands, and a recorded column by quarter and core industry in the order of the complex."""
    wide = data.record_industry[column].unstack("industry")
    rows = {str(quarter): row for row, quarter in enumerate(wide.index)}
    return rows, wide[list(data.industries[:-1])].to_numpy(dtype=float)


@cache
def _hours_law() -> tuple[list[int], list[Month]]:
    bands = table("hours_law")
    return bands["workers_from"].tolist(), [Month.parse(first) for first in bands["from"]]


@cache
def _last_priced() -> str:
    return str(table("producer_prices")["quarter"].max())


@cache
def _prices(
    quarter: str, industries: tuple[str, ...]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    rows = table("producer_prices")
    rows = rows[rows["quarter"] == quarter].set_index("industry")
    if rows.empty:
        raise DataError(f"{quarter}의 생산자물가지수가 없습니다.", f"There is no producer price for {quarter}.")
    rows = rows.loc[list(industries)]
    return rows["low"].to_numpy(float), rows["index"].to_numpy(float), rows["high"].to_numpy(float)
