"""Several scenarios of one complex side by side, simulated under the same luck: worlds, paired differences, targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
import xarray as xr

from simulation.experiments.alternatives import COMPARED, alternatives, worlds_to_compare
from simulation.experiments.crew import FURTHER, SIMULATING, Crew, Workers
from simulation.experiments.effects import target_rows
from simulation.experiments.ensemble import run_ensemble
from simulation.experiments.manifest import Beside, build_manifest, worlds_in
from simulation.experiments.more_worlds import more_worlds, worlds_wanted
from simulation.experiments.result import stored_series
from simulation.experiments.running import dataset_of
from simulation.experiments.worlds import doing_nothing, worlds_beside
from simulation.outcomes.conditions import steadiness
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.folder import PARTS_FOLDER, check_files, read_manifest
from simulation.outcomes.metrics import over, paired_difference, spread, yearly
from simulation.outcomes.stored import stored_table
from simulation.outcomes.verdicts import verdict_on
from simulation.scenario import Scenario
from simulation.units import MONTHS_A_YEAR

MEASURES = ("value_added", "employment", "revenue", "tenants", "adopters")
"""Variables of which alternatives are told apart in their last whole year, in the order of the table."""
SWINGS = "employment_swings"
"""How far jobs swing: standard deviation over the run of their growth against the same month a year before (points)."""
ENOUGH = 2 * MONTHS_A_YEAR
"""Months from which growth against a year before has a year of its own."""
FOLDER = "compare"


@dataclass(slots=True)
class Comparison:
    """Alternatives of one complex under the same luck; the world without programmes first.

    ``series`` holds all worlds (scenario, run, month, ...); ``names`` their names by key in the order asked for.
    """

    series: xr.Dataset
    scenarios: tuple[Scenario, ...]
    baseline: str
    manifest: dict[str, Any]
    targets: pd.DataFrame
    language: str = "ko"
    folder: Path | None = None

    @property
    def keys(self) -> list[str]:
        """Keys of the alternatives, without the baseline, in the order asked for."""
        return [world.key for world in self.scenarios if world.key != self.baseline]

    def name(self, key: str, language: str) -> str:
        """Name of a world as its file gives it."""
        return str(getattr(next(world for world in self.scenarios if world.key == key).name, language))

    def compared(self) -> dict[str, xr.DataArray]:
        """What worlds are told apart by, by scenario and run: the last whole year of each variable, swings of jobs."""
        found = {}
        for measure in MEASURES:
            values = yearly(over(self.series, measure), measure) if measure in self.series else None
            if values is not None and values.sizes["year"]:
                found[measure] = values.isel(year=-1)
        if "employment" in found and self.series.sizes["month"] >= ENOUGH:
            jobs = over(self.series, "employment").transpose("scenario", "run", "month")
            swings = np.stack([steadiness(world) for world in jobs.to_numpy()])
            found[SWINGS] = found["employment"].transpose("scenario", "run").copy(data=swings)
        return found

    def differences(self) -> pd.DataFrame:
        """Paired difference of the last whole year between all pairs of worlds, the later named less the earlier.

        Of swings of jobs it is the difference over the whole run.

        Columns measure, year, scenario, against, mean, q10, q50, q90 and ``verdict`` on the difference.
        """
        rows = []
        for measure, last in self.compared().items():
            for first, second in combinations([self.baseline, *self.keys], 2):
                paired = paired_difference(last, second, baseline=first).to_numpy()
                rows.append({"measure": measure, "year": int(last["year"]), "scenario": second, "against": first,
                             **spread(paired), "verdict": verdict_on(paired)})  # fmt: skip
        return pd.DataFrame(rows)

    def same_worlds(self, first: str, second: str) -> bool:
        """Whether two worlds are the same in every run, month and variable."""
        one, other = (self.series.sel(scenario=key, drop=True) for key in (first, second))
        return bool(one.equals(other))

    def gained(self, measure: str, key: str) -> np.ndarray:
        """Paired difference of a world to the baseline in the last whole year, run by run."""
        paired = paired_difference(self.compared()[measure], key, baseline=self.baseline)
        return np.asarray(paired.to_numpy(), dtype=float)

    def gained_by(self, key: str, dimension: str, *, variable: str = "employment") -> Mapping[str, np.ndarray]:
        """Paired difference to the baseline in the last whole year by group, run by run."""
        other = "size_class" if dimension == "industry" else "industry"
        values = yearly(over(self.series, variable, dimensions=(other,)), variable).isel(year=-1)
        paired = paired_difference(values, key, baseline=self.baseline)
        return {str(group): paired.sel({dimension: group}).to_numpy() for group in paired[dimension].to_numpy()}

    @classmethod
    def load(cls, folder: Path | str, language: str = "ko") -> Self:
        """Read a stored comparison.

        Raises:
            SandanError: the folder holds no manifest, or a file of it is missing or is not what was written.
        """
        folder = Path(folder)
        manifest = read_manifest(folder)
        check_files(manifest, folder)
        worlds = {world.key: world for world in worlds_in(manifest)}
        shown = tuple(worlds[key] for key in manifest[COMPARED])
        stored = folder / "targets.csv"
        targets = stored_table(stored) if stored.is_file() else pd.DataFrame()
        return cls(stored_series(folder), shown, shown[0].key, manifest, targets, language, folder)


def compare(
    *scenarios: Scenario | str | Path,
    runs: int | None = None,
    workers: Workers = None,
    out: Path | str | None = None,
    language: str = "ko",
    overrides: Sequence[str] = (),
) -> Comparison:
    """Simulate two to eight scenarios of one complex, and the world without programmes, under the same luck.

    Args:
        scenarios: resolved scenarios, shipped names, paths to files, or folders of results, whose scenario is taken.
        runs: number of runs; that of the first scenario when missing.
        workers: processes, or a :class:`Crew`; all cores when missing.
        out: folder of results; the comparison belongs to ``out/compare/<key>``. Nothing is kept when missing.
        language: of the pictures that are drawn of it, ``ko`` or ``en``.
        overrides: changes as ``key=value`` made to each scenario that is named.

    As with :func:`simulation.experiments.running.run`, where a folder is written and a target hangs on parameters and
    luck, further worlds without the programme are run once for all alternatives.

    Raises:
        SandanError: too few or too many scenarios, two of one key, or scenarios that do not share complex, months,
            outlook, seed, scale and held parameters.
    """
    started = datetime.now(UTC)
    asked = alternatives(scenarios, runs=runs, overrides=overrides)
    worlds = worlds_to_compare(asked)
    crew, parts = Crew.of(workers), None if out is None else Path(out) / PARTS_FOLDER
    crew.begin(SIMULATING)
    finished = run_ensemble(worlds, asked[0].runs, workers=crew, folder=parts)
    further = _further_worlds(asked, crew=crew, folder=parts)
    baseline = next(world for world in worlds if world.key == _baseline_key(asked))
    shown = (baseline, *(scenario for scenario in asked if scenario.key != baseline.key))
    series = dataset_of(finished, [world.key for world in shown], main=shown[-1])
    judged = [
        _judged(series, scenario, baseline=baseline.key, more=further.more) for scenario in shown if scenario.targets
    ]
    manifest = build_manifest(
        finished, shown[-1], baseline=baseline.key, overrides=[], started=started, workers=crew.count, beside=further
    )
    manifest[COMPARED] = [world.key for world in shown]
    targets = pd.concat(judged, ignore_index=True) if judged else pd.DataFrame()
    key = sha256(" ".join([finished.key, *(world.key for world in shown)]).encode()).hexdigest()[:16]
    folder = None if out is None else Path(out) / FOLDER / key
    return Comparison(series, shown, baseline.key, manifest, targets, language, folder)


def _further_worlds(asked: Sequence[Scenario], *, crew: Crew, folder: Path | None) -> Beside:
    """Worlds without the programme for the probabilities of all alternatives, the same that a run of one would take."""
    main = next((scenario for scenario in asked if doing_nothing(scenario) is not None), None)
    if folder is None or main is None:
        return Beside()
    crew.begin(FURTHER)
    wanted = max(worlds_wanted(scenario, scenario.targets) for scenario in asked)
    return Beside(
        more_worlds=wanted,
        more=more_worlds(worlds_beside(main, doing_nothing(main)), wanted, workers=crew, folder=folder),
    )


def _judged(series: xr.Dataset, scenario: Scenario, *, baseline: str, more: MoreWorlds | None) -> pd.DataFrame:
    rows = target_rows(series, scenario, baseline=baseline, more=more)
    rows.insert(0, "scenario", scenario.key)
    return rows


def _baseline_key(asked: Sequence[Scenario]) -> str:
    found = [doing_nothing(scenario) for scenario in asked]
    return next((world.key for world in found if world is not None), asked[0].key)
