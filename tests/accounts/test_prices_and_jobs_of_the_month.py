"""Jobs outside the complex follow productivity, plant has the price of the month, and effects those of 2020."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import complex_data, parameters_for
from simulation.catalogue.areas import COMPLEX, PROVINCE
from simulation.experiments import referee
from simulation.experiments.decomposition import at_ratios, jobs_by_area, measures
from simulation.model import Complex
from simulation.model.parts.city import city_state
from simulation.model.phases.accounts import dearer_energy
from simulation.start.firms import fill_services
from simulation.state import Firms, allocate
from simulation.units import Month

GROWTH = "production.productivity_growth"


def test_jobs_per_output_fall_as_productivity_grows() -> None:
    """From the middle of 2020 to December 2021 are 17.5 months: 1.035 ** (-17.5 / 12) = 0.95107."""
    system = complex_data("changwon").input_output({})
    jobs = system.jobs_per_million()
    later, before = (system.jobs_per_million(Month.parse(month), growth=0.035) for month in ("2021-12", "2020-06"))
    assert later / jobs == pytest.approx(0.95107, abs=1e-5)
    assert before / jobs == pytest.approx(1.035 ** (0.5 / 12), abs=1e-12)
    year = [system.jobs_per_million(Month.parse("2020-01") + month, growth=0.035) for month in range(12)]
    assert np.mean(year, axis=0) / jobs == pytest.approx(1.0, abs=1e-4)


def test_jobs_outside_are_those_of_the_month_in_the_series_and_in_the_effect() -> None:
    """Three years on at five percent a year, output a job is 1.05 ** 3 times that of the first month's ratio."""
    scenario = sim.load("changwon/baseline", {"scale": "0.05", "end": "2019-03"})
    world = Complex(scenario, seed=3, draw={GROWTH: 5.0})
    world.run()
    assert world.jobs_per_million(36) / world.jobs_per_million(0) == pytest.approx(1.05**-3)
    assert jobs_by_area(world)[:, PROVINCE] == pytest.approx(world.recorder.city["jobs_indirect_province"])
    still = Complex(scenario, seed=3, draw={GROWTH: 5.0}, switches=sim.Switches(productivity_trend=False))
    assert np.array_equal(still.jobs_per_million(36), world.system.jobs_per_million())


@pytest.fixture(scope="module")
def usual_and_dear() -> tuple[Complex, Complex]:
    """One month under usual prices, and the same under prices a tenth higher; technique answers to neither."""
    scenario = sim.load("changwon/baseline", {"scale": "0.05", "end": "2019-01"})
    usual = Complex(scenario, seed=3, draw={"labour.wage_elasticity": 0.0})
    outside = replace(usual.outside, price=1.1 * usual.outside.price)
    dear = Complex(scenario, seed=3, draw={"labour.wage_elasticity": 0.0}, outside=outside)
    for world in (usual, dear):
        world.run()
    return usual, dear


def test_plant_is_bought_and_worn_at_the_price_of_the_month(usual_and_dear) -> None:
    """Prices a tenth higher in the only month make the same plant a tenth dearer."""
    found = [world.recorder.arrays() for world in usual_and_dear]
    before, after = (arrays["fixed_capital_consumption"].sum() for arrays in found)
    assert after / before == pytest.approx(1.1)
    assert usual_and_dear[1].residual < 1e-9


