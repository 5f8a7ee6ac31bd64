"""Search before the first month: trials tell how many people a post reaches and where those hired come from."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from simulation.arrays import Counts
from simulation.equations.careers import ELSEWHERE, EMPLOYED, UNEMPLOYED
from simulation.equations.labour import loses_elsewhere, rescaled_reach
from simulation.luck import stream, uniforms
from simulation.model.parts.turnover import SettledMonth
from simulation.model.phases.search import choice
from simulation.model.world import World

ENOUGH = 6000
"""Posts tried in a round: the share filled is then known to half a point, whatever the size of the world."""
MOST_TRIALS = 64
"""Most months tried in a round, however few posts a small world has."""
ROUNDS = 3
"""After three rounds the share filled lies within half a point of the one wanted."""


class Trials(NamedTuple):
    """What trials of the month before the first add up to."""

    opened: int
    """Posts advertised."""
    filled: int
    """Those of them that were filled."""
    hired: int
    """People hired who came from no tenant, foreign workers apart."""
    hired_away: int
    """Those of them who came from work elsewhere."""


def settle_search(world: World, settled: SettledMonth) -> None:
    """Set how many people a post reaches, and the hazard at which work elsewhere is lost.

    Firms open the posts of a settled month, people and firms choose, and nobody moves: the surveyed share f of
    advertised posts is to be filled. From the share f0 that is filled follows the next reach, L' = L ln(1 - f) /
    ln(1 - f0). Latent posts reach in proportion, so that the share w of them is filled: L_w = L ln(1 - w) / ln(1 - f).
    Who has work elsewhere asks more of a post than the unemployed do, so that only the trials tell how many of those
    hired come from there; it is lost as often as keeps those who have it as many as at the start.
    """
    market, value = world.market, world.value
    fill, walk_in = value["labour.fill_probability"], value["labour.walk_in_fill"]
    for _ in range(ROUNDS):
        market.walk_in_looks = rescaled_reach(market.looks, fill, wanted=walk_in)
        trials = trials_of_a_month(world)
        if 0 < trials.filled < trials.opened:
            market.looks = rescaled_reach(market.looks, trials.filled / trials.opened, wanted=fill)
    market.walk_in_looks = rescaled_reach(market.looks, fill, wanted=walk_in)
    status = world.people.status
    market.lost_elsewhere = loses_elsewhere(
        value["labour.found_elsewhere"],
        unemployed=float((status == UNEMPLOYED).sum()),
        elsewhere=float((status == ELSEWHERE).sum()),
        quits=settled.quits,
        hired_away=settled.hired * trials.hired_away / max(1, trials.hired),
        unemployed_share=value["labour.leavers_unemployed"],
    )


def trials_of_a_month(world: World) -> Trials:
    """Posts opened and filled, and where those hired came from, in trials of the month before the first."""
    people, total = world.people, np.zeros(len(Trials._fields), dtype=np.int64)
    for trial in range(MOST_TRIALS):
        # Seeds of runs are positive: no trial has the luck of another, or of a run.
        before = replace(world, step_index=-1, seed_number=-(MOST_TRIALS * abs(world.seed_number) + trial + 1))
        advertised = posts_of_a_settled_month(before)
        found = choice(before, advertised, latent=before.firms.latent_posts.astype(np.int64))
        taken = found.filled >= 0
        hired = found.rows[found.filled[taken]]
        status = people.status[hired[~people.foreign[hired]]]
        opened = int(advertised.sum())
        total += (opened, taken[:opened].sum(), (status != EMPLOYED).sum(), (status == ELSEWHERE).sum())
        if total[0] >= ENOUGH:
            break
    return Trials(*(int(each) for each in total))


def posts_of_a_settled_month(world: World) -> Counts:
    """Posts that firms advertise in a settled month: those open for longer, and those of whoever left in it."""
    firms, posts = world.firms, world.firms.established_posts
    left_open = posts - firms.employees - firms.latent_posts
    expected = np.maximum(0.0, left_open) + firms.separation_rate * firms.employees
    luck = uniforms(stream(world.seed_number, "posts of a settled month", step=world.step_index), firms.identifier)
    return np.asarray(np.floor(expected + luck), dtype=np.int64)
