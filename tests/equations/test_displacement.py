"""Gains of outside demand and where they come from; T19 for the module alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simulation.equations.displacement import displace

INDUSTRY = np.array([0, 0, 0, 1, 1, 2])
BASE = np.array([10.0, 20.0, 30.0, 5.0, 15.0, 0.0])


@given(local=some.floats(0.0, 1.0), abroad=some.floats(0.0, 1.0), gain=some.floats(0.0, 0.5))
@settings(max_examples=60, deadline=None)
def test_gains_and_losses_add_up_where_the_cap_does_not_bind(local: float, abroad: float, gain: float) -> None:
    quality = np.array([1.0 + gain, 1.0, 1.0, 1.0, 1.0 + gain, 1.0])
    foreign = abroad * (1.0 - local)
    moved = displace(BASE, quality, industry=INDUSTRY, local_share=local, foreign_share=foreign)
    total = moved.gain.sum()
    assert moved.gain.sum() - moved.loss.sum() == pytest.approx((1.0 - local) * total, abs=1e-12)
    assert moved.demand.sum() - BASE.sum() == pytest.approx((1.0 - local) * total, abs=1e-12)
    assert moved.local + moved.domestic + moved.foreign == pytest.approx(total, abs=1e-12)
    assert moved.foreign == pytest.approx(foreign * total, abs=1e-9)
    assert (moved.demand >= 0.0).all()


def test_no_quality_change_moves_nothing_bit_for_bit() -> None:
    moved = displace(BASE, np.ones(6), industry=INDUSTRY, local_share=0.5, foreign_share=0.2)
    assert (moved.demand == BASE).all()
    assert moved.local == moved.domestic == moved.foreign == 0.0


def test_nobody_loses_more_than_all_and_the_rest_comes_from_outside() -> None:
    quality = np.array([9.0, 1.0, 1.0, 1.0, 1.0, 1.0])
    moved = displace(BASE, quality, industry=INDUSTRY, local_share=0.9, foreign_share=0.05)
    assert moved.loss[:3] == pytest.approx(BASE[:3])
    assert moved.local == pytest.approx(60.0)
    assert moved.local + moved.domestic + moved.foreign == pytest.approx(80.0)
    assert moved.domestic == pytest.approx(moved.foreign)


def test_losses_stay_within_the_industry_and_fall_on_it_in_proportion() -> None:
    moved = displace(BASE, np.array([1.3, 1, 1, 1, 1, 1.0]), industry=INDUSTRY, local_share=0.5, foreign_share=0.0)
    assert not moved.loss[3:].any()
    np.testing.assert_allclose(moved.loss[:3] / BASE[:3], 1.5 / 60.0)


def test_more_displacement_never_raises_the_net_effect() -> None:
    quality = np.array([1.2, 1.0, 1.1, 1.0, 1.3, 1.0])
    shares = np.linspace(0, 1, 11)
    net = [
        displace(BASE, quality, industry=INDUSTRY, local_share=share, foreign_share=0.0).demand.sum() - BASE.sum()
        for share in shares
    ]
    assert np.all(np.diff(net) < 0.0)
    assert net[-1] == pytest.approx(0.0, abs=1e-12)


def test_shares_by_firm_type() -> None:
    quality = np.array([1.2, 1.2, 1.0, 1.0, 1.0, 1.0])
    local = np.array([1.0, 0.0, 0.5, 0.5, 0.5, 0.5])
    moved = displace(BASE, quality, industry=INDUSTRY, local_share=local, foreign_share=0.0)
    assert moved.local == pytest.approx(2.0)
    assert moved.domestic == pytest.approx(4.0)
