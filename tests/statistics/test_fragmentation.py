"""More firms, no more workers: the record of the second complex to the end of 2023, which nothing was fitted to.

What decides the number of firms (floor let in units, who asks for them, how fast they find tenants) comes from before
the start in 2019-03. With output given, firms, jobs and utilisation of 2023Q4 are the test.
"""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import complex_data
from simulation.experiments.origins import MEASURES
from simulation.experiments.pair import draw_for, seed_of
from simulation.experiments.structural_error import as_foretold

pytestmark = pytest.mark.statistics

RUNS, SCALE = 128, 0.1
ALL_THREE = 0.8
"""Chance that the bands of firms, jobs and utilisation hold all three together; each alone: the third root of it."""
BEYOND = (1.0 - ALL_THREE ** (1.0 / 3.0)) / 2.0
BAND = (BEYOND, 0.5, 1.0 - BEYOND)
FIRST, LAST = "2019Q1", "2023Q4"


@pytest.fixture(scope="module")
def last_quarter():
    """Firms, jobs and utilisation (percent) at the end of 2023: bands that hold all three in four years of five.

    They hold the structural error that calibration grants and the noise of a published quarter; true utilisation, which
    no office publishes, holds neither.
    """
    scenario = sim.load("ansan/history", {"scale": str(SCALE)})
    found = []
    for run in range(RUNS):
        model = sim.Complex(scenario, seed=seed_of(scenario, run), draw=draw_for(scenario, run))
        model.run()
        last = {key: array[-1] for key, array in model.recorder.arrays().items()}
        true = 100.0 * last["output_real"].sum() / last["capacity"].sum()
        reported = np.average(last["utilisation"], weights=last["capacity"])
        found.append([last["tenants"].sum() / SCALE, last["employment"].sum() / SCALE, reported, true])
    told = as_published(np.array(found))
    for each in ((0.1, 0.5, 0.9), BAND):
        print(
            "firms, jobs, reported and true utilisation of 2023-12",
            each,
            np.quantile(told, each, axis=0).round(1).tolist(),
        )
    return np.quantile(told, BAND, axis=0)


def as_published(found):
    """The runs with one drawn structural error each in the quarter that is tested."""
    quarters = [quarter for quarter in complex_data("ansan").quarters if FIRST < quarter <= LAST]
    runs = np.zeros((RUNS, len(quarters), len(MEASURES), 1))
    columns = {"tenant_firms": 0, "employment": 1, "utilisation_pct": 2}
    for measure, column in columns.items():
        runs[:, -1, MEASURES.index(measure), 0] = found[:, column]
    told = as_foretold(runs, "ansan", origin=FIRST)[:, -1, :, 0]
    return np.column_stack([*(told[:, MEASURES.index(measure)] for measure in columns), found[:, 3]])


def recorded(column):
    """The office's figure of the last quarter."""
    return float(complex_data("ansan").record_total.loc[LAST, column])


@pytest.mark.parametrize(("place", "column"), [(0, "tenants"), (1, "employment"), (2, "utilisation")])
def test_firms_jobs_and_utilisation_of_the_record_lie_in_the_joint_band(place, column, last_quarter):
    """Reported utilisation lies at its 91st percentile: above the 80 % band of its own, within the joint one.

    How far reports follow output over capacity is known from before the start alone: by half, with an error of 0.2.
    From 2019 to 2023 they followed it one for one, which only the years under test say.
    """
    low, _, high = last_quarter[:, place]
    assert low <= recorded(column) <= high


def test_output_over_capacity_would_lie_in_the_band(last_quarter):
    """What is nearly missed is how firms report it, not what they have: output over capacity holds the figure."""
    low, _, high = last_quarter[:, 3]
    assert low <= recorded("utilisation") <= high


def test_firms_grow_and_jobs_do_not(last_quarter):
    start = complex_data("ansan").record_total.loc[FIRST]
    firms, jobs, *_ = last_quarter[1]
    assert firms > 1.08 * start["tenants"]
    assert abs(jobs / start["employment"] - 1.0) < 0.03
    assert jobs / firms < 0.94 * start["employment"] / start["tenants"]
