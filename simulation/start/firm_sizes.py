"""Workers of single firms under the fitted totals: small firms, anchors, those under ten."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import SIZE_CLASSES, ComplexData
from simulation.luck import stream, uniforms
from simulation.start.balance import HIGHEST, Totals
from simulation.start.firm_counts import LOWEST
from simulation.start.fitting import cut_log_normal, even_places, middle_of_mean, rising_sizes, share_out, whole_within
from simulation.state import Firms

SMALL_LIMIT = 10
"""Fewest workers of a firm that is not among those under ten."""
MEAN_LIMIT, WIDER = 0.98, 1.5
"""Share of the most workers from which a class's mean crowds there; firms may then have this times the mean."""
ALL_FEW, NONE_FEW = 3.0, 14.0
"""Mean size of small firms up to which all must have under ten workers, and from which none need."""
ALL_MAY, CROWDED = 5.5, 40.0
"""Mean size up to which all may, and from which those with ten and more would crowd at the upper limit."""
RARE = 0.01
"""Share of firms under ten, or of others, below which their odds say nothing."""
HALVINGS = 60
"""Halvings of the range in which the odds are sought; beyond them double precision ends."""
QUANTILES = 200
"""Quantiles of a distribution over which its mean is taken."""


def fill_sizes(firms: Firms, fitted: Totals, *, data: ComplexData, draw: Mapping[str, float], seed: int) -> None:
    """Give every operating firm its workers, so that every cell of the fit adds up exactly.

    Sizes of a cell are the even quantiles of a cut log-normal that adds to the cell's workers; which firm has which
    is a keyed draw.
    """
    spread = draw["start.size_spread"]
    most = np.where(np.isfinite(HIGHEST), HIGHEST, draw["start.large_other_most"])
    place = uniforms(stream(seed, "start size place"), firms.identifier)
    ranked = anchor_sizes(data, draw, firms=firms, fitted=fitted)
    below_ten = under_ten(fitted, draw)
    for industry in range(len(data.industries)):
        for size in range(len(SIZE_CLASSES)):
            rows = np.flatnonzero(
                firms.operating & ~firms.anchor & (firms.industry == industry) & (firms.size_class == size)
            )
            total = int(fitted.heads[industry, size])
            if size == len(SIZE_CLASSES) - 1:
                anchors = np.flatnonzero(firms.anchor & (firms.industry == industry))
                firms.employees[anchors] = anchor_heads(ranked[anchors], data, total=int(fitted.anchor_heads[industry]))
                total -= int(fitted.anchor_heads[industry])
            if rows.size == 0:
                continue
            if size == 0:
                sizes = small_sizes(rows.size, int(below_ten[industry]), spread=spread, total=total)
            else:
                sizes = rising_sizes(
                    rows.size,
                    int(LOWEST[size]),
                    highest=highest_size(most[size], total / rows.size),
                    spread=spread,
                    total=total,
                )
            firms.employees[rows[np.lexsort((firms.identifier[rows], place[rows]))]] = sizes


def highest_size(most: float, mean: float) -> int:
    """Most workers of a firm in a class; wider where the class must hold more than it counts."""
    return int(most if mean < MEAN_LIMIT * most else WIDER * mean)


def small_sizes(count: int, few: int, *, spread: float, total: int) -> Counts:
    """Sizes of small firms, the given number of them under ten workers.

    Those follow the log-normal that has the mean of all; the others make up what is left of the total.
    """
    highest, others = highest_size(HIGHEST[0], total / count), count - few
    middle = middle_of_mean(total / count, spread, lowest=int(LOWEST[0]), highest=highest, count=QUANTILES)
    below_ten = {"lowest": LOWEST[0] - 0.5, "highest": SMALL_LIMIT - 0.5}
    natural = few * float(cut_log_normal(even_places(QUANTILES), middle, spread=spread, **below_ten).mean())
    least, most = total - others * highest, total - others * SMALL_LIMIT
    by_few = int(np.clip(round(natural), max(few, least), min(few * (SMALL_LIMIT - 1), most)))
    pieces = ((few, 1, SMALL_LIMIT - 1, by_few), (others, SMALL_LIMIT, highest, total - by_few))
    return np.concatenate(
        [rising_sizes(n, low, highest=high, spread=spread, total=part) for n, low, high, part in pieces if n]
    )


