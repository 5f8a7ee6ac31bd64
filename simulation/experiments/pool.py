"""Work spread over processes: few tasks in flight, and nobody who goes on when the work is stopped."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

Task = TypeVar("Task")
Found = TypeVar("Found")
AHEAD = 2
"""Tasks a process is given ahead: the one it works on and the next, so that it never waits and little is lost."""
HEARTBEAT = 0.5
"""Seconds between two looks of a worker at whether its work is still wanted."""
THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
undisturbed = threading.Lock()
"""Held while a worker writes what must be whole on disk; it ends after that."""
sending = threading.Lock()
"""Held in a worker from the end of a piece of work to the begin of the next: what was found is on its way meanwhile."""
LONGEST_SENDING = 2.0
"""Seconds for which a worker that is to end waits for what it sends; nobody hears it after that, or it is idle."""


def spread(
    work: Callable[[Task], Found],
    tasks: Sequence[Task],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
) -> Generator[tuple[Task, Found], None, None]:
    """Every task with what was found in it, in the order in which they are done.

    Close the iterator (``contextlib.closing``) where it may be left early: workers end then, within a second.

    Args:
        work: a function of a task that processes can be sent.
        tasks: what to work on.
        workers: processes; all cores this process may use when missing, 1 works in this process.
        executor: any ``concurrent.futures`` executor, to work elsewhere; overrides ``workers``.
    """
    count = min(workers or usable_cores(), len(tasks))
    if executor is not None:
        with signals_held() as stop_if_asked:
            yield from _in_flight(executor, work, tasks=tasks, most=len(tasks), between=stop_if_asked)
    elif count <= 1:
        for task in tasks:
            yield task, work(task)
    else:
        with signals_held() as stop_if_asked, worker_pool(count) as pool:
            whole = partial(sent_whole, work)
            yield from _in_flight(pool, whole, tasks=tasks, most=AHEAD * count, between=stop_if_asked)


def _in_flight(
    pool: Executor,
    work: Callable[[Task], Found],
    *,
    tasks: Sequence[Task],
    most: int,
    between: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Task, Found]]:
    """Results as they come, with at most so many tasks handed out and unfinished; ``between`` is called meanwhile."""
    ahead = iter(tasks)
    flying: dict[Future[Found], Task] = {pool.submit(work, task): task for task in islice(ahead, most)}
    try:
        while flying:
            between()
            for future in wait(flying, timeout=HEARTBEAT, return_when=FIRST_COMPLETED).done:
                task, found = flying.pop(future), future.result()
                for follower in islice(ahead, 1):
                    flying[pool.submit(work, follower)] = follower
                yield task, found
    finally:
        for future in flying:
            future.cancel()


@contextmanager
def signals_held() -> Iterator[Callable[[], None]]:
    """A call that acts on the signals which came since the block began, so that none acts in the middle of a step.

    The handler of a signal raises wherever the main thread stands. Between the taking of a lock of the pool and the
    promise to give it back that would leave the lock taken, and whoever ends the pool would wait for it without end.
    Only handlers written in Python are held back, and each only once: the second signal acts at once.
    """
    waiting: list[int] = []
    handlers: dict[int, Any] = {}

    def hold(number: int, _frame: object) -> None:
        signal.signal(number, handlers[number])
        waiting.append(number)

    def act() -> None:
        while waiting:
            signal.raise_signal(waiting.pop(0))

    if threading.current_thread() is threading.main_thread():
        names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
        numbers = [getattr(signal, name) for name in names]
        handlers = {number: signal.getsignal(number) for number in numbers if callable(signal.getsignal(number))}
        for number in handlers:
            signal.signal(number, hold)
    try:
        yield act
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        act()


def one_thread_each() -> None:
    """Let linear algebra that is loaded from now on use one thread, unless the user said otherwise.

    Matrices here are small: threads would wait for one another, and take cores from other processes.
    """
    for name in THREAD_LIMITS:
        os.environ.setdefault(name, "1")


@contextmanager
def worker_pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes of one thread each, which end at once when the block is left by an exception."""
    one_thread_each()
    context: Any = multiprocessing.get_context(_start_method())
    stopped = context.RawValue("b", 0)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(stopped,))
    try:
        yield pool
    except BaseException:
        stopped.value = 1
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def usable_cores() -> int:
    """Cores this process may use: a container or a batch system may grant fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def sent_whole(work: Callable[[Task], Found], task: Task) -> Found:
    """Work of a worker, after which it does not end before what was found is sent.

    Half a message would leave the main process waiting for the other half without end.
    """
    if sending.locked():
        sending.release()
    try:
        return work(task)
    finally:
        sending.acquire()


def _begin(stopped: Any) -> None:
    """Leave every signal to the main process, and end when it says so or is gone."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    threading.Thread(target=_end_with_the_main_process, args=(stopped,), daemon=True).start()


def _end_with_the_main_process(stopped: Any) -> None:
    main = multiprocessing.parent_process()
    while main is not None and main.is_alive() and not stopped.value:
        time.sleep(HEARTBEAT)
    with undisturbed:
        sending.acquire(timeout=LONGEST_SENDING)
        os._exit(1)


def _start_method() -> str:
    """Fork where it is safe and there, so that workers start compiled; spawn elsewhere."""
    return "fork" if sys.platform.startswith("linux") else "spawn"
