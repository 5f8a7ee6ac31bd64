"""Record: the identities of the month are checked and its totals are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.accounts import Account, Flow, production_residuals, relative

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def record(world: Complex) -> None:
    """Check every identity, keep the worst residual, and write the month into the recorder."""
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
        named = np.bincount(world.people.employer[world.people.employer >= 0], minlength=firms.employees.size)
        gap = (named - firms.employees).astype(np.float64)
        residuals["heads_are_workers"] = relative(gap, float(firms.employees.sum()))
    residuals["programme_money"] = programme_residual(world)
    residuals["firms"] = firms_residual(world)
    for name, size in residuals.items():
        world.residuals[name] = max(world.residuals.get(name, 0.0), size)
    world.recorder.write(world)


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
    gap += int(((firms.smart_level > 0) & ~firms.active).sum())
    world.opening_active[:] = firms.active
    if world.switches.demography:
        leased = int((firms.active & firms.leased).sum())
        let = np.array([int(firms.active.sum()) - leased, leased])
        return relative(let + state.free - state.stock, state.stock) + float(gap)
    return float(gap)
