"""All pictures of a result by name, each drawn only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import xarray as xr

from simulation.experiments.pair import HISTORY
from simulation.report.backtest import employment_test, testable
from simulation.report.fans import compare, difference, fan
from simulation.report.map import city_map, mappable
from simulation.report.overview import overview
from simulation.report.picture import Picture
from simulation.report.population import changes_known, population_change
from simulation.report.series import Setting
from simulation.report.targets import target_strip
from simulation.report.waterfall import impact_waterfall

FANS = ("production", "value_added", "employment", "tenants", "utilisation", "population")
COMPARED = ("production", "revenue", "value_added", "employment")
Drawing = Callable[[str], Picture]


def drawings(
    series: xr.Dataset,
    setting: Setting,
    baseline: str | None = None,
    targets: pd.DataFrame | None = None,
    impact: pd.DataFrame | None = None,
    impact_runs: int = 0,
) -> Mapping[str, Drawing]:
    """Functions from a language to a picture, by name, in the order of a report.

    Args:
        series: dataset of the result; its first scenario is the one asked for.
        setting: what every picture says about the result.
        baseline: key of the world without the programme, if there is one.
        targets: rows of ``targets.csv``, if targets were judged.
        impact: rows of ``impact.csv``, if the effect was decomposed.
        impact_runs: number of runs that were decomposed.
    """
    main = str(series["scenario"].to_numpy()[0])
    found: dict[str, Drawing] = {"overview": partial(overview, series, setting)}
    for variable in (name for name in FANS if name in series):
        found[f"fan_{variable}"] = partial(fan, series, setting, variable)
    if changes_known(series):
        found["population_change"] = partial(population_change, series, setting)
    if mappable(series, setting):
        found["map_city"] = partial(city_map, series, setting)
    if testable(series, setting):
        history = next((str(key) for key in series["scenario"].to_numpy() if str(key).endswith(HISTORY)), main)
        found["employment_test"] = partial(employment_test, series, setting, scenario=history)
    if baseline is not None:
        for variable in COMPARED:
            found[f"compare_{variable}"] = partial(compare, series, setting, variable, (main, baseline))
            found[f"difference_{variable}"] = partial(difference, series, setting, variable, (main, baseline))
    if targets is not None and not targets.empty:
        found["targets"] = partial(target_strip, targets, setting)
    if impact is not None and not impact.empty:
        for phase in ("spending", "operating"):
            if impact.loc[impact["phase"] == phase, "value"].abs().max() > 0.0:
                found[f"impact_{phase}"] = partial(impact_waterfall, impact, setting, phase, impact_runs)
    return found
