"""Checks: the identities that must hold after every month; those of firms are found in one pass over their rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.accounts import PROGRAMMES, PUBLIC, Account, Flow, Ledger, relative
from simulation.arrays import Flags
from simulation.equations.counting import heads, people_by_home
from simulation.equations.identities import FOUND, Accounts, checked
from simulation.model.parts.settlement import Settlement
from simulation.model.world import World

Found = Mapping[str, float]
"""What the pass over the firms found, by the names of :data:`simulation.equations.identities.FOUND`."""
PAID_BY_PROGRAMMES = np.ix_(PROGRAMMES, (*PUBLIC, Account.PRIVATE))
"""Flows and accounts of the ledger in which money of programmes leaves its sources."""


def check_identities(world: World) -> None:
    """Check every identity of the month and keep the worst residual of each."""
    firms, found = world.firms, books_checked(world)
    residuals = {**production_residuals(found, world.ledger), **world.ledger.residuals()}
    if world.switches.turnover:
        gap = (heads(world.people.employer, firms.employees.size) - firms.employees).astype(np.float64)
        residuals["heads_are_workers"] = relative(gap, float(firms.employees.sum()))
    residuals["programme_money"] = programme_residual(world)
    residuals["firms"] = firms_residual(world)
    if world.moving is not None:
        residuals.update(people_residuals(world, world.moving))
    for name, size in residuals.items():
        world.residuals[name] = max(world.residuals.get(name, 0.0), size)


def books_checked(world: World) -> Found:
    """Pass over the firms once: the largest gaps, what they are measured against, sums, and the lowest stock."""
    firms, state, opening, came, went = world.firms, world.demography, world.opening, *came_and_went(world)
    elsewhere = {
        "stayed": ~(came | went),
        "opening_inventory": opening.inventory - state.written_off,
        "opening_inputs": opening.inputs - state.written_off_inputs,
        "opening_cash": opening.cash,
        "net": world.ledger.net,
        "adoption_spending": world.flows.adoption_spending,
    }
    columns: dict[str, Any] = {
        name: elsewhere[name] if name in elsewhere else getattr(firms, name) for name in Accounts._fields
    }
    found = checked(Accounts(**columns))
    return dict(zip(FOUND, found, strict=True))


def came_and_went(world: World) -> tuple[Flags, Flags]:
    """Firms that entered in the month, and those that closed or moved away in it."""
    state, step = world.demography, world.step_index
    return state.entered == step, (state.closed == step) | (state.left == step)


def production_residuals(found: Found, ledger: Ledger) -> Mapping[str, float]:
    """Relative residuals of the accounts of one month (identities 1 to 4 of the design), and of money firm by firm.

    Each firm's money received less paid, by the ledger, is held against what its accounts say it took and spent:
    money paid in any phase that no account knows of shows there.
    """
    final = (
        ledger.received[Flow.SALES_OUTSIDE, Account.FIRMS]
        + ledger.received[Flow.SALES_PROGRAMME, Account.FIRMS]
        + found["stock_change"]
        + found["inputs_change"]
        - ledger.paid[Flow.INPUTS_OUTSIDE, Account.FIRMS]
    )
    return {
        "output_is_sales_and_stock": relative(found["gap_goods"], found["size_output"]),
        "inside_sold_is_inside_bought": relative(found["sold_inside"] - found["bought_inside"], found["output"]),
        "value_added_is_incomes": relative(found["gap_value_added"], found["size_value_added"]),
        "product_three_ways": relative(found["value_added"] - float(final), found["value_added"]),
        "stocks_not_negative": relative(found["lowest_stock"], found["size_output"]),
        "payments_are_in_the_accounts": relative(found["gap_payments"], found["size_received"]),
        "cash_moves_by_payments": relative(found["gap_cash"], found["size_cash"]),
    }


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


def programme_residual(world: World) -> float:
    """Money that instruments say they paid, against what the ledger saw leave their sources (identity 9)."""
    said = world.decided.actions.paid
    return relative(float(world.ledger.paid[PAID_BY_PROGRAMMES].sum()) - said, said)


def firms_residual(world: World) -> float:
    """Firms that are there against those who came and went, sites, and rows that must be empty (identity 8).

    active' = active + entries - exits; nobody enters twice or after leaving; adopters are active; sites let and free
    add to the stock.
    """
    firms, state, before, came, went = world.firms, world.demography, world.opening.active, *came_and_went(world)
    there, at_start, entries, exits = (int(np.count_nonzero(each)) for each in (firms.active, before, came, went))
    gap = abs(there - at_start - entries + exits)
    gap += int(np.count_nonzero(came & (before | (state.closed >= 0) | (state.left >= 0))))
    gap += int(np.count_nonzero(((firms.smart_level > 0) | firms.ai) & ~firms.active))
    if world.switches.demography:
        leased = int(np.count_nonzero(firms.active & firms.leased))
        let = np.array([there - leased, leased])
        return relative(let + state.free - state.stock, state.stock) + float(gap)
    return float(gap)
