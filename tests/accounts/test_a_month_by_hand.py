"""One month of a small world, payment by payment: what the ledger saw, reckoned again from columns and parameters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import simulation as sim
from simulation.accounts import Account, Flow
from simulation.catalogue import contributions, wage_support_rule
from simulation.model.phases.accounts import support_employment
from simulation.model.watch import books_of, sold_abroad
from simulation.model.world import World
from simulation.units import Month, annual_hazard_to_monthly, annual_rate_to_monthly

MONTHS = 9
"""Far enough into 2019 that programmes pay and low pay is subsidised."""


@pytest.fixture(scope="module")
def lived() -> tuple[World, np.ndarray, float]:
    """A world in which firms neither come nor go, so that every row that paid is still there.

    Beside it the output of the city's services and the consumer price before its last month.
    """
    asked = {"scale": "0.1", "end": "2019-12", "switches.demography": "false"}
    model = sim.Complex(sim.load("changwon/smart_complex", asked), seed=3)
    for _ in range(MONTHS - 1):
        model.step()
    services, price = model.city.services.copy(), model.city.price
    model.step()
    return model.world, services, price


@pytest.fixture(scope="module")
def world(lived: tuple[World, np.ndarray, float]) -> World:
    return lived[0]


def wages(w: World) -> float:
    firms = w.firms
    working = firms.labour > 0.0
    hours = firms.output[working] / (firms.productivity * firms.labour)[working]
    longer = np.where(hours > 1.0, hours - 1.0, 0.0)
    paid = (firms.wage * firms.labour)[working] * (1.0 + (1.0 + w.value["labour.overtime_premium"]) * longer)
    return float(paid.sum())


def contributed(w: World) -> float:
    """At the rate of the start, moved as the law has since; nothing here moves it beyond the law."""
    rate = (
        w.value["labour.employer_contributions"] + contributions(w.start_month + MONTHS) - contributions(w.start_month)
    )
    return rate * float(w.firms.wage_bill.sum())


def employment_subsidy(w: World) -> float:
    """So much for each low-paid worker of a firm under thirty, and pay for posts kept."""
    below, pay, amount = wage_support_rule(2019)
    small = w.firms.employees < below
    low = [row for row in np.flatnonzero(w.people.employer >= 0) if w.people.wage[row] < pay]
    served = sum(bool(small[w.people.employer[row]]) for row in low)
    kept = w.value["labour.retention_rate"] * w.value["labour.retention_months"]
    return w.value["labour.support_take_up"] * amount * served + kept * float(w.flows.kept_posts @ w.firms.wage)


def income(w: World) -> float:
    """Pay that residents have: of the complex, of suppliers in the province, of the city's services."""
    market = w.market
    here = (1.0 - market.in_commuters / w.firms.labour.sum()) / (1.0 - market.commuting_at_start)
    share = min(1.0, w.value["households.resident_share"] * here)
    benefits = w.ledger.received[Flow.WORKER_BENEFIT, Account.HOUSEHOLDS]
    return share * (w.firms.wage_bill.sum() + benefits) + w.ledger.received[Flow.SERVICE_PAY, Account.HOUSEHOLDS]


def profit(w: World) -> float:
    left = w.firms.operating_surplus - w.firms.interest
    return float(left[left > 0.0].sum())


def adults(w: World) -> float:
    return float(w.settlement.persons[:, 4:].sum())


def bought_homes(w: World) -> float:
    home, flows = w.settlement, w.settlement.flows
    return w.value["city.owner_share"] * float(((flows.arrivals + flows.moved_in) / home.per_home).sum())


def homes(w: World) -> float:
    return float(w.places.housing_stock[: w.settlement.districts].sum())


