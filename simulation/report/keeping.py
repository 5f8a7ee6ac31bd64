"""Writing what is shown: pages beside each other, and whatever a run found into the folder where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

from simulation.errors import LANGUAGES
from simulation.experiments.crew import WRITING, Crew
from simulation.experiments.pool import spread
from simulation.outcomes.folder import write_whole
from simulation.report.sketch import Drawing

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Drawn(Protocol):
    """What has a report page in each language and pictures."""

    language: str

    def page(self, language: str | None = None) -> str:
        """The page in a language."""

    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture by name, as a function of the language."""


BATCHES = 4
"""Parts into which the pictures of a result are dealt when processes share them."""


def write_pages(result: Drawn, folder: Path, *, languages: Sequence[str] = LANGUAGES) -> list[Path]:
    """Write ``report.<language>.html`` in each language, each whole or not at all."""
    written = []
    for language in languages:
        path = folder / f"report.{language}.html"
        write_whole(path, result.page(language))
        written.append(path)
    return written


def write_looks(result: Drawn, folder: Path, *, workers: int | None = 1) -> None:
    """Write the pages and every picture, over processes if more than one may work; the files are the same.

    Args:
        result: what is shown.
        folder: where pages stand, with the pictures in ``figures``.
        workers: processes; all cores this process may use when None.
    """
    names = list(result.drawings())
    batches = [names[first::BATCHES] for first in range(BATCHES)]
    parts = [(language,) for language in LANGUAGES] + [tuple(batch) for batch in batches if batch]
    with closing(spread(partial(_write_part, result, folder=folder), parts, workers=workers)) as done:
        for _part in done:
            pass


def _write_part(result: Drawn, part: tuple[str, ...], *, folder: Path) -> None:
    """Write the page of one language, or the pictures of these names."""
    if part[0] in LANGUAGES:
        write_pages(result, folder, languages=part)
        return
    known = result.drawings()
    for name in part:
        known[name](language=result.language).save(folder / "figures")


class Kept(Protocol):
    """What can be written into a folder of its own."""

    folder: Path | None

    def save(self, folder: Path | str, *, workers: int | None = 1) -> Path:
        """Write all of it, or nothing."""


Look = TypeVar("Look", bound=Kept)


def kept(make: Callable[Asked, Found], show: Callable[[Found], Look]) -> Callable[Asked, Look]:
    """A function that runs something, as one that shows what it found and writes it where it belongs, if anywhere.

    Args:
        make: runs and returns numbers.
        show: makes of them what can be looked at and saved, drawn by as many ``workers`` as the run had.
    """

    @wraps(make)
    def shown(*given: Asked.args, **named: Asked.kwargs) -> Look:
        found = show(make(*given, **named))
        if found.folder is not None:
            asked: Any = named.get("workers")
            crew = Crew.of(asked)
            crew.begin(WRITING)
            found.save(found.folder, workers=crew.count)
        return found

    return shown
