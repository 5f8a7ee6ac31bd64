"""A start state becomes a world, in the order in which one thing follows from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.accounts import Ledger
from simulation.arrays import Column, Flags, keep_memory
from simulation.catalogue import ComplexData, InputOutput, central_values, complex_data, minimum_pay
from simulation.catalogue.areas import AREAS
from simulation.equations.input_output import Reach, leontief_inverse
from simulation.errors import SandanError
from simulation.luck import stream, uniforms
from simulation.model.parts import turnover
from simulation.model.parts.city import city_state
from simulation.model.parts.decided import Decided
from simulation.model.parts.demography import lay_out_demography
from simulation.model.parts.fixed import Fixed
from simulation.model.parts.flows import Flows, Opening
from simulation.model.parts.history import FirmHistory
from simulation.model.parts.labour_market import labour_market
from simulation.model.parts.ladder import prepare_ladder
from simulation.model.parts.office import hours_at_start
from simulation.model.parts.outside import OutsidePath, outside_path
from simulation.model.parts.outside_jobs import jobs_outside
from simulation.model.parts.places import places_of
from simulation.model.parts.prices import price_start
from simulation.model.parts.recorder import Recorder
from simulation.model.parts.register import register_of
from simulation.model.parts.research import begin_research
from simulation.model.parts.rows import Rows
from simulation.model.parts.settlement import Settlement, jobs_of_residents, settlement
from simulation.model.parts.stability import refuse_unstable
from simulation.model.parts.vital import monthly_rates
from simulation.model.phases.city import in_flow
from simulation.model.phases.first_search import settle_search
from simulation.model.phases.technology import weigh
from simulation.model.world import World
from simulation.policy.programmes import Programmes
from simulation.scenario import Scenario
from simulation.scenario.faults import nearest
from simulation.start import StartState, start_state
from simulation.start.firms import open_posts_at_start
from simulation.state import Firms, Levers, Workers, ZoneLevers, allocate, copy_of
from simulation.switches import Switches
from simulation.units import MONTHS_A_YEAR, Month, annual_hazard_to_monthly, annual_rate_to_monthly

Value = Mapping[str, float]


def values_of(scenario: Scenario, draw: Value | None) -> dict[str, float]:
    """Every parameter of a run: its central value, the draw over it, and what the scenario holds over both.

    Raises:
        SandanError: the draw or the scenario names a parameter that the complex does not have.
    """
    values = central_values(scenario.complex)
    given = {**(draw or {}), **scenario.parameters}
    for key in given:
        if key not in values:
            close = nearest(key, values)
            raise SandanError(f"{key}: 없는 매개변수입니다.{close.ko}", f"{key}: there is no such parameter.{close.en}")
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
    switches, value = switches or scenario.channels, values_of(scenario, draw)
    data = complex_data(scenario.complex).drawn(value)
    system, month, scale = data.input_output(value), Month.parse(scenario.start), scenario.scale
    start = start or start_state(data, month.quarter, draw=value, seed=seed, scale=scale)
    people = copy_of(start.workers)
    firms, network, demography = lay_out_demography(
        copy_of(start.firms),
        start.network,
        value=value,
        seed=seed,
        industries=len(data.industries),
        months=scenario.months,
        scale=scale,
        on=switches.demography,
    )
    rows = firms.identifier.size
    if switches.partial_adjustment:
        firms.productivity /= hours_at_start(data, month.quarter, draw=value)[firms.industry]
    firms.labour[:] = firms.employees
    fixed = _fixed(firms, start.complex_share, data=data, value=value, system=system, month=month, run=(seed, switches))
    places = places_of(data.key, scale)
    made = np.bincount(firms.sector, weights=firms.output, minlength=system.sectors)
    province = fixed.reach.output(np.asarray(made, dtype=np.float64))[0]
    paid = float((firms.wage * firms.labour).sum())
    city = city_state(paid, province, price=fixed.consumer_prices(month), value=value, system=system)
    home = settlement(
        data,
        places,
        people=people,
        month=month,
        value=value,
        scale=scale,
        pay=paid / max(firms.labour.sum(), 1.0),
        jobs=jobs_of_residents(
            firms,
            city.services,
            open_posts=float((open_posts_at_start(firms, value)[0] * firms.established_posts).sum()),
            jobs_per_million=jobs_outside(system, month, value=value, switches=switches),
            share=value["households.resident_share"],
        ),
    )
    moves = home is not None and switches.migration
    register = None
    if home is not None and moves and switches.turnover:
        register = register_of(home, people, data=data, value=value, scale=scale, firms=rows)
    market = labour_market(firms, people, places=places, data=data, value=value, seed=seed)
    if switches.turnover:
        going = _going(people, home if moves else None, month=month, value=value)
        settled = turnover.settle(market, firms, people=people, places=places, value=value, going=going)
    ladder = prepare_ladder(
        firms, _margin(firms, fixed, value=value), value=value, seed=seed, start=month, on=switches.technology
    )
    if switches.technology:
        tenants = np.flatnonzero(firms.active)
        begin_research(firms, tenants, employees=firms.employees[tenants].astype(np.float64), seed=seed, value=value)
    per_firm: dict[str, Any] = {
        "fixed": fixed,
        "firms": firms,
        "levers": allocate(Levers, rows),
        "market": market,
        "ladder": ladder,
        "demography": demography,
        "register": register,
        "opening": Opening.of(firms),
        "flows": Flows.at_start(
            firms, len(AREAS), sectors=system.sectors, months=scenario.months, minimum_pay=minimum_pay(month.year)
        ),
        "ledger": Ledger(firms.cash),
    }
    world = World(
        asked=scenario,
        seed_number=seed,
        value=value,
        switches=switches,
        data=data,
        system=system,
        start_month=month,
        outside=outside if outside is not None else outside_path(scenario, seed, draw=value),
        start=start,
        replay=replay,
        muted=np.zeros(rows, dtype=bool) if muted is None else muted,
        rows=Rows.of(demography.due, per_firm),
        people=people,
        places=places,
        network=network,
        zone_levers=allocate(ZoneLevers, places.rent.size),
        prices=price_start(firms, value, likeness=demography.model),
        city=city,
        settlement=home,
        programmes=Programmes(scenario.instruments, value, scenario.execution, scenario.shift, scale),
        decided=Decided.nothing(rows, system.sectors),
        recorder=Recorder(scenario.months, firms, len(data.industries)),
        history=FirmHistory(scenario.months, rows),
        **per_firm,
    )
    if home is not None and moves:
        home.came = in_flow(world, home)
    if switches.turnover:
        settle_search(world, settled)
    if switches.technology:
        # Programmes ask what a step costs before firms weigh it in the first month.
        weigh(world, np.flatnonzero(firms.operating & firms.manufacturing))
    return world


def _fixed(
    firms: Firms, complex_share: Column, *, data: ComplexData, value: Value, system: InputOutput, month: Month,
    run: tuple[int, Switches],
) -> Fixed:  # fmt: skip
    """What stays as it was at the start."""
    seed, switches = run
    anchors = np.flatnonzero(firms.anchor)
    own = complex_share[:, None] * system.province
    refuse_unstable(own, value)
    groups = len(data.industries)
    made = np.bincount(firms.industry, weights=firms.output, minlength=groups)
    could = np.bincount(firms.industry, weights=firms.capacity, minlength=groups)
    utilisation = np.divide(made, could, out=np.zeros(groups), where=could > 0.0)
    capital = np.array([value[f"investment.capital_output.{name}"] for name in data.industries])
    trend = value["households.price_trend"] / 100.0 if switches.wages_move else 0.0
    return Fixed(
        anchor_rows=anchors,
        anchor_keys=firms.identifier[anchors],
        rounding=uniforms(stream(seed, "rounding of posts"), firms.identifier),
        vacancy_share=np.add(*open_posts_at_start(firms, value)),
        complex_share=complex_share,
        reach=Reach.between(own, system.province, national=system.national),
        province_inverse=leontief_inverse(system.province),
        national_inverse=leontief_inverse(system.national),
        tax_ratio=system.production_tax_ratio[firms.sector],
        monthly_depreciation=annual_hazard_to_monthly(value["investment.depreciation_rate"] / 100.0),
        capital_value=(MONTHS_A_YEAR * capital * utilisation)[firms.industry] * firms.price,
        start_output=firms.output.copy(),
        start_productivity=firms.productivity.copy(),
        start_utilisation=utilisation,
        start_value_added_ratio=system.value_added_ratio(month.year),
        consumer_inflation=1.0 + annual_rate_to_monthly(trend),
    )


def _going(people: Workers, home: Settlement | None, *, month: Month, value: Value) -> Column:
    """Chance of each person of dying or leaving the city in the first month, zero where nobody does."""
    if home is None:
        return np.zeros(people.status.size)
    dying, leaving, _ = monthly_rates(home, month + 1, value=value)
    return turnover.chance_of_going(
        people, dying=dying, leaving=leaving, with_job=value["people.leaving_with_job"], districts=home.districts
    )


def _margin(firms: Firms, fixed: Fixed, *, value: Value) -> Column:
    """Surplus of one more won of sales per firm: value added less pay, taxes and wear of capital, over output."""
    worth = firms.price * firms.output
    cost = (1.0 + value["labour.employer_contributions"]) * firms.wage * firms.employees
    cost += fixed.tax_ratio * worth + fixed.monthly_depreciation * fixed.capital_value * firms.capacity
    left = np.divide(cost, worth, out=np.zeros(worth.size), where=worth > 0.0)
    return np.where(worth > 0.0, firms.value_added_share - left, 0.0)
