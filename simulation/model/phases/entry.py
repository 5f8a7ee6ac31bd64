"""Entry: floor is added and let, and firms begin on it with customers, money and a rung of the ladder (4.9)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.accounts import Account, Flow
from simulation.arrays import quotient, total_by
from simulation.equations import demography as rules
from simulation.equations.technology import relative_size, required_worth
from simulation.model.parts.ladder import neighbourhood
from simulation.model.parts.research import begin_research
from simulation.model.phases.demography import hand_on_links
from simulation.model.phases.prices import cost_of_plant
from simulation.model.world import World


def let_sites_and_enter(world: World) -> None:
    """Floor is added, free sites are let, and whoever finds one enters."""
    state = world.demography
    add_floor(world)
    rows = those_who_come(world)
    if rows.size:
        settle(world, rows)
        state.entered[rows] = world.step_index


def add_floor(world: World) -> None:
    """Sites come onto the market: the usual supply of leased units, and the floor and lots of programmes."""
    value = world.value
    floor = value["demography.floor_added"] * world.scale / 12.0
    floor += (1.0 - value["demography.floor_crowding"]) * float(world.levers.sites[0])
    units = np.array([float(world.levers.lots[0]), floor / value["demography.unit_floor"]])
    world.demography.free += units
    world.demography.stock += units


def those_who_come(world: World) -> NDArray[np.int64]:
    """Rows of the month's candidates who find a site."""
    firms, state, value, step = world.firms, world.demography, world.value, world.step_index
    state.made[step] = total_by(firms.industry, firms.output, groups=state.made.shape[1])
    before = state.made[step - 12] if step >= 12 else state.made[step]
    growth = quotient(state.made[step], before, otherwise=1.0) - 1.0
    vacancy = quotient(state.free, state.stock, otherwise=0.0)
    usual_vacancy = world.outside.usual(world.outside.vacancy, step, now=vacancy)
    letting = rules.letting_rate(
        state.letting, vacancy, usual_vacancy=usual_vacancy, elasticity=value["demography.letting_elasticity"]
    )
    rate = rules.entry_rate(
        state.free, letting, weight=state.weight, elasticity=value["demography.entry_elasticity"], growth=growth
    )
    part = np.divide(rate, state.top_rate, out=np.zeros_like(rate), where=state.top_rate > 0.0)
    rows = np.flatnonzero(state.due == step)
    kind = firms.leased[rows].astype(np.int64)
    probability = part[kind, firms.industry[rows]] * world.levers.entry_rate[rows]
    come = rules.entrants(state.luck[rows], probability, kind=kind, free=state.free)
    return rows[come | bring_in_attracted(world, rows)]


def bring_in_attracted(world: World, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Candidates that programmes attract: they come for sure, on a lot laid out for them, with customers and posts."""
    firms, state = world.firms, world.demography
    posts = world.levers.attraction[rows]
    mine = posts > 0.0
    if mine.any():
        attracted = rows[mine]
        state.posts[attracted] += posts[mine]
        state.new_firm[attracted], firms.anchor[attracted] = False, True
        lots = np.bincount(firms.leased[attracted].astype(np.int64), minlength=2)
        state.free += lots
        state.stock += lots
    return np.asarray(mine)


def settle(world: World, rows: NDArray[np.int64]) -> None:
    """Give entrants all that a firm has: site, posts, plant, customers, money, and a place among its neighbours."""
    firms, state = world.firms, world.demography
    firms.active[rows] = firms.operating[rows] = True
    state.free -= np.bincount(firms.leased[rows].astype(np.int64), minlength=2)
    firms.wage[rows] = np.maximum(firms.wage[rows], world.minimum_pay())
    made = state.posts[rows] * firms.productivity[rows]
    for name in ("demand", "expected_demand", "target_output"):
        getattr(firms, name)[rows] = made
    world.fixed.start_output[rows] = made
    firms.established_posts[rows] = state.posts[rows] / (1.0 - world.fixed.vacancy_share[rows])
    world.flows.needed_posts[rows] = firms.established_posts[rows]
    firms.capacity[rows] = made / world.fixed.start_utilisation[firms.industry[rows]]
    hand_on_links(world, rows)
    win_customers(world, rows, made=made)
    pay_in(world, rows, made=made)
    if world.switches.technology:
        enter_ladder(world, rows)


def win_customers(world: World, rows: NDArray[np.int64], *, made: np.ndarray) -> None:
    """Outside demand of entrants: start-ups take the local part from rivals, who moves in brings its customers."""
    firms, index = world.firms, world.outside.demand[world.step_index]
    base = made / np.maximum(index, world.value["demography.lowest_index"])[firms.industry[rows]]
    taken = np.where(world.demography.new_firm[rows], world.value["displacement.local"] * base, 0.0)
    moved = total_by(firms.industry[rows], -taken, groups=index.size)
    firms.outside_base[:] = rules.passed_on(firms.outside_base, firms.industry, moved=moved)
    firms.outside_base[rows] = base


def pay_in(world: World, rows: NDArray[np.int64], *, made: np.ndarray) -> None:
    """Owners pay in the price of the plant, which is bought at once, and money to start with."""
    firms, ledger = world.firms, world.ledger
    plant, working = np.zeros_like(firms.cash), np.zeros_like(firms.cash)
    plant[rows] = firms.capacity[rows] * cost_of_plant(world)[rows]
    working[rows] = world.value["demography.start_capital"] * firms.price[rows] * made
    ledger.pay(Flow.START_CAPITAL, Account.OWNERS, payee=Account.FIRMS, amount=plant + working)
    ledger.pay(Flow.INVESTMENT, Account.FIRMS, payee=Account.OUTSIDE_FIRMS, amount=plant)
    firms.investment[rows] = plant[rows]


def enter_ladder(world: World, rows: NDArray[np.int64]) -> None:
    """Thresholds, margin and neighbours of entrants on the smart-factory ladder, and whether they do research."""
    firms, value, ladder = world.firms, world.value, world.ladder
    firms.required_worth[rows] = required_worth(
        world.seed_number,
        firms.identifier[rows],
        size=relative_size(world.demography.posts[rows].astype(np.int64), value["technology.threshold_reference"]),
        export_share=firms.export_share[rows],
        mean=value["technology.threshold_mean"],
        spread=value["technology.threshold_spread"],
        size_shift=value["technology.threshold_size"],
        export_shift=value["technology.threshold_export"],
    )
    ladder.margin[rows] = ladder.margin[world.demography.model[rows]]
    ladder.neighbours[rows] = neighbourhood(firms, rows)
    begin_research(firms, rows, employees=world.demography.posts[rows], seed=world.seed_number, value=value)
