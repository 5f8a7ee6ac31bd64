"""Where people live: zones, residents by age and sex, their vital and migration rates, boundaries of districts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue.files import complex_folder, complex_table, has_table, rows_of, table
from simulation.units import Month

SEXES = ("male", "female")
AGE_GROUPS = (
    "00_04", "05_09", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44",
    "45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85_plus",
)  # fmt: skip


@cache
def _zones(complex_key: str, folder: Path) -> pd.DataFrame:
    rows = complex_table(complex_key, "zones").set_index("zone")
    rows["worker_share"] = rows["worker_share"] / rows["worker_share"].sum()
    return rows


def zones(complex_key: str) -> pd.DataFrame:
    """Zones of residence, indexed by key: the districts in their order, the ring, the complex's own housing last.

    Columns: ``kind`` (district, ring, complex), ``ko``, ``en``, ``housing_stock`` (homes), ``vacancy_rate`` (share of
    homes), ``rent`` (million KRW a month for a home of 59 m2, a room in the complex's own housing), ``amenity`` (log
    points, 0 = mean of the city), ``commute_minutes`` (one way, to the complex), ``worker_share`` (share of all workers
    of the complex who live there; sums to one), ``building_share`` (share of the city's new homes) and
    ``outside_province`` (share in another province than the complex), each number with ``_low`` and ``_high``.
    """
    return _zones(complex_key, complex_folder(complex_key)).copy()


def has_residents(complex_key: str) -> bool:
    """Whether residents and zones of the city around a complex ship with the package."""
    return has_table(complex_key, "residents")


@dataclass(frozen=True, eq=False)
class Residents:
    """Registered residents at a date and the rates by age that move them.

    The same object for every world that starts alike: whoever moves residents takes a copy.

    ``persons`` by district, age group and sex; rates are per person and year by age group (and sex): ``fertility`` per
    woman, ``mortality`` by sex, ``out_rate`` leaving the city, ``district_rate`` looking for another district;
    ``in_flow`` persons a year who come from elsewhere; ``response`` of moves to jobs and pay (1 = in full); ``births``
    of the country by year from ``first_birth_year``. Rates and in-flow hold at ``rates_from``.
    """

    date: Month
    rates_from: Month
    persons: NDArray[np.int64]
    fertility: Column
    mortality: Column
    out_rate: Column
    in_flow: Column
    district_rate: Column
    response: Column
    births: Column
    first_birth_year: int


def residents(complex_key: str, districts: tuple[str, ...], *, start: Month) -> Residents:
    """Residents at the last date of the table that is not after the start (its first for earlier starts).

    Args:
        complex_key: key of the complex.
        districts: keys of its districts, in order.
        start: month before the first simulated one.
    """
    return _residents(complex_key, complex_folder(complex_key), districts=districts, start=start)


@cache
def _residents(complex_key: str, folder: Path, *, districts: tuple[str, ...], start: Month) -> Residents:
    rows = complex_table(complex_key, "residents")
    dates = sorted(rows["month"].unique())
    date = max([month for month in dates if month <= str(start)], default=dates[0])
    held = rows[rows["month"] == date].set_index(["district", "age_group"])
    order = pd.MultiIndex.from_product([districts, AGE_GROUPS])
    shape = (len(districts), len(AGE_GROUPS), len(SEXES))
    there = rows_of(complex_key, "residents", rows=held, wanted=order)
    persons = np.ascontiguousarray(there[list(SEXES)].to_numpy(np.int64).reshape(shape))
    vital = table("vital_rates").set_index("age_group").loc[list(AGE_GROUPS)] / 1000.0
    moves = complex_table(complex_key, "migration").set_index("age_group")
    moves = rows_of(complex_key, "migration", rows=moves, wanted=pd.Index(AGE_GROUPS))
    births = table("births").set_index("year")["births"]
    return Residents(
        date=Month.parse(date),
        rates_from=Month.parse(str(moves["month"].iloc[0])),
        persons=persons,
        fertility=vital["fertility"].to_numpy(),
        mortality=np.ascontiguousarray(vital[["mortality_male", "mortality_female"]].to_numpy()),
        out_rate=moves["out_rate"].to_numpy(),
        in_flow=moves["in_flow"].to_numpy(float),
        district_rate=moves["district_rate"].to_numpy(),
        response=moves["response"].to_numpy(),
        births=births.to_numpy(float),
        first_birth_year=int(births.index[0]),
    )


@cache
def boundaries(complex_key: str) -> dict[str, Any] | None:
    """Boundaries of the districts (GeoJSON with an ``attribution`` in both languages), or None where none ship."""
    path = complex_folder(complex_key) / "boundaries.geojson"
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
