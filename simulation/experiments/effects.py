"""Rows of ``limits.csv``, ``conventional.csv`` and ``targets.csv`` from finished runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd
import xarray as xr

from simulation.arrays import Column
from simulation.catalogue import SECTORS, central_values, complex_data, name_of, table
from simulation.errors import LANGUAGES
from simulation.experiments.demand import purchases_of
from simulation.experiments.level_paths import level_paths
from simulation.experiments.pair import Unit
from simulation.experiments.worlds import programme_of
from simulation.outcomes.conventional import (
    Spending,
    announced_effects,
    comparison,
    conventional,
    factors,
    household_closure,
)
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.impact import BOTH, TOTAL, effect_by_measure
from simulation.outcomes.limits import COLUMNS, limits_table
from simulation.outcomes.metrics import over, paired_difference
from simulation.outcomes.target_values import months_of, series_of
from simulation.outcomes.targets import judge
from simulation.scenario import Scenario
from simulation.units import EOK, MONTHS_A_YEAR

MONEY = ("production", "value_added", "pay", "imports")


def limits_rows(units: Sequence[Unit], series: xr.Dataset, *, baseline: str) -> pd.DataFrame:
    """What limits take from the effect over the decomposed runs, by how output grew in each without the programme."""
    held = [place for place, unit in enumerate(units) if unit.impact]
    if not held or series.sizes["month"] < 2 * MONTHS_A_YEAR:
        return pd.DataFrame(columns=list(COLUMNS))
    made = over(series, "output_real").sel(scenario=baseline).transpose("run", "month").to_numpy()[held]
    growth = made[:, -MONTHS_A_YEAR:].sum(axis=1) / made[:, :MONTHS_A_YEAR].sum(axis=1)
    return limits_table([units[place].impact for place in held], growth)


def spending_of(scenario: Scenario) -> Spending:
    """What the programmes of a scenario buy over their whole period, at central values of the uncertain rates."""
    money = base = 0.0
    domestic, local = np.zeros(len(SECTORS)), np.zeros(len(SECTORS))
    for amount, bought in purchases_of(scenario):
        money += amount
        for share, vector in bought:
            base += amount * share * vector.demand_share
            domestic += amount * share * vector.domestic
            local += amount * share * vector.local
    return Spending(money, base, domestic, local)


def by_sector(scenario: Scenario, by_industry: Column) -> Column:
    """Spread a total by industry over the sectors of the input-output table, by the complex's concordance."""
    data = complex_data(scenario.complex)
    found = np.zeros(len(SECTORS))
    for industry, amount in zip(data.industries, by_industry, strict=True):
        weights = data.concordance[industry]
        for sector, weight in weights.items():
            found[SECTORS.index(sector)] += amount * weight / sum(weights.values())
    return found


def conventional_rows(
    series: xr.Dataset, scenario: Scenario, *, baseline: str, impact: pd.DataFrame, bands: pd.DataFrame
) -> pd.DataFrame:
    """The estimates that Korean impact studies print, beside the model's own effect.

    Money in 억원 over the whole period, jobs in person-years, coefficients per won of the amount of the row (jobs per
    10억원). The model and the announcement stand on the amount of the conventional rows: spending that is demand.

    Args:
        series: dataset holding both worlds.
        scenario: the world with the programme.
        baseline: key of the world without it.
        impact: rows of :func:`simulation.outcomes.impact.impact_table`.
        bands: rows of :func:`simulation.outcomes.impact.impact_bands`.

    Returns:
        Beside the means, ``<amount>_q10`` and ``<amount>_q90`` over runs of what differs from run to run: extra output
        and what multipliers make of it, and the model. Spending at central rates and the announcement are one number.
    """
    spending = spending_of(programme_of(scenario))
    output = over(series, "output_real", dimensions=("size_class",))
    paired = paired_difference(output, scenario.key, baseline=baseline).sum("month").transpose("run", ...)
    extra = paired.to_numpy() * EOK
    values = central_values(scenario.complex) | scenario.parameters
    system = complex_data(scenario.complex).input_output(values)
    estimated = partial(conventional, spending, system=system, households=household_closure(system, values))
    estimate = estimated(by_sector(scenario, extra.mean(axis=0)))
    effect = effect_by_measure(impact)
    model = {name: effect[name] * (EOK if name in MONEY else 1.0) for name in (*MONEY, "jobs") if name in effect}
    targets = table("targets")
    announced = announced_effects(targets[targets["key"].isin(scenario.targets)])
    rows = comparison(estimate, model, announced=announced, base=spending.base)
    if not announced:
        rows = rows[rows["method"] != "announced"].reset_index(drop=True)
    rows[["base", *MONEY]] /= EOK
    rows = with_bands(rows, [estimated(by_sector(scenario, each)) for each in extra], model=bands)
    for place, column in enumerate(("method", "base_of", "prices")):
        for language in LANGUAGES:
            texts = [_stated(column, str(key), language=language) for key in rows["method"]]
            rows.insert(1 + 2 * place + (language == "en"), f"{column}_{language}", texts)
    return rows


