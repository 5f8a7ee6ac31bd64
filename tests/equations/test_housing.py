"""Rents, choice of a zone and the limit that homes set."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import housing as rules
from simulation.luck import stream

MANY = 20_000
AMPLE = np.full(5, MANY)
WEIGHTS = (3.0, 0.02, 3.0, 0.1)


def test_an_improved_zone_loses_nobody_and_nobody_moves_between_unchanged_ones():
    """T20: every chooser who changes goes to the improved zone."""
    key, choosers = stream(1, "district"), np.arange(MANY)
    utility = np.array([0.2, 0.5, -0.1, 0.0, 0.3])
    before = rules.choose_zones(key, choosers, utility=utility, places=AMPLE)
    for zone in range(5):
        better = utility.copy()
        better[zone] += 0.4
        after = rules.choose_zones(key, choosers, utility=better, places=AMPLE)
        changed = after != before
        assert changed.any()
        assert (after[changed] == zone).all()


def test_choice_is_logit():
    utility = np.array([0.0, 0.5, 1.0])
    chosen = rules.choose_zones(stream(2, "district"), np.arange(MANY), utility=utility, places=AMPLE[:3])
    expected = np.exp(utility) / np.exp(utility).sum()
    np.testing.assert_allclose(np.bincount(chosen) / MANY, expected, atol=0.012)


def test_homes_set_the_limit_and_the_lottery_moves_the_rest_on():
    places = np.array([100, 7_000, 0, 500, 3_000])
    choosers = np.arange(MANY)
    chosen = rules.choose_zones(
        stream(3, "district"), choosers, utility=np.array([1.0, 0.0, 3.0, 0.0, 0.0]), places=places
    )
    placed = np.bincount(chosen[chosen >= 0], minlength=5)
    assert (placed == places).all()
    assert (chosen == rules.NOWHERE).sum() == MANY - places.sum()
    roomy = rules.choose_zones(
        stream(3, "district"), choosers, utility=np.array([1.0, 0.0, 3.0, 0.0, 0.0]), places=places + 6_000
    )
    assert (roomy >= 0).all()


def test_an_amenity_is_worth_the_rise_of_pay_that_the_weights_say():
    """The real-wage effect: da equals a rise of ln(y - r) by alpha_a da / alpha_y, chooser by chooser."""
    rent, minutes = np.array([0.55, 0.62, 0.46]), np.array([18.0, 18.0, 30.0])
    amenity, gain = np.array([0.04, 0.05, -0.04]), 0.03
    better = rules.place_worth(
        4.3, rent, minutes=minutes, amenity=amenity + np.array([0.0, 0.0, gain]), weights=WEIGHTS
    )
    left = (4.3 - rent[2]) * np.exp(WEIGHTS[2] * gain / WEIGHTS[0])
    paid = rules.place_worth(4.3, rent, minutes=minutes, amenity=amenity, weights=WEIGHTS)
    paid[2] = rules.place_worth(left + rent[2], rent, minutes=minutes, amenity=amenity, weights=WEIGHTS)[2]
    np.testing.assert_allclose(better, paid, rtol=1e-12)
    key, choosers = stream(4, "district"), np.arange(MANY)
    same = rules.choose_zones(key, choosers, utility=better, places=AMPLE[:3]) == rules.choose_zones(
        key, choosers, utility=paid, places=AMPLE[:3]
    )
    assert same.all()


def test_rents_fall_where_homes_stand_empty():
    rent, natural = np.full(3, 0.5), np.full(3, 0.07)
    moved = rules.rent_next(rent, np.array([0.05, 0.07, 0.12]), natural=natural, speed=0.025, inflation=0.0)
    assert moved[0] > 0.5 > moved[2]
    assert moved[1] == pytest.approx(0.5, rel=1e-12)
    by_quarter = rules.rent_next(rent, np.array([0.05, 0.07, 0.12]), natural=natural, speed=0.075, inflation=0.0)
    three = rent
    for _ in range(3):
        three = rules.rent_next(three, np.array([0.05, 0.07, 0.12]), natural=natural, speed=0.025, inflation=0.0)
    np.testing.assert_allclose(three, by_quarter, rtol=1e-12)


def test_homes_lived_in_are_never_more_than_homes():
    occupied = rules.homes_occupied(np.array([300.0, 9_000.0]), np.array([3.0, 3.0]), homes=np.array([200.0, 1_000.0]))
    np.testing.assert_allclose(occupied, [100.0, 1_000.0])
    offered = rules.offer(np.array([200.0]), np.array([100.0]), turnover=0.01)
    np.testing.assert_allclose(offered, [101.0])
