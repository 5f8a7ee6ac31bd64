"""Checks: the identities that must hold after every month."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.accounts import PROGRAMMES, PUBLIC, Account, production_residuals, relative
from simulation.equations.counting import heads, people_by_home
from simulation.model.parts.settlement import Settlement
from simulation.model.world import World


def check_identities(world: World) -> None:
    """Check every identity of the month and keep the worst residual of each."""
    firms = world.firms
    residuals = {
        **production_residuals(
            firms,
            world.ledger,
            opening_inventory=world.opening.inventory - world.demography.written_off,
            opening_inputs=world.opening.inputs - world.demography.written_off_inputs,
        ),
        **world.ledger.residuals(),
    }
    if world.switches.turnover:
        gap = (heads(world.people.employer, firms.employees.size) - firms.employees).astype(np.float64)
        residuals["heads_are_workers"] = relative(gap, float(firms.employees.sum()))
    residuals["payments_are_in_the_accounts"] = payments_residual(world)
    residuals["programme_money"] = programme_residual(world)
    residuals["firms"] = firms_residual(world)
    if world.moving is not None:
        residuals.update(people_residuals(world, world.moving))
    for name, size in residuals.items():
        world.residuals[name] = max(world.residuals.get(name, 0.0), size)


def people_residuals(world: World, home: Settlement) -> Mapping[str, float]:
    """Identity 7: residents change by births, deaths and moves alone; people in reach are some of them, with one home.

    Nationals and foreigners are counted apart; the people in reach who live in the city, counted by their homes, are
    the register, and nowhere more than the residents; homes lived in are homes.
    """
    flows, places, people = home.flows, home.places, world.people
    residents, foreigners = home.by_district(), home.foreigners.sum(axis=(1, 2))
    crowded = np.maximum(0.0, places.occupied - places.housing_stock)
    below_zero = [np.maximum(0, -counts).sum() for counts in (home.others, home.foreign_others, home.register)]
    found = {
        "residents_conserve": relative(residents - flows.closing(), float(residents.sum())),
        "foreigners_conserve": relative(foreigners - home.foreign_flows.closing(), float(foreigners.sum())),
        "homes_hold_their_households": relative(crowded, places.housing_stock),
        "residents_not_negative": relative(np.array(below_zero, dtype=np.float64), float(residents.sum())),
        "moves_within_the_city": relative(float((flows.moved_in - flows.moved_out).sum()), float(residents.sum())),
    }
    if world.register is not None:
        at_home = people_by_home(people.status, people.home, zones=places.rent.size)[: home.districts]
        counted = (home.register + home.foreign_register).sum(axis=(1, 2))
        found["people_in_reach_are_residents"] = relative((at_home - counted).astype(np.float64), float(counted.sum()))
    return found


def payments_residual(world: World) -> float:
    """Each firm's money received less paid, by the ledger, against what its accounts say it took and spent.

    For firms that were there all month; who enters, closes or moves away is paid in or out on top. Money paid in any
    phase that no account knows of shows here.
    """
    firms, state, step = world.firms, world.demography, world.step_index
    took = firms.price * (firms.sales_inside + firms.sales_programme + firms.sales_outside)
    took += firms.employment_subsidy + firms.subsidy
    spent = firms.bought_inside + firms.bought_outside + firms.wage_bill + firms.contributions + firms.production_tax
    spent += firms.interest + firms.investment + world.flows.adoption_spending + firms.dividends
    stayed = (state.entered != step) & (state.closed != step) & (state.left != step)
    return relative(np.where(stayed, world.ledger.net - took + spent, 0.0), took)


def programme_residual(world: World) -> float:
    """Money that instruments say they paid, against what the ledger saw leave their sources (identity 9)."""
    paid = float(world.ledger.paid[np.ix_(PROGRAMMES, (*PUBLIC, Account.PRIVATE))].sum())
    return relative(paid - world.decided.actions.paid, world.decided.actions.paid)


def firms_residual(world: World) -> float:
    """Firms that are there against those who came and went, sites, and rows that must be empty (identity 8).

    active' = active + entries - exits; nobody enters twice or after leaving; adopters are active; sites let and free
    add to the stock.
    """
    firms, state, step = world.firms, world.demography, world.step_index
    came, went = state.entered == step, (state.closed == step) | (state.left == step)
    gap = abs(int(firms.active.sum()) - int(world.opening.active.sum()) - int(came.sum()) + int(went.sum()))
    gap += int((came & (world.opening.active | (state.closed >= 0) | (state.left >= 0))).sum())
    gap += int((((firms.smart_level > 0) | firms.ai) & ~firms.active).sum())
    world.opening.active[:] = firms.active
    if world.switches.demography:
        leased = int((firms.active & firms.leased).sum())
        let = np.array([int(firms.active.sum()) - leased, leased])
        return relative(let + state.free - state.stock, state.stock) + float(gap)
    return float(gap)
