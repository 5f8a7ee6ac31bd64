"""A result, and the three lines that make one: run a scenario, look at it, keep it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xarray as xr

from simulation.catalogue import AGE_GROUPS, SMART_LEVELS, complex_data
from simulation.errors import SandanError, Text
from simulation.experiments.ensemble import Progress, ResultSet, run_ensemble, tree_hash
from simulation.experiments.layers import variance_shares
from simulation.outcomes.dataset import assemble, read, write
from simulation.outcomes.metrics import summary
from simulation.report.appraisal import additionality_rows, evaluation_rows, net_lines
from simulation.report.bridge import bridge_page
from simulation.report.effects import conventional_rows, impact_rows, output_multiplier, target_rows
from simulation.report.figures import Drawing, drawings
from simulation.report.folder import read_manifest, whole_folder, write_manifest
from simulation.report.manifest import build_manifest, worlds_in
from simulation.report.picture import Picture
from simulation.report.remarks import remarks
from simulation.report.series import Setting
from simulation.report.tables import Rows, key_results, with_names, write_csv
from simulation.report.worlds import baseline_of, worlds_of
from simulation.scenario import Scenario, load_with_changes
from simulation.units import Month

IMPACT_RUNS = 8
LAYER_DRAWS = 4
PARTS_FOLDER = ".parts"
SERIES = "series.nc"
LANGUAGES = ("ko", "en")
TABLES = ("targets", "impact", "conventional", "evaluation", "additionality")
"""Tables of a result that stand where a programme was run."""


@dataclass(slots=True)
class Result:
    """Finished runs of a scenario and its other worlds.

    ``series`` is the labelled dataset (scenario, run, month, industry, size class) with the scenario asked for first;
    ``summary`` its quantiles by year; the other tables stand where a programme was run.
    """

    series: xr.Dataset
    summary: pd.DataFrame
    manifest: dict[str, Any]
    targets: pd.DataFrame | None = None
    impact: pd.DataFrame | None = None
    conventional: pd.DataFrame | None = None
    evaluation: pd.DataFrame | None = None
    additionality: pd.DataFrame | None = None
    language: str = "ko"
    folder: Path | None = None
    notes: list[Text] = field(default_factory=list)

    @property
    def baseline(self) -> str | None:
        """Key of the world without the programme, if there is one."""
        key = self.manifest["baseline"]
        return None if key is None else str(key)

    @property
    def setting(self) -> Setting:
        """What every picture and table says about the result."""
        main = next(world for world in self.manifest["worlds"] if world["key"] == self.manifest["scenario"])
        return Setting.of(main, int(self.manifest["runs"]))

    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture of the result by name, as a function of the language."""
        decomposed = int(self.manifest["impact_runs"])
        return drawings(self.series, self.setting, self.baseline, self.targets, self.impact, decomposed)

    def plot(self, name: str = "overview", language: str | None = None) -> Picture:
        """One picture by name; a variable's name means its fan.

        Raises:
            SandanError: no picture of that name; the message lists those there are.
        """
        known = self.drawings()
        found = known.get(name) or known.get(f"fan_{name}")
        if found is None:
            listed = ", ".join(known)
            raise SandanError(
                Text(
                    f"'{name}' 그림이 없습니다. 가능한 값: {listed}.",
                    f"There is no picture '{name}'; allowed: {listed}.",
                )
            )
        return found(language or self.language)

    def key_results(self, language: str | None = None) -> tuple[list[str], Rows]:
        """Header and rows of the table that ends a run."""
        return key_results(self.series, self.setting, self.baseline, language or self.language)

    def remarks(self, language: str | None = None) -> list[str]:
        """What a reader of the key results must know, one line each."""
        spoken = language or self.language
        lines = remarks(self.series, self.setting, self.manifest, self.targets, spoken)
        lines = [*lines[:-2], *net_lines(self.additionality, spoken), *lines[-2:]]
        return [*lines, *(note.in_language(spoken) for note in self.notes)]

    def bridge(self, language: str | None = None) -> str | None:
        """The page that sets the announced effect, the coefficients and the model side by side, where there is one."""
        if self.conventional is None or self.baseline is None:
            return None
        main = Scenario.model_validate(
            next(world for world in self.manifest["worlds"] if world["key"] == self.manifest["scenario"])
        )
        multiplier = output_multiplier(self.series, main)
        spoken = language or self.language
        return bridge_page(
            self.conventional, self.series, self.setting, self.baseline, self.targets, multiplier, spoken
        )

    @classmethod
    def load(cls, folder: Path | str, language: str = "ko") -> Result:
        """Read a stored result.

        Args:
            folder: a folder that ``save`` or the command ``run`` wrote.
            language: of the pictures that are drawn from it.

        Raises:
            SandanError: the folder holds no manifest, or its series are missing.
        """
        folder = Path(folder)
        manifest = read_manifest(folder)
        if not (folder / SERIES).is_file():
            raise SandanError(
                Text(
                    f"{folder}: {SERIES} 파일이 없습니다. 'sandan rerun {folder}'으로 다시 만드십시오.",
                    f"{folder}: {SERIES} is missing. Make it again with 'sandan rerun {folder}'.",
                )
            )
        held: dict[str, Any] = {
            name: pd.read_csv(folder / f"{name}.csv") for name in TABLES if (folder / f"{name}.csv").is_file()
        }
        for table in held.values():
            texts = table.select_dtypes(exclude="number").columns
            table[texts] = table[texts].fillna("")
        summary_table = pd.read_csv(folder / "summary.csv")
        return cls(read(folder / SERIES), summary_table, manifest, language=language, folder=folder, **held)

    def page(self, language: str | None = None) -> str:
        """The whole report as one HTML page that asks for nothing from outside."""
        from simulation.report.page.page import report_page

        return report_page(self, language or self.language)

    def save(self, folder: Path | str) -> Path:
        """Write the whole result into a folder, or nothing; a result that stood there is replaced."""
        target = Path(folder)
        names = {world["key"]: world["name"]["ko"] for world in self.manifest["worlds"]}
        tables: dict[str, pd.DataFrame | None] = {name: getattr(self, name) for name in TABLES}
        with whole_folder(target) as draft:
            write(self.series, draft / SERIES)
            write_csv(with_names(self.summary, names), draft / "summary.csv")
            for name, table in tables.items():
                if table is not None and not table.empty:
                    write_csv(with_names(table), draft / f"{name}.csv")
            for draw in self.drawings().values():
                draw(self.language).save(draft / "figures")
            for language in LANGUAGES:
                if (page := self.bridge(language)) is not None:
                    (draft / f"bridge_{language}.md").write_text(page, encoding="utf-8")
            write_pages(self, draft)
            write_manifest(self.manifest, draft)
        self.folder = target
        return target


