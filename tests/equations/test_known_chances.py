"""Known values, computed by hand, of chances: closing, moving, births of age groups, large cells, stocks in a loop."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import demography, population
from simulation.equations.closing import closing_probability, moving_probability, surviving_share, yearly_hazard
from simulation.equations.links import Customers, hand_over_links
from simulation.equations.stability import loop_radius
from simulation.luck import stream, uniforms
from tests.equations.register import reals

KEY = stream(1, "known")
ONE_DEVIATION = 0.8413447460685429
"""Share below the mean and one deviation under the normal law."""


def test_the_hazard_of_closing_by_age():
    """-ln(1 - x) of the year; from five years on the last one, times 0.6, over (a / 5)^2."""
    closing = 1.0 - np.exp(-reals(0.5, 0.4, 0.3, 0.2, 0.1))
    ages = np.array([0, 11, 12, 59, 60, 120])
    found = yearly_hazard(ages, closing, fall=2.0, other_causes=0.6)
    assert found.tolist() == pytest.approx([0.5, 0.5, 0.4, 0.1, 0.06, 0.015])


def test_the_chance_of_closing_within_a_month():
    """1.2 / 12 x 4^-0.5 x 2 x 0.5 = 0.05; nobody counts as one; 1 - exp(-x)."""
    found = closing_probability(
        np.full(3, 1.2), reals(4.0, 0.0, 1.0), reference=1.0, size_effect=0.5, loss=np.array([True, False, True]),
        loss_effect=np.log(2.0), ratio=reals(0.5, 1.0, 1.0),
    )  # fmt: skip
    assert found.tolist() == pytest.approx([0.04877058, 0.09516258, 0.18126925])


def test_the_chance_of_moving_away_within_a_month():
    """1 - 0.5^(1 / 24) where the firm has four times the posts, 1 - 0.5^(1 / 12) where it has none: one counts."""
    found = moving_probability(0.5, reals(4.0, 0.0), reference=1.0, size_effect=0.5)
    assert found.tolist() == pytest.approx([0.02846806, 0.05612569])


def test_ages_of_a_weibull_law():
    """12 x 10 x 1 at u = 1/e with constant risk; 120 / 0.886227 x 2 at u = e^-4 with shape two."""
    assert demography.age_quantile(np.exp(reals(-1.0)), 10.0, shape=1.0).tolist() == [120]
    assert demography.age_quantile(np.exp(reals(-4.0)), 10.0, shape=2.0).tolist() == [270]


def test_new_firms_that_are_watched_and_those_that_close():
    """Of four one closes in its first year; one moves after 13 months, and of the two left one closes in its second."""
    entered, closed, left = np.array([0, 0, 0, 5, -1]), np.array([12, -1, 24, -1, 3]), np.array([-1, 13, -1, -1, -1])
    found = surviving_share(entered, closed, left=left, now=65, years=3)
    assert found.tolist() == pytest.approx([0.75, 0.375, 0.375])


def test_a_lost_supplier_in_the_middle_of_two_sectors():
    """0.2 of 0.5 goes to the other of the sector, 0.3 x 5/3; the sector of one alone is bought outside."""
    start, supplier = np.array([0, 3]), np.array([0, 1, 2])
    share, coefficient = reals(0.2, 0.3, 1.0), reals(0.02, 0.03, 0.5)
    customers = Customers.of(np.array([0, 3, 3, 3]), supplier)
    assert customers.of_firms(np.array([1])).tolist() == [0]
    hand_over_links(
        start, supplier, coefficient=coefficient, share=share, sector=np.array([4, 4, 6]),
        gone=np.array([True, False, True]), losing=np.array([0]),
    )  # fmt: skip
    assert share.tolist() == pytest.approx([0.0, 0.5, 0.0])
    assert coefficient.tolist() == pytest.approx([0.0, 0.05, 0.0])


def test_large_cells_follow_the_normal_law():
    """20,000 at 0.2 have mean 4,000 and deviation 56.57; a mean of 900 has 30; neither leaves what there is."""
    assert population.binomial_quantile(0.5, 20_000, 0.2) == 4_000
    assert population.binomial_quantile(ONE_DEVIATION, 20_000, 0.2) == 4_057
    assert population.binomial_quantile(1.0 - ONE_DEVIATION, 20_000, 0.2) == 3_943
    assert population.binomial_quantile(1.0 - 1e-12, 1_000, 0.999) == 1_000
    assert population.binomial_quantile(1e-12, 1_000_000, 0.001) == 778
    assert population.poisson_quantile(0.5, 900.0) == 900
    assert population.poisson_quantile(0.84, 900.0) == 930
    assert population.poisson_quantile(0.16, 900.0) == 870


def test_a_year_rate_over_a_month_and_a_quarter():
    assert population.monthly(reals(1.2)).tolist() == pytest.approx([0.09516258])
    assert population.monthly(reals(1.2), 3).tolist() == pytest.approx([0.25918178])


def test_births_behind_an_age_group():
    """Sixty a year until 2001, then 120; of the last five years up to 2001, 2002, 2004, and of the five before."""
    births = reals(60.0, 120.0)
    for time, expected in ((2001.0, [300.0, 300.0]), (2002.0, [360.0, 300.0]), (2004.0, [480.0, 300.0])):
        found = population.cohort_sizes(births, 2000, time=time, groups=2)
        assert found.tolist() == pytest.approx(expected)


def test_the_oldest_of_a_group_move_up_and_are_fewer_by_their_mortality():
    """1 / 60 x exp(-0.1 x 2.5) a month, three times that a quarter; and where the many begin to turn five."""
    mortality = np.array([[0.1], [0.1]])
    for months, expected in ((1, 0.01298001), (3, 0.03894004)):
        found = population.ageing_share(reals(60.0, 60.0), 2000, time=2003.0, mortality=mortality, months=months)
        assert found[:, 0].tolist() == pytest.approx([expected, 0.0], rel=1e-6)
    found = population.ageing_share(reals(60.0, 120.0), 2000, time=2006.0, mortality=np.zeros(2))
    assert found.tolist() == pytest.approx([10.0 / 600.0, 0.0])


def test_birthdays_round_up_by_luck():
    people, share = np.full(80, 30), np.full(80, 0.05)
    expected = np.floor(1.5 + uniforms(KEY, np.arange(80)))
    assert population.moving_up(KEY, people, share).tolist() == expected.tolist()


def test_jobs_and_hands_make_the_chance():
    """ln((110 + 300 x 0.9) / (0.9 x 400)); 2 x 0.01 + 3 x (0.02 + 0.03)."""
    found = population.relative_chance(110.0, 100.0, other=300.0, hands=0.9)
    assert found == pytest.approx(0.05406722)
    assert population.pull(0.01, 0.02, place=0.03, per_chance=2.0, per_pay=3.0) == pytest.approx(0.17)


@pytest.mark.parametrize("own", [0.0, 0.3, 0.8])
def test_the_loop_of_demand_and_stocks_is_as_large_as_its_largest_root(own):
    """Eigenvalues of the matrix itself over the edge of the disc; nothing bought inside leaves 1 - gamma."""
    gamma, sigma = 0.25, 2.0
    largest = 0.0
    for edge in own * np.exp(1j * np.linspace(0.0, np.pi, 721)):
        gain = 1.0 + gamma * sigma
        matrix = [[gain * edge, -gamma * edge], [gain * (1.0 - edge), 1.0 - gamma * (1.0 - edge)]]
        largest = max(largest, float(np.abs(np.linalg.eigvals(matrix)).max()))
    found = loop_radius(np.array([[own]]), gamma, cover=sigma)
    assert found == pytest.approx(largest, rel=1e-4)
    assert own > 0.0 or found == pytest.approx(0.75)
