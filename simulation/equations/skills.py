"""Skills and technology: who can run a step, how fast its effect comes, and which occupations posts ask for after it.

Effects need people: technicians and digital workers on the firm's own staff. A lack of them slows the effect down
and does not take it away, since the studies behind its size measured adopters with the staff they had.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, compiled, quotient


@compiled
def skilled_shares(
    employer: Counts, skill: Counts, occupations: int, technician: int, digital: int, skilled_share: Column,
    digital_share: Column,
) -> None:  # fmt: skip
    """Shares of technicians and digital workers, and of digital workers alone, among the staff of each firm.

    Args:
        employer: row of the employing firm per person, -1 for none.
        skill: occupation per person (code).
        occupations: number of occupations.
        technician, digital: codes of the two occupations.
        skilled_share: receives the share of both together; minus one where a firm has no staff.
        digital_share: receives the share of digital workers, likewise.
    """
    # A row for people without employer spares a branch in the one loop over all people.
    staff = np.zeros((skilled_share.size + 1, occupations), dtype=np.int32)
    for row in range(employer.size):
        staff[np.uint32(employer[row] + 1), np.uint32(skill[row])] += 1
    for firm in range(skilled_share.size):
        heads = 0
        for occupation in range(occupations):
            heads += staff[firm + 1, occupation]
        if heads > 0:
            digital_share[firm] = staff[firm + 1, digital] / heads
            skilled_share[firm] = (staff[firm + 1, digital] + staff[firm + 1, technician]) / heads
        else:
            skilled_share[firm] = digital_share[firm] = -1.0


def pace_of_effect(skilled_share: Column, need: Column, *, slowest: float) -> Column:
    """Pace at which a firm moves along the ramp of its last step, f + (1 - f) min(1, q / n).

    Args:
        skilled_share: q, technicians and digital workers over staff; negative where nobody is named.
        need: n, share at which the effect comes as fast as in the studies, per firm; zero needs nobody.
        slowest: f, pace of a firm without any such worker, 0 to 1.

    Returns:
        Pace per firm, one where the need is met and where no staff is named.
    """
    met = quotient(skilled_share, need, otherwise=1.0)
    met = np.where(skilled_share < 0.0, 1.0, np.minimum(met, 1.0))
    return np.where(met >= 1.0, 1.0, slowest + (1.0 - slowest) * met)


def occupations_of_posts(shares: Column, kept: Column, *, rungs: int) -> Column:
    """Cumulative shares of occupations among posts, one row per rung from none up: s_o k_o^l, made to add to one.

    Args:
        shares: s_o, shares of occupations at firms without any step.
        kept: k_o, what each rung leaves of the posts of an occupation, one where it takes none away (ratio).
        rungs: rows of the table.
    """
    mix = shares * kept ** np.arange(rungs)[:, None]
    cumulative: Column = np.cumsum(mix / mix.sum(axis=1, keepdims=True), axis=1)
    return cumulative
