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
