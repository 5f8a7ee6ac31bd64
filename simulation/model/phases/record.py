"""Record: the identities of the month are checked and its totals are written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulation.accounts import Account, Flow, production_residuals, relative
from simulation.equations.counting import heads
from simulation.model.settlement import Settlement

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def record(world: Complex) -> None:
    """Check every identity, keep the worst residual, and write the month into recorder and history."""
    firms = world.firms
    residuals = {
        **production_residuals(
            firms,
            world.ledger,
            world.opening_inventory - world.demography.written_off,
            world.opening_inputs - world.demography.written_off_inputs,
        ),
        **world.ledger.residuals(),
    }
    if world.switches.turnover:
        gap = (heads(world.people.employer, firms.employees.size) - firms.employees).astype(np.float64)
        residuals["heads_are_workers"] = relative(gap, float(firms.employees.sum()))
    residuals["programme_money"] = programme_residual(world)
    residuals["firms"] = firms_residual(world)
    if world.settlement is not None and world.switches.migration:
        residuals.update(people_residuals(world.settlement))
    for name, size in residuals.items():
        world.residuals[name] = max(world.residuals.get(name, 0.0), size)
    world.recorder.write(world)
    world.history.write(world)


def people_residuals(home: Settlement) -> Mapping[str, float]:
    """Identity 7: residents of a district change by births, deaths and moves alone; homes lived in are homes."""
    flows, places = home.flows, home.places
    expected = flows.opening + flows.births + flows.arrivals + flows.moved_in
    expected = expected - flows.deaths - flows.departures - flows.moved_out
    missing = (home.by_district() - expected).astype(np.float64)
    crowded = np.maximum(0.0, places.occupied - places.housing_stock)
    below_zero = np.maximum(0, -home.persons).astype(np.float64)
    residents = float(home.persons.sum())
    return {
        "residents_conserve": relative(missing, residents),
        "homes_hold_their_households": relative(crowded, places.housing_stock),
        "residents_not_negative": relative(below_zero, residents),
        "moves_within_the_city": relative(float((flows.moved_in - flows.moved_out).sum()), residents),
    }


def programme_residual(world: Complex) -> float:
    """Money that instruments say they paid, against what the ledger saw leave their sources (identity 9)."""
    sources = [Account.STATE, Account.PROVINCE, Account.CITY, Account.PRIVATE]
    flows = [Flow.SUBSIDY, Flow.SALES_PROGRAMME, Flow.PROGRAMME_OUTSIDE]
    paid = float(world.ledger.paid[np.ix_(flows, sources)].sum())
    return relative(paid - world.actions.paid, world.actions.paid)


def firms_residual(world: Complex) -> float:
    """Firms that are there against those who came and went, sites, and rows that must be empty (identity 8).

    active' = active + entries - exits; nobody enters twice or after leaving; adopters are active; sites let and free
    add to the stock.
    """
    firms, state, step = world.firms, world.demography, world.step_index
    came, went = state.entered == step, (state.closed == step) | (state.left == step)
    gap = abs(int(firms.active.sum()) - int(world.opening_active.sum()) - int(came.sum()) + int(went.sum()))
    gap += int((came & (world.opening_active | (state.closed >= 0) | (state.left >= 0))).sum())
    gap += int((((firms.smart_level > 0) | firms.ai) & ~firms.active).sum())
    world.opening_active[:] = firms.active
    if world.switches.demography:
        leased = int((firms.active & firms.leased).sum())
        let = np.array([int(firms.active.sum()) - leased, leased])
        return relative(let + state.free - state.stock, state.stock) + float(gap)
    return float(gap)
