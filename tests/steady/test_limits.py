"""The frozen limit: no drift, and the Leontief system exactly (T8, T9, T11, T12)."""

from __future__ import annotations

import numpy as np
import pytest

from tests.steady.conftest import flat_path, sector_output

MACHINERY = 0


def outputs(model, months):
    """Output by sector for every month."""
    series = np.zeros((months, 18))
    for month in range(months):
        model.step()
        series[month] = sector_output(model)
    return series


@pytest.mark.parametrize("keeps", [{}, {"inventories": True}, {"inventories": True, "partial_adjustment": True}])
def test_nothing_drifts_when_nothing_happens(frozen, keeps):
    """T8: constant demand and no noise leave output, heads and money where they are for 300 months."""
    model = frozen(flat_path(300), months=300, **keeps)
    cash = model.firms.cash.copy()
    series = outputs(model, 300)
    assert np.max(np.abs(series / np.where(series[0] > 0, series[0], 1.0) - (series[0] > 0))) < 1e-12
    assert np.max(np.abs(model.firms.cash - cash)) < 1e-9 * np.abs(cash).max()


def test_lasting_shock_reaches_the_leontief_response(frozen, leontief):
    """T9: a lasting rise of outside demand raises output by L df in every sector."""
    path = flat_path(60)
    path.demand[:, MACHINERY] = 1.05
    model = frozen(path)
    firms = model.firms
    shock = np.bincount(
        firms.sector, weights=np.where(firms.industry == MACHINERY, 0.05 * firms.outside_base, 0.0), minlength=18
    )
    before = sector_output(model)
    series = outputs(model, 60)
    expected = leontief @ shock
    assert np.max(np.abs(series[33] - before - expected)) < 1e-6 * expected.max()


@pytest.mark.parametrize("keeps", [{}, {"inventories": True}])
def test_one_off_shock_sums_to_the_leontief_response(frozen, leontief, keeps):
    """T9: one month of extra demand sums over time to L df, with inventories too once they are back."""
    months = 300 if keeps else 80
    path = flat_path(months)
    path.demand[0, MACHINERY] = 1.02
    model = frozen(path, months=months, **keeps)
    firms = model.firms
    shock = np.bincount(
        firms.sector, weights=np.where(firms.industry == MACHINERY, 0.02 * firms.outside_base, 0.0), minlength=18
    )
    before = sector_output(model)
    total = (outputs(model, months) - before).sum(axis=0)
    expected = leontief @ shock
    assert np.max(np.abs(total - expected)) < 1e-9 * before.max()


def test_capacity_never_lifts_the_response_above_leontief(frozen, leontief):
    """T11: with capacity limits the response stays below L df and rises with the limit."""
    responses = []
    for limit in (1.0, 1.1, 1.3):
        path = flat_path(48)
        path.demand[:, MACHINERY] = 1.5
        model = frozen(path, months=48, capacity_limits=True)
        model.value["production.utilisation_limit"] = limit
        firms = model.firms
        shock = np.bincount(
            firms.sector, weights=np.where(firms.industry == MACHINERY, 0.5 * firms.outside_base, 0.0), minlength=18
        )
        before = sector_output(model)
        response = outputs(model, 48)[-1] - before
        assert np.all(response <= leontief @ shock + 1e-6)
        responses.append(response.sum())
    assert responses[0] < responses[1] < responses[2]


def test_twice_the_shock_is_twice_the_effect(frozen):
    """T12: in the linear regime effects add."""
    effects = []
    for size in (0.01, 0.02):
        path = flat_path(30)
        path.demand[5:, :] = 1.0 + size
        model = frozen(path, months=30)
        before = sector_output(model)
        effects.append(outputs(model, 30)[-1] - before)
    assert np.allclose(2.0 * effects[0], effects[1], rtol=1e-9, atol=1e-6)


def test_scaling_all_volumes_scales_money_and_leaves_heads_per_volume(frozen, start):
    """T12: sizes and demand times c give money times c."""
    from dataclasses import replace

    from simulation.state import copy_of

    firms = copy_of(start.firms)
    for name in (
        "capacity", "outside_base", "orders_inside", "demand", "expected_demand", "inventory", "output",
        "target_output", "established_posts", "cash",
    ):  # fmt: skip
        getattr(firms, name)[:] *= 3.0
    path = flat_path(12)
    path.demand[3:, 1] = 1.1
    base = frozen(path, months=12)
    large = frozen(path, months=12, state=replace(start, firms=firms))
    assert np.allclose(3.0 * outputs(base, 12), outputs(large, 12), rtol=1e-12)
    assert np.isclose(3.0 * base.firms.value_added.sum(), large.firms.value_added.sum(), rtol=1e-12)
    assert np.isclose(3.0 * base.firms.wage_bill.sum(), large.firms.wage_bill.sum(), rtol=1e-12)


def test_identities_hold_in_the_limit(frozen):
    """Every identity closes to 1e-9 at every step."""
    path = flat_path(24)
    path.demand[4:8, 2] = 0.6
    model = frozen(path, months=24)
    model.run()
    assert model.residual < 1e-9, model.residuals
