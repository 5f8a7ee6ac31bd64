"""Running a scenario with every world it needs, and repeating a run: what makes a :class:`Result`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import xarray as xr

from simulation.catalogue import AGE_GROUPS, SMART_LEVELS, complex_data
from simulation.errors import Text, whole_number
from simulation.experiments.crew import FURTHER, LAYERS, SIMULATING, Crew, Workers
from simulation.experiments.ensemble import ResultSet, run_ensemble, tree_hash
from simulation.experiments.layers import variance_shares
from simulation.experiments.manifest import Beside, build_manifest, worlds_in
from simulation.experiments.more_worlds import PAIRS, more_worlds, worlds_wanted
from simulation.experiments.result import Result
from simulation.experiments.result_tables import Finished, tables_of
from simulation.experiments.worlds import baseline_of, worlds_of
from simulation.outcomes.dataset import assemble
from simulation.outcomes.folder import PARTS_FOLDER, read_manifest
from simulation.outcomes.full_size import scale_note
from simulation.outcomes.metrics import summary
from simulation.scenario import Changes, Scenario, load_with_changes
from simulation.start.people import SKILLS
from simulation.units import MONTHS_A_YEAR, Month

IMPACT_RUNS = 10
LAYER_DRAWS = 4


def run(
    scenario: Scenario | str | Path,
    overrides: Changes = (),
    *,
    runs: int | None = None,
    workers: Workers = None,
    out: Path | str | None = None,
    language: str = "ko",
    impact_runs: int | None = None,
    layer_draws: int | None = None,
) -> Result:
    """Run a scenario with every other world it needs, under the same luck, parameters and outside demand.

    Args:
        scenario: a resolved scenario, a shipped name, or a path to a file.
        overrides: changes as ``key=value`` or values by dotted key, where the scenario is a name or path.
        runs: number of runs; the scenario's own when missing.
        workers: processes; all cores when missing. A :class:`Crew` also names who hears of finished runs, and an
            executor of a cluster.
        out: folder of results; the result belongs to ``out/<scenario>/<run key>`` and an interrupted run goes on from
            what was finished. Nothing is kept when missing.
        language: of the pictures that are drawn of it, ``ko`` or ``en``.
        impact_runs: runs whose effect is decomposed by channel; at most ``runs``, ten when missing, the fewest that
            carry a band of 80 %.
        layer_draws: draws of luck, of parameters and of the outside world, each alone, for the shares of variance;
            4 when missing and a folder is written, else none; none where the run is shorter than a year.

    Where a folder is written and a target is a level of one world, further worlds are run for its probability
    (:mod:`simulation.experiments.more_worlds`).

    Raises:
        ScenarioError: the scenario has faults; all of them are listed.
        SandanError: a number of runs, draws or workers is none.
    """
    if isinstance(scenario, Scenario):
        resolved, changes = scenario, []
    else:
        loaded = load_with_changes(scenario, overrides)
        resolved, changes = loaded.scenario, list(loaded.changes)
    if runs is not None and whole_number("runs", runs, least=1) != resolved.runs:
        changes.append(f"runs: {resolved.runs} -> {runs}")
        resolved = resolved.model_copy(update={"runs": runs})
    wanted = IMPACT_RUNS if impact_runs is None else whole_number("impact_runs", impact_runs, least=0)
    usual = 0 if out is None else LAYER_DRAWS
    draws = usual if layer_draws is None else whole_number("layer_draws", layer_draws, least=0)
    return _run(
        worlds_of(resolved),
        changes,
        crew=Crew.of(workers),
        out=out,
        language=language,
        asked=Beside(wanted, draws, more_worlds=0 if out is None else worlds_wanted(resolved, resolved.targets)),
    )


def rerun(
    manifest: Path | str, workers: Workers = None, *, out: Path | str | None = None, language: str = "ko"
) -> Result:
    """Repeat a run from its manifest alone; the numbers are the same where code, data and packages are.

    Args:
        manifest: a manifest or the folder that holds it.
        workers: processes, or a :class:`Crew`; all cores when missing.
        out: folder of results; nothing is written when missing.
        language: of the pictures.

    Raises:
        SandanError: there is no manifest, or it was changed by hand.
    """
    recorded = read_manifest(manifest)
    worlds = worlds_in(recorded)
    wanted, draws, more = (int(recorded[name]) for name in ("impact_runs", "layer_draws", "more_worlds"))
    result = _run(
        worlds,
        recorded["overrides"],
        crew=Crew.of(workers),
        out=out,
        language=language,
        asked=Beside(wanted, draws, more_worlds=more),
    )
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
    *,
    crew: Crew,
    out: Path | str | None,
    language: str,
    asked: Beside,
) -> Result:
    """Run the worlds with what is asked beside them, and put it together; the scenario of interest is the last."""
    started = datetime.now(UTC)
    main = worlds[-1]
    without = baseline_of(main)
    baseline = None if without is None else without.key
    impact_runs = min(asked.impact_runs, main.runs) if baseline else 0
    parts = None if out is None else Path(out) / PARTS_FOLDER
    crew.begin(SIMULATING)
    finished = run_ensemble(worlds, main.runs, workers=crew, folder=parts, impact_runs=impact_runs)
    layer_draws = asked.layer_draws if main.months >= MONTHS_A_YEAR else 0
    crew.begin(LAYERS)
    shares = variance_shares(worlds, layer_draws, workers=crew) if layer_draws else {}
    crew.begin(FURTHER)
    more = more_worlds(worlds, asked.more_worlds, pairs=PAIRS, workers=crew, folder=parts)
    beside = Beside(impact_runs, layer_draws, shares, asked.more_worlds, more)
    others = [world.key for world in worlds if world.key not in (main.key, baseline)]
    series = dataset_of(finished, [main.key, *([baseline] if baseline else []), *others], main=main)
    manifest = build_manifest(
        finished, main, baseline=baseline, overrides=changes, started=started, workers=crew.count, beside=beside
    )
    tables = tables_of(Finished(finished.units, series, main, baseline, more))
    folder = None if out is None else Path(out) / main.key / finished.key
    return Result(series, summary(series), manifest, tables, language, folder)


def dataset_of(finished: ResultSet, keys: Sequence[str], *, main: Scenario) -> xr.Dataset:
    """Finished runs as one labelled dataset.

    Args:
        finished: runs of all worlds.
        keys: worlds to hold, in the order of the dimension ``scenario``.
        main: one of them, for what all have in common.
    """
    size = {"size": scale_note(main.scale, "en"), "size_ko": scale_note(main.scale, "ko")} if main.scale < 1.0 else {}
    return assemble(
        keys,
        [{key: world.arrays for key, world in unit.worlds.items()} for unit in finished.units],
        city=[{key: world.city for key, world in unit.worlds.items()} for unit in finished.units],
        first=Month.parse(main.start) + 1,
        attributes={name: getattr(main, name) for name in ("outlook", "scale", "seed", "complex")} | size,
        labels={
            "industry": complex_data(main.complex).industries,
            "district": [d.key for d in complex_data(main.complex).districts],
            "age_group": AGE_GROUPS,
            "smart_level": SMART_LEVELS,
            "occupation": SKILLS,
        },
    )
