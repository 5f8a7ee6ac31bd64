"""The complexes at hand, read from their folders."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from simulation.catalogue.complex_facts import ComplexData, District, MethodChange
from simulation.catalogue.complex_parameters import own_parameters
from simulation.catalogue.files import complex_document, complex_folder, complex_table, data_folders, has_table
from simulation.catalogue.industry_shares import record_by_shares
from simulation.catalogue.quantities import Quantity, parameters, quantity
from simulation.catalogue.vintages import KEYS, record_table, vintage_files
from simulation.errors import DataError, SandanError, Text

UNORDERED = 1000


def complexes() -> tuple[str, ...]:
    """Keys of the complexes at hand: those that ship, in the order their files give, then the user's own."""
    found = {path.parent.name for folder in data_folders() for path in folder.glob("complexes/*/complex.yaml")}
    return tuple(sorted(found, key=lambda key: (_order(key), key)))


def _order(key: str) -> float:
    """Place of a complex among all; one that cannot be read is no reason not to name the others."""
    try:
        order = complex_document(key).get("order", UNORDERED)
    except SandanError:
        return UNORDERED
    return order if isinstance(order, int | float) else UNORDERED


def complex_data(key: str) -> ComplexData:
    """Load one complex.

    Raises:
        DataError: no complex of that key ships with the package.
    """
    folder = complex_folder(key)
    if not (folder / "complex.yaml").is_file():
        known = ", ".join(complexes())
        raise DataError(
            f"'{key}' 산업단지 자료가 없습니다. 가능한 값: {known}. 내 자료는 'sandan --data 폴더 ...'로 씁니다.",
            f"No complex '{key}'; allowed: {known}. For data of your own, start with 'sandan --data FOLDER ...'.",
        )
    return _loaded(key, folder, vintages=tuple(path for name in KEYS for path in vintage_files(key, name)))


@cache
def _loaded(key: str, folder: Path, *, vintages: tuple[Path, ...]) -> ComplexData:
    # The files of later vintages are part of what is remembered; each is written once and never changed.
    try:
        return _from_document(key, complex_document(key))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        file, what = folder / "complex.yaml", f"{type(error).__name__}: {error}"
        raise DataError(
            f"{file}: 빠졌거나 꼴이 틀린 값이 있습니다({what}). 'sandan new complex'가 쓰는 파일과 견주십시오.",
            f"{file}: something is missing or has the wrong form ({what}). Compare with a file that "
            "'sandan new complex' writes.",
        ) from error


def _from_document(key: str, leaf: Mapping[str, Any]) -> ComplexData:
    record = leaf["record"]
    total = record_table(key, "record_total").set_index("quarter")
    industry = (
        record_table(key, "record_industry").set_index(["quarter", "industry"])
        if has_table(key, "record_industry")
        else record_by_shares(total, leaf["industry_shares"], draw={})
    )
    change, prices = record.get("method_change"), leaf.get("prices", {})
    return ComplexData(
        key=key,
        name=Text(**leaf["name"]),
        province=leaf["province"],
        area=quantity("area", leaf["area"]),
        districts=tuple(
            District(d["key"], Text(d["ko"], d["en"]), float(d["tenant_share"])) for d in leaf["districts"]
        ),
        concordance=leaf["concordance"]["weights"],
        manufacturing=frozenset(leaf["manufacturing"]),
        firms_by_size=leaf["size_structure"]["firms"],
        anchor_count=quantity("anchors.count", leaf["anchors"]["count"]),
        largest_firm=quantity("anchors.largest", leaf["anchors"]["largest"]),
        rank_sizes=tuple(leaf["anchors"]["rank_sizes"]["value"]),
        rank_industries=tuple(leaf["anchors"]["rank_industries"]),
        reclassified=frozenset(record["reclassified"]),
        vintage_break=record.get("vintage_break"),
        method_change=MethodChange(**change) if change else None,
        record_total=total,
        record_industry=industry,
        annual=complex_table(key, "annual") if has_table(key, "annual") else None,
        own_parameters=own_parameters(leaf),
        industries=tuple(each["key"] for each in leaf["industries"]),
        price_series=tuple(prices.get(each["key"], each["key"]) for each in leaf["industries"]),
        industry_shares=None if has_table(key, "record_industry") else leaf["industry_shares"],
    )


def parameters_for(key: str) -> dict[str, Quantity]:
    """Every parameter of a complex: the general ones, overridden and joined by its own."""
    return {**parameters(), **complex_data(key).own_parameters}


def central_values(key: str) -> dict[str, float]:
    """Value at the centre of every parameter of a complex, by dotted key."""
    return {name: quantity.value for name, quantity in parameters_for(key).items()}
