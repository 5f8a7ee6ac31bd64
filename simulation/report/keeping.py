"""Writing what is shown: pages beside each other, and whatever a run found into the folder where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from simulation.errors import LANGUAGES

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Paged(Protocol):
    """What has a report page."""

    def page(self, language: str | None = None) -> str:
        """The page in a language."""


def write_pages(result: Paged, folder: Path) -> list[Path]:
    """Write ``report.ko.html`` and ``report.en.html``, each whole or not at all."""
    written = []
    for language in LANGUAGES:
        path = folder / f"report.{language}.html"
        draft = path.with_suffix(".draft")
        draft.write_text(result.page(language), encoding="utf-8")
        draft.replace(path)
        written.append(path)
    return written


class Kept(Protocol):
    """What can be written into a folder of its own."""

    folder: Path | None

    def save(self, folder: Path | str) -> Path:
        """Write all of it, or nothing."""


Look = TypeVar("Look", bound=Kept)


def kept(make: Callable[Asked, Found], show: Callable[[Found], Look]) -> Callable[Asked, Look]:
    """A function that runs something, as one that shows what it found and writes it where it belongs, if anywhere.

    Args:
        make: runs and returns numbers.
        show: makes of them what can be looked at and saved.
    """

    @wraps(make)
    def shown(*given: Asked.args, **named: Asked.kwargs) -> Look:
        found = show(make(*given, **named))
        if found.folder is not None:
            found.save(found.folder)
        return found

    return shown
