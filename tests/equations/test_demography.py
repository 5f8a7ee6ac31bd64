"""Rules of entry and exit: monotone under keyed draws, published survival, links and ages (T23 for the module)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.stats import poisson

from simulation.equations import demography as rules
from simulation.equations.closing import (
    closing_probability,
    lenders_close,
    months_beyond,
    moving_probability,
    surviving_share,
    yearly_hazard,
)
from simulation.equations.links import Customers
from simulation.luck import stream, uniforms
from simulation.model.parts.demography import sites_given_up
from simulation.state import Firms, allocate

FIRMS = 4000
ROWS = np.arange(FIRMS)
CLOSING = np.array([0.291, 0.182, 0.141, 0.131, 0.141])
MONTHS = 60


def module(entry: float, support: float, months: int = MONTHS) -> np.ndarray:
    """Survivors among candidates of a month each, with ample sites and no feedback."""
    due, alive, age = ROWS % months, np.zeros(FIRMS, dtype=bool), np.zeros(FIRMS, dtype=np.int64)
    luck, posts = uniforms(stream(2, "entry"), ROWS), 1.0 + 12.0 * uniforms(stream(2, "posts"), ROWS)
    for month in range(months):
        chance = closing_probability(
            yearly_hazard(age, CLOSING, fall=1.8),
            posts,
            reference=6.0,
            size_effect=0.5,
            loss=ROWS % 9 == 0,
            loss_effect=1.2,
            ratio=np.full(FIRMS, support),
        )
        alive &= ~(uniforms(stream(2, "closing", step=month), ROWS) < chance)
        age[alive] += 1
        mine = np.flatnonzero(due == month)
        come = rules.entrants(
            luck[mine], np.full(mine.size, entry), kind=np.zeros(mine.size, dtype=int), free=np.array([1e9])
        )
        alive[mine[come]] = True
    return alive


def test_more_support_leaves_a_superset_of_survivors() -> None:
    for low, high in (((0.5, 1.0), (0.6, 1.0)), ((0.5, 1.0), (0.5, 0.7)), ((0.5, 0.9), (0.7, 0.6))):
        few, many = module(*low), module(*high)
        assert few.sum() < many.sum()
        assert not (few & ~many).any()


def test_without_entry_nobody_comes_and_without_hazard_nobody_goes() -> None:
    assert not module(0.0, 1.0).any()
    assert module(1.0, 0.0).sum() == FIRMS
    assert not yearly_hazard(ROWS, np.zeros(5), fall=1.8).any()
    assert not moving_probability(0.0, np.ones(3), reference=6.0, size_effect=0.5).any()


def test_hazards_at_the_reference_size_give_the_published_survival() -> None:
    survive, found = 1.0, []
    for month in range(60):
        hazard = yearly_hazard(np.array([month]), CLOSING, fall=1.8)
        probability = closing_probability(
            hazard,
            np.array([6.0]),
            reference=6.0,
            size_effect=0.5,
            loss=np.array([False]),
            loss_effect=1.2,
            ratio=np.array([1.0]),
        )
        survive *= 1.0 - float(probability[0])
        if month % 12 == 11:
            found.append(survive)
    np.testing.assert_allclose(found, [0.709, 0.580, 0.498, 0.433, 0.372], atol=0.001)


def test_lenders_count_months_beyond_the_line_and_wait_for_who_earns_the_interest() -> None:
    """One back within its line starts anew, one that earns its interest is not counted, the others go on to six."""
    months, solvent = np.array([5, 5, 5, 0]), np.array([True, False, False, False])
    found = months_beyond(
        months, solvent, surplus=np.array([-1.0, 2.0, 1.0, -3.0]), interest=np.array([0.0, 2.0, 2.0, 1.0])
    )
    assert found.tolist() == [0, 5, 6, 1]
    assert lenders_close(found, 5.5).tolist() == [False, False, True, False]
    assert lenders_close(found, 6.0).tolist() == [False, False, True, False]


@given(mean=some.floats(0.0, 30.0), more=some.floats(0.0, 5.0))
@settings(max_examples=40, deadline=None)
def test_poisson_counts_never_fall_in_the_mean(mean: float, more: float) -> None:
    luck = uniforms(stream(4, "count"), np.arange(500))
    few, many = (rules.poisson_count(luck, np.full(500, each)) for each in (mean, mean + more))
    assert (many >= few).all()


def test_poisson_counts_are_poisson() -> None:
    luck = uniforms(stream(4, "count"), np.arange(20_000))
    for mean in (0.3, 4.0, 17.0):
        np.testing.assert_array_equal(rules.poisson_count(luck, np.full(luck.size, mean)), poisson.ppf(luck, mean))


def test_entry_follows_free_sites_and_growth() -> None:
    letting, weight = np.array([0.1, 0.05]), np.array([[0.6, 0.4], [0.1, 0.9]])
    rate = rules.entry_rate(
        np.array([50.0, 100.0]), letting, weight=weight, elasticity=0.5, growth=np.array([0.0, 0.2])
    )
    np.testing.assert_allclose(rate, [[3.0, 2.2], [0.5, 4.95]])
    assert not rules.entry_rate(np.zeros(2), letting, weight=weight, elasticity=0.5, growth=np.zeros(2)).any()
    assert (rules.entry_rate(np.ones(2), letting, weight=weight, elasticity=0.5, growth=np.full(2, -3.0)) == 0.0).all()


def test_as_many_sites_are_let_as_come_free() -> None:
    """Nine stand free and three come: a quarter of the twelve is let. None free and one comes: it is let at once."""
    flow, free = np.array([3.0, 1.0]), np.array([9.0, 0.0])
    letting = rules.settled_letting(flow, free)
    assert letting == pytest.approx([0.25, 1.0])
    assert (free + flow) * (1.0 - letting) == pytest.approx(free)
    assert rules.settled_letting(np.array([3.0, 0.0]), np.array([9.0, 0.0])) == pytest.approx([0.25, 0.25])
    assert rules.settled_letting(np.zeros(2), np.array([9.0, 4.0])) == pytest.approx([0.0, 0.0])


def test_sites_given_up_are_the_chances_of_closing_and_of_moving() -> None:
    """One new firm of the reference size in a unit: a tenth closes and a twentieth moves a year; an anchor stays."""
    value = {
        "demography.closing_reference": 5.0, "demography.closing_size": 0.5, "demography.closing_fall": 0.4,
        "demography.moving_rate": 5.0,
    }  # fmt: skip
    firms = allocate(Firms, 3)
    firms.active[:2], firms.anchor[1], firms.employees[:], firms.leased[0] = True, True, 5, True
    found = sites_given_up(firms, np.full(5, 0.1), value=value)
    assert found == pytest.approx([0.0, 1.0 - 0.9 ** (1 / 12) * 0.95 ** (1 / 12)])


def test_letting_answers_vacancy_by_its_elasticity() -> None:
    """At four times the usual vacancy and an elasticity of a half a site waits twice as long."""
    usual, vacancy = np.array([0.1, 0.05, 0.2, 0.3]), np.array([0.4, 0.05, 0.0, 0.5])
    before = np.array([0.1, 0.2, 0.1, 0.0])
    np.testing.assert_allclose(
        rules.letting_rate(usual, vacancy, usual_vacancy=before, elasticity=0.5), [0.05, 0.1, 0.2, 0.3]
    )
    np.testing.assert_array_equal(rules.letting_rate(usual, vacancy, usual_vacancy=before, elasticity=0.0), usual)
    np.testing.assert_allclose(
        (rules.letting_rate(usual, vacancy, usual_vacancy=before, elasticity=1.0) * vacancy)[:2], (usual * before)[:2]
    )


def test_who_comes_and_goes_leaves_an_industry_on_its_path() -> None:
    start, usual = np.array([100.0, 60.0, 0.0, 50.0]), np.array([125.0, 40.0, 3.0, 0.0])
    np.testing.assert_allclose(rules.on_the_path(start, usual), [0.8, 1.5, 1.0, 1.0])
    np.testing.assert_array_equal(rules.on_the_path(start, start), np.ones(4))


def test_free_sites_bound_entry_and_the_lowest_draws_come_first() -> None:
    luck, kind = np.array([0.4, 0.1, 0.3, 0.2, 0.9]), np.array([0, 0, 0, 1, 1])
    come = rules.entrants(luck, np.full(5, 0.5), kind=kind, free=np.array([2.7, 0.9]))
    assert come.tolist() == [False, True, True, False, False]
    # Room that is three but for rounding is three; none is left where more are let than there are; a draw must be less.
    for free, expected in ((3.0 - 4e-16, 3), (-1.0, 0)):
        rooms = {"kind": np.zeros(4, dtype=np.int64), "free": np.array([free])}
        assert rules.entrants(np.array([0.1, 0.2, 0.3, 0.5]), np.full(4, 0.5), **rooms).sum() == expected


def test_demand_passed_on_and_taken_stays_in_proportion() -> None:
    base, industry = np.array([4.0, 6.0, 5.0]), np.array([0, 0, 1])
    np.testing.assert_allclose(rules.passed_on(base, industry, moved=np.array([5.0, -1.0])), [6.0, 9.0, 4.0])
    np.testing.assert_array_equal(rules.passed_on(base, industry, moved=np.zeros(2)), base)
    assert (rules.passed_on(base, industry, moved=np.array([-99.0, 0.0]))[:2] == 0.0).all()
    assert not rules.passed_on(np.zeros(3), industry, moved=np.array([5.0, 0.0])).any()


def test_buyers_are_found_among_many_firms_and_none_where_nobody_left() -> None:
    """Each of 300 firms buys from the next two."""
    rows = np.arange(300)
    customers = Customers.of(2 * np.arange(301), np.column_stack([rows + 1, rows + 2]).ravel() % 300)
    assert [customers.of_firms(np.array([row])).tolist() for row in (2, 257, 299)] == [[0, 1], [255, 256], [297, 298]]
    assert customers.of_firms(rows[:0]).tolist() == []


def test_workers_of_firms_that_left_are_unemployed() -> None:
    employer, status, tenure = np.array([0, 1, -1, 1, 2]), np.array([0, 0, 2, 0, 0]), np.array([5, 6, 0, 7, 8])
    rules.release(employer, status, tenure, np.array([False, True, False]))
    assert status.tolist() == [0, 1, 2, 1, 0]
    assert employer.tolist() == [0, -1, -1, -1, 2]
    assert tenure.tolist() == [5, 0, 0, 0, 8]


def test_survival_counts_those_who_moved_as_long_as_they_were_seen() -> None:
    entered = np.array([0, 0, 0, 0, -1, 70])
    closed = np.array([6, -1, -1, 30, 4, -1])
    left = np.array([-1, 20, -1, -1, -1, -1])
    found = surviving_share(entered, closed, left=left, now=72)
    np.testing.assert_allclose(found, [0.75, 0.75, 0.375, 0.375, 0.375])
    assert np.isnan(surviving_share(entered, closed, left=left, now=72, years=8)[-1])


def test_who_moved_the_month_before_a_closing_is_not_watched_in_it() -> None:
    entered, closed, left = np.zeros(3, dtype=np.int64), np.array([6, -1, -1]), np.array([-1, 5, -1])
    assert surviving_share(entered, closed, left=left, now=24, years=2).tolist() == [0.5, 0.5]


def test_ages_have_their_mean() -> None:
    luck = uniforms(stream(8, "age"), np.arange(20_000))
    for shape in (1.0, 1.4, 1.8):
        assert rules.age_quantile(luck, 12.0, shape=shape).mean() / 12.0 == pytest.approx(12.0, rel=0.02)


def test_further_firms_that_move_in_leave_the_path_but_for_their_new_customers():
    """Of 30 brought to 130 in all half is new: the industry sells 115, as its factor says; fewer firms give back."""
    total, further = np.array([130.0, 70.0, 0.0, 10.0]), np.array([30.0, -30.0, 0.0, 40.0])
    factor = rules.crowded(total, further, new_share=0.5)
    assert factor * total == pytest.approx([115.0, 85.0, 0.0, 0.0])
    assert (rules.crowded(total, further, new_share=1.0) == 1.0).all()
    assert (rules.crowded(total, np.zeros(4), new_share=0.2) == 1.0).all()
    assert rules.crowded(total, further, new_share=0.0)[:2] * total[:2] == pytest.approx([100.0, 100.0])
