"""More worlds of one seed: opened from a copy of the first, so that what they have in common is made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace

import numpy as np

from simulation.arrays import Column, Flags
from simulation.model.opening.opened import world_of
from simulation.model.parts.companion import Companion, months_together
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
    parted = _parted(world.parting, asked, switches=switches, replay=replay, muted=muted)
    if parted is not None:
        return replace(parted, outside=outside, origin=origin, parting=world.parting)
    if origin is None or not _opens_alike(origin, asked, switches=switches):
        draw, seed = world.value, world.seed_number
        return world_of(
            asked, seed, draw=draw, switches=switches, outside=outside, start=world.start, replay=replay, muted=muted
        )
    return _copied(origin, asked=asked, switches=switches, outside=outside, replay=replay, muted=muted)


def beside(world: World, others: Iterable[Scenario]) -> World:
    """Let a world that is about to be lived live the first months for others too, which :func:`another` then opens.

    Their programmes are asked beside its own, month by month. Before the first month in which one of them may do
    something else the world is kept as it is, and whoever has done the same until then goes on from there.
    """
    together = [(months_together(world.asked, asked), asked) for asked in others if asked != world.asked]
    together = [(months, asked) for months, asked in together if months > 0]
    if world.step_index == 0 and together:
        world.beside = tuple(Companion(asked, _programmes(world, asked)) for _, asked in together)
        world.parts_at = min(months for months, _ in together)
    return world


def keep_where_others_part(world: World) -> None:
    """Keep a copy of a world at the month before which its companions have not parted from it."""
    if world.beside and world.step_index == world.parts_at:
        kept = _copied(world, asked=world.asked, switches=world.switches, replay=world.replay)
        kept.programmes, kept.origin = world.programmes.copied(), None
        kept.beside = tuple(other.copied() for other in world.beside if other.alike)
        world.parting, world.beside = kept, ()


def _parted(
    parting: World | None, asked: Scenario, *, switches: Switches, replay: Column | None, muted: Flags | None
) -> World | None:
    """The world of a scenario at the month before which it has not parted from another; none where it had by then.

    So far it was the other world: its programmes did the same, tenants placed the same orders, and no firm whose steps
    are to have no effect in one of the two alone had taken one.
    """
    if parting is None or switches != parting.switches or not _opens_alike(parting, asked, switches=switches):
        return None
    programmes = _acted_alike(parting, asked)
    lived = parting.flows.output_history[: parting.step_index]
    if programmes is None or (replay is not None and not np.array_equal(replay[: parting.step_index], lived)):
        return None
    stepped = (parting.history.first_step >= 0) | (parting.rows.everyone.research_gain != 1.0)
    otherwise = parting.muted if muted is None else muted ^ parting.muted
    if (otherwise & stepped).any():
        return None
    copied = _copied(parting, asked=asked, switches=switches, replay=replay, muted=muted)
    return replace(copied, programmes=programmes.copied(), beside=())


def _acted_alike(parting: World, asked: Scenario) -> Programmes | None:
    """Programmes of a scenario with their books so far, if they did the same as those of the world until then."""
    known = ((parting.asked, parting.programmes), *((other.asked, other.programmes) for other in parting.beside))
    return next((programmes for scenario, programmes in known if scenario == asked), None)


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
    kept = (
        origin.value, origin.data, origin.system, origin.outside, origin.start, origin.asked, origin.programmes,
        origin.beside, origin.origin,
    )  # fmt: skip
    copied = deepcopy(origin, {id(each): each for each in kept})
    copied.rows.show(origin.firms.active.size)
    return replace(
        copied,
        asked=asked,
        switches=switches,
        outside=origin.outside if outside is None else outside,
        replay=replay,
        muted=copied.muted if muted is None else muted,
        programmes=_programmes(origin, asked),
        origin=origin,
    )


def _programmes(world: World, asked: Scenario) -> Programmes:
    """Programmes of a scenario that have not acted yet, under the parameters of a world."""
    return Programmes(asked.instruments, world.value, asked.execution, asked.shift, asked.scale)
