"""How many people a post reaches: as many as fill the surveyed share of posts, whatever else was drawn and whenever."""

from __future__ import annotations

import hashlib
import pickle

import numpy as np
import pytest

import simulation as sim
from simulation.equations.careers import ELSEWHERE, OUT, UNEMPLOYED
from simulation.experiments.pair import draw_for, seed_of
from simulation.model.month import step
from simulation.model.opening import world_of
from simulation.model.parts.labour_market import FIRST_LOOKS
from simulation.model.parts.turnover import SettledMonth
from simulation.model.phases import first_search
from simulation.model.phases.first_search import posts_of_a_settled_month, settle_search, trials_of_a_month
from simulation.model.world import World
from simulation.start.pay import fill_last_jobs, standard_pay

SCALE = 0.1


def opened(start: str = "2018-12", *, run: int = 0, fill: float | None = None, months: int = 12) -> World:
    ends = str(sim.Month.parse(start) + months)
    scenario = sim.load("changwon/history", {"scale": str(SCALE), "start": start, "end": ends})
    held = {} if fill is None else {"labour.fill_probability": fill}
    return world_of(scenario, seed_of(scenario, run), draw=draw_for(scenario, run) | held)


@pytest.mark.parametrize(("start", "run"), [("2018-03", 0), ("2018-12", 1), ("2021-12", 2)])
def test_the_surveyed_share_of_posts_is_filled_before_the_first_month_and_in_it(start: str, run: int) -> None:
    world = opened(start, run=run)
    wanted = world.value["labour.fill_probability"]
    trials = trials_of_a_month(world)
    assert trials.filled / trials.opened == pytest.approx(wanted, abs=0.01)
    model = sim.Complex(world.asked, seed=world.seed_number, draw=world.value)
    before = int(model.firms.employees.sum())
    model.step()
    filled = model.world.flows.filled_advertised.sum()
    assert filled / (filled + model.firms.vacancies.sum()) == pytest.approx(wanted, abs=0.08)
    assert model.firms.employees.sum() / before == pytest.approx(1.0, abs=0.006), "jobs begin where they stand"


def test_fewer_posts_filled_reach_fewer_people() -> None:
    some, half = (opened(fill=share).market for share in (0.84, 0.5))
    assert half.looks < 0.55 * some.looks
    for market, fill in ((some, 0.84), (half, 0.5)):
        walk_in = opened().value["labour.walk_in_fill"]
        assert market.walk_in_looks == pytest.approx(market.looks * np.log(1.0 - walk_in) / np.log(1.0 - fill))


def test_a_trial_changes_nothing_but_the_reach() -> None:
    world = opened()
    held = [world.firms, world.people, world.places, world.flows, world.ledger]
    before = hashlib.sha256(pickle.dumps(held)).hexdigest()
    trials_of_a_month(world)
    assert hashlib.sha256(pickle.dumps(held)).hexdigest() == before


def test_posts_of_a_settled_month_are_those_left_open_and_those_of_who_leaves() -> None:
    """Ten posts, seven people, one latent post: two are advertised, and one in ten leaves: 2.7, rounded by luck."""
    world = opened()
    firms = world.firms
    firms.established_posts[:], firms.employees[:], firms.latent_posts[:], firms.separation_rate[:] = 10.0, 7, 1, 0.1
    found = posts_of_a_settled_month(world)
    assert set(found) == {2, 3}
    assert found.mean() == pytest.approx(2.7, abs=0.1)


def test_without_advertised_posts_none_is_filled_and_the_reach_stays_as_it_was() -> None:
    """Nobody leaves and every open post is latent: people are hired, but on no advertised post."""
    world = opened()
    world.firms.separation_rate[:], world.firms.latent_posts[:] = 0.0, 3
    world.firms.established_posts[:] = world.firms.employees + 3
    trials = trials_of_a_month(world)
    assert (trials.opened, trials.filled) == (0, 0)
    assert trials.hired > 0
    world.firms.established_posts[:] = world.firms.employees[:] = 0
    world.market.looks = FIRST_LOOKS
    world.firms.latent_posts[:] = 0
    assert trials_of_a_month(world) == (0, 0, 0, 0)
    settle_search(world, SettledMonth(quits=0.0, hired=0.0))
    assert world.market.looks == FIRST_LOOKS


