"""Tests that stand on the same costly world are given to one worker, and one worker compiles while another reads."""

from __future__ import annotations

import gc
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simulation.experiments.pool import one_thread_each

one_thread_each()  # Workers begin with this.

ROOT = Path(__file__).parent
TOGETHER = {r"^def \w+\([^)]*\bsmall\b": "small", r"^from tests\.house\.sources import": "sources"}
"""What several files ask for, so that they go together: a finished result with its folder, the code read and parsed."""
FIRST = ("golden", "house", "errors", "drafts", "data", "outcomes")
"""The first compiles every rule of the month; the others hardly need one."""


@cache
def group_of(file: str) -> str:
    """Where the tests of a file belong: with the other files that ask for the same, else by themselves."""
    text = (ROOT.parent / file).read_text(encoding="utf-8")
    return next((group for asked, group in TOGETHER.items() if re.search(asked, text, re.MULTILINE)), file)


def place_of(item: pytest.Item) -> tuple[int, str]:
    """Order of the groups: what compiles, what needs nothing compiled, the rest."""
    file = item.path.relative_to(ROOT.parent)
    room = file.parts[1]
    return (FIRST.index(room) if room in FIRST else len(FIRST)), group_of(file.as_posix())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the groups; the order within one stays."""
    items.sort(key=place_of)


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: searches for what nobody holds any more need not look at them again."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Hand out whole groups; marks of groups cannot be relied on, as some versions of pytest drop them silently."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        """A group goes to one worker, in the order of the groups."""

        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid.partition("::")[0])

    return ByGroup(config, log)
