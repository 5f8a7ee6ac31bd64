"""Places in a run: what living in each zone of a complex costs and offers."""

from __future__ import annotations

from simulation.catalogue import zones
from simulation.state import Places, allocate


def places_of(complex_key: str, scale: float) -> Places:
    """The zones of a complex at the start, at the size of the world; the last is housing inside the complex."""
    table = zones(complex_key)
    places = allocate(Places, len(table))
    places.housing_stock[:] = table["housing_stock"] * scale
    places.occupied[:] = places.housing_stock * (1.0 - table["vacancy_rate"])
    places.market_rent[:] = table["rent"]
    places.rent[:] = table["rent"]
    places.amenity[:] = table["amenity"]
    places.commute_minutes[:] = table["commute_minutes"]
    places.in_city[:] = table["kind"] != "ring"
    places.outside_province[:] = table["outside_province"]
    return places
