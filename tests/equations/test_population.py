"""People as whole numbers: exact quantiles, one uniform for every world, steps of any length, ageing by birth."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom, poisson

from simulation.equations import population as rules
from simulation.luck import stream

PLACES = np.array([1e-6, 0.01, 0.3, 0.5, 0.77, 0.99, 1.0 - 1e-6])


@pytest.mark.parametrize(
    ("trials", "chance"), [(1, 0.5), (12, 0.03), (4_000, 0.011), (16_000, 0.005), (300, 0.9), (69_600, 0.01)]
)
def test_binomial_quantile_is_the_inverse_of_the_law(trials, chance):
    for place in PLACES:
        assert rules.binomial_quantile(place, trials, chance) == binom.ppf(place, trials, chance)


@pytest.mark.parametrize("mean", [0.02, 1.0, 27.3, 400.0, 698.0])
def test_poisson_quantile_is_the_inverse_of_the_law(mean):
    for place in PLACES:
        assert rules.poisson_quantile(place, mean) == poisson.ppf(place, mean)


def test_impossible_and_certain():
    assert rules.binomial_quantile(0.999, 10, 0.0) == 0
    assert rules.binomial_quantile(0.001, 10, 1.0) == 10
    assert rules.binomial_quantile(0.5, 0, 0.5) == 0
    assert rules.poisson_quantile(0.999, 0.0) == 0
    almost = 1.0 - 2.0**-53
    for chance in np.linspace(0.05, 0.95, 19):
        assert all(rules.binomial_quantile(almost, trials, chance) <= trials for trials in range(1, 30))


def test_the_middle_of_a_large_cell_is_its_mean_to_the_nearest_person():
    """Means of 1,000.4 and 999.6, beyond the sums of probabilities: 1,000 people at the median."""
    for mean in (1_000.4, 999.6):
        assert rules.poisson_quantile(0.5, mean) == 1_000
        assert rules.binomial_quantile(0.5, 100_000, mean / 100_000) == 1_000


def test_large_cells_keep_mean_and_spread():
    people = np.full(4_000, 20_000)
    found = rules.those_who(stream(1, "test"), people, probability=np.full(4_000, 0.2))
    assert found.mean() == pytest.approx(4_000.0, rel=1e-3)
    assert found.std() == pytest.approx(np.sqrt(3_200.0), rel=0.05)
    came = rules.arriving(stream(2, "test"), np.full(4_000, 900.0))
    assert came.mean() == pytest.approx(900.0, rel=2e-3)


def test_a_better_city_never_loses_a_mover_to_a_worse_one():
    """Monotone coupling: under one key a lower chance takes no more people from any cell, a larger pool brings more."""
    shape = (5, 18, 2)
    people = np.arange(180).reshape(shape) * 37
    worse = np.linspace(0.001, 0.02, 180).reshape(shape)
    for step in range(40):
        key = stream(3, "leaves the city", step=step)
        assert (
            rules.those_who(key, people, probability=0.8 * worse) <= rules.those_who(key, people, probability=worse)
        ).all()
        assert (
            rules.those_who(key, people + 50, probability=worse) >= rules.those_who(key, people, probability=worse)
        ).all()
        mean = worse * 3_000.0
        assert (rules.arriving(key, 1.1 * mean) >= rules.arriving(key, mean)).all()


def test_three_months_are_a_quarter():
    rate = np.array([0.0, 0.001, 0.05, 0.4, 2.0])
    np.testing.assert_allclose(1.0 - (1.0 - rules.monthly(rate)) ** 3, rules.monthly(rate, 3), rtol=1e-12)
    np.testing.assert_allclose(1.0 - (1.0 - rules.monthly(rate)) ** 12, -np.expm1(-rate), rtol=1e-12)


def test_ageing_by_month_and_by_quarter_agree():
    births = 500.0 + 100.0 * np.sin(np.arange(100) / 7.0)
    mortality = np.linspace(0.0, 0.1, 18)

    def after_a_year(months: int) -> np.ndarray:
        people = np.full(18, 10_000.0)
        for step in range(12 // months):
            time = 2019.0 + step * months / 12.0
            up = rules.ageing_share(births, 1924, time=time, mortality=mortality, months=months) * people
            people -= up
            people[1:] += up[:-1]
        return people

    np.testing.assert_allclose(after_a_year(1), after_a_year(3), rtol=0.01)


def test_with_even_births_a_sixtieth_moves_up():
    share = rules.ageing_share(np.full(120, 400.0), 1904, time=2020.5, mortality=np.zeros((18, 2)))
    np.testing.assert_allclose(share[:-1], 1.0 / 60.0)
    assert (share[-1] == 0.0).all()


def test_a_large_year_of_birth_moves_up_as_a_wave():
    births = np.full(120, 400.0)
    births[2000 - 1904] = 800.0
    before = rules.ageing_share(births, 1904, time=2018.0, mortality=np.zeros(18))
    birthday = rules.ageing_share(births, 1904, time=2020.5, mortality=np.zeros(18))
    assert before[3] < 1.0 / 60.0, "the many are in the middle of 15-19"
    assert birthday[3] == pytest.approx(800.0 / 12.0 / 2_200.0), "the many turn twenty"


def test_rounding_of_birthdays_is_right_on_average_and_never_takes_more_than_there_are():
    people, share = np.full(20_000, 7), np.full(20_000, 1.0 / 60.0)
    up = rules.moving_up(stream(4, "age group"), people, share)
    assert up.mean() == pytest.approx(7.0 / 60.0, rel=0.05)
    assert rules.moving_up(stream(4, "age group"), np.full(50, 3), np.full(50, 1.2)).tolist() == [3] * 50
