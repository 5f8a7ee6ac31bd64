"""What calibration compares: moments of the record from two starts, those of a history, and the error granted between.

One history begins with the record and lives through the fall of 2018 and 2019; the other begins where scenarios begin
and has to infer from the record what the fall left behind. Parameters must explain both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, complex_table
from simulation.experiments.backtest import TOTAL, published
from simulation.experiments.origins import MEASURES, following, last_month
from simulation.experiments.structural_error import QUARTERS_OF_SPREAD
from simulation.luck import normals, stream
from simulation.units import MONTHS_A_QUARTER, Month

Column = NDArray[np.float64]
Table = NDArray[np.float64]
ORIGINS, LAST = ("2018Q1", "2018Q4"), "2021Q4"
"""Starts of the histories that are compared, the second that of the scenarios; last quarter that is compared."""
STOCKS = MEASURES[1:]
RATE = MEASURES[-1]
FLOWS = ("hires", "separations", "vacancies")
FLOWS_AFTER = "2018-12"
"""Month after which both histories and the labour survey have their flows."""
SHARED = "calibration.discrepancy.shared"


class Moment(NamedTuple):
    """One figure that is compared: log of a level, share of the rate, share of the workers a month for a flow."""

    measure: str
    industry: str
    quarter: str
    """Empty for a flow, which is a mean of months."""
    origin: str
    """Quarter at whose end the history begins."""


def compared(origin: str) -> list[str]:
    """Quarters of the moments of a history from an origin."""
    return following(origin, (last_month(LAST) - last_month(origin)) // MONTHS_A_QUARTER)


def moments_of(data: ComplexData) -> tuple[Moment, ...]:
    """What is compared, origin by origin: totals every quarter, jobs of industries at ends of years, flows."""
    found = []
    for origin in ORIGINS:
        quarters = compared(origin)
        found += [Moment(measure, TOTAL, quarter, origin) for measure in STOCKS for quarter in quarters]
        ends = [quarter for quarter in quarters if quarter.endswith("Q4")]
        found += [Moment("employment", name, quarter, origin) for name in _judged(data, origin) for quarter in ends]
        found += [Moment(flow, TOTAL, "", origin) for flow in FLOWS]
    return tuple(found)


def _judged(data: ComplexData, origin: str) -> list[str]:
    """Industries between which the office moved no firms while the moments run, as far as it publishes them."""
    moved = data.reclassified.intersection(compared(origin))
    return [] if moved else [name for name in data.industries if name in published(data, "employment").columns]


def of_record(data: ComplexData, moments: tuple[Moment, ...]) -> Column:
    """Values of the record, in the order of the moments."""
    tables = {name: published(data, name) for name in STOCKS}
    flows = complex_table(data.key, "labour_flows")
    own = flows[(flows["survey_month"] > FLOWS_AFTER) & (flows["survey_month"] <= str(last_month(LAST)))]

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
    rates = _flow_rates(monthly, last_month(origin))

    def value(each: Moment) -> float:
        if not each.quarter:
            return rates[each.measure]
        level = float(table[row[each.quarter], MEASURES.index(each.measure), column[each.industry]])
        return level / 100.0 if each.measure == RATE else float(np.log(level))

    return np.array([value(each) for each in moments if each.origin == origin])


def _flow_rates(monthly: Mapping[str, Table], start: Month) -> dict[str, float]:
    """Hires, separations and open posts over employment, means of the surveyed months (shares)."""
    months = [start + (step + 1) for step in range(monthly["employment"].shape[0])]
    surveyed = np.array([month.month in (4, 10) and str(month) > FLOWS_AFTER for month in months])
    employment = monthly["employment"].sum(axis=(1, 2))
    return {name: float((monthly[name].sum(axis=(1, 2)) / employment)[surveyed].mean()) for name in FLOWS}


def granted_error(moments: tuple[Moment, ...], run: int, *, value: Mapping[str, float]) -> Column:
    """Error of the model and of the record in one draw, for each moment.

    e(t) = s sum_{q <= t} (sqrt(h) z(q) + sqrt(1 - h) z_o(q)) / sqrt(12) + r w(t): a walk from each origin o whose
    spread after twelve quarters is s, a share h of its variance common to both starts, and the noise of a published
    quarter, which belongs to the record and is the same for both. Without the walk the record would be believed to the
    last job, which no model of it deserves; without the noise parameters would explain jumps of quarters. The
    error of a flow is common to both starts in the same share.

    Args:
        moments: what is compared.
        run: draw; it keys the error.
        value: ``calibration.*``.
    """
    quarters = compared(ORIGINS[0])
    place = {quarter: number for number, quarter in enumerate(quarters)}
    steps, share = np.arange(len(quarters)), value[SHARED]
    walks, rough = {}, {}
    for lane, measure in enumerate(STOCKS):
        rough[measure] = value[f"calibration.roughness.{measure}"] * normals(
            stream(run, "noise of the record"), steps, lane
        )
        both = normals(stream(run, "error of both starts"), steps, lane)
        for origin in ORIGINS:
            own = normals(stream(run, "error of one start", step=last_month(origin).number), steps, lane)
            walked = np.array([quarter > origin for quarter in quarters])
            walk = np.cumsum(walked * (np.sqrt(share) * both + np.sqrt(1.0 - share) * own))
            walks[measure, origin] = value[f"calibration.discrepancy.{measure}"] * walk / np.sqrt(QUARTERS_OF_SPREAD)
    singly = normals(stream(run, "error of one moment"), np.arange(len(moments)))
    common = normals(stream(run, "error of flows"), np.arange(len(FLOWS)))

    def error(number: int, each: Moment) -> float:
        if not each.quarter:
            both = np.sqrt(share) * common[FLOWS.index(each.measure)] + np.sqrt(1.0 - share) * singly[number]
            return value["calibration.discrepancy.flows"] * float(both)
        if each.industry != TOTAL:
            return value["calibration.discrepancy.industry"] * float(singly[number])
        at = place[each.quarter]
        return float(walks[each.measure, each.origin][at] + rough[each.measure][at])

    return np.array([error(number, each) for number, each in enumerate(moments)])
