"""Statistical checks over many seeds: nothing drifts in an ordinary run, rates come out, shared luck pays."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from benchmarks.pairs import variance_ratios
from simulation.catalogue import parameters
from simulation.equations.careers import OUT
from simulation.model import Complex
from tests.steady.conftest import flat_path

pytestmark = pytest.mark.statistics

MONTHS = 60
SEEDS = 30


REPLACED = {"people.entrants": 2.4}
"""Young people entering in a year, % of the reach, at which they are as many as those who retire."""


@pytest.fixture(scope="module")
def ordinary_runs():
    """Thirty ordinary runs of five years: constant demand, firms, technique and productivity, nothing lasting happens.

    They start where hours are normal (at the end of 2018 people are held through a fall of output and would be let
    go) and in a reach that the young fill as fast as the old leave it where nobody moves house.
    """
    return [_run(seed, REPLACED) for seed in range(SEEDS)]


def _run(seed: int, draw: dict[str, float]) -> dict[str, np.ndarray]:
    """Totals by month, with people in reach and established posts at both ends."""
    scenario = sim.load(
        "changwon/baseline",
        [
            "start=2018-03",
            "end=2023-03",
            "instruments.national_smart_factory.rate=0",
            "parameters.production.productivity_growth=0",
        ],
    )
    switches = sim.Switches(technology=False, order_paths=False, demography=False, migration=False, technique=False)
    model = Complex(scenario, seed=seed, outside=flat_path(MONTHS), switches=switches, draw=draw)
    first = [_reach(model), model.firms.established_posts.sum()]
    model.run()
    last = [_reach(model), model.firms.established_posts.sum()]
    totals = {name: values.sum(axis=(1, 2)) for name, values in model.recorder.arrays().items()}
    return {**totals, "reach": np.array([first[0], last[0]]), "posts": np.array([first[1], last[1]])}


def _reach(model: Complex) -> int:
    return int((model.people.status != OUT).sum())


def yearly(run: dict[str, np.ndarray], name: str) -> float:
    """Growth a year from the first year to the last (log points)."""
    return float(np.log(run[name][-12:].mean() / run[name][:12].mean()) / 4.0)


@pytest.mark.parametrize("name", ["output_real", "employment"])
def test_output_and_jobs_do_not_drift(ordinary_runs, name):
    """Mean drift under 0.1 % a year from the first year to the last."""
    reach = [np.log(run["reach"][1] / run["reach"][0]) / 5.0 for run in ordinary_runs]
    assert abs(np.mean(reach)) < 0.001, "the young must replace the old for this to be a test of drift"
    drift = np.mean([yearly(run, name) for run in ordinary_runs])
    assert abs(drift) < 0.001, f"{100 * drift:.3f} % a year"


def test_an_ageing_reach_leaves_posts_unfilled():
    """Where fewer young people enter than old ones retire, workers fall with the people in reach while posts stand."""
    runs = [_run(seed, {}) for seed in range(6)]
    people = np.mean([np.log(run["reach"][1] / run["reach"][0]) / 5.0 for run in runs])
    jobs = np.mean([yearly(run, "employment") for run in runs])
    assert people < -0.005
    assert people < jobs < -0.001
    assert np.mean([run["posts"][1] / run["posts"][0] for run in runs]) > 1.0


def test_hires_and_separations_are_near_their_rates(ordinary_runs):
    """Once the first year has settled tenures, separations stand near their mean and hires fill what they open."""
    rate = {
        name: np.mean([run[name][12:].sum() / run["employment"][12:].sum() for run in ordinary_runs])
        for name in ("hires", "separations", "vacancies")
    }
    mean = parameters()["labour.separation_mean"].value / 100.0
    assert rate["separations"] == pytest.approx(mean, abs=0.0015)
    assert rate["hires"] == pytest.approx(rate["separations"], abs=0.0002)
    assert 0.0026 < rate["vacancies"] < 0.0066


def test_shared_luck_beats_independent_seeds_tenfold():
    """T6, for the effect on output, jobs and value added."""
    ratios = variance_ratios(scale="0.2")
    for name in ("output_real", "employment", "value_added"):
        assert ratios[name] > 10.0, ratios
