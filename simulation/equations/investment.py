"""Investment and capacity (equation 4.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column


def capacity_added(
    capacity: Column, expected: Column, solvent: NDArray[np.bool_], normal: float, speed: float, depreciation: float
) -> Column:
    """Capacity bought this month: replacement, and expansion where expected demand asks for it.

    i = delta K + kappa max(0, D^e / u* - K), the second part only for firms with money or credit left.

    Args:
        capacity: K, output at full utilisation (volume a month).
        expected: D^e, expected demand (volume a month).
        solvent: whether the firm can still pay or borrow.
        normal: u*, utilisation a firm plans for (share).
        speed: kappa, share of the gap closed a month; 0 for replacement only.
        depreciation: delta, share of capacity worn out a month.
    """
    expansion = np.where(solvent, speed * np.maximum(0.0, expected / normal - capacity), 0.0)
    return depreciation * capacity + expansion


def capacity_next(capacity: Column, added: Column, depreciation: float) -> Column:
    """Capacity of next month, K' = (1 - delta) K + i."""
    return (1.0 - depreciation) * capacity + added
