"""Order paths of anchors and of those below them, and how firms are hung on them (equations 4.4)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue import SIZE_CLASSES, complex_data, parameters
from simulation.equations.demand import hanging_path, order_book_path, outside_orders
from simulation.luck import stream, uniforms
from simulation.start.tiers import hang_on_anchors, tier_of
from simulation.state import Firms, allocate

VALUES = {key: quantity.value for key, quantity in parameters().items()}
INDUSTRIES = complex_data("changwon").industries
ROWS = 4000


def complex_of(rows: int = ROWS) -> Firms:
    """Manufacturers of two industries, three anchors in the first and none in the second."""
    firms = allocate(Firms, rows)
    firms.identifier[:] = np.arange(rows)
    firms.manufacturing[:] = True
    firms.industry[:] = np.arange(rows) % 2
    firms.size_class[:] = (np.arange(rows) // 2) % len(SIZE_CLASSES)
    firms.output[:] = 1.0
    firms.anchor[[0, 2, 4]] = True
    firms.output[[0, 2, 4]] = [300.0, 100.0, 100.0]
    return firms


def test_firms_hang_on_an_anchor_of_their_industry_in_proportion_to_its_size():
    firms = complex_of()
    hang_on_anchors(firms, INDUSTRIES, draw=VALUES, seed=1)
    first = (firms.industry == 0) & ~firms.anchor
    assert set(firms.anchor_row[first]) == {0, 2, 4}
    assert (firms.anchor_row[first] == 0).mean() == pytest.approx(0.6, abs=0.04)
    assert (firms.anchor_row[(firms.industry == 1) | firms.anchor] == -1).all()
    assert (firms.subcontract_share[(firms.industry == 1) | firms.anchor] == 0.0).all()
    assert (firms.tier[firms.anchor] == 0).all()
    expected = np.array([VALUES[f"demand.subcontract_share.tier_{tier}"] for tier in firms.tier[first]])
    assert np.array_equal(firms.subcontract_share[first], expected)
    assert not firms.order_book[~firms.anchor].any()
    assert abs(np.corrcoef(firms.tier[first], firms.anchor_row[first])[0, 1]) < 0.06, "a draw each"
    # All anchors of the first industry deliver from order books, none of the second.
    firms.anchor[[1, 3]] = True
    books = {f"demand.order_book_share.{name}": float(name == INDUSTRIES[0]) for name in INDUSTRIES}
    hang_on_anchors(firms, INDUSTRIES, draw={**VALUES, **books}, seed=1)
    assert np.flatnonzero(firms.order_book).tolist() == [0, 2, 4]


def test_larger_firms_stand_nearer_to_the_anchor():
    luck = uniforms(stream(1, "tier"), np.arange(ROWS))
    mean = [tier_of(np.full(ROWS, size), luck, draw=VALUES).mean() for size in range(len(SIZE_CLASSES))]
    assert mean == sorted(mean, reverse=True)
    tiers = tier_of(np.zeros(ROWS, dtype=np.int64), luck, draw=VALUES)
    assert set(tiers) == {1, 2, 3, 4}
    assert (tiers == 1).mean() == pytest.approx(VALUES[f"demand.tier_share.{SIZE_CLASSES[0]}.tier_1"], abs=0.015)


def test_a_supplier_follows_its_anchor_by_its_share():
    path = np.array([0.5, 1.2, 9.0, 9.0, 1.0])
    followed = hanging_path(path, np.array([-1, -1, 0, 1, -1]), share=np.array([0.0, 0.0, 0.4, 0.5, 0.0]))
    assert followed == pytest.approx([0.5, 1.2, 0.8, 1.1, 1.0])
    ones = np.ones(5)
    assert np.array_equal(hanging_path(ones, np.array([-1, -1, 0, 1, -1]), share=np.full(5, 0.5)), ones)


def test_the_loss_of_an_anchor_is_felt_by_its_suppliers_and_the_industry_keeps_its_total():
    firms = complex_of()
    hang_on_anchors(firms, INDUSTRIES, draw=VALUES, seed=1)
    path = np.ones(ROWS)
    path[0] = 0.5
    path = hanging_path(path, firms.anchor_row, share=firms.subcontract_share)
    index = np.ones(len(INDUSTRIES))
    orders = outside_orders(firms.output, path, industry=firms.industry, index=index)
    assert orders.sum() == pytest.approx(firms.output.sum())
    mine, others = firms.anchor_row == 0, np.isin(firms.anchor_row, [2, 4])
    assert (orders[mine] < orders[others].min()).all()
    assert (orders[firms.industry == 1] == 1.0).all()


def test_an_order_book_has_mean_one_and_the_stated_spread():
    path, months, contracts = np.ones(2000), 24.0, 4.0
    kept = []
    for month in range(400):
        path = order_book_path(
            path, months, contracts=contracts, luck=uniforms(stream(1, "won", step=month), np.arange(path.size))
        )
        kept.append(path)
    settled = np.array(kept[150:])
    assert (settled > 0.0).all()
    assert settled.mean() == pytest.approx(1.0, abs=0.01)
    assert settled.var() == pytest.approx((12.0 / contracts - 1.0) / (2.0 * months - 1.0), rel=0.05)


def test_a_contract_is_delivered_over_its_months():
    won, lost = (order_book_path(np.ones(1), 24.0, contracts=12.0 / 5.0, luck=np.array([luck])) for luck in (0.1, 0.9))
    assert won - lost == pytest.approx(5.0 / 24.0)
    monthly = order_book_path(np.ones(1), 24.0, contracts=12.0, luck=np.array([0.5]))
    assert monthly == pytest.approx(1.0)
