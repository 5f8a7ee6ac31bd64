"""What a run keeps of the city: residents, their births, deaths and moves, homes and rents, by district where shown."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from simulation.model.parts.settlement import Settlement

TEENS, YOUNG = 3, slice(4, 8)
"""Age groups 15-19 and 20-24 to 35-39."""
WAN = 0.01
"""Million KRW in one 만원 (10 thousand KRW)."""


def youth(by_age: NDArray[np.int64]) -> float:
    """Residents aged 19 to 39: the five-year groups from 20, and a fifth of those of 15-19."""
    return float(by_age[YOUNG].sum()) + float(by_age[TEENS]) / 5


def city_series(home: Settlement) -> Mapping[str, float | NDArray[np.float64]]:
    """Numbers of the month by name, in the units of ``variables.yaml``."""
    by_age = home.persons.sum(axis=(0, 2))
    return {
        "population": home.by_district().astype(np.float64),
        "population_by_age": by_age.astype(np.float64),
        "population_youth": youth(by_age),
        "population_foreign": home.foreigners.sum(axis=(1, 2)).astype(np.float64),
        **_changes(home),
        **_homes(home),
    }


def _changes(home: Settlement) -> Mapping[str, float]:
    flows = home.flows
    births, deaths, came, went = (
        float(count.sum()) for count in (flows.births, flows.deaths, flows.arrivals, flows.departures)
    )
    return {
        "births": births,
        "deaths": deaths,
        "natural_change": births - deaths,
        "in_migration": came,
        "out_migration": went,
        "net_migration": came - went,
        "real_wage_effect": flows.real_wage / WAN,
    }


def _homes(home: Settlement) -> Mapping[str, float | NDArray[np.float64]]:
    own, places = slice(0, home.districts), home.places
    stock, occupied = places.housing_stock[own], places.occupied[own]
    working = home.hands_by_district()
    return {
        "housing_stock": stock.copy(),
        "homes_occupied": occupied.copy(),
        "housing_vacancy": 100.0 * (1.0 - occupied / stock),
        "rent": places.rent[own] / WAN,
        "commuting_time": 2.0 * float(places.commute_minutes[own] @ working) / float(working.sum()),
    }