BANDED = ("base", "production", "value_added", "jobs")
"""Amounts of the conventional table that carry a band where they differ from run to run."""


def with_bands(rows: pd.DataFrame, runs: Sequence[pd.DataFrame], *, model: pd.DataFrame) -> pd.DataFrame:
    """Rows of the conventional table with quantiles over runs.

    Args:
        rows: by method, money in 억원.
        runs: the conventional rows of each run (million KRW).
        model: bands of the model's own effect.
    """
    ends = {"q10": 0.1, "q90": 0.9}
    whole = model[(model["phase"] == BOTH) & (model["part"] == TOTAL)]
    own = {str(row["measure"]): row for row in whole.to_dict("records")}
    banded = rows.set_index("method")
    for name in BANDED:
        over_runs = pd.DataFrame([run.set_index("method")[name] for run in runs]) / (1.0 if name == "jobs" else EOK)
        for end, share in ends.items():
            found = over_runs.quantile(share).where(over_runs.columns.str.startswith("output"))
            banded[f"{name}_{end}"] = found
            if name in own and "model" in banded.index:
                banded.loc["model", f"{name}_{end}"] = float(own[name][end])
    return banded.reset_index()


def _stated(column: str, method: str, *, language: str) -> str:
    """Name of a method, what its amount is, or at which prices it stands."""
    if column == "method":
        return name_of(f"method.{method}", language)
    kind = "output" if method.startswith("output") else "spending" if column == "base_of" else method
    return name_of(f"{column}.{kind if kind in ('output', 'model', 'announced') else 'spending'}", language)


def output_multiplier(series: xr.Dataset, scenario: Scenario) -> float:
    """Production in the province per won of extra output, at the complex's own mix of sectors."""
    return factors_of(series, scenario)["output_production_province"]


def factors_of(series: xr.Dataset, scenario: Scenario) -> Mapping[str, float]:
    """Multipliers that readings of targets name, at the complex's own mix of sectors."""
    output = over(series, "output_real", dimensions=("size_class",)).sel(scenario=scenario.key)
    mix = by_sector(scenario, output.sum("month").mean("run").to_numpy())
    system = complex_data(scenario.complex).input_output(scenario.parameters)
    return factors(spending_of(programme_of(scenario)), mix, system=system)


def target_rows(
    series: xr.Dataset, scenario: Scenario, *, baseline: str, more: MoreWorlds | None = None
) -> pd.DataFrame:
    """Every reading of the targets a scenario names, with the programme and without it."""
    with_programme, without = (series_of(series, key) for key in (scenario.key, baseline))
    return judge(
        with_programme,
        without,
        months=months_of(series),
        outlook=scenario.outlook,
        keys=list(scenario.targets),
        factors=factors_of(series, scenario),
        paths=level_paths(scenario),
        more=more,
    )
