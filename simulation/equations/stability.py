"""Whether orders and stocks settle: the loop of demand and inventory on the firm network (equation 4.1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulation.equations.input_output import spectral_radius

ANGLES = 720
"""Points on half the edge of the disc, a quarter of a degree apart."""


def loop_radius(coefficients: NDArray[np.float64], correction: float, *, cover: float) -> float:
    """Upper bound of the spectral radius of the loop of demand and stocks on the firm network.

    At full adjustment of expectations the loop in (demand, stock) is J = [[(1 + gamma sigma) A, -gamma A],
    [(1 + gamma sigma)(I - A), I - gamma (I - A)]]; for every eigenvalue a of A it has the two roots of the same
    matrix with a in place of A. Adding the firms of a sector up turns the network's A into the sector matrix (all
    firms of a sector buy in its proportions), so both share their largest root rho, and every other eigenvalue of
    the network lies in the disc |a| <= rho. The loop's radius is largest on the edge of that disc: it is taken
    there, over all angles. Below one, every network with these coefficients settles.

    Args:
        coefficients: the complex's own coefficients by sector.
        correction: gamma, share of the stock gap closed a month.
        cover: sigma, target cover in months.
    """
    edge = spectral_radius(coefficients) * np.exp(1j * np.linspace(0.0, np.pi, ANGLES))
    gain = 1.0 + correction * cover
    trace = gain * edge + 1.0 - correction * (1.0 - edge)
    determinant = gain * edge * (1.0 - correction * (1.0 - edge)) + correction * edge * gain * (1.0 - edge)
    root = np.sqrt(trace**2 - 4 * determinant + 0j)
    return float(np.maximum(np.abs(trace + root), np.abs(trace - root)).max() / 2.0)