PAID: dict[str, tuple[Flow, Account, Callable[[World], float]]] = {
    "wages": (Flow.WAGES, Account.HOUSEHOLDS, wages),
    "contributions": (Flow.CONTRIBUTIONS, Account.STATE, contributed),
    "production tax": (
        Flow.PRODUCTION_TAX, Account.STATE,
        lambda w: float((w.system.production_tax_ratio[w.firms.sector] * w.firms.price) @ w.firms.output),
    ),
    "interest": (
        Flow.INTEREST, Account.LENDERS,
        lambda w: -w.value["finance.interest_rate"] / 1200.0 * float(w.opening.cash[w.opening.cash < 0.0].sum()),
    ),
    "dividends": (Flow.DIVIDENDS, Account.OWNERS, lambda w: w.value["finance.payout"] * profit(w)),
    "subsidies on employment": (Flow.EMPLOYMENT_SUBSIDY, Account.FIRMS, employment_subsidy),
    "sales": (Flow.SALES_OUTSIDE, Account.FIRMS, lambda w: float(w.firms.price @ w.firms.sales_outside)),
    "tax on income": (
        Flow.INCOME_TAX, Account.STATE,
        lambda w: (w.value["households.tax_rate"] - w.value["households.local_tax_rate"]) * income(w),
    ),
    "consumption": (
        Flow.CONSUMPTION, Account.OUTSIDE_FIRMS,
        lambda w: w.value["households.propensity"] * (1.0 - w.value["households.tax_rate"]) * income(w),
    ),
    "tax on profit": (Flow.CORPORATE_TAX, Account.STATE, lambda w: w.value["city.corporate_tax"] * profit(w)),
    "the city's part of both": (
        Flow.LOCAL_TAX, Account.CITY,
        lambda w: w.value["households.local_tax_rate"] * income(w)
        + w.value["city.corporate_local_share"] * w.value["city.corporate_tax"] * profit(w),
    ),
    "tax on homes": (
        Flow.PROPERTY_TAX, Account.CITY,
        lambda w: w.value["city.property_tax"] * homes(w) * w.city.price / 12.0,
    ),
    "tax on cars": (Flow.VEHICLE_TAX, Account.CITY, lambda w: w.value["city.vehicle_tax"] * adults(w) / 12.0),
    "tax on residents": (Flow.RESIDENT_TAX, Account.CITY, lambda w: w.value["city.resident_tax"] * adults(w) / 12.0),
    "tax on homes bought": (
        Flow.ACQUISITION_TAX, Account.PROVINCE,
        lambda w: w.value["city.acquisition_tax"] * bought_homes(w) * w.city.price,
    ),
}  # fmt: skip
"""What each payment of the month must be, with the side that receives it."""


@pytest.mark.parametrize("name", PAID)
def test_a_payment_is_what_its_rule_says(world: World, name: str) -> None:
    flow, payee, rule = PAID[name]
    found = float(world.ledger.received[flow, payee])
    assert found > 0.0
    assert found == pytest.approx(rule(world), rel=1e-9)


def test_suppliers_and_services_pay_at_the_prices_of_their_month(lived: tuple[World, np.ndarray, float]) -> None:
    """Pay over output of what the province supplies, of which a share is residents', and of last month's services."""
    w, services, price = lived
    of_suppliers = w.value["households.province_pay_share"] * float(w.city.economy.pay @ w.flows.reached[1])
    paid = (of_suppliers + float(w.city.economy.pay @ services)) * price
    assert w.ledger.received[Flow.SERVICE_PAY, Account.HOUSEHOLDS] == pytest.approx(paid, rel=1e-9)
    rising = 1.0 + annual_rate_to_monthly(w.value["households.price_trend"] / 100.0)
    assert w.city.price == pytest.approx(rising ** (w.start_month + MONTHS - Month.parse("2020-07")), rel=1e-9)


