"""T24: who is trained for the complex may work for its neighbours; results say how many, whatever the sign."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import variables
from simulation.model import Complex
from simulation.start.people import SKILLS
from tests.policy.test_skills_and_ai import Training
from tests.steady.conftest import flat_path

MONTHS = 24
SCALE = "0.2"
PLACES = 40.0
"""People trained a month in the reduced world."""
SEEDS = 30
T_ONE_PERCENT = 2.46
"""One-sided 1 % point of Student's t with 29 degrees of freedom."""


def world(seed: int, places: float) -> Complex:
    scenario = sim.load("changwon/baseline", {"scale": SCALE, "end": "2020-12"})
    switches = sim.Switches(technology=False, demography=False, order_paths=False)
    model = Complex(scenario, seed=seed, outside=flat_path(MONTHS), switches=switches)
    if places:
        model.world.programmes = Training(places)
    model.run()
    return model


def digital_here(model: Complex) -> int:
    people = model.people
    return int(((people.skill == SKILLS.index("digital")) & (people.employer >= 0)).sum())


def leakage(seed: int) -> tuple[float, float, float]:
    """More digital workers at tenants, elsewhere, and more workers of tenants who live outside the city."""
    trained, plain = world(seed, PLACES), world(seed, 0.0)
    elsewhere, commuting = (
        trained.recorder.city[name][-1] - plain.recorder.city[name][-1]
        for name in ("digital_elsewhere", "in_commuters")
    )
    return float(digital_here(trained) - digital_here(plain)), float(elsewhere), float(commuting)


def test_results_say_how_many_work_elsewhere() -> None:
    """The series are there with a name in both languages, and count people."""
    model = world(1, PLACES)
    people, city = model.people, model.recorder.city
    digital = people.skill == SKILLS.index("digital")
    assert city["digital_elsewhere"][-1] + digital_here(model) <= digital.sum()
    assert (city["digital_elsewhere"] > 0.0).all()
    for name in ("digital_elsewhere", "in_commuters"):
        assert variables()[name].name.ko
        assert variables()[name].name.en


def test_part_of_those_trained_for_the_complex_work_elsewhere() -> None:
    here, elsewhere, _ = leakage(1)
    assert here > 0.0
    assert elsewhere > 0.0


def test_training_that_nobody_gets_leaks_nothing() -> None:
    """A single place in the whole run, and none: the share that leaves is not written into the series."""
    plain, idle = world(1, 0.0), world(1, 1e-12)
    for name, values in plain.recorder.city.items():
        np.testing.assert_array_equal(values, idle.recorder.city[name], err_msg=name)


@pytest.mark.statistics
def test_leakage_is_found_over_thirty_pairs() -> None:
    """T24: paired, one-sided at 1 %; the share that leaves lies inside its bounds, and in-commuting has a number."""
    found = np.array([leakage(seed) for seed in range(SEEDS)])
    mean, error = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(SEEDS)
    print("more digital workers at tenants, elsewhere, more in-commuters:", np.round(mean, 1), "+-", np.round(error, 1))
    assert (mean[:2] > T_ONE_PERCENT * error[:2]).all()
    assert 0.1 < mean[1] / (mean[0] + mean[1]) < 0.9
    assert np.isfinite(mean[2])
    assert error[2] > 0.0
