"""Which worlds tell how likely a reading is: its path first where it hangs on one."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.luck import normals, stream
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.path_probability import LevelPaths
from simulation.outcomes.targets import BY_DRAWS, BY_PATHS, _likelihood
from simulation.units import Month

RUNS, WORLDS, PATHS = 16, 64, 400
MONTHS = [Month.parse("2018-12") + step for step in range(1, 13)]
ROW = {"value": 12.0, "compare": "level", "variable": "revenue", "at": 2019}


def test_a_level_that_is_its_path_is_told_by_it_in_every_world() -> None:
    path = 0.2 * normals(stream(5, "path"), np.arange(PATHS))
    level = 10.0 * np.exp(path)
    paths = LevelPaths(np.tile(path[:RUNS, None], 12), np.tile(path[RUNS:, None], 12))
    idle = normals(stream(6, "idle"), np.arange(PATHS))[:, None]
    more = MoreWorlds({}, ("p",), idle[:WORLDS], lambda names: idle[:, : len(names)])
    arms = {"months": MONTHS, "more": more, "without": level[:WORLDS]}
    found, how = _likelihood(ROW, level[:RUNS], paths=paths, **arms)
    assert how["method"] == BY_PATHS
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    assert found["probability"] == pytest.approx(float((level >= 12.0).mean()))
    found, how = _likelihood(ROW | {"variable": "tenants"}, level[:RUNS], paths=paths, **arms)
    assert how["method"] == BY_DRAWS
    assert found["residual"] > 10.0
