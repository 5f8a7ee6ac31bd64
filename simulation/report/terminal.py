"""What a terminal shows while a scenario runs and when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from simulation.errors import SandanError
from simulation.experiments.crew import SIMULATING, WRITING
from simulation.texts import texts

STAGES = texts("terminal.stage")
"""What each stage of a study is called."""


class Bars:
    """One bar a stage: called with runs done and runs in all; :meth:`begin` names the stage that comes next."""

    def __init__(self, progress: Progress, language: str) -> None:
        self.progress, self.language = progress, language
        self.stage, self.last = SIMULATING, 0
        self.task: TaskID | None = None

    def begin(self, stage: str) -> None:
        """Let the next news open a bar of this stage; that of writing, which sends none, opens at once."""
        self.stage, self.task = stage, None
        if stage == WRITING:
            self._open(None)

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the stage is; work that begins anew has a bar of its own."""
        if self.task is None or done < self.last:
            self._open(total)
        self.last = done
        assert self.task is not None
        self.progress.update(self.task, completed=done, total=total)

    def _open(self, total: int | None) -> None:
        self.progress.start()
        self.task, self.last = self.progress.add_task(STAGES[self.stage].in_language(self.language), total=total), 0


@contextmanager
def progress_bar(console: Console, language: str) -> Iterator[Bars]:
    """Bars with runs done, time spent and time left, one a stage; they appear when the first news comes."""
    korean = language == "ko"
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("경과" if korean else "spent"),
        TimeElapsedColumn(),
        TextColumn("남음" if korean else "left"),
        TimeRemainingColumn(),
        console=console,
    )
    try:
        yield Bars(progress, language)
    finally:
        for task in progress.tasks:
            if task.total is None:
                progress.update(task.id, total=1, completed=1)
        if progress.live.is_started:
            progress.stop()


def print_table(console: Console, header: Sequence[str], *, rows: Sequence[Sequence[str]]) -> None:
    """Print a table whose first column, the key, is never broken."""
    table = Table(header_style="bold")
    for place, name in enumerate(header):
        table.add_column(name, no_wrap=place == 0, overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def refuse_above(most: int, **given: int) -> None:
    """Refuse a number that is too large, in both languages."""
    for name, value in given.items():
        if value > most:
            option = "--" + name.replace("_", "-")
            raise SandanError(f"{option} {value}: {most} 이하여야 합니다.", f"{option} {value}: give {most} or less.")


def refuse_below(least: int, **given: int | None) -> None:
    """Refuse a number that is too small, in both languages."""
    for name, value in given.items():
        if value is not None and value < least:
            option = "--" + name.replace("_", "-")
            raise SandanError(
                f"{option} {value}: {least} 이상이어야 합니다.", f"{option} {value}: give {least} or more."
            )
