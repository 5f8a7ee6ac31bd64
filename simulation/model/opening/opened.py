"""A start state becomes a world, in the order in which one thing follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from numbers import Real
from typing import Any

import numpy as np

from simulation.accounts import Ledger
from simulation.arrays import Column, Flags, keep_memory
from simulation.catalogue import central_values, complex_data
from simulation.errors import SandanError
from simulation.model.opening.firms import firms_and_candidates, flows_at_start, ladder_at_start
from simulation.model.opening.fixed import Ground, fixed_at_start
from simulation.model.opening.people import city_at_start, home_of, labour_market_at_start, register_at_start
from simulation.model.parts import turnover
from simulation.model.parts.decided import Decided
from simulation.model.parts.flows import Opening
from simulation.model.parts.history import FirmHistory
from simulation.model.parts.outside import OutsidePath, outside_path
from simulation.model.parts.places import places_of
from simulation.model.parts.prices import price_start
from simulation.model.parts.recorder import Recorder
from simulation.model.parts.rows import Rows
from simulation.model.phases.city import in_flow
from simulation.model.phases.first_search import settle_search
from simulation.model.phases.technology import weigh
from simulation.model.world import World
from simulation.policy.programmes import Programmes
from simulation.scenario import Scenario
from simulation.scenario.faults import nearest
from simulation.start import StartState, start_state
from simulation.state import Levers, ZoneLevers, allocate, copy_of
from simulation.switches import Switches
from simulation.units import Month

Value = Mapping[str, float]


def values_of(scenario: Scenario, draw: Value | None) -> dict[str, float]:
    """Every parameter of a run: its central value, the draw over it, and what the scenario holds over both.

    Raises:
        SandanError: the draw or the scenario names a parameter that the complex does not have, or gives it no number.
    """
    values = central_values(scenario.complex)
    given = {**(draw or {}), **scenario.parameters}
    for key in given:
        if key not in values:
            close = nearest(key, values)
            raise SandanError(f"{key}: 없는 매개변수입니다.{close.ko}", f"{key}: there is no such parameter.{close.en}")
        number = given[key]
        if isinstance(number, bool) or not isinstance(number, Real) or not isfinite(number):
            raise SandanError(f"{key} = {number!r}: 숫자로 적으십시오.", f"{key} = {number!r}: give a number.")
    return {**values, **given}


def world_of(
    scenario: Scenario,
    seed: int = 1,
    *,
    draw: Value | None = None,
    switches: Switches | None = None,
    outside: OutsidePath | None = None,
    start: StartState | None = None,
    replay: Column | None = None,
    muted: Flags | None = None,
) -> World:
    """Open a world; arguments as of :class:`simulation.model.complex.Complex`."""
    keep_memory()
    ground = _ground(scenario, seed, draw=draw, switches=switches, start=start)
    value, people = ground.value, copy_of(ground.start.workers)
    firms, network, demography = firms_and_candidates(ground)
    fixed = fixed_at_start(ground, firms)
    places = places_of(ground.data.key, scenario.scale)
    city = city_at_start(ground, firms, fixed=fixed)
    home = home_of(ground, firms, people=people, places=places, services=city.services)
    register = register_at_start(ground, people, home=home, firms=firms.identifier.size)
    market, settled = labour_market_at_start(ground, firms, people=people, places=places, home=home)
    per_firm: dict[str, Any] = {
        "fixed": fixed,
        "firms": firms,
        "levers": allocate(Levers, firms.identifier.size),
        "market": market,
        "ladder": ladder_at_start(ground, firms, fixed=fixed),
        "demography": demography,
        "register": register,
        "opening": Opening.of(firms),
        "flows": flows_at_start(ground, firms),
        "ledger": Ledger(firms.cash),
    }
    world = World(
        asked=scenario,
        seed_number=seed,
        value=value,
        switches=ground.switches,
        data=ground.data,
        system=ground.system,
        start_month=ground.month,
        outside=outside if outside is not None else outside_path(scenario, seed, draw=value),
        start=ground.start,
        replay=replay,
        muted=np.zeros(firms.identifier.size, dtype=bool) if muted is None else muted,
        rows=Rows.of(demography.due, per_firm),
        people=people,
        places=places,
        network=network,
        zone_levers=allocate(ZoneLevers, places.rent.size),
        prices=price_start(firms, value, likeness=demography.model),
        city=city,
        settlement=home,
        programmes=Programmes(scenario.instruments, value, scenario.execution, scenario.shift, scenario.scale),
        decided=Decided.nothing(firms.identifier.size, ground.system.sectors),
        recorder=Recorder(scenario.months, firms, len(ground.data.industries)),
        history=FirmHistory(scenario.months, firms.identifier.size),
        **per_firm,
    )
    _let_first_month_expect(world, settled)
    return world


def _ground(
    scenario: Scenario, seed: int, *, draw: Value | None, switches: Switches | None, start: StartState | None
) -> Ground:
    """What the world stands on; the start state is made from the record when missing."""
    value, month = values_of(scenario, draw), Month.parse(scenario.start)
    data = complex_data(scenario.complex).drawn(value)
    return Ground(
        asked=scenario,
        seed=seed,
        value=value,
        switches=switches or scenario.channels,
        data=data,
        system=data.input_output(value),
        month=month,
        start=start or start_state(data, month.quarter, draw=value, seed=seed, scale=scenario.scale),
    )


def _let_first_month_expect(world: World, settled: turnover.SettledMonth | None) -> None:
    """What people, posts and firms reckon with in the first month, from the world as it stands."""
    if world.moving is not None:
        world.moving.came = in_flow(world, world.moving)
    if settled is not None:
        settle_search(world, settled)
    if world.switches.technology:
        # Programmes ask what a step costs before firms weigh it in the first month.
        weigh(world, np.flatnonzero(world.firms.operating & world.firms.manufacturing))
