"""Which worlds tell how likely a reading is: its path first where it hangs on one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.luck import normals, stream
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.path_probability import FEWEST_RUNS, LevelPaths
from simulation.outcomes.targets import BY_DRAWS, BY_PATHS, _likelihood, _of_more_worlds
from simulation.units import Month

RUNS, PAIRS, WORLDS, PATHS = 16, 24, 64, 400
MONTHS = [Month.parse("2018-12") + step for step in range(1, 13)]
ROW = {"value": 12.0, "compare": "level", "variable": "revenue", "at": 2019}


def test_a_level_that_is_its_path_is_told_by_it_in_every_world() -> None:
    path = 0.2 * normals(stream(5, "path"), np.arange(PATHS))
    level = 10.0 * np.exp(path)
    paths = LevelPaths(np.tile(path[:RUNS, None], 12), np.tile(path[RUNS:, None], 12))
    idle = normals(stream(6, "idle"), np.arange(PATHS))[:, None]
    more = MoreWorlds({}, ("p",), idle[:WORLDS], lambda names: idle[:, : len(names)])
    arms = {"months": MONTHS, "more": more, "known": (level[:PAIRS], level[:WORLDS])}
    found, how = _likelihood(ROW, level[:RUNS], paths=paths, **arms)
    assert how == {"method": BY_PATHS, "paths": PATHS, "worlds": WORLDS, "pairs": PAIRS}
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    assert found["probability"] == pytest.approx(float((level >= 12.0).mean()))
    found, how = _likelihood(ROW | {"variable": "tenants"}, level[:RUNS], paths=paths, **arms)
    assert how["method"] == BY_DRAWS
    assert found["residual"] > 10.0


def test_a_reading_of_further_seeds_stands_behind_that_of_the_runs() -> None:
    """Tenants at the end of the year: runs have 100 and 10, further worlds 30, 40 and 50 without, 300 with it."""

    def at_end(*values: float) -> dict[str, np.ndarray]:
        return {"tenants": np.outer(values, np.ones(12))}

    row = ROW | {"variable": "tenants", "kind": "stock", "testable": "yes", "factor": "", "unit": "firms"}
    more = MoreWorlds(at_end(30.0, 40.0, 50.0), ("p",), np.zeros((11, 1)), lambda names: np.zeros((1, 1)))
    runs = {"": np.full(FEWEST_RUNS, 100.0), "_without": np.full(FEWEST_RUNS, 10.0)}
    for with_it, further in (({}, []), (at_end(300.0), [300.0])):
        found = _of_more_worlds(row, runs, more=replace(more, with_programme=with_it), months=MONTHS, factors={})
        assert found is not None
        assert found[""].tolist() == [100.0] * FEWEST_RUNS + further
        assert found["_without"].tolist() == [10.0] * FEWEST_RUNS + [30.0, 40.0, 50.0]
