"""Places in a run: what living in each zone costs and offers, and the homes of the complex's own housing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import zones

Column = NDArray[np.float64]


@dataclass(slots=True)
class Places:
    """Zones by index: rent (million KRW a month), minutes to work one way, amenity (log points), homes, in the city."""

    rent: Column
    minutes: Column
    amenity: Column
    homes: Column
    in_city: NDArray[np.bool_]

    @property
    def housing(self) -> int:
        """Index of housing inside the complex, the last zone."""
        return int(self.rent.size - 1)


def places_of(complex_key: str, scale: float) -> Places:
    """The zones of a complex at the start."""
    table = zones(complex_key)
    return Places(
        rent=table["rent"].to_numpy(float),
        minutes=table["commute_minutes"].to_numpy(float),
        amenity=table["amenity"].to_numpy(float),
        homes=scale * table["housing_stock"].to_numpy(float),
        in_city=(table["kind"] != "ring").to_numpy(),
    )
