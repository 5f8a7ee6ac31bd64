"""More firms, no more workers: the record of the second complex to the end of 2023, which nothing was fitted to.

What decides the number of firms (floor let in units, who asks for them, how fast they find tenants) comes from before
the start in 2019-03. With output given, firms, jobs and utilisation of 2023Q4 are the test.
"""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import complex_data
from simulation.experiments.pair import draw_for, seed_of

pytestmark = pytest.mark.statistics

RUNS, SCALE = 16, 0.1
BAND = (0.1, 0.5, 0.9)


@pytest.fixture(scope="module")
def last_quarter():
    """Firms, jobs and utilisation (percent) at the end of 2023, one row a run."""
    scenario = sim.load("ansan/history", {"scale": str(SCALE)})
    found = []
    for run in range(RUNS):
        model = sim.Complex(scenario, seed=seed_of(scenario, run), draw=draw_for(scenario, run))
        model.run()
        series = {key: array[-1].sum() for key, array in model.recorder.arrays().items()}
        used = 100.0 * series["output_real"] / series["capacity"]
        found.append([series["tenants"] / SCALE, series["employment"] / SCALE, used])
    bands = np.quantile(np.array(found), BAND, axis=0)
    print("firms, jobs, utilisation of 2023-12 (10, 50, 90 %):", np.round(bands, 1).tolist())
    return bands


@pytest.mark.parametrize(("measure", "column"), [("firms", "tenants"), ("jobs", "employment"), ("use", "utilisation")])
def test_the_record_lies_in_the_band(measure, column, last_quarter):
    low, _, high = last_quarter[:, ["firms", "jobs", "use"].index(measure)]
    recorded = float(complex_data("ansan").record_total.loc["2023Q4", column])
    assert low <= recorded <= high


def test_firms_grow_and_jobs_do_not(last_quarter):
    start = complex_data("ansan").record_total.loc["2019Q1"]
    firms, jobs, _ = last_quarter[1]
    assert firms > 1.08 * start["tenants"]
    assert abs(jobs / start["employment"] - 1.0) < 0.03
    assert jobs / firms < 0.92 * start["employment"] / start["tenants"]
