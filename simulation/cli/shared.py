"""What all verbs share: the language, the two channels to the user and the choices that hold for every verb."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from simulation.errors import SandanError
from simulation.report.terminal import progress_bar, refuse_below

if TYPE_CHECKING:
    from simulation.experiments.crew import Crew

WIDTH_OF_FILES = 140
"""Columns where the output is no terminal but a file or a pipe."""
console = Console() if sys.stdout.isatty() else Console(width=WIDTH_OF_FILES)
errors = Console(stderr=True)
ScenarioArgument = Annotated[str, typer.Argument(help="시나리오 이름이나 파일 / shipped name or path")]


def workers_allowed(count: int | None) -> int | None:
    """The number of processes, unless there are none."""
    refuse_below(1, workers=count)
    return count


WorkersOption = Annotated[int | None, typer.Option(callback=workers_allowed, help="동시 작업 수 / processes")]
SetOption = Annotated[list[str], typer.Option("--set", help="값 바꾸기 a.b=c / change an option")]


def folder_for_results(out: Path) -> Path:
    """The folder that ``--out`` names, unless a file stands in its place or on the way to it."""
    for each in (out, *out.parents):
        if each.exists() and not each.is_dir():
            raise SandanError(
                f"--out {out}: '{each}'은(는) 폴더가 아니라 파일입니다. 다른 폴더를 적으십시오.",
                f"--out {out}: '{each}' is a file, not a folder. Name another folder.",
            )
    return out


def scale_allowed(scale: float) -> float:
    """The size of the worlds, unless it is none or larger than life."""
    if not 0.01 <= scale <= 1.0:
        raise SandanError("--scale은 0.01에서 1 사이입니다.", "--scale lies between 0.01 and 1.")
    return scale


ScaleOption = Annotated[float, typer.Option(callback=scale_allowed, help="축척(1이 실제 크기) / 1 is full size")]
OutOption = Annotated[Path, typer.Option("--out", callback=folder_for_results, help="결과 폴더 / folder of results")]
RESULTS = Path("results")


def first_complex() -> str:
    """The complex that is meant where none is named: the first of those that ship."""
    from simulation.catalogue import complexes

    return complexes()[0]


ComplexOption = Annotated[
    str, typer.Option("--complex", default_factory=first_complex, show_default=False, help="산업단지 / complex")
]
ComplexArgument = Annotated[
    str,
    typer.Argument(
        metavar="COMPLEX", default_factory=first_complex, show_default=False, help="산업단지 / key of a complex"
    ),
]


def look_in(folder: Path | None) -> Path | None:
    """Add a folder of a planner's own complexes and scenarios, for this run and the processes it starts."""
    if folder is not None:
        from simulation.catalogue.files import OWN_DATA

        if not folder.is_dir():
            raise SandanError(
                f"--data {folder}: 폴더가 없습니다. complexes/와 scenarios/가 든 폴더를 적으십시오.",
                f"--data {folder}: there is no such folder. Name one that holds complexes/ and scenarios/.",
            )
        os.environ[OWN_DATA] = str(folder.resolve())
    return folder


def refuse_empty_data() -> None:
    """Refuse folders of own data with nothing in them, such as one inside or above the right one."""
    if "SANDAN_DATA" not in os.environ:
        return
    from simulation.catalogue.files import with_nothing

    for folder in with_nothing():
        raise SandanError(
            f"--data(SANDAN_DATA) {folder}: complexes/키/complex.yaml도 scenarios/키/이름.yaml도 없는 폴더입니다. "
            "complexes/와 scenarios/가 바로 든 폴더를 적으십시오.",
            f"--data (SANDAN_DATA) {folder}: this folder holds neither complexes/KEY/complex.yaml nor "
            "scenarios/KEY/NAME.yaml. Name the folder that holds complexes/ and scenarios/ themselves.",
        )


DataOption = Annotated[
    Path | None, typer.Option("--data", callback=look_in, is_eager=True, help="내 자료 폴더 / folder of own data")
]


@dataclass(slots=True)
class Settings:
    """Choices that hold for every verb."""

    language: str = "ko"
    debug: bool = False


settings = Settings()


def system_language() -> str:
    """Korean where the system speaks Korean, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "ko" if spoken.lower().startswith("ko") else "en"


@contextmanager
def at_work(workers: int | None) -> Iterator[Crew]:
    """A crew of so many processes, with a bar that shows how far they are."""
    from simulation.experiments.crew import Crew

    with progress_bar(errors, settings.language) as bars:
        yield Crew(workers, progress=bars, begins=bars.begin)


def say(ko: str, en: str) -> str:
    """The text in the chosen language."""
    return ko if settings.language == "ko" else en


def tell(*lines: str) -> None:
    """Print lines as they are, however long."""
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def tell_folder(folder: Path | None) -> None:
    """Print where the results are."""
    tell(say(f"결과 폴더: {folder}", f"Results: {folder}"))
