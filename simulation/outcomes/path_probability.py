"""The probability of a level that hangs on the outside path, integrated over many paths instead of a few runs.

A run of the model is dear and a path costs nothing. The runs teach how the level follows the path; thousands of paths
then say how often it is high enough (equation 4.13 and its correction in section 7).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Table
from simulation.luck import stream, uniforms
from simulation.outcomes.metrics import wilson
from simulation.units import Month

FOLLOWS = frozenset({"production", "revenue", "employment"})
"""Variables whose level hangs on the outside path."""
FEWEST_RUNS = 8
"""Runs from which the relation of level and path is learned; with fewer the share of runs stands."""
RESAMPLES = 400


@dataclass(frozen=True, slots=True)
class LevelPaths:
    """Log of nominal production on the outside path, relative to the start: for the runs, and for many more paths."""

    of_runs: Table
    drawn: Table

    def features(self, months: Sequence[Month], year: int) -> tuple[Table, Table]:
        """What a level of a year may follow (:func:`path_features`), for the runs and for the other paths."""
        return path_features(self.of_runs, months, year=year), path_features(self.drawn, months, year=year)

    def of_worlds(self, months: Sequence[Month], year: int, *, worlds: int) -> tuple[Table, Table]:
        """The same for worlds of the first seeds, those beyond the runs included, and for all seeds from the first."""
        found = np.vstack(self.features(months, year))
        return found[:worlds], found


def path_features(paths: Table, months: Sequence[Month], *, year: int) -> Table:
    """What a level of a year may follow of paths: a one, the mean of the year and that of the year before, in logs.

    Args:
        paths: logs by path and month.
        months: the months.
        year: calendar year of the level.
    """
    columns = [np.ones(paths.shape[0])]
    for wanted in (year, year - 1):
        own = np.array([month.year == wanted for month in months])
        if own.any():
            columns.append(np.log(np.exp(paths[:, own]).mean(axis=1)))
    return np.column_stack(columns)


def probability_over_paths(values: Column, target: float, *, of_runs: Table, drawn: Table) -> dict[str, float]:
    """Probability that a level reaches a target: mean over paths of P(level >= target | path), with its 95 % interval.

    ln y = x b + e by least squares over the runs; P = 1/(P R) sum_p sum_r 1[x_p b + e_r >= ln target], residuals
    scaled by sqrt(R / (R - k)). The interval resamples runs and adds the error of the number of paths
    in squares.

    Args:
        values: y, level in each run (positive).
        target: the same unit.
        of_runs: x of the runs, run by feature, the first a one.
        drawn: x of the paths, path by feature.
    """
    runs, features = of_runs.shape
    scale = np.sqrt(runs / (runs - features))
    wanted = np.log(target)
    middle = _reached(np.log(values), wanted, of_runs=of_runs, drawn=drawn, scale=scale)
    picks = uniforms(stream(0, "resampled runs"), np.arange(RESAMPLES * runs)).reshape(RESAMPLES, runs)
    again = [
        _reached(np.log(values)[rows], wanted, of_runs=of_runs[rows], drawn=drawn, scale=scale)
        for rows in (picks * runs).astype(np.int64)
    ]
    return {"probability": middle} | interval(middle, again, draws=drawn.shape[0])


def interval(middle: float, again: Sequence[float], *, draws: int) -> dict[str, float]:
    """``low`` and ``high`` of a probability: its resampled quantiles, and in squares the error of the number of draws.

    Args:
        middle: the probability.
        again: the same with resampled runs.
        draws: number of paths or draws it is a mean of (Wilson).
    """
    low, high = np.quantile(again, [0.025, 0.975])
    least, most = wilson(round(middle * draws), draws)
    return {
        "low": max(0.0, middle - float(np.hypot(max(0.0, middle - low), middle - least))),
        "high": min(1.0, middle + float(np.hypot(max(0.0, high - middle), most - middle))),
    }


def _reached(logs: Column, wanted: float, *, of_runs: Table, drawn: Table, scale: float) -> float:
    """Share of paths and residuals with which the target is reached."""
    slope = np.linalg.lstsq(of_runs, logs, rcond=None)[0]
    rest = np.sort(scale * (logs - of_runs @ slope))
    missing = wanted - drawn @ slope
    return float(1.0 - np.searchsorted(rest, missing, side="left").mean() / rest.size)
