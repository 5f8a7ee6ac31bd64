"""Where a firm's gain of outside demand comes from: local rivals, the rest of the country, abroad (equation 4.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts, compiled, quotient


@dataclass(frozen=True, slots=True)
class Displacement:
    """What competition did to one month's outside demand (volumes a month).

    ``demand`` per firm after gains and losses, ``gain`` and ``loss`` per firm; ``local``, ``domestic`` and ``foreign``
    are the sources of all gains and add to their sum exactly.
    """

    demand: Column
    gain: Column
    loss: Column
    local: float
    domestic: float
    foreign: float


def displace(
    base: Column, competitiveness: Column, *, industry: Counts, local_share: Column | float,
    foreign_share: Column | float, kind: Counts | None = None, alike_share: float = 0.0,
) -> Displacement:  # fmt: skip
    """Move outside demand to firms that became more competitive and book what others lose.

    g_i = X0_i (Q_i - 1) is the gain of firm i at unchanged rivals; firms j of its industry lose
    beta_local sum(g) X0_j / sum(X0), at most X0_j. What is not taken from them comes from firms elsewhere in the
    country (beta_domestic = 1 - beta_local - beta_foreign) and abroad (beta_foreign); what the cap leaves is split
    between the two in their proportion, or is domestic where both are zero. Of what is taken here, a share falls on
    firms of the winner's own kind alone: who the rivals are decides what a won of sales takes in jobs, since anchors
    need far fewer people for it. Gains and losses sum to
    (1 - beta_local) sum(g) exactly where the cap does not bind.

    Args:
        base: X0, outside demand of each firm at unchanged competitiveness (volume a month).
        competitiveness: Q, quality (and price) relative to the start, one where nothing happened (ratio).
        industry: industry of each firm (index).
        local_share: beta_local, per firm or for all (share).
        foreign_share: beta_foreign, per firm or for all (share), at most 1 - beta_local.
        kind: industry and kind (anchor or not) of each firm (index); not needed where ``alike_share`` is zero.
        alike_share: r, part of what local rivals lose that falls on those of the winner's kind (share).

    Source: displacement in additionality appraisal; losses are counted once because outside prices stay.
    """
    gain = base * (competitiveness - 1.0)
    taken = gain * local_share
    loss = lost_to_rivals(taken, base, group=industry, alike=industry if kind is None else kind, share=alike_share)
    local = float(loss.sum())
    foreign_gain = float((gain * foreign_share).sum())
    outside_gain = float((gain * (1.0 - np.asarray(local_share))).sum())
    rest = float(gain.sum()) - local
    foreign = rest * foreign_gain / outside_gain if outside_gain != 0.0 else 0.0
    return Displacement(
        demand=base + gain - loss, gain=gain, loss=loss, local=local, domestic=rest - foreign, foreign=foreign
    )


@compiled
def lost_to_rivals(taken: Column, base: Column, group: Counts, alike: Counts, share: float) -> Column:
    """What each firm loses of its outside demand, at most all of it: of its group's loss, and of those alike in it.

    l_i = X0_i min(1, (1 - r) t_s / X0_s + r t_k / X0_k), sums over the group s and over those alike, k.

    Args:
        taken: t, what the gain of each firm takes from local rivals (volume a month).
        base: X0, outside demand of each firm (volume a month).
        group: group of each firm, s (index).
        alike: those alike in it, k (index).
        share: r, part that falls on those alike (share).
    """
    loss = rate_of_loss(taken, base, group=group)
    of_alike = rate_of_loss(taken, base, group=alike) if share > 0.0 else loss
    for firm in range(base.size):
        rate = (1.0 - share) * loss[firm] + share * of_alike[firm]
        loss[firm] = min(1.0, rate) * base[firm]
    return loss


@compiled
def rate_of_loss(taken: Column, base: Column, group: Counts) -> Column:
    """Share of its outside demand that each firm loses: what is taken within its group over the group's demand."""
    groups = 0
    for firm in range(base.size):
        groups = max(groups, group[firm] + 1)
    lost, total, rate = np.zeros(groups), np.zeros(groups), np.empty(base.size)
    for firm in range(base.size):
        lost[group[firm]] += taken[firm]
        total[group[firm]] += base[firm]
    of_group = quotient(lost, total, otherwise=0.0)
    for firm in range(base.size):
        rate[firm] = of_group[group[firm]]
    return rate