def test_inputs_come_from_stock_from_tenants_and_from_outside(world: World) -> None:
    """What is used up was there, was delivered inside or is bought; what is left over waits for the next month."""
    firms = world.firms
    left = world.opening.inputs + firms.bought_inside - firms.intermediate_inputs
    np.testing.assert_allclose(firms.bought_outside, np.where(left < 0.0, -left, 0.0), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(firms.input_stock, np.where(left > 0.0, left, 0.0), rtol=1e-9, atol=1e-9)
    assert (left > 0.0).any()


def test_posts_kept_are_paid_for() -> None:
    """Two surplus posts kept at each firm: a share of their pay for some months, on top of what low pay brings."""
    w = sim.Complex(sim.load("changwon/baseline", {"scale": "0.05", "end": "2019-03"}), seed=3).world
    paid = []
    for posts in (0.0, 2.0):
        w.ledger.open_month()
        w.flows.kept_posts[:] = posts
        support_employment(w)
        paid.append(float(w.ledger.received[Flow.EMPLOYMENT_SUBSIDY, Account.FIRMS]))
    each = w.value["labour.retention_rate"] * w.value["labour.retention_months"] * float(w.firms.wage.sum())
    assert paid[1] - paid[0] == pytest.approx(2.0 * each, rel=1e-9)


def test_capacity_is_what_was_left_and_what_was_bought(world: World) -> None:
    """K' = (1 - d) K + i + g min(K, i / d), with i what the money of the month buys of plant (identity 6)."""
    firms, value = world.firms, world.value
    wear = annual_hazard_to_monthly(value["investment.depreciation_rate"] / 100.0)
    grown = annual_rate_to_monthly(value["investment.embodied_growth"] / 100.0)
    price = world.outside.price[MONTHS - 1][firms.industry] / world.prices.price
    worth = world.fixed.capital_value * price / (1.0 + grown) ** MONTHS
    bought = np.divide(firms.investment, worth, out=np.zeros_like(worth), where=worth > 0.0)
    before = world.opening.capacity
    expected = (1.0 - wear) * before + bought + grown * np.minimum(before, bought / wear)
    np.testing.assert_allclose(firms.capacity, expected, rtol=1e-9)
    np.testing.assert_allclose(firms.depreciation, wear * before * worth, rtol=1e-9)


def test_posts_are_those_that_the_plan_needs_with_the_usual_share_open(world: World) -> None:
    """Planned output that capacity allows, over output a head; of the posts a share is always open."""
    firms, busy = world.firms, world.firms.productivity > 0.0
    possible = np.minimum(firms.target_output, world.value["production.utilisation_limit"] * world.opening.capacity)
    filled = (1.0 - world.fixed.vacancy_share[busy]) * world.flows.needed_posts[busy]
    np.testing.assert_allclose(filled * firms.productivity[busy], possible[busy], rtol=1e-9)


def test_what_a_month_sells_is_what_was_there_to_sell(world: World) -> None:
    """Everybody is served in the same proportion, and what waits is what was not delivered less what goes elsewhere."""
    firms, flows = world.firms, world.flows
    waiting = np.divide(firms.sales_outside, flows.fill, out=np.zeros_like(flows.fill), where=flows.fill > 0.0)
    demanded = firms.orders_programme + waiting
    np.testing.assert_allclose(firms.sales_programme, flows.fill * firms.orders_programme, rtol=1e-9)
    assert (flows.fill <= 1.0).all()
    left = (1.0 - world.value["demand.waiting_lost"]) * (waiting - firms.sales_outside)
    np.testing.assert_allclose(firms.backlog[flows.fill > 0.0], left[flows.fill > 0.0], rtol=1e-9, atol=1e-9)
    short = flows.fill < 1.0
    assert short.any()
    assert demanded[short].sum() > 0.0
    np.testing.assert_allclose(firms.inventory[short], 0.0, atol=1e-9)


def test_jobs_and_value_added_elsewhere_follow_from_output_there(world: World) -> None:
    """Full-time jobs a million won of yearly output times twelve months of it."""
    told, jobs = world.flows.outside_complex, world.jobs_per_million(MONTHS - 1)
    added = world.system.value_added_ratio(2019)
    for area, name in ((1, "province"), (2, "rest")):
        made = world.flows.reached[area]
        assert told[f"output_indirect_{name}"] == pytest.approx(made.sum(), rel=1e-9)
        assert told[f"jobs_indirect_{name}"] == pytest.approx(12.0 * (made * jobs).sum(), rel=1e-9)
        assert told[f"value_added_indirect_{name}"] == pytest.approx((made * added).sum(), rel=1e-9)
    made = np.bincount(world.firms.sector, weights=world.firms.output, minlength=jobs.size)
    for area, of_the_complex in enumerate(world.fixed.reach.output(made), start=1):
        assert world.flows.reached[area].sum() > of_the_complex.sum(), "programmes buy outside the complex too"
    services = world.city.services
    assert told["service_jobs"] == pytest.approx(12.0 * (services * jobs).sum(), rel=1e-9)


def test_orders_that_marketing_brings_leave_the_country_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a firm that exports e of its usual orders, s = e + (1 - e) a / (p D); of one that lives on them, all."""
    firms = world.firms
    usual, some, all_of_it = np.flatnonzero(firms.operating & (firms.orders_outside > 0.0))[:3]
    assert sold_abroad(world) is firms.export_share
    worth = firms.price * firms.orders_outside
    brought = np.zeros(worth.size)
    brought[some], brought[all_of_it] = 0.25 * worth[some], 2.0 * worth[all_of_it]
    monkeypatch.setattr(world.levers, "export_access", brought)
    share, before = sold_abroad(world), firms.export_share
    assert share[usual] == before[usual]
    assert share[some] == pytest.approx(before[some] + 0.25 * (1.0 - before[some]))
    assert share[all_of_it] == 1.0
    assert books_of(world).export_share[some] == share[some]
