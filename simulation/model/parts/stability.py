"""Refusal of parameters with which orders and stocks would swing without bound (equation 4.1)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulation.equations.stability import loop_radius
from simulation.errors import StabilityError


def refuse_unstable(own_coefficients: NDArray[np.float64], value: Mapping[str, float]) -> None:
    """Check the loop of orders and stocks of the complex.

    Args:
        own_coefficients: input coefficients within the complex (sector by sector).
        value: parameters of the run (``production.*``).

    Raises:
        StabilityError: the largest root of the loop is not below one.
    """
    correction, cover = value["production.inventory_correction"], value["production.inventory_cover"]
    radius = loop_radius(own_coefficients, correction, cover=cover)
    if radius >= 1.0:
        given = f"production.inventory_correction = {correction:g}, production.inventory_cover = {cover:g}"
        raise StabilityError(
            f"{given}: 주문과 재고가 수렴하지 않습니다(고윳값 {radius:.3f}, 1 미만이어야 함). "
            "두 값 중 하나를 낮추십시오.",
            f"{given}: orders and stocks would not settle (largest root {radius:.3f}, must be below 1). "
            "Lower one of the two.",
        )
