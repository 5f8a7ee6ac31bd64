"""Skills at firms and what they do to the ramp of effects; occupations of posts (equations 4.5)."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations.skills import occupations_of_posts, skilled_shares
from simulation.equations.technology import treated_ratio
from simulation.luck import stream, uniforms


def test_shares_count_those_who_name_the_firm():
    employer = np.array([0, 0, 0, 0, 1, -1, -1, 3])
    skill = np.array([0, 1, 3, 2, 0, 3, 1, 3])
    for count in (skilled_shares, skilled_shares.py_func):
        skilled, digital = np.full(4, 9.0), np.full(4, 9.0)
        count(employer, skill, 4, 1, 3, skilled, digital)
        assert skilled.tolist() == [0.5, 0.0, -1.0, 1.0]
        assert digital.tolist() == [0.25, 0.0, -1.0, 1.0]


def test_more_skills_never_delay_an_effect_and_the_lack_of_them_does_not_take_it_away():
    pace, target = np.array([0.2, 0.5, 0.8, 1.0]), np.full(4, 1.1)
    ratio = np.ones(4)
    for month in range(72):
        ratio = treated_ratio(ratio, target, months_since=np.full(4, month), first=4.0, full=18.0, pace=pace)
        assert (np.diff(ratio) >= -1e-15).all()
        if month == 12:
            assert ratio[0] < ratio[1] < ratio[2] < ratio[3]
    assert ratio == pytest.approx(target, abs=1e-4)


def test_a_whole_pace_is_the_ramp_bit_for_bit():
    before = 1.0 + 0.1 * uniforms(stream(1, "before"), np.arange(50))
    months = np.arange(50) - 5
    plain = treated_ratio(before, np.full(50, 1.1), months_since=months, first=4.5, full=18.0)
    assert np.array_equal(
        plain, treated_ratio(before, np.full(50, 1.1), months_since=months, first=4.5, full=18.0, pace=np.ones(50))
    )


def test_posts_ask_for_fewer_production_and_office_workers_rung_by_rung():
    shares = np.array([0.58, 0.24, 0.14, 0.04])
    table = occupations_of_posts(shares, np.array([0.95, 1.0, 0.9, 1.0]), rungs=6)
    mix = np.diff(np.column_stack([np.zeros(6), table]), axis=1)
    assert mix[0] == pytest.approx(shares)
    assert table[:, -1] == pytest.approx(1.0)
    assert (np.diff(mix[:, 0]) < 0.0).all()
    assert (np.diff(mix[:, 2]) < 0.0).all()
    assert (np.diff(mix[:, 1]) > 0.0).all()
    assert (np.diff(mix[:, 3]) > 0.0).all()
    assert mix[:, 3] / mix[:, 1] == pytest.approx(shares[3] / shares[1])
    assert np.allclose(occupations_of_posts(shares, np.ones(4), rungs=3), np.cumsum(shares))
