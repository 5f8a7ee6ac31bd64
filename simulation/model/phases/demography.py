"""Demography: firms close or move away; money, people, orders and links follow."""

from __future__ import annotations

import numpy as np

from simulation.accounts import Account, Flow
from simulation.arrays import Counts, Flags, total_by
from simulation.equations import demography as rules
from simulation.equations.closing import (
    EARLY_YEARS,
    closing_probability,
    lenders_close,
    months_beyond,
    moving_probability,
    yearly_hazard,
)
from simulation.equations.links import hand_over_links
from simulation.luck import stream, uniforms
from simulation.model.phases.limits import solvent
from simulation.model.world import World
from simulation.state import empty_rows


def close_and_move_away(world: World) -> None:
    """Firms close or move away; their money, people, customers, sites and links go where they go."""
    firms, state = world.firms, world.demography
    np.minimum(firms.closing_ratio, world.levers.early_survival, out=firms.closing_ratio)
    state.written_off[:] = 0.0
    state.written_off_inputs[:] = 0.0
    closing, moving = those_who_go(world)
    firms.age += firms.active
    gone = closing | moving
    if gone.any():
        pass_on(world, np.where(closing, firms.outside_base, 0.0), gone=gone)
        settle_money(world, closing, moving=moving)
        give_up_sites(world, gone)
        clear(world, gone)
        state.closed[closing], state.left[moving] = world.step_index, world.step_index


def those_who_go(world: World) -> tuple[Flags, Flags]:
    """Firms that close this month, and others that move away; anchors do neither but by an event.

    Size is that of the start or of the entry: a small change of size would otherwise decide by chance, in one world
    and not in its twin, who closes. What has gone wrong since acts through money and credit: who has used up both
    closes more often, and for good when lenders have waited long enough.
    """
    firms, value, step = world.firms, world.value, world.step_index
    insolvent = ~solvent(world) & firms.operating
    firms.months_beyond[:] = months_beyond(
        firms.months_beyond, ~insolvent, surplus=firms.operating_surplus, interest=firms.interest
    )
    by_lenders = world.switches.insolvency
    rows = np.flatnonzero(firms.active & ~firms.anchor)
    age, posts, keys = firms.age[rows], world.demography.posts[rows], firms.identifier[rows]
    size = {"reference": value["demography.closing_reference"], "size_effect": value["demography.closing_size"]}
    probability = closing_probability(
        yearly_hazard(
            age,
            world.demography.closing_share,
            fall=value["demography.closing_fall"],
            other_causes=value["demography.closing_other_causes"] if by_lenders else 1.0,
        ),
        posts,
        **size,
        loss=insolvent[rows],
        loss_effect=value["demography.closing_loss"],
        ratio=np.where(age < 12 * EARLY_YEARS, firms.closing_ratio[rows], 1.0),
    )
    closes = uniforms(stream(world.seed_number, "closing", step=step), keys) < probability
    if by_lenders:
        closes |= lenders_close(firms.months_beyond[rows], value["demography.grace"])
    away = moving_probability(value["demography.moving_rate"] / 100.0, posts, **size)
    moves = uniforms(stream(world.seed_number, "moving away", step=step), keys) < away
    closing, moving = firms.active & (world.levers.closure > 0.0), np.zeros_like(firms.active)
    closing[rows[closes]] = True
    moving[rows[moves]] = True
    return closing, moving & ~closing


def pass_on(world: World, freed: np.ndarray, *, gone: Flags) -> None:
    """Pass the local part of the outside demand of firms that close on to the firms of their industry that stay.

    The rest goes to the rest of the country; a firm that moves away keeps its customers.
    """
    firms, groups = world.firms, world.outside.demand.shape[1]
    firms.outside_base[gone] = 0.0
    moved = total_by(firms.industry, world.value["displacement.local"] * freed, groups=groups)
    firms.outside_base[:] = rules.passed_on(firms.outside_base, firms.industry, moved=moved)


def settle_money(world: World, closing: Flags, *, moving: Flags) -> None:
    """Owners are paid what is left, lenders lose what is owed; who moves takes money and debts along."""
    ledger, cash = world.ledger, world.firms.cash.copy()
    left, owed = np.maximum(cash, 0.0), np.maximum(-cash, 0.0)
    ledger.pay(Flow.LIQUIDATION, Account.FIRMS, payee=Account.OWNERS, amount=np.where(closing, left, 0.0))
    ledger.pay(Flow.DEBT_WRITTEN_OFF, Account.LENDERS, payee=Account.FIRMS, amount=np.where(closing, owed, 0.0))
    ledger.pay(Flow.RELOCATION, Account.FIRMS, payee=Account.OUTSIDE_FIRMS, amount=np.where(moving, left, 0.0))
    ledger.pay(Flow.RELOCATION, Account.OUTSIDE_FIRMS, payee=Account.FIRMS, amount=np.where(moving, owed, 0.0))


def give_up_sites(world: World, gone: Flags) -> None:
    """Sites of firms that go are free again."""
    leased = world.firms.leased[gone]
    world.demography.free += np.array([float((~leased).sum()), float(leased.sum())])


def clear(world: World, gone: Flags) -> None:
    """Empty the rows of firms that go: people are free, stocks written off, capacity scrapped, links handed on."""
    firms, state, rows = world.firms, world.demography, np.flatnonzero(gone)
    rules.release(world.people.employer, world.people.status, tenure=world.people.tenure, gone=gone)
    firms.separations[gone] += firms.employees[gone]
    state.written_off[gone], state.written_off_inputs[gone] = firms.inventory[gone], firms.input_stock[gone]
    empty_rows(firms, rows)
    world.flows.needed_posts[gone] = 0.0
    if world.switches.technology:
        world.ladder.neighbours[gone], world.ladder.start_level[gone] = -1, 0
    losing = state.customers.of_firms(rows)
    hand_on_links(world, losing[losing < gone.size])


def hand_on_links(world: World, buyers: Counts) -> None:
    """Shares of suppliers that are gone go to the buyers' other suppliers; for those to come, as they enter."""
    network, firms = world.network, world.firms
    hand_over_links(
        network.start,
        network.supplier,
        coefficient=network.coefficient,
        share=network.share,
        sector=network.sector,
        gone=~firms.active,
        losing=buyers[firms.active[buyers]],
    )
