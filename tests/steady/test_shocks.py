"""An impulse dies out without a second peak, and unstable parameters are refused (T15)."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.equations.stability import loop_radius
from simulation.errors import StabilityError
from simulation.model import Complex
from tests.steady.conftest import flat_path, sector_output


def test_an_impulse_has_no_later_peak(frozen):
    path = flat_path(120)
    path.demand[5] = 1.1
    model = frozen(path, months=120, inventories=True, partial_adjustment=True)
    before = sector_output(model).sum()
    gap = []
    for _ in range(120):
        model.step()
        gap.append(sector_output(model).sum() - before)
    gap = np.array(gap)
    peak = int(np.argmax(np.abs(gap)))
    turned = peak + int(np.argmax(gap[peak:] < 0.02 * gap[peak]))
    assert np.abs(gap[turned:]).max() < 0.05 * abs(gap[peak])


def test_unstable_parameters_are_refused_with_their_names():
    scenario = sim.load("changwon/history", {"scale": "0.1"})
    draw = {"production.inventory_correction": 4.0, "production.inventory_cover": 1.2}
    with pytest.raises(StabilityError) as caught:
        Complex(scenario, draw=draw)
    assert "production.inventory_correction" in caught.value.message("en")
    assert "production.inventory_cover" in caught.value.message("ko")


@pytest.mark.parametrize("seed", range(30))
def test_the_bound_never_passes_an_unstable_network(seed):
    """The bound on the disc of eigenvalues covers every root of the loop on a firm network with those coefficients."""
    from simulation.luck import stream, uniforms

    key = stream(seed, "random network")
    firms, sectors = 24, 3
    sector = np.arange(firms) % sectors
    drawn = uniforms(key, np.arange(sectors * sectors)).reshape(sectors, sectors)
    own = 0.28 * drawn
    network = uniforms(key, np.arange(1000, 1000 + firms * firms)).reshape(firms, firms) ** 6
    for buyer in range(firms):
        for supplied in range(sectors):
            rows = sector == supplied
            network[rows, buyer] *= own[supplied, sector[buyer]] / network[rows, buyer].sum()
    correction, cover = (0.2 + 1.6 * u for u in uniforms(key, np.array([5000, 5001])))
    gain, one = 1.0 + correction * cover, np.eye(firms)
    loop = np.block(
        [[gain * network, -correction * network], [gain * (one - network), one - correction * (one - network)]]
    )
    radius = np.abs(np.linalg.eigvals(loop)).max()
    assert loop_radius(own, correction, cover=cover) >= radius - 1e-9


def test_one_firm_a_sector_is_the_sector_model(frozen, start, leontief):
    """T13: merging all firms of a sector into one leaves the sectors' path as it is."""
    from dataclasses import fields, replace

    from simulation.state import Firms, Network

    keep, firms = [], start.firms
    for sector in range(18):
        rows = np.flatnonzero((firms.sector == sector) & (firms.output > 0.0))
        if rows.size:
            keep.append(rows)
    first = np.array([rows[0] for rows in keep])
    merged = Firms(**{spec.name: getattr(firms, spec.name)[first].copy() for spec in fields(Firms)})
    for name in ("output", "demand", "expected_demand", "capacity", "orders_inside", "outside_base", "inventory"):
        getattr(merged, name)[:] = [getattr(firms, name)[rows].sum() for rows in keep]
    merged.identifier[:] = np.arange(first.size)
    own = start.complex_share[:, None] * Complex(sim.load("changwon/history"), start=start).system.province
    codes = merged.sector
    links = [(b, s) for b in range(first.size) for s in range(first.size) if own[codes[s], codes[b]] > 0.0]
    starts = np.searchsorted([b for b, _ in links], np.arange(first.size + 1))
    supplier = np.array([s for _, s in links])
    coefficient = np.array([own[codes[s], codes[b]] for b, s in links])
    network = Network(starts.astype(np.int64), supplier, coefficient, np.ones(supplier.size), codes[supplier])
    path = flat_path(24)
    path.demand[2:, 0] = 1.07
    # All firms of machinery's sectors share the industry's path, so the sectors' shocks are the same in both worlds.
    many, one = frozen(path, months=24), frozen(path, months=24, state=replace(start, firms=merged, network=network))
    for _ in range(24):
        many.step()
        one.step()
        assert np.allclose(sector_output(many), sector_output(one), rtol=1e-9)


