"""Learning by simulation: a case whose posterior is known, and the check that the method makes of itself."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from scipy.stats import norm

from simulation.outcomes.posterior import (
    Posterior,
    learned_from,
    ranks,
    ranks_once_recalibrated,
    recalibrated,
    resampled,
    screened,
)

DRAWS = 3000
GENERATOR = np.random.default_rng(7)
PLACES = GENERATOR.uniform(size=(DRAWS, 2))
NOISE = 0.2
MOMENTS = np.column_stack(
    [
        PLACES[:, 0] + NOISE * GENERATOR.standard_normal(DRAWS),
        PLACES[:, 0] + NOISE * GENERATOR.standard_normal(DRAWS),
        GENERATOR.standard_normal(DRAWS),
    ]
)


def test_a_flat_prior_and_two_normal_readings_give_their_mean() -> None:
    """Two readings of 0.5 with error 0.2 leave u ~ N(0.5, 0.02) cut to (0, 1): mean 0.5, deviation 0.1414."""
    found = learned_from(PLACES, MOMENTS, seen=np.array([0.5, 0.5, 0.0]), accepted=600)
    mean = found.weights @ found.places[:, 0]
    spread = np.sqrt(found.weights @ (found.places[:, 0] - mean) ** 2)
    assert mean == pytest.approx(0.5, abs=0.02)
    assert spread == pytest.approx(NOISE / np.sqrt(2.0), abs=0.02)
    # The nearest draw counts most and the farthest of those accepted not at all.
    assert (np.diff(found.weights) <= 0.0).all()
    assert found.weights[-1] < 1e-6 * found.weights[0]


def test_a_high_reading_moves_the_posterior_to_the_known_place() -> None:
    """Readings of 0.8: a normal around 0.8 with deviation 0.1414 cut at one has the mean 0.763."""
    found = learned_from(PLACES, MOMENTS, seen=np.array([0.8, 0.8, 0.0]), accepted=600)
    deviation = NOISE / np.sqrt(2.0)
    low, high = (0.0 - 0.8) / deviation, (1.0 - 0.8) / deviation
    mean = 0.8 + deviation * (norm.pdf(low) - norm.pdf(high)) / (norm.cdf(high) - norm.cdf(low))
    assert found.weights @ found.places[:, 0] == pytest.approx(mean, abs=0.025)


def test_what_no_moment_speaks_of_stays_as_it_was() -> None:
    found = learned_from(PLACES, MOMENTS, seen=np.array([0.8, 0.8, 0.0]), accepted=600)
    assert found.weights @ found.places[:, 1] == pytest.approx(0.5, abs=0.06)
    assert found.places[:, 1].std() == pytest.approx(np.sqrt(1.0 / 12.0), abs=0.03)


def test_the_truth_lies_anywhere_in_its_posterior() -> None:
    """Rank statistics of a right method are uniform: mean 1/2, variance 1/12."""
    found = ranks(PLACES, MOMENTS, held=np.arange(0, DRAWS, 15), accepted=600)
    assert found.shape == (200, 2)
    assert found.mean(axis=0) == pytest.approx([0.5, 0.5], abs=0.07)
    assert found.var(axis=0) == pytest.approx([1.0 / 12.0] * 2, abs=0.03)


def test_a_posterior_is_moved_to_where_truths_lie_in_it() -> None:
    """Truths lie at half of the share at which they should: draws at 0.1, 0.3 and so on go to 0.05, 0.15 and so on."""
    taught = np.column_stack([np.linspace(0.0, 0.5, 101), np.linspace(0.0, 1.0, 101)])
    places = np.array([[0.9, 0.5], [0.1, 0.7], [0.3, 0.9], [0.7, 0.1], [0.5, 0.3]])
    found = recalibrated(Posterior(places, np.full(5, 0.2)), taught)
    assert found.places[:, 1] == pytest.approx(places[:, 1])
    # The draw at a share of 0.9 stands where 0.45 was, midway between those at 0.3 and 0.5 less a quarter.
    assert found.places[:, 0] == pytest.approx([0.45, 0.1, 0.15, 0.35, 0.25])
    assert (np.argsort(found.places[:, 0]) == np.argsort(places[:, 0])).all()


def test_ranks_that_are_moved_alike_are_uniform() -> None:
    luck = np.random.default_rng(5)
    taught, checked = (luck.uniform(size=(4000, 1)) ** 2 for _ in range(2))
    found = ranks_once_recalibrated(checked, taught)
    assert (found.mean(), found.var()) == pytest.approx((0.5, 1.0 / 12.0), abs=0.02)


def test_screening_tells_how_much_all_moments_say_of_a_parameter() -> None:
    """One reading of log odds with an error of the same spread tells half, two tell two thirds, noise nothing."""
    luck = np.random.default_rng(11)
    odds = luck.standard_normal((4000, 2))
    readings = np.column_stack([odds[:, 0] + luck.standard_normal(4000), luck.standard_normal((4000, 6))])
    told = screened(expit(odds), readings)
    assert told[0] == pytest.approx(0.5, abs=0.03)
    assert -0.02 < told[1] < 0.005
    again = np.column_stack([readings, odds[:, 0] + luck.standard_normal(4000)])
    assert screened(expit(odds), again)[0] == pytest.approx(2.0 / 3.0, abs=0.03)


def test_what_is_told_is_told_of_draws_that_did_not_find_the_rule() -> None:
    """Thirty idle moments of sixty draws fit half of the variance and foretell nothing, whatever its middle."""
    luck = np.random.default_rng(3)
    told = screened(expit(2.0 + luck.standard_normal((60, 3))), luck.standard_normal((60, 30)))
    assert (told < -0.1).all()
    assert (told > -4.0).all()


def test_resampling_repeats_draws_by_their_weight() -> None:
    posterior = Posterior(np.array([[0.1], [0.2], [0.3]]), np.array([0.5, 0.25, 0.25]))
    assert resampled(posterior, 4, luck=0.5)[:, 0].tolist() == [0.1, 0.1, 0.2, 0.3]


def test_the_last_draw_stands_for_what_rounding_leaves_beyond_all_weights() -> None:
    """Weights that add to 0.9 and points 0.475 and 0.975: the second lies past them all."""
    posterior = Posterior(np.array([[0.1], [0.2]]), np.array([0.4, 0.5]))
    assert resampled(posterior, 2, luck=0.95)[:, 0].tolist() == [0.2, 0.2]
