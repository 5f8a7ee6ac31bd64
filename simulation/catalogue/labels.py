"""Names, units and definitions of everything a result shows, in Korean and English; sources and variables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from simulation.catalogue.files import DATA, complex_document, data_folders, document
from simulation.errors import Text


@dataclass(frozen=True, slots=True)
class Label:
    """One row of the label table."""

    key: str
    name: Text
    unit: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class Variable:
    """A reported variable: how it adds up over time, what it is measured in, and by which places or ages, if any."""

    key: str
    kind: str
    name: Text
    unit: Text
    definition: Text
    weight: str = ""
    over: str = ""
    extensive: bool = True
    """Whether a world half the size holds half of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from."""

    key: str
    title: Text
    office: Text
    detail: str


def labels() -> dict[str, Label]:
    """Every label by key, such as ``variable.production``; industries that only a complex names are in it too."""
    return _labels(data_folders())


def name_of(key: str, language: str) -> str:
    """Name of a label such as ``variable.production``; the key itself where the table lacks it."""
    label = labels().get(key)
    return key if label is None else label.name.in_language(language)


STEMS = {"size_class": "size", "measure": "impact"}
"""Where the label table names the entries of a column by another word than the column's own."""


def member_name(column: str, key: str, *, language: str) -> str:
    """Name of an entry of a column or dimension, such as ``size_class``."""
    return name_of(f"{STEMS.get(column, column)}.{key}", language)


@cache
def _labels(folders: tuple[Path, ...]) -> dict[str, Label]:
    found = _shipped_labels()
    for path in (path for folder in folders for path in sorted(folder.glob("complexes/*/complex.yaml"))):
        for each in complex_document(path.parent.name).get("industries", ()):
            name, nothing = Text(str(each["ko"]), str(each["en"])), Text("", "")
            found.setdefault(f"industry.{each['key']}", Label(f"industry.{each['key']}", name, nothing, nothing))
    return found


def _shipped_labels() -> dict[str, Label]:
    rows = pd.read_csv(DATA / "labels" / "labels.csv", dtype=str, keep_default_na=False)
    found = {}
    for row in rows.to_dict("records"):
        text = {str(name): str(value) for name, value in row.items()}
        found[text["key"]] = Label(
            text["key"],
            Text(text["ko"], text["en"]),
            Text(text["unit_ko"], text["unit_en"]),
            Text(text["definition_ko"], text["definition_en"]),
        )
    return found


@cache
def variables() -> dict[str, Variable]:
    """Every reported variable by key; kind is flow, stock, level or rate, a rate names its weight."""
    found = {}
    for key, leaf in document("variables.yaml").items():
        label = labels()[f"variable.{key}"]
        found[key] = Variable(
            key, leaf["kind"], label.name, label.unit, label.definition, leaf.get("weight", ""), leaf.get("over", ""),
            bool(leaf.get("extensive", True)),
        )  # fmt: skip
    return found


@cache
def sources() -> dict[str, Source]:
    """Every source by key."""
    return {
        key: Source(key, Text(**leaf["title"]), Text(**leaf["office"]), str(leaf.get("detail", "")))
        for key, leaf in document("sources.yaml").items()
    }
