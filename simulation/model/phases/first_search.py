"""Reach of a post: as many people as fill the surveyed share of posts, found in trials of a month before the first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulation.arrays import Counts
from simulation.equations.labour import rescaled_reach
from simulation.luck import stream, uniforms
from simulation.model.phases.search import choice
from simulation.model.world import World

ENOUGH = 6000
"""Posts tried in a round: the share filled is then known to half a point, whatever the size of the world."""
MOST_TRIALS = 64
"""Most months tried in a round, however few posts a small world has."""
ROUNDS = 3
"""After three rounds the share filled lies within half a point of the one wanted."""


def settle_reach(world: World) -> None:
    """Let posts reach so many people that the surveyed share f of advertised ones is filled within a month.

    In trials of the month before the first, firms open the posts of a settled month, people and firms choose, and
    nobody moves. From the share f0 that is filled follows the next reach, L' = L ln(1 - f) / ln(1 - f0). Latent posts
    reach in proportion, so that the share w of them is filled: L_w = L ln(1 - w) / ln(1 - f).
    """
    market, value = world.market, world.value
    fill, walk_in = value["labour.fill_probability"], value["labour.walk_in_fill"]
    for _ in range(ROUNDS):
        market.walk_in_looks = rescaled_reach(market.looks, fill, wanted=walk_in)
        found = share_filled(world)
        if found is None:
            return
        market.looks = rescaled_reach(market.looks, found, wanted=fill)
    market.walk_in_looks = rescaled_reach(market.looks, fill, wanted=walk_in)


def share_filled(world: World) -> float | None:
    """Share of advertised posts filled in trials; None where it tells no reach: without posts, all or none filled."""
    opened = filled = 0
    for trial in range(MOST_TRIALS):
        # Seeds of runs are positive: no trial has the luck of another, or of a run.
        before = replace(world, step_index=-1, seed_number=-(MOST_TRIALS * abs(world.seed_number) + trial + 1))
        advertised = posts_of_a_settled_month(before)
        opened += int(advertised.sum())
        found = choice(before, advertised, latent=before.firms.latent_posts.astype(np.int64))
        filled += int(np.count_nonzero(found.filled[: int(advertised.sum())] >= 0))
        if opened >= ENOUGH:
            break
    return filled / opened if 0 < filled < opened else None


def posts_of_a_settled_month(world: World) -> Counts:
    """Posts that firms advertise in a settled month: those open for longer, and those of whoever left in it."""
    firms, posts = world.firms, world.firms.established_posts
    left_open = posts - firms.employees - firms.latent_posts
    expected = np.maximum(0.0, left_open) + firms.separation_rate * firms.employees
    luck = uniforms(stream(world.seed_number, "posts of a settled month", step=world.step_index), firms.identifier)
    return np.asarray(np.floor(expected + luck), dtype=np.int64)
