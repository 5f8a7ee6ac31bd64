"""Where people live: the zones of a complex (districts, commuting ring, housing inside the complex)."""

from __future__ import annotations

from functools import cache

import pandas as pd

from simulation.catalogue.files import complex_table


@cache
def _zones(complex_key: str) -> pd.DataFrame:
    rows = complex_table(complex_key, "zones").set_index("zone")
    rows["worker_share"] = rows["worker_share"] / rows["worker_share"].sum()
    return rows


def zones(complex_key: str) -> pd.DataFrame:
    """Zones of residence, indexed by key: the districts in their order, the ring, the complex's own housing last.

    Columns: ``kind`` (district, ring, complex), ``ko``, ``en``, ``housing_stock`` (homes), ``vacancy_rate`` (share of
    homes), ``rent`` (million KRW a month for a home of 59 m2, a room in the complex's own housing), ``amenity`` (log
    points, 0 = mean of the city), ``commute_minutes`` (one way, to the complex) and ``worker_share`` (share of all
    workers of the complex who live there; sums to one), each number with ``_low`` and ``_high``.
    """
    return _zones(complex_key).copy()
