"""A record by industry where none is published: shares of the recorded total, drawn within their ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from simulation.catalogue.quantities import Quantity, quantity
from simulation.errors import Text
from simulation.texts import texts

STEM = "start.industry_share"
MEASURES = texts("industry_shares.measure")


def share_parameters(shares: Mapping[str, Any], names: Mapping[str, Text]) -> dict[str, Quantity]:
    """Each share that has a range, as a parameter of the complex.

    Args:
        shares: ``industry_shares`` of the complex file.
        names: industries.
    """
    found: dict[str, Quantity] = {}
    for measure, ranges in shares.get("ranges", {}).items():
        for industry, (low, high) in ranges.items():
            value = _central(shares, measure)[industry]
            entry = {**shares, "value": value, "range": [low, high], "unit": "share", "status": "assumed"}
            key, title = f"{STEM}.{measure}.{industry}", MEASURES[measure]
            name = Text(
                f"{title.ko} 중 업종 비중({names[industry].ko})", f"Share of {title.en} in {names[industry].en}"
            )
            found[key] = replace(quantity(key, entry), name=name)
    return found


def _central(shares: Mapping[str, Any], measure: str) -> dict[str, float]:
    """Central shares of one measure by industry; the last industry of the file is the rest where it is not named."""
    stated = {industry: float(each[measure]) for industry, each in shares["values"].items()}
    rest = [name for name in shares.get("ranges", {}).get(measure, {}) if name not in stated]
    return {**stated, **{name: 1.0 - sum(stated.values()) for name in rest}}


def record_by_shares(total: pd.DataFrame, shares: Mapping[str, Any], *, draw: Mapping[str, float]) -> pd.DataFrame:
    """A record by industry and quarter: shares of the total, its utilisation for every industry.

    s_i = drawn or central share; where the last industry is drawn as well all are divided by their sum, else it is
    what the others leave and stands in no row.

    Args:
        total: recorded totals by quarter.
        shares: ``industry_shares`` of the complex file.
        draw: drawn parameters (``start.industry_share.*``); central values where they are missing.
    """
    drawn = {measure: _drawn(shares, measure, draw=draw) for measure in MEASURES}
    names = pd.MultiIndex.from_arrays([[], []], names=[total.index.name, "industry"])
    parts = [pd.DataFrame(index=names)]
    for industry in shares["values"]:
        tenants = (total["tenants"] * drawn["firms"][industry]).round()
        columns = {
            "production": total["production"] * drawn["production"][industry],
            "employment": (total["employment"] * drawn["employment"][industry]).round(),
            "utilisation": total["utilisation"],
            "tenants": tenants,
            "operating_firms": (tenants * float(shares["operating_share"])).round(),
        }
        parts.append(pd.DataFrame(columns).assign(industry=industry).set_index("industry", append=True))
    return pd.concat(parts)


def _drawn(shares: Mapping[str, Any], measure: str, *, draw: Mapping[str, float]) -> dict[str, float]:
    central = _central(shares, measure)
    found = {name: draw.get(f"{STEM}.{measure}.{name}", value) for name, value in central.items()}
    whole = sum(found.values()) if len(central) > len(shares["values"]) else 1.0
    return {name: value / whole for name, value in found.items()}
