"""Columns that each table of a complex must have, so that a table of the user's own that lacks one is named at once."""

from __future__ import annotations

from typing import NamedTuple


class Columns(NamedTuple):
    """Columns a table must have, and those among them that hold a number in every row."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


ZONE_NUMBERS = tuple(
    f"{column}{edge}"
    for column in (
        "housing_stock", "vacancy_rate", "rent", "amenity", "commute_minutes", "worker_share", "building_share",
        "outside_province",
    )
    for edge in ("", "_low", "_high")
)  # fmt: skip
"""Columns of the zones: each number and its range."""
COLUMNS = {
    "annual": Columns(("production_headline_jo_krw",), ("year",)),
    "drivers": Columns(("quarter",), ("exports", "business_survey")),
    "labour_flows": Columns(("survey_month",), ("workers", "vacancies", "hires", "separations")),
    "migration": Columns(("month", "age_group"), ("out_rate", "in_flow", "district_rate", "response")),
    "pool_weights": Columns(("measure", "scope", "rival"), ("ahead", "weight")),
    "record_industry": Columns(("quarter", "industry", "production"), ("employment", "tenants", "utilisation")),
    "record_total": Columns(("quarter",), ("production", "employment", "tenants", "utilisation")),
    "residents": Columns(("month", "district", "age_group"), ("male", "female")),
    "residents_record": Columns(("month", "district", "age_group", "concept"), ("persons",)),
    "zones": Columns(("zone", "kind", "ko", "en"), ZONE_NUMBERS),
}
"""Tables with named columns; production by industry is withheld in some quarters, that of years in some."""
