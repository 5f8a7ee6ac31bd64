"""Which worlds tell how likely a reading is: its path first where it hangs on one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from simulation.catalogue import table
from simulation.luck import normals, stream
from simulation.outcomes.draw_probability import MoreWorlds
from simulation.outcomes.path_probability import FEWEST_RUNS, LevelPaths
from simulation.outcomes.targets import BY_DRAWS, BY_PATHS, _likelihood, _of_more_worlds, judge_reading
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
    arms = {"months": MONTHS, "more": more, "known": (level[:PAIRS] / 12.0, level[:WORLDS] / 12.0)}
    found, how = _likelihood(ROW, level[:RUNS], paths=paths, **arms)
    assert how == {"method": BY_PATHS, "paths": PATHS, "worlds": WORLDS, "pairs": PAIRS}
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    assert found["probability"] == pytest.approx(float((level >= 12.0).mean()))
    other = ROW | {"variable": "tenants"}
    found, how = _likelihood(other, level[:RUNS], paths=paths, **arms)
    assert (how["method"], how["paths"]) == (BY_DRAWS, PATHS)
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    found, how = _likelihood(other, level[:RUNS], paths=None, **arms)
    assert (how["method"], found["residual"] > 10.0) == (BY_DRAWS, True)


def test_a_reading_of_further_seeds_stands_behind_that_of_the_runs() -> None:
    """Tenants of a target of 12: runs have 100 and 10, further worlds 30, 40 and 50 without, 300 with it."""

    def at_end(*values: float) -> dict[str, np.ndarray]:
        return {"tenants": np.outer(values, np.ones(12))}

    row = ROW | {"variable": "tenants", "kind": "stock", "testable": "yes", "factor": "", "unit": "firms"}
    more = MoreWorlds(at_end(30.0, 40.0, 50.0), ("p",), np.zeros((11, 1)), lambda names: np.zeros((1, 1)))
    runs = {"": np.full(FEWEST_RUNS, 100.0), "_without": np.full(FEWEST_RUNS, 10.0)}
    for with_it, further in (({}, []), (at_end(300.0), [300.0])):
        found = _of_more_worlds(row, runs, more=replace(more, with_programme=with_it), months=MONTHS, factors={})
        assert found is not None
        assert (12.0 * found[""]).tolist() == pytest.approx([100.0] * FEWEST_RUNS + further)
        assert (12.0 * found["_without"]).tolist() == pytest.approx([10.0] * FEWEST_RUNS + [30.0, 40.0, 50.0])


def test_a_judged_reading_says_how_many_pairs_and_worlds_it_was_learned_from() -> None:
    """Ten runs and three further worlds without the programme, one of these seeds with it: eleven pairs."""
    luck = np.exp(0.1 * normals(stream(7, "tenants"), np.arange(14)))
    runs, further = 2500.0 * luck[:10], 2500.0 * luck[10:13]
    full = {name: np.outer(values, np.ones(12)) for name, values in (("runs", runs), ("further", further))}
    more = MoreWorlds(
        {"tenants": full["further"]},
        ("p",),
        np.zeros((13, 1)),
        lambda names: np.zeros((20, 1)),
        with_programme={"tenants": 1.02 * full["further"][:1]},
    )
    row = table("targets").fillna({"factor": "", "variable": "", "reading": ""}).set_index("key", drop=False)
    found = judge_reading(
        {**row.loc["tenants_3000"].to_dict(), "at": 2019},
        {"tenants": 1.02 * full["runs"]},
        without={"tenants": full["runs"]},
        months=MONTHS,
        outlook="announced",
        factors={},
        paths=None,
        more=more,
    )
    assert (found["n"], found["method"], found["worlds"], found["pairs"]) == (10, BY_DRAWS, 13, 11)
    assert found["probability"] >= found["probability_without"]
