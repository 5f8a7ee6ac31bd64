"""Money of a year paid month by month: who is served this month, by a lot drawn once."""

from __future__ import annotations

from simulation.arrays import Column, Flags
from simulation.luck import stream
from simulation.policy.actions import PolicyView
from simulation.policy.queue import paid_in_order
from simulation.policy.specification import Specification
from simulation.units import Month


def served_by_lot(spec: Specification, view: PolicyView, *, month: Month, claim: Column, lot: str) -> Flags:
    """Firms served this month, in an order drawn once, as far as the month's part of the money left goes.

    Args:
        spec: the instrument, which says who may apply and in which months it pays.
        view: what an instrument sees of the world, with the money of the year that is left.
        month: month of the payment.
        claim: what each firm asks for this month (million KRW).
        lot: name of the draw.
    """
    remaining = spec.months_to_come(month)
    return paid_in_order(
        "lottery",
        view,
        applicant=spec.eligible(view) & ~view.served,
        asked=claim,
        available=sum(view.left.values()) / remaining,
        lot=stream(view.seed, lot),
    )
