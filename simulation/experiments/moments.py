"""What calibration compares: moments of the record from two starts, those of a history, and the error granted between.

One history begins with the record and lives through the fall of 2018; the other begins where scenarios begin and has to
infer from the record what that fall left behind. Parameters must explain both; every quarter is compared once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulation.arrays import Column, Table
from simulation.catalogue import ComplexData, complex_table
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.published import TOTAL, published
from simulation.experiments.structural_error import QUARTERS_OF_SPREAD
from simulation.luck import normals, stream
from simulation.units import MONTHS_A_QUARTER, Month, last_month

ORIGINS, LAST = ("2018Q1", "2018Q4"), "2021Q4"
"""Starts of the histories, the second that of the scenarios, each compared until the next; last quarter compared."""
STOCKS = MEASURES[1:]
RATE = MEASURES[-1]
FLOWS = ("hires", "separations", "vacancies")
FLOWS_AFTER = "2018-12"
"""Month after which the survey is compared: the last start."""


class Moment(NamedTuple):
    """One figure that is compared: log of a level, share of the rate, share of the workers a month for a flow."""

    measure: str
    industry: str
    quarter: str
    """Empty for a flow, which is a mean of months."""
    origin: str
    """Quarter at whose end the history begins."""


def compared(origin: str) -> list[str]:
    """Quarters in which the history from an origin is compared: until the next one begins, or to the last."""
    later = [each for each in ORIGINS if each > origin]
    until = min(later, default=LAST)
    return following(origin, (last_month(until) - last_month(origin)) // MONTHS_A_QUARTER)


def moments_of(data: ComplexData) -> tuple[Moment, ...]:
    """What is compared, origin by origin: totals every quarter, jobs of industries at ends of years, flows."""
    found = []
    for origin in ORIGINS:
        quarters = compared(origin)
        found += [Moment(measure, TOTAL, quarter, origin) for measure in STOCKS for quarter in quarters]
        ends = [quarter for quarter in quarters if quarter.endswith("Q4")]
        found += [Moment("employment", name, quarter, origin) for name in _judged(data, origin) for quarter in ends]
    found += [Moment(flow, TOTAL, "", ORIGINS[-1]) for flow in FLOWS]
    return tuple(found)


def _judged(data: ComplexData, origin: str) -> list[str]:
    """Industries between which the office moved no firms while the moments run, as far as it publishes them."""
    moved = data.reclassified.intersection(compared(origin))
    return [] if moved else [name for name in data.industries if name in published(data, "employment").columns]


def of_record(data: ComplexData, moments: tuple[Moment, ...]) -> Column:
    """Values of the record, in the order of the moments."""
    tables = {name: published(data, name) for name in STOCKS}
    own = _surveyed(data)

    def value(each: Moment) -> float:
        if not each.quarter:
            return float((own[each.measure] / own["workers"]).mean())
        level = float(tables[each.measure][each.industry][each.quarter])
        return level / 100.0 if each.measure == RATE else float(np.log(level))

    return np.array([value(each) for each in moments])


def of_history(
    data: ComplexData, moments: tuple[Moment, ...], *, origin: str, table: Table, monthly: Mapping[str, Table]
) -> Column:
    """Values of one history, for those moments that begin at its origin.

    Args:
        data: the complex.
        moments: all that are compared.
        origin: quarter at whose end the history began.
        table: (quarter, measure, total and each industry), as the office would publish it, at full size.
        monthly: ``employment`` and each of ``FLOWS`` by month, industry and size.
    """
    row = {quarter: place for place, quarter in enumerate(compared(origin))}
    column = {TOTAL: 0, **{name: 1 + place for place, name in enumerate(data.industries)}}

    def value(each: Moment) -> float:
        if not each.quarter:
            return _flow_rate(data, monthly, flow=each.measure, start=last_month(origin))
        level = float(table[row[each.quarter], MEASURES.index(each.measure), column[each.industry]])
        return level / 100.0 if each.measure == RATE else float(np.log(level))

    return np.array([value(each) for each in moments if each.origin == origin])


def _surveyed(data: ComplexData) -> pd.DataFrame:
    """The survey of hires, separations and open posts, in the months that are compared."""
    flows = complex_table(data.key, "labour_flows")
    return flows[(flows["survey_month"] > FLOWS_AFTER) & (flows["survey_month"] <= str(last_month(LAST)))]


def _flow_rate(data: ComplexData, monthly: Mapping[str, Table], *, flow: str, start: Month) -> float:
    """Hires, separations or open posts over employment, mean of the surveyed months (share)."""
    months = [str(start + (step + 1)) for step in range(monthly["employment"].shape[0])]
    rates = monthly[flow].sum(axis=(1, 2)) / monthly["employment"].sum(axis=(1, 2))
    return float(rates[np.isin(months, _surveyed(data)["survey_month"])].mean())


def granted_error(moments: tuple[Moment, ...], run: int, *, value: Mapping[str, float]) -> Column:
    """Error of the model and of the record in one draw, for each moment.

    e(t) = s sum_{q <= t} z(q) / sqrt(12) + r (w(t) - w(0)): a walk from each origin whose spread after twelve quarters
    is s, and the noise of the published quarter and of the one the history starts from. Without the walk the record
    would be believed to the last job, which no model of it deserves; without the noise parameters would explain jumps
    of quarters, the first of them for all that follow. Flows and jobs of an industry have an
    error of their own.

    Args:
        moments: what is compared.
        run: draw; it keys the error.
        value: ``calibration.*``.
    """
    singly = normals(stream(run, "error of one moment"), np.arange(len(moments)))
    walked: dict[tuple[str, str, str], float] = {}
    noise: dict[tuple[str, str], float] = {}
    for lane, measure in enumerate(STOCKS):
        for origin in ORIGINS:
            key = stream(run, "discrepancy", step=last_month(origin).number)
            quarters = compared(origin)
            walk = np.cumsum(normals(key, np.arange(len(quarters)), lane)) / np.sqrt(QUARTERS_OF_SPREAD)
            walked |= {(measure, origin, quarter): float(walk[row]) for row, quarter in enumerate(quarters)}
        published_at = [ORIGINS[0], *(quarter for origin in ORIGINS for quarter in compared(origin))]
        luck = normals(stream(run, "noise of a quarter"), np.arange(len(published_at)), lane)
        noise |= {(measure, quarter): float(luck[row]) for row, quarter in enumerate(published_at)}

    def error(number: int, each: Moment) -> float:
        own = float(singly[number])
        if not each.quarter:
            return value["calibration.discrepancy.flows"] * own
        if each.industry != TOTAL:
            return value["calibration.discrepancy.industry"] * own
        walk = walked[each.measure, each.origin, each.quarter]
        spread, rough = (value[f"calibration.{kind}.{each.measure}"] for kind in ("discrepancy", "roughness"))
        return spread * walk + rough * (noise[each.measure, each.quarter] - noise[each.measure, each.origin])

    return np.array([error(number, each) for number, each in enumerate(moments)])
