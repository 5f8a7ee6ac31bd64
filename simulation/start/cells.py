"""Cells of firms that may be published: none that would show a single firm."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import SIZE_CLASSES
from simulation.state import Firms

FEWEST_FIRMS = 3
"""Firms below which a published cell would show one of them to the others."""


def published_cells(firms: Firms) -> NDArray[np.int64]:
    """Cell of every firm (industry and size class), none with fewer than three firms.

    A class of an industry with one or two tenants would show a single firm; its tenants are counted in the next
    smaller class of the industry, so that totals stand. The smallest class takes what is left. Rows reserved for
    entries follow the tenants of their class.
    """
    size_class = firms.size_class.copy()
    for size in range(len(SIZE_CLASSES) - 1, 0, -1):
        for industry in np.unique(firms.industry):
            rows = (firms.industry == industry) & (size_class == size)
            if (rows & firms.active).sum() < FEWEST_FIRMS:
                size_class[rows] = size - 1
    return np.asarray(firms.industry * len(SIZE_CLASSES) + size_class)
