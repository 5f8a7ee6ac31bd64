"""Link 7 of 7 of the policy chain, jobs to moves, consumption and tax: an ordinary world, then each part by itself."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex, World
from simulation.model import month as page
from simulation.model.phases.plans import plan_posts
from tests.steady.conftest import flat_path

MONTHS = 30
FROM = 3
QUIET = {"order_paths": False, "technology": False, "demography": False, "productivity_trend": False}
DEAF = {
    "city.chance_elasticity": 0.0,
    "city.pay_elasticity": 0.0,
    "people.leaving_with_job": 1.0,
    "people.move_on_hire": 0.0,
}
"""Nobody moves because of jobs or pay: a job neither keeps people in the city nor makes them look for a home."""
NO_PROFIT_TAX = {"city.corporate_tax": 0.0}
"""More people at the same output earn what owners lose; without it the tax of the city follows pay alone."""


def world(demand: float = 1.0, draw: dict[str, float] | None = None, **switches: bool) -> Complex:
    """Two and a half years of an ordinary complex in which outside demand moves once, for good."""
    scenario = sim.load("changwon/baseline", {"scale": "0.3", "end": "2021-06"})
    path = flat_path(MONTHS)
    path.demand[FROM:] = demand
    model = Complex(scenario, seed=4, draw=draw, switches=sim.Switches(**QUIET, **switches), outside=path)
    model.run()
    return model


@pytest.fixture
def more_posts(monkeypatch):
    """Give every tenant more posts than its plan needs: jobs move, orders and output do not."""

    def set_factor(factor: float) -> None:
        def generous(world: World) -> None:
            plan_posts(world)
            if world.step_index >= FROM:
                whole = factor * world.flows.needed_posts
                world.flows.needed_posts[:] = whole
                world.firms.established_posts[:] = np.maximum(world.firms.established_posts, whole)

        monkeypatch.setattr(page, "plan_posts", generous)

    return set_factor


def city(model: Complex, name: str) -> float:
    """Total of a city series from the month the shock has reached pay on."""
    return float(model.recorder.city[name][FROM + 2 :].sum())


def jobs(model: Complex) -> float:
    return float(model.recorder.arrays()["employment"][FROM + 2 :].sum())


def made(model: Complex) -> np.ndarray:
    return np.asarray(model.recorder.arrays()["output_real"].sum(axis=(1, 2)))


@pytest.fixture(scope="module")
def calm() -> Complex:
    return world()


@pytest.fixture(scope="module")
def busy() -> Complex:
    """Outside demand a quarter higher: the complex hires."""
    return world(demand=1.25)


def test_more_jobs_bring_people_spending_and_tax_in_an_ordinary_world(calm, busy) -> None:
    """Link 7 of 7, nothing frozen: in less out, consumption and city tax rise with jobs, and fall with them."""
    slack = world(demand=0.75)
    assert jobs(slack) < jobs(calm) < jobs(busy)
    for name in ("net_migration", "household_consumption", "local_tax", "city_tax", "service_jobs"):
        assert city(slack, name) < city(calm, name) < city(busy, name), name
    for name in ("in_migration", "population"):
        assert city(slack, name) < city(calm, name) < city(busy, name), name
    assert city(slack, "out_migration") > city(calm, "out_migration") > city(busy, "out_migration")
    for model in (slack, busy):
        assert model.residual < 1e-9


def test_nothing_moves_before_jobs_do(calm, busy) -> None:
    """The months before the shock are the same bit for bit."""
    for name, values in calm.recorder.city.items():
        np.testing.assert_array_equal(values[:FROM], busy.recorder.city[name][:FROM], err_msg=name)


def test_jobs_alone_bring_people_spending_and_tax(calm, more_posts) -> None:
    """Link 7 of 7 with orders and output frozen: posts are added, so that nothing but jobs and their pay moves."""
    without = world(draw=NO_PROFIT_TAX)
    more_posts(1.15)
    with_jobs = world(draw=NO_PROFIT_TAX)
    assert jobs(with_jobs) > 1.005 * jobs(without)
    np.testing.assert_allclose(made(with_jobs), made(without), rtol=2e-3)
    for name in ("net_migration", "household_consumption", "city_tax", "service_jobs"):
        assert city(with_jobs, name) > city(without, name), name


def test_jobs_to_moves_with_spending_frozen() -> None:
    """Link 7 of 7, moves alone: without households there is no spending, and people follow jobs all the same."""
    calm, busy = (world(demand, households=False) for demand in (1.0, 1.25))
    assert city(busy, "net_migration") > city(calm, "net_migration")
    for model in (calm, busy):
        assert "household_consumption" not in model.recorder.city


def test_jobs_to_consumption_and_tax_with_moves_frozen() -> None:
    """Link 7 of 7, spending and tax alone: nobody moves, and pay is spent and taxed all the same."""
    calm, busy = (world(demand, migration=False) for demand in (1.0, 1.25))
    assert len(set(busy.recorder.city["population"].sum(axis=1))) == 1
    for name in ("household_consumption", "local_tax", "city_tax", "service_jobs"):
        assert city(busy, name) > city(calm, name), name


def test_consumption_is_the_pay_of_residents_times_the_propensity(busy, calm) -> None:
    """What is spent more is the propensity times net pay earned more: the complex's, suppliers' and services'."""
    value = busy.value
    more = city(busy, "household_consumption") - city(calm, "household_consumption")
    paid = [float(model.recorder.arrays()["wage_bill"][FROM + 2 :].sum()) for model in (calm, busy)]
    own = value["households.propensity"] * (1.0 - value["households.tax_rate"]) * value["households.resident_share"]
    assert more >= own * (paid[1] - paid[0]) * 0.99
    assert more < 3.0 * own * (paid[1] - paid[0]), "the rest is pay of suppliers and services"


def test_where_nobody_answers_to_jobs_moves_stand_still(calm, busy) -> None:
    """The link is cut where nobody answers: jobs and spending rise, moves stay as they were.

    Who works in the complex counts the way to it when looking for a home anyway, so a handful choose another zone.
    """
    still, deaf = (world(demand, draw=DEAF) for demand in (1.0, 1.25))
    assert jobs(deaf) > jobs(still)
    assert city(deaf, "household_consumption") > city(still, "household_consumption")
    for name in ("in_migration", "out_migration"):
        cut, whole = (abs(city(b, name) - city(a, name)) for a, b in ((still, deaf), (calm, busy)))
        assert cut < 0.1 * whole, name


def test_taxes_follow_pay_by_their_rates() -> None:
    """Link 7 of 7, tax alone: local income tax is its rate of what residents earn, in every month."""
    calm, busy = (world(demand, migration=False, draw=NO_PROFIT_TAX) for demand in (1.0, 1.25))
    rate = busy.value["households.local_tax_rate"]
    spent_of_pay = busy.value["households.propensity"] * (1.0 - busy.value["households.tax_rate"])
    for model in (calm, busy):
        income = model.recorder.city["household_consumption"] / spent_of_pay
        np.testing.assert_allclose(model.recorder.city["local_tax"], rate * income, rtol=1e-9)
    more = city(busy, "city_tax") - city(calm, "city_tax")
    assert more == pytest.approx(city(busy, "local_tax") - city(calm, "local_tax"), rel=1e-6)
