"""A command that is stopped stops: little more is worked on, nobody stays behind, what was finished is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from simulation.experiments.pool import _in_flight

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the table of processes"),
]
RUNS, WORKERS = 60, 2
PATIENCE = 60.0


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A set on two workers, in a session of its own."""
    words = f"run changwon/baseline --runs {RUNS} --workers {WORKERS} --scale 0.1 --to 2019-12 --out {folder}"
    return subprocess.Popen(
        [sys.executable, "-m", "simulation.cli", "--lang", "en", *words.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def parts(folder: Path) -> list[Path]:
    """Finished runs on disk."""
    return sorted(folder.rglob("run-*.npz"))


def wait_for(true, patience: float = PATIENCE) -> None:
    """Look again until something is so."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def alive(session: int) -> list[int]:
    """Processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(entry.name))
    return found


@pytest.mark.parametrize(
    ("name", "everybody"),
    [
        ("SIGINT", True),
        ("SIGTERM", False),
        pytest.param("SIGINT", False, marks=pytest.mark.statistics),
        pytest.param("SIGTERM", True, marks=pytest.mark.statistics),
        pytest.param("SIGHUP", True, marks=pytest.mark.statistics),
    ],
)
def test_a_signal_stops_within_what_is_in_flight(tmp_path, name, everybody):
    process = started(tmp_path)
    wait_for(lambda: len(parts(tmp_path)) >= 3)
    finished = len(parts(tmp_path))
    (os.killpg if everybody else os.kill)(process.pid, getattr(signal, name))
    said = process.communicate(timeout=10)[0].decode()
    assert process.returncode == 130, said
    assert "Stopped. Finished runs are kept." in said
    assert "Traceback" not in said
    assert finished <= len(parts(tmp_path)) <= finished + 2 * WORKERS < RUNS
    wait_for(lambda: not alive(process.pid), 5.0)
    assert not list(tmp_path.rglob("*.tmp"))


def test_workers_end_when_the_main_process_is_killed(tmp_path):
    process = started(tmp_path)
    wait_for(lambda: len(parts(tmp_path)) >= 3)
    assert len(alive(process.pid)) == 1 + WORKERS
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=10)
    wait_for(lambda: not alive(process.pid), 5.0)
    assert 3 <= len(parts(tmp_path)) < RUNS


def test_a_unit_that_fails_ends_the_others(tmp_path):
    program = (
        "import time, sys\n"
        "from simulation.experiments.ensemble import over_seeds\n"
        "def work(run):\n"
        "    if run == 1: raise OSError(28, 'No space left on device', 'here')\n"
        "    time.sleep(30)\n"
        "over_seeds(work, 8, workers=2)\n"
    )
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=20, check=False)
    assert b"No space left on device: 'here'" in ended.stderr
    assert time.monotonic() - began < 15.0


def test_two_tasks_a_worker_are_handed_out_and_no_more():
    handed, most = [], []

    class Slow(Executor):
        """Finishes the oldest task whenever another is handed out beyond four."""

        def submit(self, work, task):
            future: Future = Future()
            handed.append((future, task))
            most.append(sum(not future.done() for future, _task in handed))
            if most[-1] == 4 or task == 9:
                for waiting, its in handed:
                    if not waiting.done():
                        waiting.set_result(work(its))
            return future

    found = dict(_in_flight(Slow(), lambda task: task**2, tasks=range(10), most=4))
    assert found == {task: task**2 for task in range(10)}
    assert max(most) == 4
