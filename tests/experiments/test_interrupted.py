"""A run that is killed loses nothing finished, and ends bit for bit as if it had never been stopped."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.ensemble import run_ensemble, run_key

RUNS = 6
SMALL = {"scale": "0.1", "end": "2020-12"}
PROGRAM = f"""
import sys
import simulation as sim
from pathlib import Path
from simulation.experiments.ensemble import run_ensemble
scenario = sim.load("changwon/baseline", {SMALL})
run_ensemble([scenario], {RUNS}, workers=2, folder=Path(sys.argv[1]))
"""


def scenario():
    return sim.load("changwon/baseline", SMALL)


@pytest.fixture(scope="module")
def whole():
    """The set, never interrupted; one process compiles once for all that follow."""
    return run_ensemble([scenario()], RUNS, workers=1)


def parts(folder: Path) -> int:
    return len(list(folder.rglob("run-*.npz")))


def killed(folder: Path, until: Callable[[], bool]) -> int:
    """Start the set in a process of its own, kill it and its workers when it is time; return parts left."""
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)], start_new_session=True)
    while process.poll() is None and not until():
        time.sleep(0.01)
    if process.poll() is None:
        os.killpg(process.pid, 9)
    process.wait()
    return parts(folder)


def same(whole, folder: Path) -> None:
    """Finish the set and compare it with the one never interrupted."""
    key = scenario().key
    finished = run_ensemble([scenario()], RUNS, workers=1, folder=folder)
    for left, right in zip(whole.units, finished.units, strict=True):
        assert left.draw == right.draw
        for name, values in left.worlds[key].arrays.items():
            assert values.tobytes() == right.worlds[key].arrays[name].tobytes(), name


@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
def test_killed_and_finished(tmp_path, whole):
    """Killed as soon as so many parts are there, however long they take."""
    assert killed(tmp_path, lambda: parts(tmp_path) >= 2) >= 2
    same(whole, tmp_path)


@pytest.mark.statistics
@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
@pytest.mark.parametrize("moment", np.linspace(0.8, 4.0, 10))
def test_killed_at_ten_moments(tmp_path, whole, moment):
    end = time.monotonic() + moment
    assert killed(tmp_path, lambda: time.monotonic() > end) <= RUNS
    same(whole, tmp_path)


def test_the_key_of_a_set_does_not_know_runs_or_workers():
    more = scenario().model_copy(update={"runs": 99})
    assert run_key([scenario()]) == run_key([more])
    assert run_key([scenario()]) != run_key([scenario().model_copy(update={"seed": 2})])
