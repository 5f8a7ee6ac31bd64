"""What a world opens with: capital at the prices of its start, open posts among its jobs, output as it is given."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import SIZE_CLASSES, central_values, complex_data, minimum_pay, zones
from simulation.equations.careers import ELSEWHERE, OUT, UNEMPLOYED
from simulation.model import Complex
from simulation.model.parts.settlement import foreign_profile, income_after_rent
from simulation.model.phases.city import jobs_now
from simulation.start.firm_counts import one_where_filled
from simulation.start.firms import fill_accounts, fill_pay, fill_rest, open_posts_at_start, shared_output
from simulation.start.pay import at_least, fill_pay_of_people, skill_pay
from simulation.start.people import SKILLS, abilities, people, pool_zones
from simulation.start.state import start_state, utilisation
from simulation.state import Firms, Workers, allocate

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


def test_homes_and_residents_of_the_start_are_those_of_the_size_of_the_world():
    """A tenth of the city: homes that are built and those that stand empty, people a home, hands, foreigners."""
    model = opened("changwon/baseline")
    home, value, places = model.world.settlement, model.value, model.world.places
    own = slice(0, home.districts)
    assert home.built.sum() == pytest.approx(value["city.homes_added"] * 0.1 / 12.0)
    assert home.per_home * places.occupied[own] == pytest.approx(home.by_district())
    empty = 1.0 - places.occupied / places.housing_stock
    usual = places.housing_stock[own] @ home.natural_vacancy[own] / places.housing_stock[own].sum()
    assert usual == pytest.approx(value["city.natural_vacancy"])
    apart = home.natural_vacancy[own] - empty[own]
    assert apart == pytest.approx(apart[0])
    assert home.natural_vacancy[home.districts :] == pytest.approx(empty[home.districts :])
    # Groups of five years, the fourth 15-19, the thirteenth 60-64.
    assert home.hands == home.hands_now() == home.persons[:, 3:13].sum()
    men = home.rates.persons[:, :, 0].sum(axis=0) / home.rates.persons.sum(axis=(0, 2))
    assert home.sex_share[:, 0] == pytest.approx(men)
    assert home.size == pytest.approx(np.log(home.by_district() / home.by_district().sum()))
    shrink = 1.0 + value["city.household_size_trend"] / 100.0
    assert (1.0 + home.per_home_growth) ** 12 == pytest.approx(shrink)
    foreigners = 0.1 * value["city.foreign_residents"]
    assert home.foreigners.sum() == pytest.approx(foreigners, rel=0.02)
    profile = foreign_profile(zones("changwon"), home.districts)
    assert profile.sum() == pytest.approx(1.0)
    in_reach = home.foreign_register
    assert home.foreign_profile == pytest.approx(np.maximum(0.0, foreigners * profile - in_reach))
    assert (foreigners * profile < in_reach).any()
    # In the city, residents of working age in work; in housing of the complex one a home; at prices a fifth higher.
    home.price = 1.2
    places.rent[0] = 99.0
    left = income_after_rent(home, 0.5 * home.hands)
    one, last = 1, places.housing
    earners = {one: 0.5 * home.persons[one, 3:13].sum(), last: places.occupied[last]}
    for zone, each in earners.items():
        assert left[zone] == pytest.approx(12.0 * each * (1.2 * home.pay - places.rent[zone]))
    assert (left[0], left[home.districts]) == (0.0, 0.0)


# ------------------------------------------------------------------------------------------------ single firms by hand


def rows_of(count: int, **columns) -> Firms:
    """So many firms with some columns filled in."""
    firms = allocate(Firms, count)
    firms.identifier[:], firms.operating[:], firms.price[:] = np.arange(count), True, 1.0
    for name, values in columns.items():
        getattr(firms, name)[:] = values
    return firms


def test_pay_is_the_share_of_output_by_size_and_never_below_the_minimum():
    """0.33 of 800, less a tenth on top, are 240: ten at 8 and ten at twice that. Of 60 ten have the minimum first."""
    firms = rows_of(4, industry=[0, 0, 1, 1], size_class=[0, 3, 0, 3], employees=10, output=[400, 400, 100, 100])
    system = SimpleNamespace(compensation_ratio=lambda year: np.array([0.33]) * (year == 2019))
    draw = {"labour.employer_contributions": 0.1, **{f"start.pay.{size}": 1.0 for size in SIZE_CLASSES}}
    fill_pay(firms, system, draw={**draw, f"start.pay.{SIZE_CLASSES[3]}": 2.0}, year=2019)
    assert firms.wage[:2] == pytest.approx([8.0, 16.0])
    fill_pay(firms, system, draw={**draw, f"start.pay.{SIZE_CLASSES[3]}": 3.0}, year=2019)
    assert firms.wage[2:] == pytest.approx([minimum_pay(2019), 6.0 - minimum_pay(2019)])


def test_firms_of_an_industry_earn_one_margin_and_its_value_added_is_that_of_the_tables():
    """Of 100 each: pay 22 and 44, tax 2, wear 0.01 x 12 x 0.5 x 100 = 6. Value added of 100 leaves 18, 9 of 100."""
    firms = rows_of(2, employees=[10, 20], output=50.0, price=2.0, wage=2.0)
    system = SimpleNamespace(
        production_tax_ratio=np.array([0.02]), value_added_ratio=lambda year: np.array([0.5]) * (year == 2019)
    )
    draw = {"labour.employer_contributions": 0.1, "investment.depreciation_rate": 100.0 * (1.0 - 0.99**12)}
    data = SimpleNamespace(industries=("a",))
    fill_accounts(firms, system, data=data, draw={**draw, "investment.capital_output.a": 0.5}, year=2019)
    assert firms.value_added_share == pytest.approx([0.30 + 0.09, 0.52 + 0.09])


def test_what_an_industry_makes_is_divided_by_workers_size_and_luck():
    """80 of 100 for the anchor; 20 workers of the largest class make twice as much a head as 40 of the smallest."""
    firms = rows_of(3, employees=[400, 20, 40], size_class=[3, 3, 0], anchor=[True, False, False])
    totals_of = SimpleNamespace(output=np.array([100.0]), anchor_output=np.array([80.0]))
    draw = {f"start.output_a_worker.{size}": 2.0 for size in SIZE_CLASSES[1:]}
    even = {**draw, "start.productivity_spread": 0.0}
    found = shared_output(firms, totals_of, makers=firms.operating, draw=even, seed=1)
    assert found == pytest.approx([80.0, 10.0, 10.0])
    many = rows_of(2000, employees=10)
    found = shared_output(
        many, totals_of, makers=many.operating, draw={**draw, "start.productivity_spread": 0.3}, seed=1
    )
    assert found.sum() == pytest.approx(20.0)
    assert np.log(found).std() == pytest.approx(0.3, rel=0.05)


def test_a_firm_opens_with_the_stocks_money_posts_and_place_of_the_parameters():
    data, value = complex_data("changwon"), {**central_values("changwon"), "labour.latent_posts": 30.0}
    count = 3000
    kind, size = np.arange(count) % 5, np.arange(count) // 5 % 4
    firms = rows_of(count, industry=kind, size_class=size, employees=10 * (1 + size), output=50.0, price=2.0)
    fill_rest(firms, data, utilisation=np.full(5, 0.8), draw=value, seed=1)
    assert firms.capacity == pytest.approx(62.5)
    assert firms.productivity == pytest.approx(5.0 / (1 + size))
    assert firms.inventory == pytest.approx(50.0 * value["production.inventory_cover"])
    assert firms.cash == pytest.approx(100.0 * value["finance.cash_months"])
    exported = np.array([value[f"start.export_share.{name}"] for name in data.industries])
    assert firms.export_share == pytest.approx(exported[kind] / 100.0)
    rate = np.array([value[f"labour.separation_rate.{each}"] for each in SIZE_CLASSES])
    assert firms.separation_rate / rate[size] == pytest.approx(firms.separation_rate[0] / rate[0])
    leaving = (firms.separation_rate * firms.employees).sum() / firms.employees.sum()
    assert leaving == pytest.approx(value["labour.separation_mean"] / 100.0)
    advertised, latent = open_posts_at_start(firms, value)
    assert firms.established_posts * (1.0 - advertised - latent) == pytest.approx(firms.employees)
    assert firms.latent_posts.mean() == pytest.approx((latent * firms.established_posts).mean(), rel=0.005)
    there = np.bincount(firms.district, minlength=len(data.districts)) / count
    assert there == pytest.approx([each.tenant_share for each in data.districts], abs=0.03)
    assert abs(np.corrcoef(firms.district, firms.age)[0, 1]) < 0.06, "older firms stand nowhere else"


# ----------------------------------------------------------------------------------------------------- people by hand


@pytest.fixture(scope="module")
def everybody() -> tuple[Firms, Workers]:
    """Forty thousand people of ten small firms and ten large ones, of which one in fifty leaves a month."""
    firms = rows_of(20, size_class=np.repeat([0, 3], 10), employees=2000, separation_rate=0.02)
    return firms, people(firms, 20_000, data=complex_data("changwon"), draw=central_values("changwon"), seed=1)


def test_people_are_of_the_shares_of_the_parameters_each_drawn_by_itself(everybody):
    firms, them = everybody
    value, employed = central_values("changwon"), them.employer >= 0
    there, large = them.status != OUT, firms.size_class[them.employer] == 3
    assert them.woman[there].mean() == pytest.approx(value["people.women_share"] / 100.0, abs=0.01)
    assert them.foreign[employed].mean() == pytest.approx(value["people.foreign_share"] / 100.0, abs=0.002)
    assert not them.foreign[employed & large].any()
    assert (them.skill[them.foreign] == 0).all()
    assert them.ability[there].mean() == pytest.approx(1.0, abs=0.01)
    wide = abilities(np.arange(200_000), {"people.pay_spread": 0.8}, seed=1)
    assert (wide.mean(), np.log(wide).std()) == pytest.approx((1.0, 0.8), rel=0.02)
    for size, rows in (("small", employed & ~large), ("large", employed & large)):
        for place, name in enumerate(("non_regular", "in_house", "dispatched"), start=1):
            share = value[f"people.contract_share.{name}.{size}"] / 100.0
            assert (them.contract[rows] == place).mean() == pytest.approx(share, abs=0.01), (name, size)
    own = there & ~them.foreign
    age = -them.born / 12.0
    for one, other in ((them.woman, them.skill), (them.woman, age), (them.skill, age), (them.ability, age)):
        assert abs(np.corrcoef(one[own], other[own])[0, 1]) < 0.02


def test_ages_are_even_within_a_band_and_tenure_is_that_of_a_settled_market(everybody):
    """As many begin a month as leave, one in fifty, whatever the hazard of the new; nobody began before 19."""
    _, them = everybody
    employed, age = them.employer >= 0, -them.born / 12.0
    thirties = age[(age >= 30.0) & (age < 40.0) & ~them.foreign & (them.status != OUT)]
    assert (thirties.mean(), thirties.std()) == pytest.approx((35.0, 10.0 / 12.0**0.5), rel=0.02)
    young = (age[them.foreign].min(), age[them.foreign].max())
    assert 19.0 <= young[0] < 21.0 < 38.0 < young[1] < 40.1
    begun = employed & ~them.foreign & (age > 30.0)
    assert (them.tenure[begun] == 0).mean() == pytest.approx(0.02, abs=0.003)
    assert (them.tenure[employed] <= np.maximum(0, -them.born[employed] - 12 * 19)).all()


def test_who_is_in_reach_lives_in_homes_that_are_lived_in_or_where_commuters_do(everybody):
    """Nobody belongs to the housing of the complex, who lives in it neither."""
    _, them = everybody
    table, value, found = (
        zones("changwon"),
        central_values("changwon"),
        pool_zones(complex_data("changwon"), central_values("changwon")),
    )
    outside = value["people.pool_outside_city"]
    by_zone = dict(zip(table.index, found, strict=True))
    # Gimhae 0.06, Haman and Busan 0.0216 each, others 0.0168: 0.12 in all.
    assert by_zone["gimhae"] == pytest.approx(outside * 0.5)
    homes = table["housing_stock"] * (1.0 - table["vacancy_rate"])
    city = homes[table["kind"] == "district"]
    assert by_zone["seongsan_gu"] == pytest.approx((1.0 - outside) * homes["seongsan_gu"] / city.sum())
    inside = table.index.get_loc("complex_housing")
    assert (them.residence == inside).sum() > 20
    assert not (them.home == inside).any()
    pool = (them.status == UNEMPLOYED) | (them.status == ELSEWHERE)
    assert (them.status[pool] == UNEMPLOYED).mean() == pytest.approx(value["people.unemployed_share"], abs=0.01)


def test_pay_rises_with_tenure_to_its_limit_and_with_the_occupation():
    """Two alike at a firm that pays 3 on average, one of them longer than tenure counts: e^(0.02 x 10) apart."""
    value = {**central_values("changwon"), "people.pay_by_tenure": 0.02, "people.pay_tenure_months": 120.0}
    value |= {f"people.pay_by_skill.{name}": each for name, each in zip(SKILLS[1:], (0.1, 0.2, 0.3), strict=True)}
    assert skill_pay(value) == pytest.approx(np.exp([0.0, 0.1, 0.2, 0.3]))
    firms, them = rows_of(1, employees=2, wage=3.0), allocate(Workers, 2)
    them.employer[:], them.born[:], them.ability[:], them.tenure[:] = 0, -480, 1.0, [0, 360]
    fill_pay_of_people(them, firms, draw=value, floor=0.5)
    assert them.wage.sum() == pytest.approx(6.0)
    assert them.wage[1] / them.wage[0] == pytest.approx(np.exp(0.2))
    # Of 1, 2 and 6 two are lifted to 2, so that five of nine are left; of 2 and 2.1 both, as the firm pays no more.
    firms = rows_of(2, employees=[3, 2], wage=[3.0, 2.05])
    lifted = at_least(np.array([1.0, 2.0, 6.0, 2.0, 2.1]), np.array([0, 0, 0, 1, 1]), firms=firms, floor=2.0)
    assert lifted == pytest.approx([2.0, 2.0, 5.0, 2.0, 2.1])


def test_a_reduced_world_has_that_part_of_the_people_in_reach():
    value = central_values("changwon")
    state = start_state(complex_data("changwon"), "2018Q4", draw=value, seed=1, scale=0.1)
    pool = np.isin(state.workers.status, (UNEMPLOYED, ELSEWHERE)).sum()
    assert pool == round(0.1 * value["labour.reachable_pool"])
