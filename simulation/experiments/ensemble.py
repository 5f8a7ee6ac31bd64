"""Ensembles: many seeds over a pool of processes, with part files, progress and restart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from simulation.catalogue.files import DATA, data_folders
from simulation.experiments.crew import Crew, Workers
from simulation.experiments.pair import Unit, run_unit, undecomposed
from simulation.experiments.parts import part_path, read_part, write_part
from simulation.scenario import Scenario
from simulation.texts import TABLE as TEXTS

Found = TypeVar("Found")
PACKAGE = DATA.parent
UNSHARED = ("runs",)
"""Options of a scenario that do not change a run, and so do not enter its key."""


@dataclass(frozen=True, slots=True)
class ResultSet:
    """Finished runs of a set of worlds, in order of the runs."""

    worlds: tuple[Scenario, ...]
    units: tuple[Unit, ...]
    key: str


def tree_hash(kind: str) -> str:
    """Hash of the package's code (``code``), or of its shipped data and scenarios and of own complexes (``data``).

    What is only said (the report, the table of texts) is in neither: no number hangs on a word.
    """
    return _tree_hash(kind, data_folders()[1:])


@cache
def _tree_hash(kind: str, own: tuple[Path, ...]) -> str:
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        relative = path.relative_to(PACKAGE)
        shipped = relative.parts[0] == "data" and path != TEXTS
        wanted = path.suffix == ".py" if kind == "code" else shipped and path.suffix in (".csv", ".yaml")
        if path.is_file() and wanted and "report" not in relative.parts:
            digest.update(str(relative).encode())
            digest.update(path.read_bytes())
    for folder in own if kind == "data" else ():
        for path in sorted(each for each in folder.glob("complexes/*/**/*") if each.is_file()):
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def parts_folder(parts: Path | None) -> Path | None:
    """Folder of the finished pieces of a study under this code and these data, made when missing; None keeps none."""
    if parts is None:
        return None
    kept = parts / tree_hash("code")[:8] / tree_hash("data")[:8]
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def run_key(worlds: Sequence[Scenario]) -> str:
    """Key of a set: resolved scenarios, base of the seeds, code and data; not the number of runs or workers."""
    resolved = [
        {name: value for name, value in world.model_dump(mode="json").items() if name not in UNSHARED}
        for world in worlds
    ]
    text = json.dumps([resolved, tree_hash("code"), tree_hash("data")], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run_ensemble(
    worlds: Sequence[Scenario], runs: int, *, workers: Workers = None, folder: Path | None = None, impact_runs: int = 0
) -> ResultSet:
    """Run all worlds for ``runs`` seeds; what is finished on disk is read, not run again.

    Args:
        worlds: resolved scenarios that share complex, months and seed.
        runs: number of seeds.
        workers: processes, or a :class:`Crew`; all cores when missing, 1 runs in this process.
        folder: where part files are kept; nothing is kept when missing.
        impact_runs: how many of the runs, from the first, are decomposed by channel.
    """
    worlds, crew = tuple(worlds), Crew.of(workers)
    key = run_key(worlds)
    parts = None if folder is None else Path(folder) / key
    if parts is not None:
        parts.mkdir(parents=True, exist_ok=True)
    units: dict[int, Unit] = {}
    for run in range(runs):
        unit = None if parts is None else read_part(part_path(parts, run))
        if unit is not None and _serves(unit, worlds, decomposed=run < impact_runs):
            units[run] = as_asked(unit, run < impact_runs)
    crew.tell(len(units), runs)
    work = partial(run_and_keep, worlds=worlds, parts=parts, impact_runs=impact_runs)
    missing = [run for run in range(runs) if run not in units]
    with closing(crew.spread(work, missing)) as found:
        for run, unit in found:
            units[run] = unit
            crew.tell(len(units), runs)
    return ResultSet(worlds, tuple(units[run] for run in range(runs)), key)


def run_and_keep(run: int, *, worlds: Sequence[Scenario], parts: Path | None, impact_runs: int) -> Unit:
    """Run one unit and put it on disk: what a worker process does."""
    unit = run_unit(worlds, run, decomposed=run < impact_runs)
    if parts is not None:
        write_part(parts, unit)
    return unit


def _serves(unit: Unit, worlds: Sequence[Scenario], *, decomposed: bool) -> bool:
    """Whether a unit from disk holds everything that is asked for."""
    same = set(unit.worlds) == {world.key for world in worlds}
    return same and (bool(unit.impact) or not decomposed or len(worlds) == 1)


def as_asked(unit: Unit, decomposed: bool) -> Unit:
    """A unit without the parts of the effect that were not asked for, as if it had been run for this question."""
    return unit if decomposed else replace(unit, impact={}, twins=undecomposed(unit.twins))


def over_seeds(work: Callable[[int], Found], runs: int, *, workers: Workers = None) -> list[Found]:
    """What a function finds in every run, in order of the runs.

    Args:
        work: a function of the number of the run, from 0, that processes can be sent.
        runs: number of runs.
        workers: processes, or a :class:`Crew`; all cores when missing, 1 runs in this process.
    """
    found: dict[int, Found] = {}
    crew = Crew.of(workers)
    crew.tell(0, runs)
    with closing(crew.spread(work, range(runs))) as done:
        for run, one in done:
            found[run] = one
            crew.tell(len(found), runs)
    return [found[run] for run in range(runs)]
