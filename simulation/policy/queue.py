"""Who of those that apply is paid: the rule of a programme among its applicants, who alone are ranked."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags
from simulation.equations.rationing import funded, funding_order
from simulation.luck import uniforms
from simulation.policy.actions import PolicyView


def paid_in_order(
    rule: str, view: PolicyView, *, applicant: Flags, asked: Column, available: float, lot: np.uint64,
    since: Counts | None = None,
) -> Flags:  # fmt: skip
    """Applicants whom the money reaches, in the order of the rule; points are ln n + e, for size and exports.

    Args:
        rule: ``points``, ``date`` or ``lottery`` (see :func:`simulation.equations.rationing.funding_order`).
        view: the tenants.
        applicant: who applies and is eligible.
        asked: what each would receive (million KRW).
        available: money there is (million KRW).
        lot: key of the draw that decides between equals.
        since: earlier goes first under ``date``; the identifier where none is given.
    """
    line = np.flatnonzero(applicant)
    keys = view.identifier[line]
    order = funding_order(
        rule,
        np.log(np.maximum(view.employees[line], 1)) + view.export_share[line],
        applied_since=keys if since is None else since[line],
        luck=uniforms(lot, keys),
        identifier=keys,
    )
    return funded(line[order], applicant, asked=asked, available=available)