def halved(start):
    """The start in which the largest tenant that supplies others is two of half its size, each with all its links."""
    from dataclasses import fields, replace

    from simulation.state import Firms, Network

    old, net = start.firms, start.network
    row = int(np.argmax(np.where(old.orders_inside > 0.0, old.output, 0.0)))
    firms = Firms(**{s.name: np.append(getattr(old, s.name), getattr(old, s.name)[row]) for s in fields(Firms)})
    firms.identifier[-1] = 10**6
    for name in (
        "capacity", "outside_base", "orders_inside", "demand", "expected_demand", "inventory", "output",
        "target_output", "established_posts", "cash",
    ):  # fmt: skip
        getattr(firms, name)[[row, -1]] *= 0.5
    firms.employees[-1] -= firms.employees[row] // 2
    firms.employees[row] -= firms.employees[-1]
    buyer = np.repeat(np.arange(old.identifier.size), np.diff(net.start))
    own = buyer == row
    buyers = np.concatenate([buyer, np.full(own.sum(), old.identifier.size)])
    links = np.concatenate([np.arange(buyer.size), np.flatnonzero(own)])
    from_it = net.supplier[links] == row
    order = np.argsort(np.concatenate([buyers, buyers[from_it]]), kind="stable")
    supplier = np.concatenate([net.supplier[links], np.full(from_it.sum(), old.identifier.size)])
    shares = [np.concatenate([column[links], column[links][from_it]]) for column in (net.coefficient, net.share)]
    for column in shares:
        column[: links.size][from_it] *= 0.5
        column[links.size :] *= 0.5
    sector = np.concatenate([net.sector[links], net.sector[links][from_it]])
    first = np.searchsorted(np.sort(np.concatenate([buyers, buyers[from_it]])), np.arange(firms.identifier.size + 1))
    network = Network(first.astype(np.int64), supplier[order], shares[0][order], shares[1][order], sector[order])
    return replace(start, firms=firms, network=network)


def test_a_tenant_split_into_two_equal_ones_leaves_aggregates(frozen, start):
    """T13: half the size each, with the same customers and suppliers: sectors, money and heads as before."""
    path = flat_path(24)
    path.demand[2:, 0], path.demand[5:, 1] = 1.07, 0.9
    keeps = {"inventories": True, "partial_adjustment": True}
    whole, split = frozen(path, months=24, **keeps), frozen(path, months=24, state=halved(start), **keeps)
    for _ in range(24):
        whole.step()
        split.step()
        np.testing.assert_allclose(sector_output(split), sector_output(whole), rtol=1e-10)
    assert split.firms.output[-1] > 0.0
    for name in ("value_added", "labour", "operating_surplus", "inventory"):
        assert getattr(split.firms, name).sum() == pytest.approx(getattr(whole.firms, name).sum(), rel=1e-10), name


def test_all_prices_and_pay_doubled_change_nothing_real(frozen, start):
    """Prices, pay and money times two: the same volumes and heads, and twice the value added, pay and taxes."""
    from dataclasses import replace

    from simulation.state import copy_of

    firms = copy_of(start.firms)
    for name in ("price", "wage", "wage_offer", "cash"):
        getattr(firms, name)[:] *= 2.0
    path = flat_path(12)
    path.demand[3:, 1] = 1.1
    keeps = {"inventories": True, "partial_adjustment": True, "capacity_limits": True}
    usual, dear = frozen(path, months=12, **keeps), frozen(path, months=12, state=replace(start, firms=firms), **keeps)
    for _ in range(12):
        usual.step()
        dear.step()
    for name, times in {
        "output": 1.0,
        "labour": 1.0,
        "value_added": 2.0,
        "wage_bill": 2.0,
        "production_tax": 2.0,
    }.items():
        np.testing.assert_allclose(
            getattr(dear.firms, name), times * getattr(usual.firms, name), rtol=1e-9, err_msg=name
        )
