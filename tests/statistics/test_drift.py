"""Statistical checks over many seeds: nothing drifts in an ordinary run, rates come out, shared luck pays."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from benchmarks.pairs import variance_ratios
from simulation.model import Complex
from tests.steady.conftest import flat_path

pytestmark = pytest.mark.statistics

MONTHS = 60
SEEDS = 30


@pytest.fixture(scope="module")
def ordinary_runs():
    """Thirty ordinary runs of five years: constant demand for every firm, no productivity trend, the same firms."""
    scenario = sim.load(
        "changwon/baseline",
        ["instruments.national_smart_factory.rate=0", "parameters.production.productivity_growth=0"],
    )
    runs = []
    for seed in range(SEEDS):
        switches = sim.Switches(technology=False, order_paths=False, demography=False)
        model = Complex(scenario, seed=seed, outside=flat_path(MONTHS), switches=switches)
        model.run()
        arrays = model.recorder.arrays()
        runs.append({name: values.sum(axis=(1, 2)) for name, values in arrays.items()})
    return runs


@pytest.mark.parametrize("name", ["output_real", "employment"])
def test_output_and_jobs_do_not_drift(ordinary_runs, name):
    """Mean drift under 0.1 % a year from the first year to the last."""
    growth = [np.log(run[name][-12:].mean() / run[name][:12].mean()) / 4.0 for run in ordinary_runs]
    assert abs(np.mean(growth)) < 0.001, f"{100 * np.mean(growth):.3f} % a year"


def test_hires_and_separations_are_near_their_rates(ordinary_runs):
    hires = np.mean([run["hires"].sum() / run["employment"].sum() for run in ordinary_runs])
    left = np.mean([run["separations"].sum() / run["employment"].sum() for run in ordinary_runs])
    open_posts = np.mean([run["vacancies"].sum() / run["employment"].sum() for run in ordinary_runs])
    assert hires == pytest.approx(0.0245, abs=0.001)
    assert left == pytest.approx(0.0245, abs=0.001)
    assert open_posts == pytest.approx(0.0046, abs=0.0005)


def test_shared_luck_beats_independent_seeds_tenfold():
    """T6, for the effect on output, jobs and value added."""
    ratios = variance_ratios(scale="0.2")
    for name in ("output_real", "employment", "value_added"):
        assert ratios[name] > 10.0, ratios
