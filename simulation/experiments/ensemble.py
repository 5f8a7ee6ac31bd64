"""Ensembles: many seeds over a pool of processes, with part files, progress and restart."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from simulation.catalogue.files import DATA
from simulation.experiments.pair import Unit, run_unit
from simulation.experiments.parts import part_path, read_part, write_part
from simulation.scenario import Scenario

Progress = Callable[[int, int], None]
Found = TypeVar("Found")
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
PACKAGE = DATA.parent
UNSHARED = ("runs",)
"""Options of a scenario that do not change a run, and so do not enter its key."""


@dataclass(frozen=True, slots=True)
class ResultSet:
    """Finished runs of a set of worlds, in order of the runs."""

    worlds: tuple[Scenario, ...]
    units: tuple[Unit, ...]
    key: str


@cache
def tree_hash(kind: str) -> str:
    """Hash of the package's code (``code``) or of its shipped data and scenarios (``data``)."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        relative = path.relative_to(PACKAGE)
        shipped = relative.parts[0] == "data"
        wanted = path.suffix == ".py" if kind == "code" else shipped and path.suffix in (".csv", ".yaml")
        if path.is_file() and wanted and "report" not in relative.parts:
            digest.update(str(relative).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def run_key(worlds: Sequence[Scenario]) -> str:
    """Key of a set: resolved scenarios, base of the seeds, code and data; not the number of runs or workers."""
    resolved = [
        {name: value for name, value in world.model_dump(mode="json").items() if name not in UNSHARED}
        for world in worlds
    ]
    text = json.dumps([resolved, tree_hash("code"), tree_hash("data")], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run_ensemble(
    worlds: Sequence[Scenario],
    runs: int,
    workers: int | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
    executor: Executor | None = None,
    impact_runs: int = 0,
) -> ResultSet:
    """Run all worlds for ``runs`` seeds; what is finished on disk is read, not run again.

    Args:
        worlds: resolved scenarios that share complex, months and seed.
        runs: number of seeds.
        workers: processes; all cores when missing, 1 runs in this process.
        folder: where part files are kept; nothing is kept when missing.
        progress: called with runs done and runs in all, whenever one is done.
        executor: any ``concurrent.futures`` executor, to run elsewhere (a cluster); overrides ``workers``.
        impact_runs: how many of the runs, from the first, are decomposed by channel.
    """
    worlds = tuple(worlds)
    key = run_key(worlds)
    parts = None if folder is None else Path(folder) / key
    if parts is not None:
        parts.mkdir(parents=True, exist_ok=True)
    units: dict[int, Unit] = {}
    for run in range(runs):
        unit = None if parts is None else read_part(part_path(parts, run))
        if (
            unit is not None
            and set(unit.worlds) == {world.key for world in worlds}
            and (unit.impact or run >= impact_runs or len(worlds) == 1)
        ):
            units[run] = unit
    missing = [run for run in range(runs) if run not in units]
    if progress is not None:
        progress(len(units), runs)
    for unit in _simulated(worlds, missing, workers, parts, executor, impact_runs):
        units[unit.run] = unit
        if progress is not None:
            progress(len(units), runs)
    return ResultSet(worlds, tuple(units[run] for run in range(runs)), key)


def run_and_keep(worlds: Sequence[Scenario], run: int, parts: Path | None, decomposed: bool = False) -> Unit:
    """Run one unit and put it on disk: what a worker process does."""
    unit = run_unit(worlds, run, decomposed)
    if parts is not None:
        write_part(parts, unit)
    return unit


def _simulated(
    worlds: Sequence[Scenario],
    runs: list[int],
    workers: int | None,
    parts: Path | None,
    executor: Executor | None,
    impact_runs: int,
) -> Iterator[Unit]:
    count = min(workers or os.cpu_count() or 1, len(runs))
    if executor is None and count <= 1:
        for run in runs:
            yield run_and_keep(worlds, run, parts, run < impact_runs)
        return
    pool = executor or worker_pool(count)
    try:
        waiting = [pool.submit(run_and_keep, worlds, run, parts, run < impact_runs) for run in runs]
        for done in as_completed(waiting):
            yield done.result()
    except BaseException:
        if executor is None:
            pool.shutdown(wait=False, cancel_futures=True)
        raise
    if executor is None:
        pool.shutdown()


def over_seeds(
    work: Callable[[int], Found], runs: int, workers: int | None = None, progress: Progress | None = None
) -> list[Found]:
    """What a function finds in every run, in order of the runs.

    Args:
        work: a function of the number of the run, from 0, that processes can be sent.
        runs: number of runs.
        workers: processes; all cores when missing, 1 runs in this process.
        progress: called with runs done and runs in all.
    """
    count = min(workers or os.cpu_count() or 1, runs)
    pool = None if count <= 1 else worker_pool(count)
    found: list[Found] = []
    if progress is not None:
        progress(0, runs)
    try:
        for done in map(work, range(runs)) if pool is None else pool.map(work, range(runs)):
            found.append(done)
            if progress is not None:
                progress(len(found), runs)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
    return found


def worker_pool(count: int) -> ProcessPoolExecutor:
    """Processes that use one thread each."""
    for name in THREAD_LIMITS:
        os.environ.setdefault(name, "1")
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(_start_method()))


def _start_method() -> str:
    """Fork where it is safe and there, so that workers start compiled; spawn elsewhere."""
    return "fork" if sys.platform.startswith("linux") else "spawn"