def write_pages(result: Result, folder: Path) -> list[Path]:
    """Write ``report.ko.html`` and ``report.en.html``, each whole or not at all."""
    written = []
    for language in LANGUAGES:
        path = folder / f"report.{language}.html"
        draft = path.with_suffix(".draft")
        draft.write_text(result.page(language), encoding="utf-8")
        draft.replace(path)
        written.append(path)
    return written


def run(
    scenario: Scenario | str | Path,
    overrides: Mapping[str, str] | Sequence[str] = (),
    runs: int | None = None,
    workers: int | None = None,
    seed: int | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
    impact_runs: int | None = None,
    language: str = "ko",
    executor: Executor | None = None,
    layer_draws: int | None = None,
) -> Result:
    """Run a scenario with every other world it needs, under the same luck, parameters and outside demand.

    Args:
        scenario: a resolved scenario, a shipped name, or a path to a file.
        overrides: changes as ``key=value``, where the scenario is a name or path.
        runs: number of runs; the scenario's own when missing.
        workers: processes; all cores when missing.
        seed: base of the seeds; the scenario's own when missing.
        out: folder of results; the result goes to ``out/<scenario>/<run key>`` and an interrupted run goes on from
            what was finished. Nothing is written when missing.
        progress: called with runs done and runs in all.
        impact_runs: runs whose effect is decomposed by channel; at most ``runs``, 8 when missing.
        language: of the pictures that are saved, ``ko`` or ``en``.
        executor: any ``concurrent.futures`` executor, to run on a cluster.
        layer_draws: draws of luck, of parameters and of the outside world, each alone, for the shares of variance;
            4 when missing and a folder is written, else none.

    Raises:
        ScenarioError: the scenario has faults; all of them are listed.
    """
    if isinstance(scenario, Scenario):
        resolved, changes = scenario, []
    else:
        loaded = load_with_changes(scenario, overrides)
        resolved, changes = loaded.scenario, list(loaded.changes)
    for name, value in (("runs", runs), ("seed", seed)):
        if value is not None and value != getattr(resolved, name):
            changes.append(f"{name}: {getattr(resolved, name)} -> {value}")
            resolved = resolved.model_copy(update={name: value})
    wanted = IMPACT_RUNS if impact_runs is None else impact_runs
    draws = (0 if out is None else LAYER_DRAWS) if layer_draws is None else layer_draws
    return _run(worlds_of(resolved), changes, workers, out, progress, wanted, draws, language, executor)


