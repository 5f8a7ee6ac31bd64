"""Limits over runs against values computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.outcomes.impact import MEASURES, PARTS, PHASES
from simulation.outcomes.limits import BINDING, limits_table, states


def test_one_boom_decides_the_mean_and_not_the_median() -> None:
    """Limits take 1, 0, 3 and 96 over two months and two phases: mean -25, median -2; the last two are the boom."""
    taken = [1.0, 0.0, 3.0, 96.0]
    runs = []
    for amount in taken:
        parts = np.zeros((2, len(PARTS) + 1))
        parts[:, PARTS.index("limits")] = -amount / 4.0
        parts[:, -1] = 50.0
        # Of what limits take, capacity takes twice as much and homes give a half back.
        apart = np.tile(np.array([-2.0, 0.5, 0.5]) * amount / 2.0, (2, 1))
        phases = {f"{phase}.{measure}": parts for phase in PHASES for measure in MEASURES}
        runs.append(phases | {f"limits.{measure}": apart for measure in MEASURES})
    found = limits_table(runs, np.array([0.9, 0.8, 1.1, 1.4])).set_index(["measure", "limit", "state"])
    whole = found.loc[("production", "all", "all")]
    assert (whole["mean"], whole["q50"], whole["effect_q50"]) == pytest.approx((-25.0, -2.0, 200.0))
    assert whole["binding"] == 0.75
    boom, slump = (found.loc[("jobs", "all", state)] for state in ("boom", "slump"))
    assert (boom["runs"], boom["q50"], slump["q50"]) == pytest.approx((2, -49.5, -0.5))
    capacity, labour, homes = (found.loc[("jobs", limit, "boom")] for limit in BINDING)
    assert (capacity["q50"], labour["q50"], homes["q50"]) == pytest.approx((-99.0, 24.75, 24.75))
    assert (capacity["binding"], homes["binding"]) == (1.0, 0.0)
    means = found["mean"].xs("all", level="state")["production"]
    assert means[list(BINDING)].sum() == pytest.approx(means["all"])


def test_few_runs_are_not_parted() -> None:
    assert list(states(np.array([1.0, 2.0, 3.0]))) == ["all"]
    assert states(np.array([1.0, 2.0, 3.0, 4.0]))["boom"].tolist() == [False, False, True, True]
