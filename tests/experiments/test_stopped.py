"""A command that is stopped stops: little more is worked on, nobody stays behind, what was finished is kept."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from simulation.experiments.pool import _in_flight, signals_held, spread

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the table of processes"),
]
RUNS, WORKERS = 60, 2
PATIENCE = 120.0
"""Seconds after which something that should end is taken to hang: far beyond what a busy machine needs."""


@contextmanager
def started(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A set on two workers, in a session of its own; nobody of it is there after the block."""
    words = f"run changwon/baseline --runs {RUNS} --workers {WORKERS} --scale 0.1 --to 2019-12 --out {folder}"
    with subprocess.Popen(
        [sys.executable, "-m", "simulation.cli", "--lang", "en", *words.split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            for left in alive(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(left, signal.SIGKILL)


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
        ("SIGTERM", False),
        pytest.param("SIGINT", True, marks=pytest.mark.statistics),
        pytest.param("SIGINT", False, marks=pytest.mark.statistics),
        pytest.param("SIGTERM", True, marks=pytest.mark.statistics),
        pytest.param("SIGHUP", True, marks=pytest.mark.statistics),
    ],
)
def test_a_signal_stops_within_what_is_in_flight(tmp_path, name, everybody):
    with started(tmp_path) as process:
        wait_for(lambda: len(parts(tmp_path)) >= 3)
        finished = len(parts(tmp_path))
        (os.killpg if everybody else os.kill)(process.pid, getattr(signal, name))
        said = process.communicate(timeout=PATIENCE)[0].decode()
        assert process.returncode == 130, said
        assert "Stopped. Finished runs are kept." in said
        assert "Traceback" not in said
        assert finished <= len(parts(tmp_path)) <= finished + 2 * WORKERS < RUNS
        wait_for(lambda: not alive(process.pid))
        assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("everybody", [True, False])
def test_a_worker_ends_after_what_it_sends(everybody):
    """Messages far longer than a pipe holds are under way all the time: half of one would be waited for without end."""
    program = (
        "import signal\n"
        "from simulation.experiments.pool import spread\n"
        "signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
        "def work(run): return bytes(40_000_000)\n"
        "for _, found in spread(work, range(1000), workers=2): print(len(found), flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"40000000\n"
            (os.killpg if everybody else os.kill)(process.pid, signal.SIGTERM)
            assert b"KeyboardInterrupt" in process.communicate(timeout=PATIENCE)[1]
        finally:
            for left in alive(process.pid):
                with suppress(ProcessLookupError):
                    os.kill(left, signal.SIGKILL)


def test_workers_end_when_the_main_process_is_killed(tmp_path):
    with started(tmp_path) as process:
        wait_for(lambda: len(parts(tmp_path)) >= 3)
        assert len(alive(process.pid)) == 1 + WORKERS
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        wait_for(lambda: not alive(process.pid))
        assert 3 <= len(parts(tmp_path)) < RUNS


class Interrupted(Executor):
    """A signal comes while a task is handed out; nothing may be left half done because of it."""

    def __init__(self, number: int) -> None:
        self.number, self.handed_out = number, 0

    def submit(self, work, task):
        signal.raise_signal(self.number)
        self.handed_out += 1
        return Future()


@pytest.fixture
def heard():
    """Ctrl-C is heard, also where the tests run in the background of a shell, which lets them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_a_signal_waits_until_the_step_is_done():
    executor = Interrupted(signal.SIGINT)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        list(spread(abs, [-1], executor=executor))
    assert executor.handed_out == 1
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("heard")
def test_the_second_signal_does_not_wait():
    executor = Interrupted(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        list(spread(abs, [-1, -2], executor=executor))
    assert executor.handed_out == 1


@pytest.mark.usefixtures("heard")
def test_a_signal_after_the_last_step_is_not_lost():
    with pytest.raises(KeyboardInterrupt), signals_held():
        signal.raise_signal(signal.SIGINT)


def test_a_unit_that_fails_ends_the_others(tmp_path):
    program = (
        "import time, sys\n"
        "from simulation.experiments.ensemble import over_seeds\n"
        "def work(run):\n"
        "    if run == 1: raise OSError(28, 'No space left on device', 'here')\n"
        "    time.sleep(1000)\n"
        "over_seeds(work, 8, workers=2)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=2 * PATIENCE, check=False)
    assert b"No space left on device: 'here'" in ended.stderr


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
