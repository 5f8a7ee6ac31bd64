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

RUNS, SCALE = 16, 0.1
BAND = (0.1, 0.5, 0.9)
FIRST, LAST = "2019Q1", "2023Q4"


@pytest.fixture(scope="module")
def last_quarter():
    """Firms, jobs and utilisation (percent) at the end of 2023: bands, as those of every recreated record.

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
    bands = np.quantile(as_published(np.array(found)), BAND, axis=0)
    print("firms, jobs, reported and true utilisation of 2023-12 (10, 50, 90 %):", np.round(bands, 1).tolist())
    return bands


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


@pytest.mark.parametrize(("place", "column"), [(0, "tenants"), (1, "employment")])
def test_firms_and_jobs_of_the_record_lie_in_the_band(place, column, last_quarter):
    low, _, high = last_quarter[:, place]
    assert low <= recorded(column) <= high


@pytest.mark.xfail(
    strict=True, reason="reported utilisation rose with output in full here; it lies a point above the band"
)
def test_reported_utilisation_lies_in_the_band(last_quarter):
    """How far reports follow output over capacity is known from before the start alone: by half, with an error of 0.2.

    From 2019 to 2023 they followed it one for one, which only the years under test say; in the first complex the same
    rule reports too much at the end of 2023, so no common change mends both.
    """
    low, _, high = last_quarter[:, 2]
    assert low <= recorded("utilisation") <= high


def test_output_over_capacity_would_lie_in_the_band(last_quarter):
    """What is missed is how firms report it, not what they have: the band of output over capacity holds the figure."""
    low, _, high = last_quarter[:, 3]
    assert low <= recorded("utilisation") <= high


def test_firms_grow_and_jobs_do_not(last_quarter):
    start = complex_data("ansan").record_total.loc[FIRST]
    firms, jobs, *_ = last_quarter[1]
    assert firms > 1.08 * start["tenants"]
    assert abs(jobs / start["employment"] - 1.0) < 0.03
    assert jobs / firms < 0.94 * start["employment"] / start["tenants"]