def test_work_elsewhere_gives_back_whom_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has it accepts less often than the unemployed: fewer of those hired come from there than of those looking."""
    world = opened()
    trials, status = trials_of_a_month(world), world.people.status
    looking = world.value["labour.search_elsewhere"] * (status == ELSEWHERE).sum()
    assert 0.0 < trials.hired_away / trials.hired < 0.85 * looking / (looking + (status == UNEMPLOYED).sum())
    # Of 50 hired in trials 20 had work elsewhere: of 100 hired in a month 40; 90 of 120 who quit look for work first.
    monkeypatch.setattr(first_search, "trials_of_a_month", lambda _: first_search.Trials(100, 84, 50, 20))
    world.value = world.value | {"labour.leavers_unemployed": 0.75, "labour.found_elsewhere": 0.2}
    settle_search(world, SettledMonth(quits=120.0, hired=100.0))
    unemployed, elsewhere = ((status == each).sum() for each in (UNEMPLOYED, ELSEWHERE))
    assert world.market.lost_elsewhere == pytest.approx((0.2 * (unemployed + 90) + 30 - 40) / (elsewhere + 30))


def test_people_in_reach_fall_as_residents_of_working_age_did() -> None:
    """Resident registration, ages 20 to 59: 645,203 in February 2019, 610,735 in July 2021."""
    change = []
    for run in range(4):
        world = opened("2018-03", run=run, months=40)
        month = []
        while not world.over:
            month.append(int((world.people.status != OUT).sum()))
            step(world)
        change.append(month[-1] / month[10])
    assert np.mean(change) == pytest.approx(610_735 / 645_203, abs=0.02)


def test_who_looks_at_the_start_was_last_paid_like_those_who_leave_and_has_looked_as_long_as_work_takes_to_find():
    """Workers of one firm leave and are paid twice the standard; ten of a hundred who look find work a month."""
    world = opened()
    people, firms, value = world.people, world.firms, world.value
    leavers = int(np.argmax(firms.employees))
    firms.separation_rate[:] = 0.0
    looking = (people.status == UNEMPLOYED).sum() + value["labour.search_elsewhere"] * (
        people.status == ELSEWHERE
    ).sum()
    hired = (0.1 - value["labour.found_elsewhere"]) * looking
    firms.separation_rate[leavers] = hired / firms.employees[leavers] / (1.0 - value["labour.job_to_job_share"])
    standard = standard_pay(people, value)
    people.wage[people.employer == leavers] = 2.0 * standard[people.employer == leavers]
    fill_last_jobs(people, firms, draw=value, seed=1)
    pool = (people.status == UNEMPLOYED) | (people.status == ELSEWHERE)
    np.testing.assert_allclose(people.wage[pool], 2.0 * standard[pool])
    since = people.tenure[people.status == UNEMPLOYED]
    assert since.mean() == pytest.approx(9.0, rel=0.08), "of a hazard of 0.1 a month: (1 - 0.1) / 0.1"
    assert (since == 0).mean() == pytest.approx(0.1, abs=0.02)


def test_nobody_who_looks_was_last_paid_like_a_foreign_worker_who_goes_home() -> None:
    world = opened()
    people, standard = world.people, standard_pay(world.people, world.value)
    abroad = people.foreign & (people.employer >= 0)
    people.wage[abroad] = 100.0 * standard[abroad]
    fill_last_jobs(people, world.firms, draw=world.value, seed=1)
    pool = (people.status == UNEMPLOYED) | (people.status == ELSEWHERE)
    assert abroad.sum() > 50
    assert (people.wage[pool] / standard[pool]).max() < 50.0


def test_as_many_come_to_the_city_before_the_first_month_as_in_those_that_follow() -> None:
    world = opened()
    assert world.settlement is not None
    came = [float(world.settlement.came.sum())]
    for _ in range(6):
        step(world)
        came.append(float(world.settlement.came.sum()))
    assert came[0] == pytest.approx(np.mean(came[1:]), rel=0.15)
