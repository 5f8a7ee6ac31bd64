"""Record: the identities of the month are checked and its totals are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.accounts import Account, Flow, production_residuals, relative

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def record(world: Complex) -> None:
    """Check every identity, keep the worst residual, and write the month into recorder and history."""
    firms = world.firms
    residuals = {
        **production_residuals(firms, world.ledger, world.opening_inventory, world.opening_inputs),
        **world.ledger.residuals(),
    }
    if world.switches.turnover:
        named = np.bincount(world.people.employer[world.people.employer >= 0], minlength=firms.employees.size)
        gap = (named - firms.employees).astype(np.float64)
        residuals["heads_are_workers"] = relative(gap, float(firms.employees.sum()))
    residuals["programme_money"] = programme_residual(world)
    for name, size in residuals.items():
        world.residuals[name] = max(world.residuals.get(name, 0.0), size)
    world.recorder.write(world)
    world.history.write(world)


def programme_residual(world: Complex) -> float:
    """Money that instruments say they paid, against what the ledger saw leave their sources (identity 9)."""
    sources = [Account.STATE, Account.PROVINCE, Account.CITY, Account.PRIVATE]
    flows = [Flow.SUBSIDY, Flow.SALES_PROGRAMME, Flow.PROGRAMME_OUTSIDE]
    paid = float(world.ledger.paid[np.ix_(flows, sources)].sum())
    return relative(paid - world.actions.paid, world.actions.paid)
