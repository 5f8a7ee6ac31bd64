"""Rows of ``impact.csv``, ``conventional.csv`` and ``targets.csv`` from finished runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import xarray as xr

from simulation.catalogue import INDUSTRIES, SECTORS, complex_data, io_system, parameters_for
from simulation.experiments.decomposition import MEASURES, PARTS, PHASES
from simulation.experiments.pair import Unit
from simulation.outcomes.conventional import Spending, comparison, conventional, factors
from simulation.outcomes.metrics import over, paired_difference
from simulation.outcomes.targets import judge, months_of, series_of
from simulation.policy.spending import spending_vectors
from simulation.report.series import Column
from simulation.scenario import Scenario
from simulation.units import EOK, Month

AT_YEAR_END = ("jobs_permanent",)
"""Measures that are heads at the end of a year and not sums over it."""
EMPTY = ("induced",)
"""Parts the model does not hold yet: no number rather than a zero."""
GRANT_ITEM = "smart_factory_step"
"""What a grant to firms buys, where an instrument names no item of its own."""
IN_MILLION = ("production", "value_added", "pay", "imports")


def impact_rows(units: Sequence[Unit], first: Month) -> pd.DataFrame:
    """Mean parts of the effect by year, measure and phase over the runs that were decomposed.

    Flows are summed over the year, permanent jobs taken at its end; means add up, medians would not.

    Args:
        units: finished runs.
        first: first simulated month.

    Returns:
        Columns year, measure, phase, part, value; 억원, person-years, or heads.
    """
    decomposed = [unit.impact for unit in units if unit.impact]
    rows: list[dict[str, object]] = []
    if decomposed:
        months = next(iter(decomposed[0].values())).shape[0]
        years = np.array([(first + step).year for step in range(months)])
        for phase in PHASES:
            for measure in MEASURES:
                mean = np.mean([parts[f"{phase}.{measure}"] for parts in decomposed], axis=0)
                for year in np.unique(years):
                    own = mean[years == year]
                    values = own[-1] if measure in AT_YEAR_END else own.sum(axis=0)
                    for part, value in zip(PARTS, values, strict=True):
                        shown = float("nan") if part in EMPTY else float(value)
                        rows.append(
                            {"year": int(year), "measure": measure, "phase": phase, "part": part, "value": shown}
                        )
    return pd.DataFrame(rows, columns=["year", "measure", "phase", "part", "value"])


def spending_of(scenario: Scenario) -> Spending:
    """What the programmes of a scenario buy over their whole period, at central values of the uncertain rates."""
    values = {key: quantity.value for key, quantity in parameters_for(scenario.complex).items()} | scenario.parameters
    pools: dict[str, float] = {}
    for spec in scenario.instruments.values():
        if spec.pool is not None and spec.scaled_by is not None:
            pools[spec.pool] = pools.get(spec.pool, 0.0) + values[spec.scaled_by]
    money = base = 0.0
    domestic, local = np.zeros(len(SECTORS)), np.zeros(len(SECTORS))
    for spec in scenario.instruments.values():
        resolved = spec.resolved(values, scenario.execution, pools.get(spec.pool or "", 1.0))
        amount = sum(sum(payers.values()) for payers in resolved.values())
        vector = spending_vectors()[getattr(spec, "item", GRANT_ITEM)]
        money += amount
        base += amount * vector.demand_share
        domestic += amount * vector.domestic
        local += amount * vector.local
    return Spending(money, base, domestic, local)


def by_sector(scenario: Scenario, by_industry: Column) -> Column:
    """Spread a total by industry over the sectors of the input-output table, by the complex's concordance."""
    concordance = complex_data(scenario.complex).concordance
    found = np.zeros(len(SECTORS))
    for industry, amount in zip(INDUSTRIES, by_industry, strict=True):
        weights = concordance[industry]
        for sector, weight in weights.items():
            found[SECTORS.index(sector)] += amount * weight / sum(weights.values())
    return found


def conventional_rows(series: xr.Dataset, scenario: Scenario, baseline: str, impact: pd.DataFrame) -> pd.DataFrame:
    """The estimates that Korean impact studies print, beside the model's own effect (million KRW, person-years).

    Args:
        series: dataset holding both worlds.
        scenario: the world with the programme.
        baseline: key of the world without it.
        impact: rows of :func:`impact_rows`.
    """
    spending = spending_of(scenario)
    output = over(series, "output_real", ("size_class",))
    extra = paired_difference(output, scenario.key, baseline).sum("month").mean("run").to_numpy() * EOK
    system = io_system(complex_data(scenario.complex).province)
    estimate = conventional(spending, by_sector(scenario, extra), system)
    totals = impact[impact["part"] == "total"].groupby("measure")["value"].sum()
    model = {
        name: float(totals[name]) * (EOK if name in IN_MILLION else 1.0)
        for name in (*IN_MILLION, "jobs")
        if name in totals.index
    }
    rows = comparison(estimate, model, {}, spending.money)
    return rows[rows["method"] != "announced"].reset_index(drop=True)


def target_rows(series: xr.Dataset, scenario: Scenario, baseline: str) -> pd.DataFrame:
    """Every reading of the targets a scenario names, with the programme and without it."""
    output = over(series, "output_real", ("size_class",)).sel(scenario=scenario.key)
    mix = by_sector(scenario, output.sum("month").mean("run").to_numpy())
    system = io_system(complex_data(scenario.complex).province)
    named: Mapping[str, float] = factors(spending_of(scenario), mix, system)
    with_programme, without = series_of(series, scenario.key), series_of(series, baseline)
    return judge(with_programme, without, months_of(series), scenario.outlook, list(scenario.targets), named)