def rerun(
    manifest: Path | str,
    workers: int | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
    language: str = "ko",
) -> Result:
    """Repeat a run from its manifest alone; the numbers are the same where code, data and packages are.

    Args:
        manifest: a manifest or the folder that holds it.
        workers: processes; all cores when missing.
        out: folder of results; nothing is written when missing.
        progress: called with runs done and runs in all.
        language: of the pictures.

    Raises:
        SandanError: there is no manifest, or it was changed by hand.
    """
    recorded = read_manifest(manifest)
    worlds = worlds_in(recorded)
    wanted, draws = int(recorded["impact_runs"]), int(recorded["layer_draws"])
    result = _run(worlds, recorded["overrides"], workers, out, progress, wanted, draws, language, None)
    if (recorded["code"], recorded["data"]) != (tree_hash("code"), tree_hash("data")):
        result.notes.append(
            Text(
                "실행 기록을 만든 판과 코드나 자료가 달라 결과가 다를 수 있음",
                "Code or data differ from those of the manifest, so results may differ",
            )
        )
    return result


def _run(
    worlds: tuple[Scenario, ...],
    changes: Sequence[str],
    workers: int | None,
    out: Path | str | None,
    progress: Progress | None,
    impact_runs: int,
    layer_draws: int,
    language: str,
    executor: Executor | None,
) -> Result:
    started = datetime.now(UTC)
    main = worlds[-1]
    impact_runs = min(impact_runs, main.runs) if baseline_of(main) is not None else 0
    parts = None if out is None else Path(out) / PARTS_FOLDER
    finished = run_ensemble(worlds, main.runs, workers, parts, progress, executor, impact_runs)
    shares = variance_shares(worlds, layer_draws, workers, progress) if layer_draws else None
    result = result_of(finished, changes, impact_runs, started, workers, language, layer_draws, shares)
    if out is not None:
        result.save(Path(out) / main.key / finished.key)
    return result


def result_of(
    finished: ResultSet,
    changes: Sequence[str],
    impact_runs: int,
    started: datetime,
    workers: int | None,
    language: str = "ko",
    layer_draws: int = 0,
    shares: Mapping[str, Mapping[str, float]] | None = None,
) -> Result:
    """Put finished runs together: dataset, tables, targets, impact and manifest.

    Args:
        finished: runs of all worlds, the scenario asked for last.
        changes: what a user changed, as ``key: old -> new``.
        impact_runs: runs that were decomposed.
        started: when the run began.
        workers: processes asked for.
        language: of the pictures.
        layer_draws: draws of each layer of uncertainty.
        shares: share of the variance by layer, if asked for.
    """
    main = finished.worlds[-1]
    without = baseline_of(main)
    baseline = None if without is None else without.key
    others = [world.key for world in finished.worlds if world.key not in (main.key, baseline)]
    keys = [main.key, *([baseline] if baseline else []), *others]
    first = Month.parse(main.start) + 1
    about = {"outlook": main.outlook, "scale": main.scale, "seed": main.seed, "complex": main.complex}
    series = assemble(
        keys,
        [{key: world.arrays for key, world in unit.worlds.items()} for unit in finished.units],
        [{key: world.city for key, world in unit.worlds.items()} for unit in finished.units],
        first,
        about,
        {
            "district": [d.key for d in complex_data(main.complex).districts],
            "age_group": AGE_GROUPS,
            "smart_level": SMART_LEVELS,
        },
    )
    result = Result(
        series=series,
        summary=summary(series),
        manifest=build_manifest(finished, main, baseline, changes, impact_runs, started, workers, layer_draws, shares),
        language=language,
    )
    if baseline is not None:
        result.evaluation = evaluation_rows(finished.units)
        result.additionality = additionality_rows(finished.units, main)
        result.impact = impact_rows(finished.units, series)
        result.conventional = conventional_rows(series, main, baseline, result.impact)
        result.targets = target_rows(series, main, baseline) if main.targets else None
    return result
