"""T14: three monthly steps of a hazard are one of a quarter, and yearly totals do not depend on the step.

A rule that is stated by the month is stepped by the quarter by what its own formula says: three times the hazard in
an exponent, ``1 - (1 - p)^3`` for a share. Where a rule feeds back on itself (imitation, ageing, hiring into what
left), totals of a year agree within 1 %.
"""

from __future__ import annotations

import numpy as np
import pytest

from simulation.equations import careers, demography, labour, population
from simulation.equations.awareness import awareness_hazard, become_aware
from simulation.equations.closing import closing_probability, moving_probability, yearly_hazard
from simulation.equations.columns import Hazards, Leaving, Left, Retiring
from simulation.equations.demand import expected_demand
from simulation.equations.housing import rent_next
from simulation.equations.investment import capacity_added, capacity_next
from simulation.luck import stream, uniforms
from simulation.units import annual_hazard_to_monthly, annual_rate_to_monthly
from tests.equations.register import table_of

QUARTER = 3
CLOSING = np.array([0.291, 0.182, 0.141, 0.131, 0.141])
POSTS = np.array([1.0, 4.0, 12.0, 49.0])


def of_quarter(monthly: np.ndarray | float) -> np.ndarray:
    """Share that is gone after three months of a monthly probability."""
    return 1.0 - (1.0 - np.asarray(monthly)) ** QUARTER


def three_times(step, state):
    """A state after three steps."""
    for _ in range(QUARTER):
        state = step(state)
    return state


@pytest.mark.parametrize("age", [0, 14, 40, 90, 300])
@pytest.mark.parametrize("loss", [False, True])
def test_firms_close_and_move_at_the_same_rate_by_month_and_by_quarter(age: int, loss: bool) -> None:
    """Hazards of closing stand in an exponent, so that three times the hazard is a quarter's; moves are a share."""
    hazard = yearly_hazard(np.full(4, age), CLOSING, fall=1.8)
    size = {"posts": POSTS, "reference": 6.0, "size_effect": 0.5}
    state = {"loss": np.full(4, loss), "loss_effect": 1.2, "ratio": np.array([1.0, 0.8, 0.6, 1.0])}
    month, quarter = (closing_probability(times * hazard, **size, **state) for times in (1.0, float(QUARTER)))
    np.testing.assert_allclose(of_quarter(month), quarter, rtol=1e-12)
    away, by_quarter = (moving_probability(share, **size) for share in (0.055, of_quarter(0.055)))
    np.testing.assert_allclose(of_quarter(away), by_quarter, rtol=1e-12)


def test_entries_of_three_months_are_those_of_a_quarter() -> None:
    """Expected entries are linear in the time that sites are on offer."""
    free, letting, weight = np.array([50.0, 100.0]), np.array([0.14, 0.08]), np.array([[0.6, 0.4], [0.3, 0.7]])
    month, quarter = (
        demography.entry_rate(free, times * letting, weight=weight, elasticity=0.5, growth=np.array([0.02, -0.1]))
        for times in (1, QUARTER)
    )
    np.testing.assert_allclose(QUARTER * month, quarter, rtol=1e-12)


def new_firms_of_a_year(months: int) -> np.ndarray:
    """Survivors of each of five years when hazards act once in so many months."""
    alive, found = 1.0, []
    for month in range(0, 60, months):
        hazard = months * yearly_hazard(np.array([month]), CLOSING, fall=1.8)
        alive *= (
            1.0
            - closing_probability(
                hazard,
                np.array([6.0]),
                reference=6.0,
                size_effect=0.5,
                loss=np.array([False]),
                loss_effect=1.2,
                ratio=np.ones(1),
            )[0]
        )
        if (month + months) % 12 == 0:
            found.append(alive)
    return np.array(found)


def test_survival_of_new_firms_is_the_same_by_month_and_by_quarter() -> None:
    by_month = new_firms_of_a_year(1)
    np.testing.assert_allclose(by_month, new_firms_of_a_year(QUARTER), rtol=1e-12)
    np.testing.assert_allclose(by_month, np.cumprod(1.0 - CLOSING), rtol=1e-12)


