"""Levels integrated over outside paths, by hand and against many plain runs of a toy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from simulation.luck import normals, stream
from simulation.outcomes.path_probability import LevelPaths, probability_over_paths
from simulation.units import Month

ONES = np.ones(4)


def test_a_level_that_is_the_path_counts_the_paths() -> None:
    # y = 10 exp(x) exactly, so the residuals are zero and only paths with x >= ln 1.5 reach 15: one of four.
    x = np.array([0.0, 0.1, 0.2, 0.3, 0.4, -0.1, -0.2, 0.05])
    of_runs = np.column_stack([np.ones(8), x])
    drawn = np.column_stack([ONES, [0.0, 0.2, 0.5, 0.3]])
    found = probability_over_paths(10.0 * np.exp(x), 15.0, of_runs=of_runs, drawn=drawn)
    assert found["probability"] == pytest.approx(0.25)
    assert found["low"] < 0.25 < found["high"]


def test_a_target_met_exactly_is_met() -> None:
    of_runs = np.ones((8, 1))
    found = probability_over_paths(np.full(8, 20.0), 20.0, of_runs=of_runs, drawn=np.ones((4, 1)))
    assert found["probability"] == 1.0


def test_residuals_are_scaled_and_spread_over_the_paths() -> None:
    # Mean log 0, residuals +-0.1 times sqrt(8 / 7); a target just above the smaller scale is reached by half.
    logs = np.array([0.1, -0.1] * 4)
    scaled = 0.1 * math.sqrt(8 / 7)
    arms = {"of_runs": np.ones((8, 1)), "drawn": np.ones((3, 1))}
    assert probability_over_paths(np.exp(logs), math.exp(scaled - 1e-6), **arms)["probability"] == pytest.approx(0.5)
    assert probability_over_paths(np.exp(logs), math.exp(scaled + 1e-6), **arms)["probability"] == 0.0


def test_the_interval_is_that_of_the_runs_where_paths_are_many() -> None:
    """Of eight runs half reach it; drawn again, one to seven of eight do in 95 of 100 cases (binomial)."""
    level = np.exp([0.1, -0.1] * 4)
    found = probability_over_paths(level, 1.0, of_runs=np.ones((8, 1)), drawn=np.ones((100_000, 1)))
    assert found["probability"] == pytest.approx(0.5)
    assert (found["low"], found["high"]) == pytest.approx((0.125, 0.875), abs=0.01)


def test_features_are_logs_of_yearly_means() -> None:
    months = [Month.parse("2018-12") + step for step in range(1, 25)]
    table = np.concatenate([np.zeros(18), np.full(6, math.log(3.0))])[None, :]
    found, _ = LevelPaths(table, table).features(months, 2020)
    assert found[0] == pytest.approx([1.0, math.log(2.0), 0.0])
    assert LevelPaths(table, table).features(months, 2019)[0].shape == (1, 2)


def test_worlds_beyond_the_runs_met_the_paths_after_those_of_the_runs() -> None:
    months = [Month.parse("2018-12") + step for step in range(1, 13)]
    paths = LevelPaths(np.array([[0.1] * 12, [0.2] * 12]), np.array([[0.3] * 12, [0.4] * 12, [0.5] * 12]))
    of_worlds, everybody = paths.of_worlds(months, 2019, worlds=3)
    assert of_worlds[:, 1] == pytest.approx([0.1, 0.2, 0.3])
    assert everybody[:, 1] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])


def test_sixteen_runs_come_near_the_answer_of_many() -> None:
    every = np.arange(20_000)
    path = 0.2 * normals(stream(1, "path"), every)
    level = 50.0 * np.exp(path + 0.05 * normals(stream(1, "rest"), every))
    truth = float((level >= 65.0).mean())
    x = np.column_stack([np.ones(every.size), path])
    errors, plain = [], []
    for first in range(0, 1600, 16):
        rows = slice(first, first + 16)
        errors.append(probability_over_paths(level[rows], 65.0, of_runs=x[rows], drawn=x[-5000:])["probability"])
        plain.append(float((level[rows] >= 65.0).mean()))
    assert np.std(np.array(errors) - truth) < 0.3 * np.std(np.array(plain) - truth)
    assert np.mean(errors) == pytest.approx(truth, abs=0.01)