def test_effects_stand_at_prices_of_2020_wherever_they_land(usual_and_dear) -> None:
    """Dearer goods are no more goods, and pay of 2019-01 is told 1.02 ** (18 / 12) higher, at mid-2020 prices."""
    nominal = [world.recorder.arrays()["value_added"].sum() for world in usual_and_dear]
    assert nominal[1] / nominal[0] == pytest.approx(1.1)
    usual, dear = (measures(world.world) for world in usual_and_dear)
    for name in ("production", "value_added", "tax"):
        assert dear[name] == pytest.approx(usual[name]), name
    price = usual_and_dear[0].outside.price[0]
    worth = usual_and_dear[0].recorder.arrays()["value_added"][0].sum(axis=1)
    assert usual["value_added"][0, COMPLEX] == pytest.approx((worth / price).sum())
    paid = usual_and_dear[0].recorder.arrays()["compensation"].sum()
    assert usual["pay"][0, COMPLEX] == pytest.approx(paid * 1.02**1.5)
    heads = usual_and_dear[0].recorder.arrays()["employment"].sum()
    work = [float(usual[name][0, COMPLEX]) for name in ("jobs", "jobs_employees", "jobs_permanent")]
    assert work == pytest.approx([heads / 12.0, heads / 12.0, heads])
    assert usual_and_dear[0].recorder.city["value_added_real"][0] == pytest.approx((worth / price).sum())
    asked = [referee.measures(world.world)[referee.MEASURES.index("value_added")] for world in usual_and_dear]
    assert asked[1] == pytest.approx(asked[0])
    assert asked[0][0] == pytest.approx(usual["value_added"][0, COMPLEX] / 0.05)


def test_value_added_and_pay_outside_are_output_at_the_ratios_of_their_year() -> None:
    """Output of 1 in the sector of one area in December and 2 in January, at 0.3 in one year and 0.4 in the next."""
    world = SimpleNamespace(start_month=Month.parse("2020-11"), months=2)
    sectors = np.zeros((2, 2, 3))
    sectors[:, 1, 2] = 1.0, 2.0
    found = at_ratios(sectors, world, ratio=lambda year: np.full(3, {2020: 0.3, 2021: 0.4}[year]))
    assert found == pytest.approx(np.array([[0.0, 0.3], [0.0, 0.8]]))


def test_services_of_the_start_are_volumes() -> None:
    """Prices and pay twice as high buy the same services, and those that suppliers' volumes call forth stay."""
    data = complex_data("changwon")
    system, value = data.input_output({}), {key: each.value for key, each in parameters_for("changwon").items()}
    province = np.arange(18.0)
    low, high = (city_state(p * 50.0, province, price=p, value=value, system=system) for p in (1.0, 2.0))
    assert high.services == pytest.approx(low.services)
    assert (high.price, low.price) == (2.0, 1.0)


def test_tenants_in_services_make_what_their_sector_makes_in_the_month_of_the_start() -> None:
    """Three years on at five percent a year, the same heads make 1.05 ** 3 times as much."""
    system = complex_data("changwon").input_output({})
    firms = allocate(Firms, 2)
    firms.operating[:], firms.employees[:], firms.sector[:] = True, 10, 15
    made = []
    for month in ("2018-12", "2021-12"):
        fill_services(firms, system, month=Month.parse(month), growth=0.05)
        made.append(firms.output[0])
    assert made[1] / made[0] == pytest.approx(1.05**3)


@pytest.mark.parametrize(
    ("outside", "cover", "more"), [(1.0, 0.0, 0.0), (1.5, 0.0, 20.0), (1.5, 0.5, 8.0), (1.5, 1.4, -4.0)]
)
def test_energy_costs_what_its_two_parts_do_and_no_firm_is_covered_twice(outside, cover, more) -> None:
    """A tenth of 2 x 200 of output: 40 at the path. Half of it at 1.5, half at 0.9 are 48; all of it at 0.9 are 36."""
    world = SimpleNamespace(
        levers=SimpleNamespace(energy_price=np.array([outside]), energy_cover=np.array([cover])),
        value={"policy.own_energy_price": 0.9},
        system=SimpleNamespace(energy_ratio=lambda: np.array([0.7, 0.1])),
        firms=SimpleNamespace(sector=np.array([1]), output=np.array([200.0])),
    )
    assert dearer_energy(world, np.array([2.0]))[0] == pytest.approx(more)
