"""Levels integrated over draws of parameters, by hand and against a problem whose probability is known exactly."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from simulation.luck import normals, stream
from simulation.outcomes import draw_probability as room
from simulation.outcomes.draw_probability import (
    Explained,
    Learned,
    MoreWorlds,
    explained,
    learned,
    probability_over_draws,
)
from simulation.outcomes.path_probability import interval

PAIRS, WORLDS, DRAWS, IDLE = 16, 96, 400, 40
ONES = np.ones((8, 1))


def drawn(first: int, number: int) -> np.ndarray:
    """Parameters of some draws: one that matters and many idle ones, standard normal."""
    return normals(stream(7, "drawn"), np.arange(first, first + number * IDLE)).reshape(number, IDLE)


def world(first: int) -> tuple[MoreWorlds, np.ndarray, np.ndarray]:
    """ln x = 5 + 0.3 z + 0.1 u; with the programme ln y = 0.2 + ln x + 0.02 e."""
    values = drawn(first * 10**6, WORLDS)
    luck = normals(stream(first, "luck"), np.arange(2 * WORLDS))
    logs = 5.0 + 0.3 * values[:, 3] + 0.1 * luck[:WORLDS]
    names = tuple(f"p{place}" for place in range(IDLE))
    more = MoreWorlds({}, names, values, lambda asked: drawn(10**12, DRAWS)[:, [names.index(each) for each in asked]])
    return more, np.exp(logs), np.exp(0.2 + logs[:PAIRS] + 0.02 * luck[WORLDS : WORLDS + PAIRS])


def likely(paired: np.ndarray, target: float, *, without: np.ndarray, more: MoreWorlds) -> dict[str, float]:
    """Probability with nothing known but the worlds and what was drawn for them."""
    known = np.ones((without.size, 1)), np.ones((DRAWS, 1))
    return probability_over_draws(learned(paired / target, without / target, more=more, known=known))


def untold(paired: np.ndarray, without: np.ndarray) -> Learned:
    """A level that no parameter is told of."""
    return Learned(without, paired, Explained((), ONES, np.ones((3, 1))), Explained((), ONES[:, :0], np.ones((3, 0))))


def test_without_anything_told_the_worlds_are_counted() -> None:
    # ln x = +-0.1 about a mean of zero, widened by sqrt(8 / 7): half of the worlds lie above a target in between.
    level, edge = np.exp([0.1, -0.1] * 4), 0.1 * math.sqrt(8 / 7)
    for target, probability in ((math.exp(edge - 1e-6), 0.5), (math.exp(edge + 1e-6), 0.0), (math.exp(-edge), 1.0)):
        found = probability_over_draws(untold(level / target, level / target))
        assert found["probability"] == pytest.approx(probability)
        assert found["residual"] == pytest.approx(100.0 * edge)


def test_what_the_pairs_say_of_the_programme_moves_every_world() -> None:
    # The programme doubles the level in the pairs; then twice the target is as likely as the target without it.
    more, without, _ = world(1)
    once = likely(without[:PAIRS], 160.0, without=without, more=more)
    twice = likely(2.0 * without[:PAIRS], 320.0, without=without, more=more)
    assert twice == pytest.approx(once)
    # y = (200 x)^(1/2) is at least (200 t)^(1/2) where x is at least t, and luck counts half.
    damped = likely(np.sqrt(200.0 * without[:PAIRS]), math.sqrt(200.0 * 160.0), without=without, more=more)
    assert damped == pytest.approx({**once, "residual": once["residual"] / 2.0})
    # In which unit parameters are counted says nothing.
    larger = replace(more, values=100.0 * more.values, drawn=lambda names: 100.0 * more.drawn(names))
    assert likely(without[:PAIRS], 160.0, without=without, more=larger) == pytest.approx(once)


def test_a_gain_that_follows_a_parameter_of_its_own_is_told_by_the_pairs() -> None:
    """ln y = ln x + 0.2 q with q idle without the programme: exactly the draws with ln x + 0.2 q above the target."""
    more, _, _ = world(4)
    far = more.drawn(more.names)
    logs = 5.0 + 0.3 * more.values[:, 3]
    gains = 0.2 * more.values[:PAIRS, 8]
    found = likely(np.exp(logs[:PAIRS] + gains), 200.0, without=np.exp(logs), more=more)
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    assert found["probability"] == pytest.approx((5.0 + 0.3 * far[:, 3] + 0.2 * far[:, 8] >= math.log(200.0)).mean())


def test_only_the_parameter_that_matters_is_told() -> None:
    more, without, _ = world(2)
    one = np.ones((WORLDS, 1))
    assert explained(np.log(without), more, known=one).names == ("p3",)
    idle = np.exp(normals(stream(9, "idle"), np.arange(WORLDS)))
    assert explained(idle, more, known=one).names == ()


def test_a_level_on_a_path_is_told_by_its_path_and_then_by_parameters() -> None:
    """ln x = 5 + 0.4 path + 0.3 z: nothing is left, and the probability is the share of paths with their draws."""
    more, _, _ = world(3)
    path = normals(stream(11, "path"), np.arange(DRAWS))
    columns = np.column_stack([np.ones(DRAWS), path])
    values, far = more.values, more.drawn(more.names)
    logs = 5.0 + 0.4 * path[:WORLDS] + 0.3 * values[:, 3]
    assert explained(logs, more, known=columns[:WORLDS]).names == ("p3",)
    level = np.exp(logs) / 200.0
    found = probability_over_draws(learned(level[:PAIRS], level, more=more, known=(columns[:WORLDS], columns)))
    assert found["residual"] == pytest.approx(0.0, abs=1e-6)
    share = float((5.0 + 0.4 * path + 0.3 * far[:, 3] >= math.log(200.0)).mean())
    assert found["probability"] == pytest.approx(share)
    assert "p3" not in explained(5.0 + 0.4 * path[:WORLDS], more, known=columns[:WORLDS]).names


def test_the_interval_covers_the_exact_probability_at_its_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    """ln y is normal with mean 5.2 and variance 0.3^2 + 0.1^2 + 0.02^2, so P(y >= t) is known."""
    monkeypatch.setattr(room, "RESAMPLES", 100)
    target, spread = math.exp(5.5), math.sqrt(0.3**2 + 0.1**2 + 0.02**2)
    exact, held, errors, plain = float(norm.sf((5.5 - 5.2) / spread)), 0, [], []
    for case in range(60):
        more, without, values = world(10 + case)
        found = likely(values, target, without=without, more=more)
        held += found["low"] <= exact <= found["high"]
        errors.append(found["probability"] - exact)
        plain.append((values >= target).mean() - exact)
    assert held >= 54
    assert np.std(errors) < 0.3 * np.std(plain)
    assert abs(np.mean(errors)) < 0.02


def test_a_higher_target_is_never_more_likely() -> None:
    more, without, values = world(3)
    found = [likely(values, target, without=without, more=more)["probability"] for target in (120, 180, 240, 400)]
    assert found == sorted(found, reverse=True)


def test_a_level_that_is_zero_somewhere_is_integrated_as_it_is() -> None:
    # x = 1 +- 1 of the target widened by sqrt(8 / 7); the programme adds half of the target, or twice 1.1.
    without = np.array([2.0, 0.0] * 4)
    for gain, probability in ((0.0, 0.5), (0.5, 0.5), (1.1, 1.0)):
        found = probability_over_draws(untold(without + gain, without))
        assert found["probability"] == pytest.approx(probability)
        assert math.isnan(found["residual"])


def test_the_error_of_the_number_of_draws_is_added_in_squares() -> None:
    # 50 of 100: Wilson 0.4038 to 0.5962; resampled 0.4 to 0.6 at 2.5 and 97.5 %.
    found = interval(0.5, np.linspace(0.4 - 0.005 / 0.95, 0.6 + 0.005 / 0.95, 1001).tolist(), draws=100)
    assert found["low"] == pytest.approx(0.5 - math.hypot(0.1, 0.0962), abs=2e-4)
    assert found["high"] == pytest.approx(0.5 + math.hypot(0.1, 0.0962), abs=2e-4)
