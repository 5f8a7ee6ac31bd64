"""How many people a post reaches: as many as fill the surveyed share of posts, whatever else was drawn and whenever."""

from __future__ import annotations

import hashlib
import pickle

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.pair import draw_for, seed_of
from simulation.model.opening import world_of
from simulation.model.parts.labour_market import FIRST_LOOKS
from simulation.model.phases.first_search import posts_of_a_settled_month, settle_reach, share_filled
from simulation.model.world import World

SCALE = 0.1


def opened(start: str = "2018-12", *, run: int = 0, fill: float | None = None) -> World:
    ends = str(sim.Month.parse(start) + 12)
    scenario = sim.load("changwon/history", {"scale": str(SCALE), "start": start, "end": ends})
    held = {} if fill is None else {"labour.fill_probability": fill}
    return world_of(scenario, seed_of(scenario, run), draw=draw_for(scenario, run) | held)


@pytest.mark.parametrize(("start", "run"), [("2018-03", 0), ("2018-12", 1), ("2021-12", 2)])
def test_the_surveyed_share_of_posts_is_filled_before_the_first_month_and_in_it(start: str, run: int) -> None:
    world = opened(start, run=run)
    wanted = world.value["labour.fill_probability"]
    assert share_filled(world) == pytest.approx(wanted, abs=0.01)
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
    share_filled(world)
    assert hashlib.sha256(pickle.dumps(held)).hexdigest() == before


def test_posts_of_a_settled_month_are_those_left_open_and_those_of_who_leaves() -> None:
    """Ten posts, seven people, one latent post: two are advertised, and one in ten leaves: 2.7, rounded by luck."""
    world = opened()
    firms = world.firms
    firms.established_posts[:], firms.employees[:], firms.latent_posts[:], firms.separation_rate[:] = 10.0, 7, 1, 0.1
    found = posts_of_a_settled_month(world)
    assert set(found) == {2, 3}
    assert found.mean() == pytest.approx(2.7, abs=0.1)


def test_without_posts_the_reach_stays_as_it_was() -> None:
    world = opened()
    world.firms.established_posts[:] = world.firms.employees[:] = 0
    world.market.looks = FIRST_LOOKS
    assert share_filled(world) is None
    settle_reach(world)
    assert world.market.looks == FIRST_LOOKS
