"""A parameter that moves an answer is told where runs are enough, and idle ones are not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulation.outcomes.ranking import ranked


def test_the_mover_is_first_and_told_and_the_others_are_not() -> None:
    luck = np.random.default_rng(5)
    draws = pd.DataFrame(luck.normal(size=(60, 30)), columns=[f"p{place}" for place in range(30)]).assign(still=1.0)
    found = ranked(draws, 3.0 * draws["p7"].to_numpy() + luck.normal(size=60))
    assert found["parameter"][0] == "p7"
    assert list(found.loc[found["told"], "parameter"]) == ["p7"]
    assert "still" not in set(found["parameter"])
    assert found["error"][0] == pytest.approx(1.0 / np.sqrt(59))
    # One in 20 over 30 on two sides: z = 3.1440 at 1 - 0.05 / 60, over the root of 60 - 3.
    assert found["least"][0] == pytest.approx(np.tanh(3.1440 / np.sqrt(57.0)), abs=1e-4)


def test_what_the_path_explains_is_given_no_parameter() -> None:
    """The answer is the path and a little of p1; p0 is the path itself."""
    luck = np.random.default_rng(6)
    path = luck.normal(size=80)
    draws = pd.DataFrame({"p0": path, "p1": luck.normal(size=80)})
    answer = 10.0 * path + draws["p1"].to_numpy()
    assert ranked(draws, answer)["parameter"][0] == "p0"
    given = np.column_stack([np.ones(80), path])
    left = ranked(draws, answer, given=given).set_index("parameter")
    assert left.loc["p1", "correlation"] > 0.95
    assert abs(left.loc["p0", "correlation"]) < 0.3
    # The path takes one of 80 runs: z = 2.2414 at 1 - 0.05 / 4, over the root of 79 - 3.
    assert left.loc["p1", "least"] == pytest.approx(np.tanh(2.2414 / np.sqrt(76.0)), abs=1e-4)
