"""Who works on a study: how many processes, or an executor elsewhere, and who hears how far they are."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Self, TypeAlias, TypeVar

from simulation.errors import whole_number
from simulation.experiments.pool import spread

Progress = Callable[[int, int], None]
SIMULATING, LAYERS, FURTHER, WRITING = "simulating", "layers", "further", "writing"
"""Stages of a study: its worlds, draws of one layer alone, further worlds without the programme, its folder."""
Task = TypeVar("Task")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Crew:
    """The processes that share a study, and who is told of it.

    Args:
        count: processes; all cores this process may use when missing, 1 works in this process.
        progress: called with pieces done and pieces in all, at the start and whenever one is done.
        begins: called with the name of a stage of a study before its first piece.
        executor: any ``concurrent.futures`` executor, to work elsewhere (a cluster); overrides ``count``.
    """

    count: int | None = None
    progress: Progress | None = None
    executor: Executor | None = None
    begins: Callable[[str], None] | None = None

    @classmethod
    def of(cls, workers: Workers) -> Crew:
        """A crew, from itself or from the number of its processes.

        Raises:
            SandanError: the number is none, or below one.
        """
        if isinstance(workers, Crew):
            return workers
        return cls(None if workers is None else whole_number("workers", workers, least=1))

    def spread(self, work: Callable[[Task], Found], tasks: Sequence[Task]) -> Generator[tuple[Task, Found], None, None]:
        """Every task with what was found in it, in the order in which they are done; close it to stop early."""
        return spread(work, tasks, workers=self.count, executor=self.executor)

    def tell(self, done: int, total: int) -> None:
        """Say that so many of all pieces are done."""
        if self.progress is not None:
            self.progress(done, total)

    def begin(self, stage: str) -> None:
        """Say which stage of the study comes next."""
        if self.begins is not None:
            self.begins(stage)

    def after(self, before: int, total: int) -> Self:
        """The same crew at one stage of a study of ``total`` pieces, of which so many were done ``before`` it."""
        return replace(self, progress=lambda done, _: self.tell(before + done, total))


Workers: TypeAlias = int | Crew | None
"""What a study may be given: a number of processes, a crew, or nothing for all cores."""
