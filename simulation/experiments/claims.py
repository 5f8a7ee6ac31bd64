"""Every announced claim put to the runs: how likely it is and what would have to be true, complex by complex.

A claim is a reading of a target. It is judged where it was announced, and in every other complex in which a scenario of
the same name runs: an effect as it was announced, a level in proportion to where that complex starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from simulation.catalogue import complexes, table
from simulation.experiments.alone import announced_programmes
from simulation.experiments.crew import Crew, Workers
from simulation.experiments.effects import factors_of
from simulation.experiments.ensemble import run_ensemble
from simulation.experiments.level_paths import level_paths
from simulation.experiments.more_worlds import more_worlds, worlds_wanted
from simulation.experiments.running import dataset_of
from simulation.experiments.worlds import baseline_of, worlds_of
from simulation.outcomes.conditions import first_year, needed, steadiness, yearly_growth
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.metrics import quantiles
from simulation.outcomes.path_probability import LevelPaths
from simulation.outcomes.targets import (
    BY_RUNS,
    chance,
    follows_path,
    judge_reading,
    months_of,
    reading_value,
    series_of,
)
from simulation.scenario import Scenario, gallery, load
from simulation.units import MONTHS_A_YEAR, Month

Column = NDArray[np.float64]
Row = dict[str, Any]
CONTEXT = "context"
"""Programme of the readings that others printed about the first programme of their complex."""
MORE, STEADIER = "more", "steadier"
NO_NUMBER = "no_number"
"""Target of the one row of an announcement that printed no number."""
LEVEL = "level"


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


def programmes_with_targets() -> dict[str, list[Row]]:
    """Readings of every announced programme by ``complex/programme``, in the order of the table of targets."""
    found: dict[str, list[Row]] = {}
    first: dict[str, str] = {}
    rows = table("targets").fillna({"factor": "", "variable": "", "reading": ""}).astype(object)
    for each in rows.to_dict("records"):
        row = {str(name): value for name, value in each.items()}
        place, programme = str(row["complex"]), str(row["programme"])
        name = first.get(place, "") if programme == CONTEXT else f"{place}/{programme}"
        first.setdefault(place, name)
        found.setdefault(name, []).append(row)
    return found


def comparisons() -> list[Row]:
    """Claims without a number: which two scenarios judge each, and by what."""
    return [{str(name): value for name, value in each.items()} for each in table("comparisons").to_dict("records")]


def scenarios_needed() -> list[str]:
    """Shipped scenarios that must run for every claim to be answered, each once."""
    wanted: list[str] = []
    for name, rows in programmes_with_targets().items():
        if any(row["testable"] == "yes" for row in rows):
            wanted += _everywhere(name.partition("/")[2])
    for row in comparisons():
        for place in complexes():
            pair = [f"{place}/{row[side]}" for side in ("scenario", "against")]
            wanted += pair if set(pair) <= set(gallery()) else []
    return list(dict.fromkeys(wanted))


def _everywhere(programme: str) -> list[str]:
    return [name for place in complexes() if (name := f"{place}/{programme}") in gallery()]


def claims(
    runs: int,
    *,
    scale: float = 1.0,
    workers: Workers = None,
    parts: Path | None = None,
    changes: Sequence[str] = (),
) -> pd.DataFrame:
    """Answer every announced claim in every complex where it can be asked.

    Args:
        runs: pairs of worlds of each scenario.
        scale: size of the worlds (share of the complex).
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: folder of finished runs; those of ``run`` at the same seed, scale and code are taken from there, and an
            interrupted study goes on.
        changes: further changes to every scenario, as ``key=value``.

    Returns:
        One row per announcement, reading and complex (``place``): the columns of ``targets.csv`` where it could be
        judged, with the ``value`` asked for there (``in_proportion`` or as announced), and those of
        :func:`simulation.outcomes.conditions.needed`.
    """
    asked = {name: load(name, [f"runs={runs}", f"scale={scale:g}", *changes]) for name in scenarios_needed()}
    further = {name: worlds_wanted(scenario, _judged_by(name)) for name, scenario in asked.items()}
    answered: dict[str, Answered] = {}
    crew, done, total = Crew.of(workers), 0, runs * len(asked) + sum(further.values())
    for name, scenario in asked.items():
        answered[name] = _answered(scenario, further=further[name], workers=crew.after(done, total), parts=parts)
        done += runs + further[name]
    return pd.DataFrame([*_of_targets(answered), *_of_comparisons(answered), *_of_silence()])


def _judged_by(name: str) -> list[str]:
    """Targets that the runs of a scenario judge: those of the scenario of its name, wherever they were announced."""
    programme = name.partition("/")[2]
    found = programmes_with_targets().items()
    return [str(row["key"]) for each, rows in found if each.partition("/")[2] == programme for row in rows]


def _answered(scenario: Scenario, *, further: int, workers: Crew, parts: Path | None) -> Answered:
    worlds, beyond = worlds_of(scenario), workers.after(scenario.runs, scenario.runs + further)
    finished = run_ensemble(worlds, scenario.runs, workers=workers, folder=parts)
    more = more_worlds(worlds, further, workers=beyond, folder=parts)
    baseline = baseline_of(scenario)
    assert baseline is not None
    series: xr.Dataset = dataset_of(finished, [scenario.key, baseline.key], main=scenario)
    return Answered(
        scenario,
        months_of(series),
        series_of(series, scenario.key),
        series_of(series, baseline.key),
        factors_of(series, scenario),
        level_paths(scenario),
        more,
    )


def part_of(name: str) -> str:
    """Letter of the announcement that a scenario stands for."""
    return next((row.part for row in announced_programmes() if row.scenario == name), "")


def _of_targets(answered: Mapping[str, Answered]) -> list[Row]:
    rows: list[Row] = []
    compared = {row["target"] for row in comparisons()}
    for name, readings in programmes_with_targets().items():
        home, _, programme = name.partition("/")
        for reading in (each for each in readings if each["key"] not in compared):
            about = {"part": part_of(name), "programme": name, "place": home}
            if reading["testable"] == "no":
                untested = {**reading, **about, "target": reading["key"], "in_proportion": False}
                rows += [{**untested, "place": each.partition("/")[0]} for each in _everywhere(programme)]
                continue
            rows += [
                {**_judged(reading, answered[each], own=answered[name]), **about, "place": each.partition("/")[0]}
                for each in _everywhere(programme)
            ]
    return rows


def _judged(reading: Row, there: Answered, *, own: Answered) -> Row:
    """One reading in one complex: probability, quantiles and what would have to be true."""
    scaled = there is not own and reading["compare"] == LEVEL
    row = {**reading, "in_proportion": scaled}
    if scaled:
        starts = [first_year(each.without, str(row["variable"]), kind=str(row["kind"])) for each in (there, own)]
        row["value"] = float(reading["value"]) * starts[0] / starts[1]
    asked: dict[str, Any] = {"without": there.without, "months": there.months, "factors": there.factors}
    values = reading_value(row, there.series, **asked)
    outlook = there.scenario.outlook
    judged = judge_reading(row, there.series, outlook=outlook, paths=there.paths, more=there.more, **asked)
    base = reading_value(row, there.without, **asked)
    if values is None or base is None:
        return judged
    growth = None
    if there.paths is not None and follows_path(row, values):
        growth = yearly_growth(there.paths, there.months, year=int(row["at"]))
    return judged | needed(values, base, target=float(row["value"]), growth=growth)


def _of_comparisons(answered: Mapping[str, Answered]) -> list[Row]:
    rows: list[Row] = []
    targets = {row["key"]: (name, row) for name, found in programmes_with_targets().items() for row in found}
    for row in comparisons():
        name, announced = targets[row["target"]]
        for place in complexes():
            one, other = (answered.get(f"{place}/{row[side]}") for side in ("scenario", "against"))
            if one is None or other is None:
                continue
            about = {"part": part_of(name), "programme": name, "place": place, "in_proportion": False}
            texts = {each: row[each] for each in ("target", "reading", "reading_ko", "reading_en", "judged_by")}
            names = {each: announced[each] for each in ("name_ko", "name_en")}
            rows.append({**names, **texts, **about, **_compared(row, one=one, other=other)})
    return rows


def _compared(row: Row, *, one: Answered, other: Answered) -> Row:
    """Share of runs in which the first of two scenarios has more, or is steadier, and by how much."""
    variable = str(row["variable"])
    if row["judged_by"] == MORE:
        gap = np.asarray((one.series[variable] - other.series[variable])[:, -MONTHS_A_YEAR:].mean(axis=1))
    else:
        gap = steadiness(other.series[variable]) - steadiness(one.series[variable])
    found = chance(gap, float(np.finfo(float).tiny))
    said = {
        "testable": "yes",
        "outlook": one.scenario.outlook,
        "n": gap.size,
        "compare": "gain",
        "method": BY_RUNS,
        "paths": 0,
        "worlds": 0,
    }
    return {**said, **found, **quantiles(gap), "difference": float(np.median(gap))}


def _of_silence() -> list[Row]:
    """One row for every announcement that printed no number."""
    spoken = {part_of(name) for name in programmes_with_targets()}
    rows: list[Row] = []
    for each in announced_programmes():
        if each.part not in spoken:
            spoken.add(each.part)
            place = each.scenario.partition("/")[0]
            rows.append({"part": each.part, "programme": each.scenario, "target": NO_NUMBER, "place": place,
                         "testable": "no", "in_proportion": False})  # fmt: skip
    return rows
