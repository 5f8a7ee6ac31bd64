"""Claims without a number: two scenarios held against each other under the same luck, run by run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue import complexes, table
from simulation.experiments.pair import draw_for
from simulation.outcomes.conditions import steadiness
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.metrics import quantiles
from simulation.outcomes.paired_paths import interval, long_run
from simulation.outcomes.path_probability import LevelPaths
from simulation.outcomes.ranking import ranked
from simulation.outcomes.target_values import chance
from simulation.outcomes.targets import BY_RUNS
from simulation.scenario import Scenario
from simulation.units import Month

Row = dict[str, Any]
MORE, STEADIER = "more", "steadier"


@dataclass(frozen=True, slots=True)
class Answered:
    """Finished runs of one scenario and its baseline, as far as claims look at them."""

    scenario: Scenario
    months: list[Month]
    series: dict[str, Column]
    without: dict[str, Column]
    factors: Mapping[str, float]
    paths: LevelPaths | None
    more: MoreWorlds | None


def comparisons() -> list[Row]:
    """Claims without a number: which two scenarios judge each, and by what."""
    return [{str(name): value for name, value in each.items()} for each in table("comparisons").to_dict("records")]


def of_comparisons(answered: Mapping[str, Answered], announced: Mapping[str, Row]) -> list[Row]:
    """One row for each such claim and complex that has both scenarios.

    Args:
        answered: finished runs by scenario.
        announced: by target, what its rows say of it (part, programme, names).
    """
    rows: list[Row] = []
    for row in comparisons():
        for place in complexes():
            sides = tuple(f"{place}/{row[side]}" for side in ("scenario", "against"))
            if set(sides) <= set(answered):
                texts = {each: row[each] for each in ("target", "reading", "reading_ko", "reading_en", "judged_by")}
                about = {**announced[row["target"]], "place": place, "in_proportion": False, "judged_from": sides}
                one, other = (answered[each] for each in sides)
                rows.append({**texts, **about, **_compared(row, one=one, other=other)})
    return rows


def _compared(row: Row, *, one: Answered, other: Answered) -> Row:
    """Share of runs in which the first of two scenarios has more, or is steadier, by how much, and where."""
    pair = [each.series[str(row["variable"])] for each in (one, other)]
    if row["judged_by"] == MORE:
        gap = long_run(pair[0] - pair[1], False)
    else:
        gap = np.asarray(steadiness(pair[1]) - steadiness(pair[0]))
    low, high = interval(gap)
    said = {
        "testable": "yes",
        "outlook": one.scenario.outlook,
        "n": gap.size,
        "compare": "gain",
        "method": BY_RUNS,
        "paths": 0,
        "worlds": 0,
    }
    about = {"difference": float(np.median(gap)), "mean": float(gap.mean()), "mean_low": low, "mean_high": high}
    return {**said, **chance(gap, float(np.finfo(float).tiny)), **quantiles(gap), **about, **_where(gap, one.scenario)}


def _where(gap: Column, scenario: Scenario) -> Row:
    """The drawn parameter that the gap rises or falls with the most, where so many runs tell one from luck."""
    draws = pd.DataFrame([draw_for(scenario, run) for run in range(gap.size)])
    first = ranked(draws, gap).iloc[0] if np.ptp(gap) > 0.0 else None
    if first is None or not first["told"]:
        return {"follows": "", "slope": 0.0}
    return {"follows": str(first["parameter"]), "slope": float(first["correlation"])}
