"""Numbers change on purpose or not at all: every variable of a small world of every shipped scenario."""

from __future__ import annotations

import json

import pytest

import simulation as sim
from tests.golden.worlds import FILE, lived, picture_of

TOLERANCE = 1e-9
KEPT = json.loads(FILE.read_text(encoding="utf-8"))


def test_every_shipped_scenario_has_a_golden_world() -> None:
    assert sorted(KEPT) == sorted(sim.gallery())


@pytest.mark.parametrize("name", sorted(KEPT))
def test_a_world_is_what_it_was_and_every_identity_closes_at_every_step(name: str) -> None:
    """Identities are checked over the whole scenario; that the checks can fail is tested with the accounts."""
    world = lived(name)
    assert world.residuals, "nothing was checked"
    assert world.residual < TOLERANCE, world.residuals
    found = picture_of(world)
    assert found["figures"] == pytest.approx(KEPT[name]["figures"], rel=1e-9)
    changed = [key for key, kept in KEPT[name]["hashes"].items() if found["hashes"].get(key) != kept]
    assert not changed, f"changed: {', '.join(changed)}"
    assert sorted(found["hashes"]) == sorted(KEPT[name]["hashes"])
