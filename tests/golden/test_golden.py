"""Numbers change on purpose or not at all: every variable of a small world of every shipped scenario."""

from __future__ import annotations

import json

import pytest

import simulation as sim
from tests.golden.worlds import FILE, picture_of

KEPT = json.loads(FILE.read_text(encoding="utf-8"))


def test_every_shipped_scenario_has_a_golden_world() -> None:
    assert sorted(KEPT) == sorted(sim.gallery())


@pytest.mark.parametrize("name", sorted(KEPT))
def test_a_world_is_what_it_was(name: str) -> None:
    found = picture_of(name)
    assert found["figures"] == pytest.approx(KEPT[name]["figures"], rel=1e-9)
    changed = [key for key, kept in KEPT[name]["hashes"].items() if found["hashes"].get(key) != kept]
    assert not changed, f"changed: {', '.join(changed)}"
    assert sorted(found["hashes"]) == sorted(KEPT[name]["hashes"])
