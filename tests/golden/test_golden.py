"""Numbers change on purpose or not at all: every variable of a small world of every shipped scenario."""

from __future__ import annotations

import json

import numpy as np
import pytest

import simulation as sim
from tests.golden.worlds import FILE, fingerprint_of, lived, picture_of

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
    told, kept = found["fingerprints"], KEPT[name]["fingerprints"]
    assert sorted(told) == sorted(kept)
    changed = [key for key in kept if not same(told[key], kept[key])]
    assert not changed, f"changed: {', '.join(changed)}"


def same(told: list[float], kept: list[float]) -> bool:
    """Whether two fingerprints differ by no more than the order in which their cells were added up."""
    most = TOLERANCE * max(told[1], kept[1])
    return all(abs(one - other) <= most for one, other in zip(told, kept, strict=True))


def test_a_cell_that_moves_or_two_that_change_places_are_seen() -> None:
    cells = np.random.default_rng(1).random((30, 4, 4)) * 1000.0
    moved, swapped = cells.copy(), cells.copy()
    moved[7, 1, 2] += 1.0
    swapped[7, 1, 2], swapped[7, 1, 3] = cells[7, 1, 3], cells[7, 1, 2]
    assert same(fingerprint_of(cells), fingerprint_of(cells * (1.0 + 1e-15)))
    assert not same(fingerprint_of(cells), fingerprint_of(moved))
    assert not same(fingerprint_of(cells), fingerprint_of(swapped))
