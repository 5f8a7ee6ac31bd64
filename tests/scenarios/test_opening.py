"""What a world opens with: capital at the prices of its start, open posts among its jobs, output as it is given."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import central_values, complex_data
from simulation.model import Complex
from simulation.model.phases.city import jobs_now
from simulation.start.firm_counts import one_where_filled
from simulation.start.firms import open_posts_at_start
from simulation.start.state import utilisation

COMPLEXES = ("changwon", "ansan")
SMALL = "scale=0.1"


def opened(scenario: str, *over: str) -> Complex:
    return Complex(sim.load(scenario, [SMALL, *over]), seed=3)


@pytest.mark.parametrize("start", ["2018-12", "2022-12"])
def test_capital_is_its_ratio_to_a_years_output_both_at_the_prices_of_the_start(start):
    """K = 12 k p Y by industry, k the parameter, at any start: steel of 2022 costs half as much again as in 2020."""
    model = opened("changwon/baseline", f"start={start}", "end=2023-06")
    firms, data = model.firms, model.world.data
    groups = len(data.industries)
    tenants = firms.active
    capital = np.bincount(
        firms.industry[tenants], weights=(model.world.fixed.capital_value * firms.capacity)[tenants], minlength=groups
    )
    made = np.bincount(firms.industry[tenants], weights=(firms.price * firms.output)[tenants], minlength=groups)
    ratio = [model.world.value[f"investment.capital_output.{name}"] for name in data.industries]
    np.testing.assert_allclose(capital, 12.0 * np.array(ratio) * made, rtol=1e-9)


def test_value_added_of_the_start_pays_for_wear_at_the_prices_of_the_start():
    """Firms of an industry earn one margin: what is left of value added after pay, tax and wear, over output."""
    model = opened("changwon/baseline", "start=2022-12", "end=2023-06")
    firms, world, value = model.firms, model.world, model.world.value
    rows = firms.operating & (firms.value_added_share > 0.03) & (firms.value_added_share < 0.97)
    worth = firms.price * firms.output
    wear = world.fixed.monthly_depreciation * world.fixed.capital_value * firms.capacity
    # Capacity times the industry's mean utilisation stands for output: in a mixed industry tenants outside
    # manufacturing have capacity of their own, so that only the core is compared.
    known = utilisation(world.data, "2022Q4")[firms.industry]
    np.testing.assert_allclose((firms.capacity * known)[rows], firms.output[rows], rtol=1e-9)
    pay = (1.0 + value["labour.employer_contributions"]) * firms.wage * firms.employees
    margin = firms.value_added_share - np.divide(
        pay + wear + world.fixed.tax_ratio * worth, worth, out=np.zeros_like(worth), where=worth > 0.0
    )
    for industry in range(len(world.data.industries)):
        mine = margin[rows & (firms.industry == industry)]
        np.testing.assert_allclose(mine, mine[0], atol=1e-9)


@pytest.mark.parametrize("key", COMPLEXES)
def test_open_posts_count_among_the_jobs_of_residents_from_the_start(key):
    """home.jobs = s (heads + advertised posts) + jobs in services of the city."""
    model = opened(f"{key}/baseline")
    world, firms = model.world, model.firms
    advertised = open_posts_at_start(firms, world.value)[0] * firms.established_posts
    share = world.value["households.resident_share"]
    without = jobs_now(world) - share * float(firms.vacancies.sum())
    assert world.settlement is not None
    assert advertised.sum() > 0.0
    assert world.settlement.jobs - without == pytest.approx(share * advertised.sum(), rel=0.2)


@pytest.mark.parametrize("key", COMPLEXES)
def test_given_output_is_that_of_manufacturers(key):
    """The office counts manufacturing: what tenants in services make comes on top of the given total."""
    model = opened(f"{key}/history")
    model.step()
    firms, groups = model.firms, len(model.world.data.industries)
    mixed = groups - 1
    made = np.bincount(firms.industry, weights=np.where(firms.manufacturing, firms.output, 0.0), minlength=groups)
    services = float(firms.output[~firms.manufacturing & (firms.industry == mixed)].sum())
    given = model.world.outside.given_output[0] * model.world.scale
    assert services > 0.05 * given[mixed]
    assert made[mixed] == pytest.approx(given[mixed], rel=1e-9)
    np.testing.assert_allclose(made, given, rtol=2e-3)


def test_a_small_world_keeps_a_large_firm_where_half_of_one_would_be_filled():
    counts = np.array([4, 2, 1, 0, 0])
    np.testing.assert_array_equal(one_where_filled(counts, np.array([4e3, 2e3, 1e3, 151.0, 149.0])), [3, 2, 1, 1, 0])
    np.testing.assert_array_equal(one_where_filled(np.array([1, 1, 0]), np.array([4e3, 2e3, 1e3])), [1, 1, 0])
    assert counts[0] == 4, "the counts handed in stay"


@pytest.mark.parametrize("scale", ["0.15", "0.3"])
def test_anchors_make_their_share_of_output_in_a_small_world(scale):
    """Every industry that anchors make at full size has one, so that their share of all output is the drawn one."""
    value = central_values("changwon")
    data = complex_data("changwon").drawn(value)
    model = Complex(sim.load("changwon/baseline", [f"scale={scale}"]), seed=1)
    firms = model.firms
    made = firms.output * firms.price * (firms.manufacturing & firms.operating)
    assert made[firms.anchor].sum() / made.sum() == pytest.approx(value["start.anchor_output_share"], rel=1e-6)
    assert set(firms.industry[firms.anchor]) == set(range(len(data.industries) - 1))


def test_tenants_in_services_open_with_the_volume_of_their_workers():
    """Y = n / (12 j), j full-time jobs a million KRW of yearly output at 2020 prices in the month of the start."""
    model = opened("changwon/baseline", "start=2022-12", "end=2023-06")
    # From the middle of 2020 to December 2022 are 29.5 months.
    grown = (1.0 + model.value["production.productivity_growth"] / 100.0) ** (29.5 / 12.0)
    firms, jobs = model.firms, model.world.system.jobs_per_million() / grown
    rows = firms.operating & ~firms.manufacturing
    assert rows.sum() > 10
    np.testing.assert_allclose(firms.output[rows], firms.employees[rows] / jobs[firms.sector[rows]] / 12.0, rtol=1e-12)
