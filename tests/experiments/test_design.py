"""Parameter draws: every range is drawn, strata are met, and nothing moves when runs or parameters are added."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue import parameters_for
from simulation.experiments import layers
from simulation.experiments.design import BLOCK, draw_parameters, stratified
from simulation.experiments.worlds import worlds_of
from simulation.scenario import load

KNOWN = parameters_for("changwon")


def test_every_ranged_parameter_is_drawn_within_its_range():
    drawn = draw_parameters(KNOWN, 1, run=0)
    for key, quantity in KNOWN.items():
        if quantity.ranged:
            assert quantity.low <= drawn[key] <= quantity.high
        else:
            assert key not in drawn


def test_every_ranged_parameter_moves_between_runs():
    runs = [draw_parameters(KNOWN, 1, run=run) for run in range(4)]
    for key in runs[0]:
        assert len({run[key] for run in runs}) == 4, f"{key} is never drawn anew"


@pytest.mark.parametrize("name", ["a", "labour.hours_floor"])
def test_a_block_of_runs_meets_every_stratum_once(name):
    places = [stratified(1, name, run=run) for run in range(BLOCK, 2 * BLOCK)]
    assert sorted(int(place * BLOCK) for place in places) == list(range(BLOCK))


def test_two_parameters_are_drawn_independently():
    first = np.array([stratified(3, "one", run=run) for run in range(400)])
    second = np.array([stratified(3, "two", run=run) for run in range(400)])
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.15


def test_a_new_parameter_changes_no_other():
    """T5: another parameter leaves the samples of the rest as they were."""
    fewer = {key: KNOWN[key] for key in list(KNOWN)[::2]}
    for run in range(3):
        small, large = draw_parameters(fewer, 1, run=run), draw_parameters(KNOWN, 1, run=run)
        assert all(small[key] == large[key] for key in small)


def test_shares_of_variance_by_hand_and_none_of_what_never_varies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four draws of a layer alone, 0 to 3, have the variance 1.25; twice as far apart four times that."""

    def found(_work: object, count: int, **_given: object) -> list[dict[str, float]]:
        points = sorted({(d, 0, 0) for d in range(4)} | {(0, d, 0) for d in range(4)} | {(0, 0, d) for d in range(4)})
        assert count == len(points)
        return [{"level.employment": luck + 2.0 * drawn, "effect.employment": 7.0} for luck, drawn, _ in points]

    monkeypatch.setattr(layers, "over_seeds", found)
    worlds = worlds_of(load("changwon/smart_complex"))
    assert layers.variance_shares(worlds, 4) == {
        "level.employment": {"luck": 0.2, "parameters": 0.8, "outside_world": 0.0}
    }
