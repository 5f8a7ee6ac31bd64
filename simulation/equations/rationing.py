"""The third gate of adoption: a year's money among the applicants (equation 4.5)."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags


def funding_order(rule: str, points: Column, *, applied_since: Counts, luck: Column, identifier: Counts) -> Counts:
    """Rows in the order in which a programme serves them.

    Args:
        rule: ``points`` (most points first), ``date`` (who waits longest first) or ``lottery`` (keyed luck alone).
        points: score of the application, one per firm.
        applied_since: month of the first application, one per firm; earlier goes first under ``date``.
        luck: keyed uniform draws, one per firm; decide between equals.
        identifier: permanent identifiers; decide where even luck is equal, so that rows may be reordered.

    Raises:
        ValueError: the rule is none of the three.
    """
    if rule == "points":
        first = -points
    elif rule == "date":
        first = applied_since.astype(np.float64)
    elif rule == "lottery":
        first = np.zeros(points.size)
    else:
        raise ValueError(f"no rationing rule '{rule}'")
    return np.lexsort((identifier, luck, first))


def funded(order: Counts, applicant: Flags, *, asked: Column, available: float) -> Flags:
    """Who is funded: applicants in order, until the next grant no longer fits.

    The line stops at the first grant that does not fit instead of reaching past it. The funded of a smaller budget
    are then always among the funded of a larger one, and more money never lowers spending.

    Args:
        order: rows in the order of :func:`funding_order`.
        applicant: who applies and is eligible.
        asked: grant each applicant would receive (million KRW).
        available: money left (million KRW).
    """
    line = order[applicant[order]]
    chosen = np.zeros(applicant.size, dtype=np.bool_)
    chosen[line[np.cumsum(asked[line]) <= available]] = True
    return chosen
