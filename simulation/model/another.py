"""More worlds of one seed: opened from a copy of the first, so that what they have in common is made once."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace

from simulation.arrays import Column, Flags
from simulation.model.opening import world_of
from simulation.model.parts.outside import OutsidePath
from simulation.model.world import World
from simulation.policy.programmes import Programmes
from simulation.scenario import Scenario
from simulation.switches import Switches

Value = Mapping[str, float]


def opened_for_many(
    scenario: Scenario, seed: int, *, draw: Value | None = None, outside: OutsidePath | None = None
) -> World:
    """Open a world that remembers how it was opened, so that others of its seed cost a copy (see :func:`another`)."""
    origin = world_of(scenario, seed, draw=draw, outside=outside)
    return _copied(origin, asked=scenario, switches=origin.switches)


def reopened(world: World, switches: Switches) -> World:
    """Open the same scenario under other channels, again so that others of its kind cost a copy."""
    origin = world_of(
        world.asked,
        world.seed_number,
        draw=world.value,
        switches=switches,
        outside=world.outside.settled(),
        start=world.start,
    )
    return _copied(origin, asked=world.asked, switches=switches)


def another(
    world: World,
    asked: Scenario,
    *,
    switches: Switches | None = None,
    replay: Column | None = None,
    muted: Flags | None = None,
) -> World:
    """Open another world of the same seed, parameters, start and outside path.

    It is what :func:`world_of` opens, to the last bit: a copy of the origin where all that an opening depends on is
    the same, and opened anew where it is not.

    Args:
        world: a world of the seed; one that ran first has the outside path settled.
        asked: scenario of the other world.
        switches: channels of the model; those of the other scenario when missing.
        replay: output (month, firm) of a world whose orders tenants place.
        muted: firms whose steps have no effect; nobody when missing.
    """
    switches = asked.channels if switches is None else switches
    outside, origin = world.outside.settled(), world.origin
    if origin is None or not _opens_alike(origin, asked, switches=switches):
        draw, seed = world.value, world.seed_number
        return world_of(
            asked, seed, draw=draw, switches=switches, outside=outside, start=world.start, replay=replay, muted=muted
        )
    return _copied(origin, asked=asked, switches=switches, outside=outside, replay=replay, muted=muted)


UNOPENED = ("capacity_limits", "labour_limits")
"""Switches that act in the months and not where a world is opened."""


def _opens_alike(origin: World, asked: Scenario, *, switches: Switches) -> bool:
    """Whether a scenario opens as the origin did: what it starts from, its size and length, parameters, channels."""
    before = origin.asked
    same = all(getattr(before, name) == getattr(asked, name) for name in ("complex", "start", "end", "scale"))
    held = {name: getattr(origin.switches, name) for name in UNOPENED}
    return same and before.parameters == asked.parameters and replace(switches, **held) == origin.switches


def _copied(
    origin: World,
    *,
    asked: Scenario,
    switches: Switches,
    outside: OutsidePath | None = None,
    replay: Column | None = None,
    muted: Flags | None = None,
) -> World:
    """A world with everything of the origin that changes copied, and everything that stays shared."""
    kept = (origin.value, origin.data, origin.system, origin.outside, origin.start, origin.fixed, origin.asked)
    copied = deepcopy(origin, {id(each): each for each in kept})
    return replace(
        copied,
        asked=asked,
        switches=switches,
        outside=origin.outside if outside is None else outside,
        replay=replay,
        muted=copied.muted if muted is None else muted,
        programmes=Programmes(asked.instruments, origin.value, asked.execution, asked.shift, asked.scale),
        origin=origin,
    )
