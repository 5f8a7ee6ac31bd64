"""Investment and capacity (equation 4.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, quotient


def capacity_added(
    capacity: Column, expected: Column, *, solvent: NDArray[np.bool_], normal: float, speed: float, depreciation: float
) -> Column:
    """Capacity bought this month: replacement as far as it is needed, and expansion where expected demand asks for it.

    i = delta K r + kappa max(0, D^e / u* - K), with r = min(1, D^e / (u* K)) the share of worn capacity that is worth
    replacing, so that capacity shrinks where it stands idle; the second part only for firms with money or credit left.

    Args:
        capacity: K, output at full utilisation (volume a month).
        expected: D^e, expected demand (volume a month).
        solvent: whether the firm can still pay or borrow.
        normal: u*, utilisation a firm plans for (share).
        speed: kappa, share of the gap closed a month; 0 for replacement of all that is worn and nothing else.
        depreciation: delta, share of capacity worn out a month.
    """
    if speed == 0.0:
        return depreciation * capacity
    wanted = expected / normal
    needed = np.minimum(1.0, quotient(wanted, capacity, otherwise=1.0))
    expansion = np.where(solvent, speed * np.maximum(0.0, wanted - capacity), 0.0)
    return depreciation * capacity * needed + expansion


def capacity_next(capacity: Column, added: Column, *, depreciation: float, embodied: float = 0.0) -> Column:
    """Capacity of next month, K' = (1 - delta) K + i + g min(K, i / delta).

    Equipment yields more than what it replaces by the growth over its life, so that a firm that replaces all that is
    worn grows in capacity by g, for the same money.

    Args:
        capacity: K (volume a month).
        added: i, capacity bought at the yield of what it replaces (volume a month).
        depreciation: delta, share of capacity worn out a month.
        embodied: g, growth of what equipment of the same money yields (share a month).
    """
    renewed = np.minimum(capacity, added / depreciation) if embodied > 0.0 and depreciation > 0.0 else 0.0
    return np.asarray((1.0 - depreciation) * capacity + added + embodied * renewed)
