"""Whether orders and stocks settle: the loop of demand and inventory on the firm network (equation 4.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]


def loop_radius(coefficients: NDArray[np.float64], correction: float, cover: float) -> float:
    """Spectral radius of the loop of demand and stocks at full adjustment of expectations.

    J = [[(1 + gamma sigma) A, -gamma A], [(1 + gamma sigma)(I - A), I - gamma (I - A)]] in (demand, stock). The
    firm network aggregates to the sectors exactly, each firm of a sector buying in the same proportions, so the
    non-zero spectrum of its A is that of the sector matrix; a firm that neither supplies nor is supplied adds the
    roots of A = 0. Below one the loop settles. Fixed jumps of sectors without tenants do not enter.

    Args:
        coefficients: A, the complex's own coefficients by sector.
        correction: gamma, share of the stock gap closed a month.
        cover: sigma, target cover in months.
    """
    size = coefficients.shape[0]
    identity, gain = np.eye(size), 1.0 + correction * cover
    loop = np.block(
        [
            [gain * coefficients, -correction * coefficients],
            [gain * (identity - coefficients), identity - correction * (identity - coefficients)],
        ]
    )
    return float(np.abs(np.linalg.eigvals(loop)).max())
