"""Firms by size where only firms and workers are known: a log-normal with their mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from scipy.stats import norm

from simulation.catalogue import SIZE_CLASSES, parameters

LOWER = (1.0, 50.0, 100.0, 300.0)
"""Fewest workers of a firm in each size class."""
SMALL = 10.0
SPREAD = "start.size_spread"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Share of the firms and of the workers in each size class, and of the firms with fewer than ten workers."""

    firms: dict[str, float]
    workers: dict[str, float]
    under_ten: float


def sizes_of(mean: float) -> Sizes:
    """Size structure of firms of a mean size.

    log x is normal with mean m = ln(mean) - s^2 / 2 and deviation s (``start.size_spread``). Of the firms
    Phi((ln b - m) / s) lie below b, and Phi((ln b - m) / s - s) of the workers work there.

    Args:
        mean: workers a firm.

    Source: assumption; sizes of firms are near log-normal in the lower classes.
    """
    spread = parameters()[SPREAD].value
    middle = math.log(mean) - 0.5 * spread**2

    def below(limit: float, moment: float) -> float:
        return float(norm.cdf((math.log(limit) - middle) / spread - moment))

    found = []
    for moment in (0.0, spread):
        edges = [0.0, *(below(limit, moment) for limit in LOWER[1:]), 1.0]
        shares = [upper - lower for lower, upper in pairwise(edges)]
        found.append(dict(zip(SIZE_CLASSES, shares, strict=True)))
    return Sizes(found[0], found[1], below(SMALL, 0.0))
