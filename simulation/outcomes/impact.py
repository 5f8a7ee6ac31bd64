"""The table of a programme's effect: year x measure x phase x part, parts that add up exactly (equation 4.11).

The parts of a run come from worlds of one seed in which channels are switched on one at a time (see
``simulation.experiments.decomposition``); their order is a convention. The table holds means over the decomposed runs,
since medians of parts do not add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from simulation.arrays import Table
from simulation.errors import DataError
from simulation.outcomes.metrics import SPREAD, spread
from simulation.units import MONTHS_A_YEAR, Month

PARTS = ("direct", "indirect_complex", "indirect_province", "indirect_rest", "induced", "limits")
TOTAL = "total"
PHASES = ("spending", "operating")
MEASURES = ("production", "value_added", "jobs", "jobs_employees", "jobs_permanent", "pay", "imports", "tax")
STOCKS = ("jobs_permanent",)
BOTH = "both"
BAND_COLUMNS = ("measure", "phase", "part", "runs", *SPREAD)
TOLERANCE = 1e-6
"""Relative gap between parts and total above which they do not add up."""


def yearly_parts(monthly: Table, months: Sequence[Month], *, stock: bool) -> dict[int, Table]:
    """Parts by calendar year: flows add, stocks stand at the end; years of fewer than twelve months are left out.

    Args:
        monthly: parts of one measure by (month, part).
        months: months of the first dimension.
        stock: whether the measure is a stock.
    """
    found: dict[int, Table] = {}
    for year in sorted({month.year for month in months}):
        rows = [place for place, month in enumerate(months) if month.year == year]
        if len(rows) == MONTHS_A_YEAR:
            found[year] = monthly[rows[-1]].copy() if stock else monthly[rows].sum(axis=0)
    return found


def impact_table(decomposed: Sequence[Mapping[str, Table]], months: Sequence[Month]) -> pd.DataFrame:
    """Long table of the effect, means over runs.

    Args:
        decomposed: one mapping per run, ``phase.measure`` -> parts by (month, part), the parts of :data:`PARTS` and
            their total (억원 at 2020 prices, person-years, persons).
        months: months of the first dimension.

    Returns:
        Columns year, measure, phase, part, value. ``total`` is the sum of the parts.

    Raises:
        DataError: the parts of a run do not add up to the total that came with them.
    """
    rows: list[dict[str, object]] = []
    for phase in PHASES:
        for measure in MEASURES:
            key = f"{phase}.{measure}"
            runs = [yearly_parts(run[key], months, stock=measure in STOCKS) for run in decomposed if key in run]
            for year in runs[0] if runs else ():
                mean = np.mean([run[year] for run in runs], axis=0)
                parts = dict(zip(PARTS, mean.tolist(), strict=False))
                total = sum(parts.values())
                _check(total, float(mean[len(PARTS)]), size=np.abs(mean).max(), key=key)
                rows += [
                    {"year": year, "measure": measure, "phase": phase, "part": part, "value": value}
                    for part, value in {**parts, TOTAL: total}.items()
                ]
    return pd.DataFrame(rows, columns=["year", "measure", "phase", "part", "value"])


def impact_bands(decomposed: Sequence[Mapping[str, Table]], months: Sequence[Month]) -> pd.DataFrame:
    """Spread over runs of every part over the whole period: flows add over years, a stock stands at the last end.

    Args:
        decomposed: as :func:`impact_table` takes it.
        months: months of the first dimension.

    Returns:
        Columns measure, phase (spending, operating or both), part, runs, mean, q10, q50, q90; means add over parts and
        phases, quantiles do not.
    """
    rows: list[dict[str, object]] = []
    for measure in MEASURES:
        stock, held = measure in STOCKS, {}
        for phase in PHASES:
            key = f"{phase}.{measure}"
            yearly = [yearly_parts(run[key], months, stock=stock) for run in decomposed if key in run]
            if yearly and yearly[0]:
                held[phase] = np.array([run[max(run)] if stock else sum(run.values()) for run in yearly])
        if len(held) == len(PHASES):
            held[BOTH] = held[PHASES[0]] + held[PHASES[1]]
        for phase, values in held.items():
            for place, part in enumerate((*PARTS, TOTAL)):
                told = spread(values[:, place])
                rows.append({"measure": measure, "phase": phase, "part": part, "runs": len(values), **told})
    return pd.DataFrame(rows, columns=list(BAND_COLUMNS))


def _check(total: float, given: float, *, size: float, key: str) -> None:
    # Both sides are differences of much larger levels, so rounding is judged against a floor of one unit.
    if abs(total - given) > TOLERANCE * max(size, 1.0):
        raise DataError(
            f"{key}: 경로별 효과의 합 {total:g}이 전체 효과 {given:g}와 다릅니다.",
            f"{key}: the parts add to {total:g}, not to the effect of {given:g}.",
        )


def over_years(table: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Values of the table over all its years by ``keys``: flows add, a stock stands as at the end of the last year.

    Args:
        table: rows as :func:`impact_table` gives them.
        keys: columns that stay apart.
    """
    kept = table[~table["measure"].isin(STOCKS) | (table["year"] == table["year"].max())]
    sums: pd.Series = kept.groupby(list(keys), sort=False)["value"].sum()
    return sums


def effect_by_measure(table: pd.DataFrame) -> dict[str, float]:
    """Totals over all years and both phases by measure, for the comparison with the conventional estimate.

    Permanent jobs are a stock: the value of the last year. Amounts in 억원, jobs in person-years.
    """
    totals = over_years(table[table["part"] == TOTAL], ["measure"])
    return {str(measure): float(value) for measure, value in totals.items()}
