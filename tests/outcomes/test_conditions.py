"""What would have to be true: values by hand."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.outcomes.conditions import first_year, needed, steadiness, yearly_growth
from simulation.outcomes.path_probability import LevelPaths
from simulation.units import Month


def test_the_multiple_at_which_half_of_the_runs_meet_a_level() -> None:
    """Target 110: runs ask for 10/5 = 2, 20/2 = 10, 0 (met without it) and more than any (nothing added)."""
    without = np.array([100.0, 90.0, 111.0, 80.0])
    found = needed(without + np.array([5.0, 2.0, -0.5, 0.0]), without, target=110.0)
    assert found["multiple"] == 2.0
    assert found["met"] == 1.0
    assert found["best"] == pytest.approx(100.0 * 110.5 / 110.0)
    assert found["middle"] == pytest.approx(100.0 * 98.5 / 110.0)
    assert np.isinf(needed(without, without, target=120.0)["multiple"])
    # Met exactly without it none is needed, whatever is added; a fifth that is missing asks for twice a tenth.
    assert needed(np.array([5.0]), np.array([5.0]), target=5.0)["multiple"] == 0.0
    assert needed(np.array([4.9]), np.array([4.8]), target=5.0)["multiple"] == pytest.approx(2.0)


def test_a_gain_has_no_level_under_it() -> None:
    found = needed(np.array([2.0, 4.0, 8.0]), np.zeros(3), target=8.0)
    assert found["multiple"] == 2.0
    assert found["met"] == 1.0


def test_growth_is_read_off_the_runs_that_met_it() -> None:
    values, growth = np.array([70.0, 66.0, 68.0]), np.array([6.0, 1.0, 4.0])
    found = needed(values, values, target=67.0, growth=growth)
    assert (found["growth_least"], found["growth_best"], found["growth_middle"]) == (4.0, 6.0, 4.0)
    assert np.isnan(needed(values, values, target=90.0, growth=growth)["growth_least"])


def test_growth_a_year_of_a_path() -> None:
    """A path that is 21 % higher throughout the second year after a start in December: 18.5 months to its middle."""
    months = [Month.parse("2019-01") + step for step in range(24)]
    path = np.r_[np.zeros(12), np.full(12, np.log(1.21))]
    paths = LevelPaths(np.vstack([path, 0.0 * path]), path[None])
    expected = 100.0 * (1.21 ** (12.0 / 18.5) - 1.0)
    assert yearly_growth(paths, months, year=2020) == pytest.approx([expected, 0.0])


def test_steadiness() -> None:
    steady, uneven = np.full(36, 100.0), np.r_[np.full(12, 100.0), np.full(12, 110.0), np.full(12, 99.0)]
    assert steadiness(np.vstack([steady, uneven])) == pytest.approx([0.0, 10.0])


def test_where_a_variable_begins() -> None:
    """A stock stands at its first month, a flow adds over the first year: 1 and 78 in a run, 3 and 102 in the other."""
    series = {"a": np.arange(1.0, 25.0) + np.array([[0.0], [1.0]]), "b": np.zeros((2, 24)) + np.array([[0.0], [1.0]])}
    assert first_year(series, "a+b", kind="stock") == 2.0
    assert first_year(series, "a+b", kind="flow") == 90.0
