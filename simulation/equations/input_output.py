"""The input-output system around the complex: what leaves it, split into province and rest of the country (4.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column


def leontief_inverse(coefficients: Column) -> Column:
    """The Leontief inverse L = (I - A)^-1 of a square coefficient matrix (input per unit of output)."""
    return np.asarray(np.linalg.inv(np.eye(coefficients.shape[0]) - coefficients), dtype=np.float64)


def spectral_radius(coefficients: Column) -> float:
    """Largest absolute eigenvalue of a coefficient matrix; below one the system is productive."""
    return float(np.abs(np.linalg.eigvals(coefficients)).max())


@dataclass(frozen=True, slots=True)
class Reach:
    """Output outside the complex that its output calls forth, as two fixed matrices.

    With A_c the complex's own coefficients, A_g the province's and A_d the nation's domestic ones:
    x_province = (I - A_g)^-1 (A_g - A_c) y and x_rest = (I - A_d)^-1 (A_d - A_g)(y + x_province), so that
    y + x_province + x_rest = (I - A_d)^-1 f whenever y = (I - A_c)^-1 f: the closure test of equation 4.2.
    """

    province: Column
    rest: Column

    @classmethod
    def between(cls, complex_own: Column, province: Column, *, national: Column) -> Reach:
        """Build both matrices (sector by sector, output outside per unit of output in the complex)."""
        to_province = leontief_inverse(province) @ (province - complex_own)
        identity = np.eye(province.shape[0])
        to_rest = leontief_inverse(national) @ (national - province) @ (identity + to_province)
        return cls(province=to_province, rest=to_rest)

    def output(self, complex_output: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Indirect output by sector in the rest of the province and in the rest of the country (volume a month)."""
        return self.province @ complex_output, self.rest @ complex_output


def programme_orders(local: Column, share: Column, *, province: Column, inverse: Column) -> Column:
    """Orders that a programme's purchases in the province place with the complex from outside its own network.

    With f the local purchases, z = (I - A_g)^-1 f the output they call forth in the province and phi the complex's
    share of its supply, the complex makes y = phi z; of this its own network orders phi A_g y, and the rest,
    phi f + phi A_g ((1 - phi) z), comes from outside. Then x_province = (I - A_g)^-1 (f - orders) is what is left for
    the rest of the province on top of the reach of the complex's own output.

    Args:
        local: f, purchases in the province by sector (million KRW).
        share: phi, the complex's share of the province's supply by sector.
        province: A_g, the province's coefficients.
        inverse: (I - A_g)^-1.
    """
    output = inverse @ local
    orders: Column = share * (local + province @ ((1.0 - share) * output))
    return orders
