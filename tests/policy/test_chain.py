"""The chain from a subsidy to jobs, link by link, each with the rest frozen."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from tests.steady.conftest import flat_path

MONTHS = 48
SUBSIDY = {
    "kind": "smart_factory_subsidy",
    "rate": 0.7,
    "cap": {1: 3.0, 2: 6.0},
    "budget": {2019: 400, 2020: 400},
    "sources": {"state": 1.0},
    "source": "judgement",
    "status": "assumed",
}


def world(instruments: dict, **changes: float) -> Complex:
    """A small complex on a flat path with given instruments and parameters held."""
    scenario = sim.load("changwon/baseline", {"scale": "0.3"})
    resolved = sim.Scenario.model_validate(
        {**scenario.model_dump(exclude={"instruments"}), "instruments": instruments, "parameters": changes}
    )
    switches = sim.Switches(order_paths=False, productivity_trend=False, wages_move=False, prices_move=False)
    model = Complex(resolved, seed=2, outside=flat_path(60), switches=switches)
    for _ in range(MONTHS):
        model.step()
    return model


@pytest.fixture(scope="module")
def pair():
    """The same luck without and with a generous subsidy."""
    return world({}), world({"subsidy": SUBSIDY})


def adopters(model: Complex) -> np.ndarray:
    return model.firms.smart_level > 0


def test_subsidy_to_adoption(pair):
    without, subsidised = pair
    assert adopters(subsidised).sum() > 1.1 * adopters(without).sum()
    assert subsidised.recorder.arrays()["subsidy_received"].sum() > 0.0


def test_adoption_to_unit_cost_and_quality(pair):
    _, subsidised = pair
    done = (subsidised.firms.smart_level > subsidised.ladder.start_level) & (
        subsidised.step_index - subsidised.firms.adoption_month > 30
    )
    assert done.any()
    assert (subsidised.firms.treated_productivity[done] > 1.0).all()
    assert (subsidised.firms.treated_quality[done] > 1.0).all()
    labour_cost = subsidised.firms.wage[done] / subsidised.firms.productivity[done]
    before = subsidised.firms.wage[done] / subsidised.start_productivity[done]
    assert (labour_cost < before).all()


def test_quality_to_orders_and_orders_to_output(pair):
    without, subsidised = pair
    new = adopters(subsidised) & ~adopters(without)
    settled = new & (subsidised.step_index - subsidised.firms.adoption_month > 18)
    more_orders = subsidised.firms.orders_outside[settled].sum() / without.firms.orders_outside[settled].sum()
    more_output = subsidised.firms.output[settled].sum() / without.firms.output[settled].sum()
    assert more_orders > 1.01
    assert more_output > 1.005


def test_without_quality_gain_orders_do_not_follow():
    """The link is cut where the demand gain is zero: productivity alone brings no orders."""
    held = {"technology.demand_gain": 0.0}
    without, subsidised = world({}, **held), world({"subsidy": SUBSIDY}, **held)
    assert adopters(subsidised).sum() > adopters(without).sum()
    assert subsidised.firms.orders_outside.sum() == pytest.approx(without.firms.orders_outside.sum(), rel=1e-9)


def test_productivity_without_demand_destroys_jobs():
    """T18: at fixed demand, more productive firms need fewer people."""
    held = {"technology.demand_gain": 0.0, "technology.productivity_gain": 0.09}
    without, subsidised = world({}, **held), world({"subsidy": SUBSIDY}, **held)
    new = adopters(subsidised) & ~adopters(without)
    assert subsidised.firms.established_posts[new].sum() <= without.firms.established_posts[new].sum()


def test_output_to_jobs():
    """Lasting demand lifts posts of the industry that receives it, slower than output."""
    scenario = sim.load("changwon/baseline", {"scale": "0.3"})
    switches = sim.Switches(order_paths=False, productivity_trend=False, technology=False)
    paths = [flat_path(60), flat_path(60)]
    paths[1].demand[:, 0] = 1.1
    heads, output = [], []
    for path in paths:
        model = Complex(scenario, seed=2, outside=path, switches=switches)
        for _ in range(24):
            model.step()
        machinery = model.firms.industry == 0
        heads.append(model.firms.employees[machinery].sum())
        output.append(model.firms.output[machinery].sum())
    assert 1.0 < heads[1] / heads[0] < output[1] / output[0]


def test_more_displacement_lowers_the_regional_effect():
    """T19: what quality wins is taken from local rivals in proportion to the local share."""
    effects = []
    for local in (0.2, 0.5, 0.8):
        held = {"displacement.local": local}
        without, subsidised = world({}, **held), world({"subsidy": SUBSIDY}, **held)
        effects.append(subsidised.firms.orders_outside.sum() - without.firms.orders_outside.sum())
    assert effects[0] > effects[1] > effects[2] > 0.0
