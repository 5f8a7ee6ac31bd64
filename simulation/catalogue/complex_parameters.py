"""Parameters that the file of a complex brings: its own, and those an industry takes from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulation.catalogue.industry_shares import share_parameters
from simulation.catalogue.input_output import LOCAL_INPUTS, has_province_table, local_inputs
from simulation.catalogue.labels import labels
from simulation.catalogue.quantities import Quantity, parameters, quantity
from simulation.errors import Text


def own_parameters(leaf: Mapping[str, Any]) -> dict[str, Quantity]:
    """Parameters of the complex file: supply shares, sector weights, export shares, and overrides of general ones."""
    found: dict[str, Quantity] = {}
    names = _industry_names(leaf)
    shares, weights, exports = leaf["complex_share"], leaf["concordance"], leaf["export_share"]
    for sector, entry in shares["values"].items():
        key = f"start.complex_share.{sector}"
        made = _sector(sector)
        name = Text(f"단지의 도내 공급 비중({made.ko})", f"Share of the province's supply in the complex: {made.en}")
        found[key] = replace(quantity(key, {**shares, **entry, "unit": "share"}), name=name)
    for industry, row in weights["weights"].items():
        if len(row) == 1:
            continue
        low, high = weights["range"]
        for sector, weight in row.items():
            key = f"start.sector_weight.{industry}.{sector}"
            made, whole = _sector(sector), names[industry]
            name = Text(f"업종 내 부문 비중({whole.ko}: {made.ko})", f"Weight within {whole.en.lower()}: {made.en}")
            entry = {**weights, "value": weight, "range": [low * weight, high * weight], "unit": "share"}
            found[key] = replace(quantity(key, entry), name=name)
    for industry, (value, low, high) in exports["values"].items():
        key = f"start.export_share.{industry}"
        name = Text(f"수출 비중({names[industry].ko})", f"Export share of outside sales: {names[industry].en}")
        found[key] = replace(quantity(key, {**exports, "value": value, "range": [low, high]}), name=name)
    if "industry_shares" in leaf:
        found |= share_parameters(leaf["industry_shares"], names)
    if not has_province_table(leaf["province"]):
        found[LOCAL_INPUTS] = local_inputs()
    found |= _likened(leaf)
    for key, entry in leaf.get("parameters", {}).items():
        found[key] = quantity(key, entry)
    return found


def _industry_names(leaf: Mapping[str, Any]) -> dict[str, Text]:
    return {each["key"]: Text(str(each["ko"]), str(each["en"])) for each in leaf["industries"]}


def _sector(sector: str) -> Text:
    return labels()[f"sector.{sector}"].name


def _likened(leaf: Mapping[str, Any]) -> dict[str, Quantity]:
    """General parameters by industry that an industry takes from the one it is likened to, as an assumption."""
    found: dict[str, Quantity] = {}
    names = _industry_names(leaf)
    for industry, other in leaf.get("like", {}).items():
        for key, known in parameters().items():
            stem, _, last = key.rpartition(".")
            if last == other and stem.count(".") == 1:
                own, title = f"{stem}.{industry}", names[industry]
                name = Text(f"{known.name.ko} → {title.ko}", f"{known.name.en}; taken for {title.en}")
                found[own] = replace(known, key=own, name=name, status="assumed")
    return found
