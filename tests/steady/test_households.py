"""The induced channel: with fixed shares the type II multiplier, and without spending nothing (T10, T25)."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from simulation.state import Firms, Network
from tests.steady.conftest import flat_path, sector_output

MONTHS = 160


def one_firm_a_sector(start, province):
    """The start with all firms of a sector merged, and its sector network."""
    firms = start.firms
    groups = [np.flatnonzero((firms.sector == s) & (firms.output > 0.0)) for s in range(18)]
    groups = [rows for rows in groups if rows.size]
    first = np.array([rows[0] for rows in groups])
    merged = Firms(**{spec.name: getattr(firms, spec.name)[first].copy() for spec in fields(Firms)})
    for name in (
        "output",
        "demand",
        "expected_demand",
        "capacity",
        "orders_inside",
        "outside_base",
        "inventory",
        "employees",
    ):
        getattr(merged, name)[:] = [getattr(firms, name)[rows].sum() for rows in groups]
    paid = np.array([(firms.wage * firms.employees)[rows].sum() for rows in groups])
    merged.wage[:] = paid / merged.employees
    merged.productivity[:] = merged.output / merged.employees
    merged.separation_rate[:] = 0.0245
    merged.identifier[:] = np.arange(first.size)
    own = start.complex_share[:, None] * province
    codes = merged.sector
    links = [(b, s) for b in range(first.size) for s in range(first.size) if own[codes[s], codes[b]] > 0.0]
    starts = np.searchsorted([b for b, _ in links], np.arange(first.size + 1)).astype(np.int64)
    supplier = np.array([s for _, s in links])
    coefficient = np.array([own[codes[s], codes[b]] for b, s in links])
    return replace(
        start, firms=merged, network=Network(starts, supplier, coefficient, np.ones(supplier.size), codes[supplier])
    )


def test_the_whole_response_is_the_type_ii_inverse(frozen, start):
    """T10: (I - A - c b w')^-1 df over tenants and services, household shares fixed."""
    plain = frozen(months=2)
    state = one_firm_a_sector(start, plain.system.province)
    path = flat_path(MONTHS)
    path.demand[:, 0] = 1.05
    model = frozen(path, months=MONTHS, state=state)
    firms = model.firms
    before = np.concatenate([sector_output(model), model.city.services])
    shock = np.zeros(36)
    np.add.at(shock, firms.sector, np.where(firms.industry == 0, 0.05 * firms.outside_base, 0.0))
    model.run()
    after = np.concatenate([sector_output(model), model.city.services])

    own = start.complex_share[:, None] * model.system.province
    economy, value = model.city.economy, model.value
    spent = value["households.propensity"] * (1.0 - value["households.tax_rate"])
    pay_share = np.zeros(18)
    pay_share[firms.sector] = firms.wage / firms.productivity * value["households.resident_share"]
    system = np.zeros((36, 36))
    system[:18, :18] = own
    system[18:, 18:] = economy.inputs + spent * np.outer(economy.basket, economy.pay)
    suppliers = value["households.province_pay_share"] * (economy.pay @ model.fixed.reach.province)
    system[18:, :18] = spent * np.outer(economy.basket, pay_share + suppliers)
    expected = np.linalg.solve(np.eye(36) - system, shock)
    assert np.abs(after - before - expected).max() < 1e-9 * np.abs(before).max()
    assert expected[18:].sum() > 0.0


@pytest.mark.parametrize("held", ["households.propensity", "households.local_share"])
def test_without_spending_in_the_city_nothing_is_induced(frozen, held):
    """T25: a zero propensity, or nothing bought in the city, leaves no induced effect."""
    path = flat_path(24)
    path.demand[3:, 0] = 1.1
    model = frozen(path, months=24)
    if held == "households.propensity":
        model.value[held] = 0.0
    else:
        model.city.economy.basket[:] = 0.0
    model.city.services[:] = 0.0
    model.run()
    assert model.city.services.max() == 0.0


def test_services_stand_still_when_nothing_happens(frozen):
    model = frozen(flat_path(36), months=36)
    before = model.city.services.copy()
    model.run()
    assert np.allclose(model.city.services, before, rtol=1e-12)


def test_higher_pay_is_spent_and_taxed(frozen):
    path = flat_path(36)
    path.demand[2:, :] = 1.1
    model = frozen(path, months=36)
    model.run()
    city = model.recorder.city
    assert city["household_consumption"][-1] > city["household_consumption"][0]
    assert city["local_tax"][-1] > city["local_tax"][0]
    assert city["service_jobs"][-1] > city["service_jobs"][0]