def residents_after_a_year(months: int) -> np.ndarray:
    """People by age group after a year of ageing, deaths, leaving and coming, in steps of so many months."""
    births = 500.0 + 100.0 * np.sin(np.arange(100) / 7.0)
    mortality, leaving, coming = np.linspace(0.0, 0.1, 18), np.linspace(0.1, 0.02, 18), np.full(18, 500.0)
    people = np.full(18, 10_000.0)
    for step in range(12 // months):
        people *= 1.0 - population.monthly(mortality + leaving, months)
        people += coming * months / 12.0
        share = population.ageing_share(
            births, 1924, time=2019.0 + step * months / 12.0, mortality=mortality, months=months
        )
        up = share * people
        people -= up
        people[1:] += up[:-1]
    return people


def test_residents_of_a_year_agree_within_one_percent() -> None:
    by_month, by_quarter = residents_after_a_year(1), residents_after_a_year(QUARTER)
    np.testing.assert_allclose(by_month, by_quarter, rtol=0.01)
    assert by_month.sum() == pytest.approx(by_quarter.sum(), rel=1e-3)


def aware_after_a_year(months: int, imitation: float) -> float:
    """Share of many firms that know of a step after a year, when they look around once in so many months."""
    firms = np.arange(40_000)
    aware = uniforms(stream(5, "aware at the start"), firms) < 0.1
    for step in range(12 // months):
        around = np.full(firms.size, aware.mean())
        hazard = awareness_hazard(0.01, imitation, share=around, added=np.zeros(firms.size), months=float(months))
        aware = become_aware(5, step, identifier=firms, aware=aware, hazard=hazard)
    return float(aware.mean())


def test_awareness_of_a_quarter_is_three_months_of_it() -> None:
    share = uniforms(stream(3, "share"), np.arange(200))
    month, quarter = (
        awareness_hazard(0.01, 0.05, share=share, added=np.full(200, 0.002), months=months)
        for months in (1.0, float(QUARTER))
    )
    np.testing.assert_allclose(of_quarter(month), quarter, rtol=1e-12)


@pytest.mark.parametrize("imitation", [0.0, 0.02])
def test_firms_aware_after_a_year_agree_within_two_standard_errors_or_one_percent(imitation: float) -> None:
    """Imitation looks at what others knew at the start of the step; at the prior this moves the year by under 1 %."""
    by_month, by_quarter = (aware_after_a_year(months, imitation) for months in (1, QUARTER))
    error = 2.0 * np.sqrt(2.0 * by_month * (1.0 - by_month) / 40_000)
    assert by_month == pytest.approx(by_quarter, abs=max(0.01 * by_month, error))


WORKERS = 300_000


def left_after(hazard: float, age: int, steps: int) -> tuple[float, float]:
    """Share of workers of one age who quit and who retired after so many steps with a hazard each."""
    firm, retires = np.zeros(1), np.where(np.arange(121) > 60, 0.02 if steps == QUARTER else of_quarter(0.02), 0.0)
    people = {
        "identifier": np.arange(WORKERS),
        "employer": np.zeros(WORKERS, dtype=np.int64),
        "status": np.zeros(WORKERS, dtype=np.int64),
        "tenure": np.full(WORKERS, 60),
        "born": np.full(WORKERS, -12 * age - 5),
        "contract": np.zeros(WORKERS, dtype=np.int64),
        "foreign": np.zeros(WORKERS, dtype=bool),
        "residence": np.zeros(WORKERS, dtype=np.int64),
        "wage": np.ones(WORKERS),
    }
    quits = retired = 0
    for step in range(steps):
        left, old = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        careers.leave(
            (stream(7, "quit", step=step), stream(7, "retirement", step=step), stream(7, "after leaving", step=step)),
            step,
            people=table_of(people),
            hazards=Hazards(firm + hazard, firm),
            leaving=Leaving(np.ones(121), np.ones(481), np.ones(4), np.ones(1), 0.3),
            retiring=Retiring(retires, 60, 0.65, 0.7),
            unemployed_share=0.75,
            left=Left(left, old, np.zeros(WORKERS, dtype=np.int64)),
        )
        quits, retired = quits + int(left[0] - old[0]), retired + int(old[0])
    return quits / WORKERS, retired / WORKERS


@pytest.mark.parametrize("hazard", [0.0, 0.01, 0.024, 0.06])
@pytest.mark.parametrize("age", [35, 63])
def test_workers_leave_and_retire_at_the_same_rate_by_month_and_by_quarter(hazard: float, age: int) -> None:
    """Quits and retirements are shares of those who are still there: 1 - (1 - p)^3 of them are gone in a quarter."""
    by_month, by_quarter = left_after(hazard, age, QUARTER), left_after(float(of_quarter(hazard)), age, 1)
    # Those who quit cannot retire: the two compete within a quarter, so it is all who leave that must agree.
    error = 3.0 * np.sqrt(2.0 * max(sum(by_quarter), 1e-9) / WORKERS)
    assert sum(by_month) == pytest.approx(sum(by_quarter), abs=error)
    assert by_month[0] == pytest.approx(by_quarter[0], abs=error + 0.03 * by_quarter[0])
    assert (by_month[1] > 0.0) == (age > 60)


@pytest.mark.parametrize(("posts", "needed"), [(100.0, 130.0), (100.0, 96.0), (100.0, 60.0), (100.0, 0.0), (0.0, 10.0)])
def test_posts_close_the_same_part_of_their_gap_by_month_and_by_quarter(posts: float, needed: float) -> None:
    """The gap to the plan falls by (1 - psi) a month, up or down, and by (1 - psi)^3 a quarter."""
    want, up, down = np.array([needed]), 0.025, 0.014

    def moved(now: np.ndarray, rise: float, fall: float) -> np.ndarray:
        return labour.established_posts(now, want, hours_floor=0.9, hours_ceiling=1.05, speed_up=rise, speed_down=fall)

    by_month = three_times(lambda m: moved(m, up, down), np.array([posts]))
    by_quarter = moved(np.array([posts]), float(of_quarter(up)), float(of_quarter(down)))
    np.testing.assert_allclose(by_month, by_quarter, rtol=1e-12)


def test_lay_offs_take_the_same_part_of_the_surplus_by_month_and_by_quarter() -> None:
    """A firm without money parts with s of its surplus a month: what is left falls by (1 - s)^3 in three."""
    needed, broke = np.array([80.0, 0.0, 120.0]), np.zeros(3, dtype=bool)

    def step(speed: float):
        return lambda posts: posts * (1.0 - labour.layoff_hazard(posts, needed, solvent=broke, speed=speed))

    start = np.full(3, 100.0)
    np.testing.assert_allclose(three_times(step(0.05), start), step(float(of_quarter(0.05)))(start), rtol=1e-12)
    assert (step(0.05)(start) < start).tolist() == [True, True, False]


def test_expectations_capacity_and_rents_move_alike_by_month_and_by_quarter() -> None:
    demand = np.array([12.0])
    slow = three_times(lambda e: expected_demand(e, demand, speed=0.3), np.array([10.0]))
    np.testing.assert_allclose(
        slow, expected_demand(np.array([10.0]), demand, speed=float(of_quarter(0.3))), rtol=1e-12
    )

    def grow(speed: float, worn: float):
        def step(capacity: np.ndarray) -> np.ndarray:
            added = capacity_added(
                capacity, demand, solvent=np.ones(1, dtype=bool), normal=0.85, speed=speed, depreciation=worn
            )
            return capacity_next(capacity, added, depreciation=worn)

        return step

    by_month = three_times(grow(0.03, 0.005), np.array([11.0]))
    by_quarter = grow(float(of_quarter(0.03)), float(of_quarter(0.005)))(np.array([11.0]))
    np.testing.assert_allclose(by_month, by_quarter, rtol=1e-12)
    vacancy, natural, inflation = np.array([0.05]), np.array([0.07]), 0.002
    rents = three_times(
        lambda r: rent_next(r, vacancy, natural=natural, speed=0.025, inflation=inflation), np.array([0.5])
    )
    by_quarter = rent_next(np.array([0.5]), vacancy, natural=natural, speed=0.075, inflation=QUARTER * inflation)
    np.testing.assert_allclose(rents, by_quarter, rtol=1e-6)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.29])
def test_years_become_months_that_make_the_year_again(share: float) -> None:
    assert 1.0 - (1.0 - annual_hazard_to_monthly(share)) ** 12 == pytest.approx(share, abs=1e-14)
    assert (1.0 + annual_rate_to_monthly(share)) ** 12 - 1.0 == pytest.approx(share, abs=1e-14)
