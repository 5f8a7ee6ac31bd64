"""Every announced claim put to the runs: how likely it is and what would have to be true, complex by complex.

A claim is a reading of a target. It is judged where it was announced, and in every other complex in which a scenario of
the same name runs: an effect and what is counted from the start as announced, a level in proportion to where that
complex starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from simulation.catalogue import complexes
from simulation.experiments.alone import announced_programmes
from simulation.experiments.claim_comparisons import Answered, Row, comparisons, of_comparisons
from simulation.experiments.crew import Crew, Workers
from simulation.experiments.effects import factors_of
from simulation.experiments.ensemble import run_ensemble
from simulation.experiments.level_paths import level_paths
from simulation.experiments.more_worlds import PAIRS, more_worlds, worlds_wanted
from simulation.experiments.running import dataset_of
from simulation.experiments.worlds import baseline_of, worlds_of
from simulation.outcomes.conditions import first_year
from simulation.outcomes.path_probability import FEWEST_RUNS
from simulation.outcomes.target_values import LEVEL, months_of, series_of
from simulation.outcomes.targets import BY_RUNS, WIDEST, judge_reading, target_readings
from simulation.scenario import Scenario, gallery, load

CONTEXT = "context"
"""Programme of the readings that others printed about the first programme of their complex."""
NO_NUMBER = "no_number"
"""Target of the one row of an announcement that printed no number."""
CUMULATIVE = "cumulative"
FROM_NOTHING = {
    "reason_ko": "이 단지는 하나도 없이 시작하여 비례로 옮길 목표가 없음",
    "reason_en": "this complex starts with none, and nothing is in proportion to that",
}
"""Why a level is not asked of a complex that begins without any."""
MOST_RUNS = 64
"""Pairs of worlds at which a scenario stops whose share of runs still leaves a verdict open."""


def programmes_with_targets() -> dict[str, list[Row]]:
    """Readings of every announced programme by ``complex/programme``, in the order of the table of targets."""
    found: dict[str, list[Row]] = {}
    first: dict[str, str] = {}
    for row in target_readings():
        place, programme = str(row["complex"]), str(row["programme"])
        name = first.get(place, "") if programme == CONTEXT else f"{place}/{programme}"
        first.setdefault(place, name)
        found.setdefault(name, []).append(row)
    return found


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
    runs: int, *, scale: float = 1.0, workers: Workers = None, parts: Path | None = None, changes: Sequence[str] = ()
) -> pd.DataFrame:
    """Answer every announced claim in every complex where it can be asked.

    Args:
        runs: pairs of worlds of each scenario; from eight on, a scenario of which a share of runs leaves a verdict
            open goes on to 64.
        scale: size of the worlds (share of the complex).
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: folder of finished runs; those of ``run`` at the same seed, scale and code are taken from there, and an
            interrupted study goes on.
        changes: further changes to every scenario, as ``key=value``.

    Returns:
        One row per announcement, reading and complex (``place``): the columns of ``targets.csv`` where it could be
        judged, with the ``value`` asked for there (``in_proportion`` or as announced).
    """
    answered: dict[str, Answered] = {}
    crew, done = Crew.of(workers), 0
    wanted = dict.fromkeys(scenarios_needed(), runs)
    while wanted:
        asked = {name: load(name, [f"runs={most}", f"scale={scale:g}", *changes]) for name, most in wanted.items()}
        further = {name: worlds_wanted(scenario, _judged_by(name)) for name, scenario in asked.items()}
        total = done + sum(wanted.values()) + sum(further.values())
        for name, scenario in asked.items():
            answered[name] = _answered(scenario, further=further[name], workers=crew.after(done, total), parts=parts)
            done += scenario.runs + further[name]
        rows = [*_of_targets(answered), *of_comparisons(answered, _announced())]
        open_still = undecided(rows) if runs >= FEWEST_RUNS else []
        wanted = dict.fromkeys((name for name in open_still if answered[name].scenario.runs < MOST_RUNS), MOST_RUNS)
    return pd.DataFrame([*rows, *_of_silence()])


def _announced() -> dict[str, Row]:
    """Announced names of every target, with the programme it is of and that programme's letter."""
    return {
        str(row["key"]): {
            "part": part_of(name),
            "programme": name,
            "name_ko": row["name_ko"],
            "name_en": row["name_en"],
        }
        for name, found in programmes_with_targets().items()
        for row in found
    }


def undecided(rows: Sequence[Row]) -> list[str]:
    """Scenarios of which a share of runs leaves the verdict on some reading open, each once."""
    wide = (row for row in rows if row.get("method") == BY_RUNS and row["high"] - row["low"] > WIDEST)
    return list(dict.fromkeys(name for row in wide for name in row["judged_from"]))


def _judged_by(name: str) -> list[str]:
    """Targets that the runs of a scenario judge: those of the scenario of its name, wherever they were announced."""
    programme = name.partition("/")[2]
    found = programmes_with_targets().items()
    return [str(row["key"]) for each, rows in found if each.partition("/")[2] == programme for row in rows]


def _answered(scenario: Scenario, *, further: int, workers: Crew, parts: Path | None) -> Answered:
    worlds, beyond = worlds_of(scenario), workers.after(scenario.runs, scenario.runs + further)
    finished = run_ensemble(worlds, scenario.runs, workers=workers, folder=parts)
    more = more_worlds(worlds, further, pairs=PAIRS, workers=beyond, folder=parts)
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
            for each in _everywhere(programme):
                judged = _judged(reading, answered[each], own=answered[name])
                rows.append({**judged, **about, "place": each.partition("/")[0], "judged_from": (each,)})
    return rows


def _judged(reading: Row, there: Answered, *, own: Answered) -> Row:
    """One reading in one complex: probability, quantiles and what would have to be true."""
    scaled = there is not own and reading["compare"] == LEVEL and reading["kind"] != CUMULATIVE
    row = {**reading, "in_proportion": scaled}
    if scaled:
        starts = [first_year(each.without, str(row["variable"]), kind=str(row["kind"])) for each in (there, own)]
        if min(starts) <= 0.0:
            return {**row, "target": row["key"], "testable": "no", **FROM_NOTHING}
        row["value"] = float(reading["value"]) * starts[0] / starts[1]
    asked: dict[str, Any] = {"without": there.without, "months": there.months, "factors": there.factors}
    outlook = there.scenario.outlook
    return judge_reading(row, there.series, outlook=outlook, paths=there.paths, more=there.more, **asked)


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
