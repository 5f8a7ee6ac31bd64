"""A month visits the rows that hold a firm or may by then: that changes nothing, and rows to come wait as they were."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from simulation.model.parts.rows import IN_SIGHT, Rows

SMALL = ["scale=0.05", "end=2020-12"]
MOVES_WHILE_WAITING = {"price", "wage_offer", "labour_cost", "unit_cost", "lowest_cost", "own_price", "conceded"}


def lived(*changes: str) -> Complex:
    model = Complex(sim.load("changwon/smart_complex", [*SMALL, *changes]), seed=3)
    model.run()
    return model


@pytest.mark.parametrize("change", ["shift=0", "switches.own_prices=true", "switches.turnover=false"])
def test_rows_to_come_change_nothing_whether_seen_or_not(monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Those who come, and what they do from then on, are the same where every month visits all rows."""
    found = lived(change)
    monkeypatch.setattr(Rows, "until", lambda rows, month: rows.due.size)
    expected = lived(change)
    assert (expected.demography.entered >= 0).any()
    for name, array in expected.recorder.arrays().items():
        np.testing.assert_allclose(found.recorder.arrays()[name], array, rtol=1e-9, atol=1e-9, err_msg=name)
    for each in fields(sim.state.Firms):
        ours, theirs = (getattr(model.world.rows.everyone, each.name) for model in (found, expected))
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-7, err_msg=each.name)


def test_a_row_waits_as_it_was_laid_out_but_for_prices_pay_and_technique() -> None:
    model = Complex(sim.load("changwon/smart_complex", SMALL), seed=3)
    before = {each.name: getattr(model.firms, each.name).copy() for each in fields(model.firms)}
    for _ in range(6):
        model.step()
    waiting = model.world.rows.due >= 6
    assert waiting.any()
    moved = {
        name
        for name, column in before.items()
        if not np.array_equal(getattr(model.world.rows.everyone, name)[waiting], column[waiting])
    }
    assert {"price", "wage_offer"} < moved <= MOVES_WHILE_WAITING


def test_every_column_in_sight_is_as_long_as_the_month_sees() -> None:
    """A column that is left out of the list would keep all rows, and one that is listed is a part of them."""
    model = Complex(sim.load("changwon/smart_complex", SMALL), seed=3)
    model.step()
    seen, every = model.world.rows.until(0), model.world.rows.due.size
    assert seen < every
    for part, names in IN_SIGHT.items():
        for name in names:
            assert getattr(getattr(model.world, part), name).size == seen, f"{part}.{name}"
