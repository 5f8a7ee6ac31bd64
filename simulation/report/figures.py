"""All pictures of a result by name, each drawn only when it is asked for; what has nothing to show says why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import xarray as xr

from simulation.errors import Text
from simulation.report.backtest import employment_test, testable
from simulation.report.fans import compare, difference, fan
from simulation.report.lacking import LACKING, lacks_change, lacks_quarters, lacks_twelve, lacks_year
from simulation.report.map import city_map, mappable
from simulation.report.net_waterfall import net_waterfall
from simulation.report.overview import overview
from simulation.report.panels.sketches import panel_sketches
from simulation.report.population import CHANGES, population_change
from simulation.report.series import Setting
from simulation.report.sketch import Drawing, Sketch
from simulation.report.targets import judged_rows, target_strip
from simulation.report.tornado import lacks_draws, tornado
from simulation.report.waterfall import impact_waterfall
from simulation.report.words import WORDS, named
from simulation.scenario import HISTORY

FANS = ("production", "value_added", "employment", "tenants", "utilisation", "population")
COMPARED = ("production", "revenue", "value_added", "employment")
COMPARING = (("compare", compare, "compare_title"), ("difference", difference, "difference_title"))
"""Pictures of both worlds: name, what draws them, title where there is nothing to show."""


def sketches(
    series: xr.Dataset,
    setting: Setting,
    *,
    baseline: str | None = None,
    targets: pd.DataFrame | None = None,
    impact: pd.DataFrame | None = None,
    impact_runs: int = 0,
    additionality: pd.DataFrame | None = None,
    draws: pd.DataFrame | None = None,
) -> Mapping[str, Sketch]:
    """Every picture that the result asks for, by name, in the order of a report.

    Args:
        series: dataset of the result; its first scenario is the one asked for.
        setting: what every picture says about the result.
        baseline: key of the world without the programme, if there is one.
        targets: rows of ``targets.csv``, if targets were judged.
        impact: rows of ``impact.csv``, if the effect was decomposed.
        impact_runs: number of runs that were decomposed.
        additionality: rows of ``additionality.csv``, if runs were decomposed.
        draws: parameters drawn, one row a run.
    """
    main = str(series["scenario"].to_numpy()[0])
    quarters, year = lacks_quarters(series), lacks_year(series)
    found = {"overview": Sketch(WORDS["overview_title"], partial(overview, series, setting), quarters)}
    for variable in (name for name in FANS if name in series):
        found[f"fan_{variable}"] = Sketch(named(variable), partial(fan, series, setting, variable=variable), quarters)
    if all(name in series for name in CHANGES):
        draw = partial(population_change, series, setting)
        found["population_change"] = Sketch(WORDS["population_change_title"], draw, year)
    if mappable(series, setting):
        found["map_city"] = Sketch(
            WORDS["map_title"], partial(city_map, series, setting, baseline=baseline), lacks_change(series)
        )
    if setting.outlook == "recorded":
        history = next((str(key) for key in series["scenario"].to_numpy() if str(key).endswith(HISTORY)), main)
        draw = partial(employment_test, series, setting, scenario=history)
        found["employment_test"] = Sketch(
            WORDS["test_title"], draw, None if testable(series, setting) else LACKING["no_window"]
        )
    if baseline is not None:
        for variable in (name for name in COMPARED if name in series):
            for name, way, title in COMPARING:
                draw = partial(way, series, setting, variable=variable, worlds=(main, baseline))
                found[f"{name}_{variable}"] = Sketch(named(variable, title), draw, quarters)
    found |= panel_sketches(series, setting, baseline=baseline)
    if targets is not None and not targets.empty:
        lacking = None if judged_rows(targets) else LACKING["nothing_judged"]
        found["targets"] = Sketch(WORDS["targets_title"], partial(target_strip, targets, setting), lacking)
    if impact is not None:
        found |= _waterfalls(impact, setting, runs=impact_runs, year=year)
    if baseline is not None:
        net, drawn = (pd.DataFrame() if each is None else each for each in (additionality, draws))
        lacking = (lacks_twelve(series) or LACKING["no_change"]) if net.empty else None
        found["gross_to_net"] = Sketch(WORDS["net_title"], partial(net_waterfall, net, setting), lacking)
        asked = partial(tornado, series, setting, draws=drawn, worlds=(main, baseline))
        lacking = year or lacks_draws(series, drawn, worlds=(main, baseline))
        found["tornado"] = Sketch(WORDS["tornado_title"], asked, lacking)
    return found


def _waterfalls(impact: pd.DataFrame, setting: Setting, *, runs: int, year: Text | None) -> dict[str, Sketch]:
    """A waterfall a phase; none where nothing was decomposed over a whole year or nothing moved."""
    found = {}
    for phase in ("spending", "operating"):
        rows = impact[impact["phase"] == phase] if not impact.empty else impact
        lacking = year or (LACKING["no_change"] if runs == 0 or rows.empty else None)
        if lacking is None and rows["value"].abs().max() == 0.0:
            lacking = LACKING["nothing_moved"]
        draw = partial(impact_waterfall, impact, setting, phase=phase, runs=runs)
        found[f"impact_{phase}"] = Sketch(named(phase, "impact_title", prefix="phase"), draw, lacking)
    return found


def drawings(sketched: Mapping[str, Sketch]) -> Mapping[str, Drawing]:
    """Functions from a language to a picture, by name: those that have something to show."""
    return {name: sketch.draw for name, sketch in sketched.items() if sketch.lacking is None}
