"""Tests that stand on the same costly world are given to one worker, and one worker compiles while another reads."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent
SHARED = "small"
"""A finished result with its folder, which several files ask for: their tests go together."""
FIRST = ("golden", "house", "errors", "drafts", "data", "outcomes")
"""The first compiles every rule of the month; the others hardly need one."""


def group_of(item: pytest.Item) -> str:
    """Where a test belongs: with those that share a fixture of more than one file, else with its file."""
    return SHARED if SHARED in getattr(item, "fixturenames", ()) else str(item.path.relative_to(ROOT))


def place_of(item: pytest.Item) -> tuple[int, str]:
    """Order of the groups: what compiles, what needs nothing compiled, the rest."""
    room = item.path.relative_to(ROOT).parts[0]
    return (FIRST.index(room) if room in FIRST else len(FIRST)), group_of(item)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test with its group and order the groups; the order within one stays."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(group_of(item)))
    items.sort(key=place_of)
