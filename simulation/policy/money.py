"""What became of the money of programmes: planned, within the months simulated, cut, paid, and not taken up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulation.policy.programmes import Programmes
from simulation.policy.specification import PAYERS
from simulation.units import Month

COLUMNS = ("planned", "outside_window", "execution", "no_applicants", "paid")
"""planned = outside_window + execution + no_applicants + paid."""


@dataclass(frozen=True, slots=True)
class Window:
    """Months that a run simulates, and by how many months programmes are late in it."""

    first: Month
    last: Month
    shift: int = 0


def money_of(programmes: Programmes, window: Window) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """Yield instrument, source of money and its amounts in the order of ``COLUMNS`` (million KRW, all years).

    planned: as the scenario says, scaled; outside_window: of that, what the months simulated do not reach;
    execution: of the rest, what drawn execution and realisation rates cut; no_applicants: what was there and nobody
    qualified or asked for; paid: transfers and purchases in the ledger.
    """
    for line in programmes.lines:
        delay = 0 if line.instrument.fixed_dates else window.shift
        shares = {
            year: line.instrument.share_within(year, window.first, last=window.last, delay=delay)
            for year in line.planned
        }
        for source, account in PAYERS.items():
            planned = within = executed = 0.0
            for year, payers in line.planned.items():
                planned += payers.get(account, 0.0)
                within += shares[year] * payers.get(account, 0.0)
                executed += shares[year] * line.budget[year].get(account, 0.0)
            paid = sum(payers.get(account, 0.0) for payers in line.paid.values())
            if planned > 0.0:
                yield line.name, source, (planned, planned - within, within - executed, executed - paid, paid)