def anchor_heads(relative: Column, data: ComplexData, *, total: int) -> Counts:
    """Workers of the anchors of one industry: their ranks scaled, none above the largest employer."""
    if relative.size == 0:
        return np.zeros(0, dtype=np.int64)
    largest = data.largest_firm.high or data.largest_firm.value
    highest = max(float(largest), WIDER * total / relative.size)
    sizes = share_out(
        relative, total, lowest=np.full(relative.size, LOWEST[3]), highest=np.full(relative.size, highest)
    )
    return whole_within(sizes, LOWEST[3], highest=highest, total=total)


def under_ten(fitted: Totals, draw: Mapping[str, float]) -> Counts:
    """Operating firms with fewer than ten workers by industry.

    They and the idle tenants make the drawn share of all tenants. Industries with smaller firms have more of them:
    the share of a log-normal with the industry's mean, its odds multiplied by one number for all industries.
    """
    counts = fitted.firms[:, 0].astype(float)
    mean = np.divide(fitted.heads[:, 0], counts, out=np.ones_like(counts), where=counts > 0.0)
    idle = (fitted.tenants - fitted.operating).sum()
    wanted = float(np.clip(draw["start.under_ten_share"] * fitted.tenants.sum() - idle, 0.0, counts.sum()))
    natural = np.array([few_of_mean(level, draw["start.size_spread"]) for level in mean])
    # Outside these shares the mean could only be met by crowding at the limits of the two pieces.
    fewest = np.clip((NONE_FEW - mean) / (NONE_FEW - ALL_FEW), 0.0, 1.0)
    most = np.clip((CROWDED - mean) / (CROWDED - ALL_MAY), fewest, 1.0)
    below, above = 1e-6, 1e6
    for _ in range(HALVINGS):
        odds = np.sqrt(below * above)
        share = np.clip(odds * natural / (1.0 - natural + odds * natural), fewest, most)
        below, above = (odds, above) if (share * counts).sum() < wanted else (below, odds)
    return np.asarray(np.round(share * counts), dtype=np.int64)


def few_of_mean(mean: float, spread: float) -> float:
    """Share under ten workers of a log-normal over the class of small firms with a given mean size."""
    lowest, highest = int(LOWEST[0]), int(HIGHEST[0])
    middle = middle_of_mean(mean, spread, lowest=lowest, highest=highest, count=QUANTILES)
    sizes = cut_log_normal(even_places(QUANTILES), middle, spread=spread, lowest=lowest - 0.5, highest=highest + 0.5)
    return float(np.clip((sizes < SMALL_LIMIT - 0.5).mean(), RARE, 1.0 - RARE))


def anchor_sizes(data: ComplexData, draw: Mapping[str, float], *, firms: Firms, fitted: Totals) -> Column:
    """Relative sizes of the anchors: the published ranks, then a truncated Pareto; spread over industries in turn.

    Size of rank r beyond the published ones: the quantile (r - 1/2) / count of a Pareto with exponent alpha between
    the class limit and the largest employer. The largest ranks go where the complex file puts them, every next one to
    the industry whose anchors lie furthest below their fitted mean.
    """
    count = int(fitted.anchors.sum())
    alpha, low, high = draw["start.anchor_pareto"], LOWEST[3], data.largest_firm.value
    rank = (np.arange(count) + 0.5) / count
    tail = (low / high) ** alpha
    sizes = low * (1.0 - (1.0 - rank) * (1.0 - tail)) ** (-1.0 / alpha)
    sizes = np.sort(sizes)[::-1]
    sizes = np.clip(sizes, low, high)
    published = min(count, len(data.rank_sizes))
    sizes[:published] = data.rank_sizes[:published]
    column = np.ones(firms.identifier.size)
    places = {i: list(np.flatnonzero(firms.anchor & (firms.industry == i))) for i in range(len(data.industries))}
    need = fitted.anchor_heads.astype(float).copy()
    for rank_index, size in enumerate(sizes):
        named = data.rank_industries[rank_index] if rank_index < len(data.rank_industries) else None
        industry = data.industries.index(named) if named and places[data.industries.index(named)] else None
        if industry is None:
            open_ones = [i for i in places if places[i]]
            industry = max(open_ones, key=lambda i: need[i] / len(places[i]))
        column[places[industry].pop(0)] = size
        need[industry] -= size
    return column
