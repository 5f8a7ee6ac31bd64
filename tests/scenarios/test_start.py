"""The start state closes for every quarter of the record and for draws all over the ranges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import SECTORS, central_values, complex_data, io_system, minimum_pay, parameters_for
from simulation.experiments.design import draw_parameters
from simulation.start import published_cells, start_state
from simulation.start.balance import output_a_worker, totals
from simulation.start.network import build_network
from simulation.state import Firms, allocate
from tests.by_sector import aggregate_coefficients

DATA = complex_data("changwon")
KNOWN = parameters_for("changwon")
CENTRE = central_values("changwon")


def closes(quarter: str, draw: dict[str, float], seed: int) -> None:
    """Every total of the record and every identity of the start, for one state."""
    state = start_state(DATA, quarter, draw=draw, seed=seed)
    firms, year = state.firms, int(quarter[:4])
    tenants = np.bincount(firms.industry, minlength=5)
    heads = np.bincount(firms.industry, weights=firms.employees, minlength=5)
    assert np.array_equal(tenants, DATA.industry_levels("tenants", [quarter])[0])
    assert np.array_equal(heads, DATA.industry_levels("employment", [quarter])[0])
    # Of tenants beside the core as many operate as of those in it.
    core = DATA.operating_firms(quarter)
    operating = np.append(core, np.round(core.sum() / tenants[:-1].sum() * tenants[-1]))
    assert np.array_equal(np.bincount(firms.industry[firms.operating], minlength=5), operating)
    made = firms.manufacturing & firms.operating
    worth = firms.price * firms.output
    recorded = DATA.production_levels([quarter])[0][0] * 100.0 / 3.0
    assert np.allclose(np.bincount(firms.industry[made], weights=worth[made], minlength=5), recorded, rtol=1e-9)
    assert np.isclose(worth[firms.anchor].sum() / recorded.sum(), draw["start.anchor_output_share"], atol=1e-6)
    paid = firms.wage[firms.employees > 0]
    assert paid.min() >= minimum_pay(year) - 1e-9
    own = aggregate_coefficients(firms, state.network)
    supplied = np.bincount(firms.sector, weights=firms.output, minlength=18) > 0.0
    expected = state.complex_share[:, None] * io_system(DATA.province).province
    assert np.abs(own - expected)[:, supplied].max() < 1e-10
    assert firms.outside_base.min() >= 0.0
    assert np.allclose(firms.outside_base + firms.orders_inside, firms.output, rtol=1e-9, atol=1e-9)
    named = np.bincount(state.workers.employer[state.workers.employer >= 0], minlength=firms.employees.size)
    assert np.array_equal(named, firms.employees)
    assert np.all(firms.employees[~firms.operating] == 0)
    assert np.all(firms.output[~firms.operating] == 0.0)


@pytest.mark.parametrize("quarter", DATA.quarters)
def test_every_quarter_of_the_record_closes(quarter):
    closes(quarter, CENTRE, seed=1)


@pytest.mark.parametrize("run", range(16))
def test_every_draw_closes(run):
    closes("2018Q4", {**CENTRE, **draw_parameters(KNOWN, 5, run=run)}, seed=run)


def test_compensation_is_its_share_of_output_unless_the_minimum_wage_binds():
    state = start_state(DATA, "2018Q4", draw=CENTRE, seed=1)
    firms, system = state.firms, io_system(DATA.province)
    paid = firms.wage * firms.employees * (1.0 + CENTRE["labour.employer_contributions"])
    due = system.compensation_ratio(2018)[firms.sector] * firms.price * firms.output
    for industry in range(len(DATA.industries)):
        rows = firms.industry == industry
        assert paid[rows].sum() == pytest.approx(due[rows].sum(), rel=1e-6)


def test_anchors_make_four_fifths_of_output_with_two_fifths_of_the_workers():
    """Output a worker of the anchors against the rest comes out between four and nine: a check, not an input."""
    firms = start_state(DATA, "2018Q4", draw=CENTRE, seed=1).firms
    worth = firms.price * firms.output
    assert firms.anchor.sum() == 44
    assert 0.31 <= firms.employees[firms.anchor].sum() / firms.employees.sum() <= 0.47
    ratio = (worth[firms.anchor].sum() / firms.employees[firms.anchor].sum()) / (
        worth[~firms.anchor].sum() / firms.employees[~firms.anchor].sum()
    )
    assert 4.0 < ratio < 9.0


@pytest.mark.parametrize("place", ["changwon", "ansan"])
@pytest.mark.parametrize("run", range(3))
def test_output_of_an_industry_is_divided_over_its_sectors_by_the_concordance(place, run):
    """By output, not by heads: an anchor makes several times what its heads say. Services make no goods."""
    data, known = complex_data(place), parameters_for(place)
    draw = {**{key: quantity.value for key, quantity in known.items()}, **draw_parameters(known, 5, run=run)}
    firms = start_state(data, "2019Q1", draw=draw, seed=run).firms
    worth = firms.price * firms.output
    for index, industry in enumerate(data.industries):
        sectors = {
            SECTORS.index(sector): draw.get(f"start.sector_weight.{industry}.{sector}", weight)
            for sector, weight in data.concordance[industry].items()
            if sector in data.manufacturing
        }
        mine = firms.manufacturing & (firms.industry == index)
        wanted = np.array(list(sectors.values())) / sum(sectors.values())
        found = np.array([worth[mine & (firms.sector == sector)].sum() for sector in sectors]) / worth[mine].sum()
        assert found == pytest.approx(wanted, abs=0.03)


def test_size_classes_stand_near_their_counts():
    firms = start_state(DATA, "2018Q4", draw=CENTRE, seed=1).firms
    counts = np.bincount(firms.size_class[firms.operating], minlength=4)
    assert counts[1:].tolist() == [123, 91, 49]


def test_no_published_cell_shows_one_or_two_firms():
    for scale in (0.1, 1.0):
        firms = start_state(DATA, "2018Q4", draw=CENTRE, seed=1, scale=scale).firms
        assert not np.isin(np.bincount(published_cells(firms)[firms.operating]), [1, 2]).any()


def test_suppliers_have_heavy_tailed_degrees():
    state = start_state(DATA, "2018Q4", draw=CENTRE, seed=1)
    received = np.bincount(state.network.supplier, minlength=state.firms.employees.size)
    assert received.max() > 20 * np.median(received[received > 0])
    shares = np.zeros((state.firms.employees.size, len(SECTORS)))
    buyer = np.repeat(np.arange(state.firms.employees.size), np.diff(state.network.start))
    np.add.at(shares, (buyer, state.network.sector), state.network.share)
    assert np.abs(shares[shares > 0.0] - 1.0).max() < 1e-12
    limit = CENTRE["start.inside_sales_limit"] * state.firms.output
    assert (state.firms.orders_inside <= limit * (1.0 + 1e-9)).all()
    assert not (buyer == state.network.supplier).any()
    # Two suppliers of a sector at least, where it has more than one firm that anybody would choose.
    taken = np.unique(np.stack([buyer * len(SECTORS) + state.network.sector, state.network.supplier]), axis=1)
    suppliers = np.bincount(taken[0])
    assert CENTRE["start.supplier_links"] == 2.0
    assert (suppliers[suppliers > 0] >= 2).mean() > 0.7


def test_a_sector_that_cannot_serve_its_share_serves_what_it_can():
    """It makes 100, sells at most half inside and keeps 2 % of that; 0.9 of 100 is asked: 49 / 90 and not 0.8."""
    firms = allocate(Firms, 6)
    firms.identifier[:], firms.sector[:] = np.arange(6), [0, 0, 0, 0, 1, 1]
    firms.output[:] = [40.0, 30.0, 20.0, 10.0, 50.0, 50.0]
    province = np.array([[0.0, 0.9], [0.0, 0.0]])
    network, used = build_network(firms, np.full(2, 0.8), province=province, inside_limit=0.5, links=2, seed=1)
    assert used[0] == pytest.approx(49.0 / 90.0)
    assert firms.orders_inside.sum() == pytest.approx(49.0)
    assert (firms.orders_inside <= 0.5 * firms.output + 1e-9).all()
    assert network.start.tolist()[:5] == [0, 0, 0, 0, 0]


def test_suppliers_are_drawn_by_size():
    """One of 900 among a hundred of 1 has nine tenths of what two hundred buyers of 1 ask."""
    firms = allocate(Firms, 301)
    firms.identifier[:], firms.sector[101:], firms.output[:] = np.arange(301), 1, 1.0
    firms.output[0] = 900.0
    province = np.array([[0.0, 0.1], [0.0, 0.0]])
    build_network(firms, np.ones(2), province=province, inside_limit=0.5, links=2, seed=1)
    assert firms.orders_inside.sum() == pytest.approx(20.0)
    assert firms.orders_inside[0] == pytest.approx(0.9 * 20.0, abs=1.5)


def test_the_same_seed_gives_the_same_state_and_another_seed_another():
    one, again, other = (start_state(DATA, "2019Q4", draw=CENTRE, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.firms.output, again.firms.output)
    assert not np.array_equal(one.firms.output, other.firms.output)


@pytest.mark.parametrize("scale", [0.1, 3.0])
def test_scale_shrinks_and_grows_the_world(scale):
    firms = start_state(DATA, "2018Q4", draw=CENTRE, seed=1, scale=scale).firms
    full = start_state(DATA, "2018Q4", draw=CENTRE, seed=1).firms
    assert firms.active.sum() == pytest.approx(scale * full.active.sum(), rel=0.02)
    assert firms.employees.sum() == pytest.approx(scale * full.employees.sum(), rel=0.02)


def test_people_held_through_a_fall_are_seen_at_the_start():
    """Where less is made a head than in the best year so far, part of the people are held; a new record starts full."""
    from simulation.model.parts.office import hours_at_start

    third = {**CENTRE, "observation.method_change_share": 0.3}
    after_the_fall = hours_at_start(DATA, "2018Q4", draw=third)
    assert (after_the_fall < 0.98).all()
    assert (after_the_fall > 0.9).all()
    assert np.array_equal(hours_at_start(DATA, "2018Q1", draw=CENTRE), np.ones(5))
    method = {**CENTRE, "observation.method_change_share": 0.6}
    assert (hours_at_start(DATA, "2018Q4", draw=method) > after_the_fall).all()


def test_held_labour_is_the_drawn_share_of_the_fall_from_the_best_year_grown_by_the_trend():
    """Two years of 100 and 60 a head, no trend: the best year made 100, so a share c of 40 % is held."""
    from simulation.model.parts.office import hours_at_start

    quarters = [f"{year}Q{quarter}" for year in (2018, 2019) for quarter in (1, 2, 3, 4)]
    level = np.repeat([100.0, 60.0], 4)
    total = DATA.record_total.loc[quarters].assign(production=5.0 * level, employment=5.0)
    rows = pd.MultiIndex.from_product([quarters, DATA.industries[:-1]], names=["quarter", "industry"])
    own = pd.DataFrame({"production": np.repeat(level, 4), "employment": 1.0}, index=rows)
    flat = replace(
        DATA, record_total=total, record_industry=own, reclassified=frozenset(), method_change=None, vintage_break=None
    )
    draw = {**CENTRE, "production.productivity_growth": 0.0}
    price = np.array([DATA.price_index(quarter, draw) for quarter in quarters])
    made = level[:, None] / price
    expected = 1.0 - made[-1] / made[:4].mean(axis=0)
    for share in (0.0, 0.25, 1.0):
        hours = hours_at_start(flat, "2019Q4", draw={**draw, "labour.overhang_share": share})
        assert hours == pytest.approx(1.0 - share * expected)
    grown = hours_at_start(
        flat, "2019Q4", draw={**draw, "labour.overhang_share": 1.0, "production.productivity_growth": 5.0}
    )
    assert (grown < 1.0 - expected).all()


def test_a_small_world_leaves_small_firms_the_output_a_worker_of_full_size() -> None:
    """Where a small world has fewer industries with anchors, the anchors it has do not make the output of all."""
    full, small = (totals(DATA, "2018Q4", draw=CENTRE, scale=scale) for scale in (1.0, 0.05))
    both = (full.anchors > 0) & (small.anchors > 0)
    assert both.sum() < (full.anchors > 0).sum()
    # Anchors against the rest of an industry: by their heads over the output that the others' heads would make.
    usual = (full.heads * output_a_worker(CENTRE)).sum(axis=1) - full.anchor_heads * output_a_worker(CENTRE)[3]
    odds = (full.anchor_output / (full.output - full.anchor_output) * usual)[both] / full.anchor_heads[both]
    assert odds == pytest.approx(odds[0])
    rest = [
        float((each.output - each.anchor_output)[both].sum() / (each.workers - each.anchor_heads)[both].sum())
        for each in (full, small)
    ]
    assert rest[1] == pytest.approx(rest[0], rel=0.15)
