"""Who hears of the next rung of the smart-factory ladder: the epidemic gate of adoption (equation 4.5).

Awareness spreads from those who have stepped up among suppliers, customers, neighbours and firms of the same tier
(Bass 1969, doi 10.1287/mnsc.15.5.215, with the neighbourhood in place of the population). More of what spreads it never
takes knowledge from a firm that had it, under keyed draws.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled
from simulation.luck import stream, uniforms


@compiled
def adopters_around(
    start: Counts, supplier: Counts, active: Flags, adopter: Flags, group: Counts, anchor: Counts, tier: Counts,
    weights: tuple[float, float],
) -> Column:  # fmt: skip
    """Share of adopters among the suppliers, customers, neighbours and tier of each firm, x_N.

    x_N = (1 - v) ((1 - w) x_links + w x_group) + v x_tier, where x_links runs over suppliers and customers together,
    the firm's own anchor among them, and x_tier over the others of its tier below that anchor. A firm without links
    sees its neighbours only; a firm alone in its tier, or in none, does without x_tier.

    Args:
        start: first link of each buyer in compressed rows, those of rows to come with them.
        supplier: row of the supplier per link.
        active: whether a firm is there; links of and to others count for nothing.
        adopter: whether a firm stands on any rung of the ladder.
        group: group of neighbours of each firm (district and size class), -1 for rows that are no tenant.
        anchor: row of the anchor whose programmes each firm works for, -1 for none.
        tier: place in the chain below that anchor, 1 to 4; 0 for none.
        weights: w and v, weights of the neighbours and of the tier, 0 to 1.
    """
    neighbour_weight, tier_weight = weights
    firms = adopter.size
    # Links and adopters stand side by side: who lies at the other end of a link lies anywhere, and is looked up once.
    around, there = np.zeros((firms, 2), np.int32), np.zeros((firms, 2), np.int32)
    # Anchors are numbered from one: a table over all firms would be cleared every month for a handful of them.
    place, anchors, tiers, groups = np.zeros(firms, np.int64), 0, 1, 0
    for row in range(firms):
        tiers, groups = max(tiers, tier[row] + 1), max(groups, group[row] + 1)
        if anchor[row] >= 0 and place[anchor[row]] == 0:
            anchors += 1
            place[anchor[row]] = anchors
    peers, peers_adopting = np.zeros((anchors + 1, tiers)), np.zeros((anchors + 1, tiers))
    for row in range(firms):
        if not active[row] or anchor[row] < 0:
            continue
        peers[place[anchor[row]], tier[row]] += 1.0
        if adopter[row]:
            peers_adopting[place[anchor[row]], tier[row]] += 1.0
        if active[anchor[row]]:
            around[row, 0] += 1
            around[row, 1] += adopter[anchor[row]]
    # As numbers, not as questions: who is there and who has stepped up is no guess that a processor makes well.
    for row in range(firms):
        there[row, 0], there[row, 1] = active[row], active[row] and adopter[row]
    for buyer in range(firms):
        if not active[buyer]:
            continue
        suppliers, stepped_up = 0, 0
        for link in range(start[buyer], start[buyer + 1]):
            other = supplier[link]
            suppliers += there[other, 0]
            stepped_up += there[other, 1]
            around[other, 0] += there[other, 0]
            around[other, 1] += there[other, 0] * there[buyer, 1]
        around[buyer, 0] += suppliers
        around[buyer, 1] += stepped_up
    members, adopting = np.zeros(groups), np.zeros(groups)
    for row in range(firms):
        if group[row] >= 0:
            members[group[row]] += 1.0
            if adopter[row]:
                adopting[group[row]] += 1.0
    share = np.zeros(firms)
    for row in range(firms):
        if group[row] < 0:
            continue
        near = adopting[group[row]] / members[group[row]]
        if around[row, 0] > 0:
            share[row] = (1.0 - neighbour_weight) * around[row, 1] / around[row, 0] + neighbour_weight * near
        else:
            share[row] = near
        if anchor[row] >= 0:
            others = peers[place[anchor[row]], tier[row]] - 1.0
            if others > 0.0:
                adopting_others = peers_adopting[place[anchor[row]], tier[row]] - (1.0 if adopter[row] else 0.0)
                share[row] = (1.0 - tier_weight) * share[row] + tier_weight * adopting_others / others
    return share


def awareness_hazard(
    spontaneous: float, imitation: float, *, share: Column, added: Column, months: float = 1.0
) -> Column:
    """Probability of learning about the next rung within a step.

    h = 1 - exp(-(p + q x_N + m) dt): additive in time, so that steps of any length agree.

    Args:
        spontaneous: p, hazard a month without anybody near.
        imitation: q, hazard a month with adopters all around.
        share: x_N, adopters among suppliers, customers, neighbours and tier (share per firm).
        added: m, hazard a month added by programmes, one value per firm.
        months: length of the step.

    Source: Bass (1969), with the neighbourhood in place of the population.
    """
    hazard: Column = -np.expm1(-(spontaneous + imitation * share + added) * months)
    return hazard


def become_aware(seed: int, month: int, *, identifier: Counts, aware: Flags, hazard: Column) -> Flags:
    """Who knows the next rung after this month; a firm does not forget.

    Args:
        seed: number of the run.
        month: step index, part of the key.
        identifier: permanent identifier per firm, the agent key.
        aware: who knew before.
        hazard: probability of learning within the month, per firm.
    """
    return np.asarray(aware | (uniforms(stream(seed, "awareness", step=month), identifier) < hazard))
