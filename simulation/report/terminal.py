"""What a terminal shows while a scenario runs and when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from simulation.errors import SandanError, Text


@contextmanager
def progress_bar(console: Console, language: str) -> Iterator[Callable[[int, int], None]]:
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
    stages = ["More worlds without the programme", "Sources of uncertainty", "Simulating"]
    if korean:
        stages = ["미시행 추가 반복", "불확실성의 출처", "모의실험"]
    task, last = progress.add_task(stages.pop(), total=None), 0

    def advance(done: int, total: int) -> None:
        nonlocal task, last
        progress.start()
        if done < last and stages:
            # Work that begins anew is the next stage of the run, with a bar of its own.
            task = progress.add_task(stages.pop(), total=total)
        last = done
        progress.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
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


def refuse_below(least: int, **given: int | None) -> None:
    """Refuse a number that is too small, in both languages."""
    for name, value in given.items():
        if value is not None and value < least:
            option = "--" + name.replace("_", "-")
            raise SandanError(
                Text(f"{option} {value}: {least} 이상이어야 합니다.", f"{option} {value}: give {least} or more.")
            )
