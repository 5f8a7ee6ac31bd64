"""Who does research, which projects become sales, and what support adds to them."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.research import commercialised, does_research, gain_of_project, towards

FIRMS = 20_000
IDENTIFIER = np.arange(FIRMS)


def researchers(share: float = 0.2, size: float = 20.0, export: float = 0.0, slopes: tuple = (0.8, 1.0)) -> np.ndarray:
    return does_research(
        3,
        IDENTIFIER,
        employees=np.full(FIRMS, size),
        export_share=np.full(FIRMS, export),
        share=share,
        size_slope=slopes[0],
        export_slope=slopes[1],
        reference_size=20.0,
    )


def test_the_share_holds_at_the_reference_and_rises_with_size_and_exports() -> None:
    assert researchers().mean() == pytest.approx(0.2, abs=0.01)
    assert researchers(size=200.0).mean() == pytest.approx(1.0 / (1.0 + 4.0 * 10.0**-0.8), abs=0.01)
    assert researchers(export=1.0).mean() == pytest.approx(1.0 / (1.0 + 4.0 * np.exp(-1.0)), abs=0.01)
    assert not (researchers() & ~researchers(size=80.0)).any(), "a larger firm never does less"
    np.testing.assert_array_equal(researchers(size=200.0, export=1.0, slopes=(0.0, 0.0)), researchers())


def test_projects_come_at_their_hazard_and_support_adds_and_takes_none_away() -> None:
    anyway, added = commercialised(3, 7, identifier=IDENTIFIER, hazard=0.05, ratio=np.full(FIRMS, 1.5))
    assert anyway.mean() == pytest.approx(-np.expm1(-0.05), abs=0.005)
    assert (anyway | added).mean() == pytest.approx(-np.expm1(-0.075), abs=0.005)
    assert not (anyway & added).any()
    same, none = commercialised(3, 7, identifier=IDENTIFIER, hazard=0.05, ratio=np.ones(FIRMS))
    np.testing.assert_array_equal(same, anyway)
    assert not none.any()


def test_more_support_keeps_every_success_of_less() -> None:
    for month in range(12):
        before = np.zeros(FIRMS, dtype=bool)
        for ratio in (1.0, 1.1, 1.4, 2.0):
            _, added = commercialised(3, month, identifier=IDENTIFIER, hazard=0.05, ratio=np.full(FIRMS, ratio))
            assert not (before & ~added).any()
            assert added.sum() > before.sum() or ratio == 1.0
            before = added


def test_gains_have_their_mean_and_are_never_losses() -> None:
    gain = gain_of_project(3, 7, identifier=IDENTIFIER, mean=0.02, spread=1.0)
    assert gain.mean() == pytest.approx(0.02, rel=0.05)
    assert (gain > 0.0).all()
    assert np.median(gain) < gain.mean()
    assert not gain_of_project(3, 7, identifier=IDENTIFIER, mean=0.0, spread=1.0).any()


def test_quality_comes_with_its_mean_lag_and_stays_where_nothing_was_won() -> None:
    quality, full = np.ones(2), np.array([1.0, 1.1])
    shown = []
    for _ in range(120):
        quality = towards(quality, full, months=12.0)
        shown.append(quality[1])
    assert quality[0] == 1.0
    assert shown == sorted(shown)
    assert shown[11] == pytest.approx(1.0 + 0.1 * (1.0 - (11.0 / 12.0) ** 12))
    assert shown[-1] == pytest.approx(1.1, abs=1e-4)
