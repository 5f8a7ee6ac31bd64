"""Table of what the programmes are given: every value as a reader says it, with its status and its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.catalogue import has_residents, labels, zones
from simulation.outcomes.programme_values import value_rows
from simulation.report.page.shells import Table
from simulation.report.page.words import word
from simulation.report.shown import Shown
from simulation.report.style import counted, money_unit, plain
from simulation.report.words import say
from simulation.scenario.known import ASSUMED, values_of
from simulation.units import UNITS

KINDS = ("item", "industry", "area", "money")
"""Kinds of labels under which a value, or the key of a part of one, may have a name; payers have the last word."""


def values_table(result: Shown, language: str) -> Table | None:
    """What the programmes are given, a row for each status and source of an instrument; None without any."""
    found = value_rows(result.scenario)
    if found.empty:
        return None
    names = _names(result.scenario.complex, language)
    held = [each.value for each in values_of(result.scenario)]
    found["said"] = [
        _said(row["option"], row[f"option_{language}"], value=value, names=names, language=language)
        for row, value in zip(found.to_dict("records"), held, strict=True)
    ]
    keys = ["instrument", f"instrument_{language}", f"status_{language}", f"source_{language}"]
    rows = [
        [str(name), "; ".join(each["said"]), str(status), str(source)]
        for (_, name, status, source), each in found.groupby(keys, sort=False)
    ]
    assumed = int((found["status"] == ASSUMED).sum())
    note = word("values_note", language, count=len(found), assumed=assumed)
    header = word("values_header", language).split("|")
    return Table(word("table_values", language), header, rows, "", [note], texts=len(header))


def _names(complex_key: str, language: str) -> dict[str, str]:
    """Whatever a value may name, by its key: cost items, industries, payers, areas and districts."""
    found = {
        key.split(".")[1]: label.name.in_language(language)
        for kind in KINDS
        for key, label in labels().items()
        if key.startswith(f"{kind}.")
    }
    if has_residents(complex_key):
        found |= {str(key): str(name) for key, name in zones(complex_key)[language].items()}
    return found


def _said(option: str, meaning: str, *, value: Any, names: Mapping[str, str], language: str) -> str:
    """One value with what it is, such as ``연도별 금액(억원) 2021: 3,500``."""
    money, part = UNITS["억원"], option.partition(".")[2]
    factor = counted(money.in_language(language))[0] if money.ko in meaning else 1.0
    told = _told({part: value} if part else value, factor, names=names, language=language)
    return f"{meaning.replace(money.ko, money_unit(language))} {told}"


def _told(value: Any, factor: float, *, names: Mapping[str, str], language: str) -> str:
    """A value in words: money in the unit of the page, keys by name, a table inside a table in brackets."""
    if isinstance(value, Mapping):
        parts = {key: _told(each, factor, names=names, language=language) for key, each in value.items()}
        nested = {key for key, each in value.items() if isinstance(each, Mapping)}
        return ", ".join(
            f"{names.get(str(key), key)}{f' ({said})' if key in nested else f': {said}'}" for key, said in parts.items()
        )
    if isinstance(value, list | tuple):
        return ", ".join(_told(each, factor, names=names, language=language) for each in value)
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    return plain(factor * value, language) if isinstance(value, int | float) else names.get(str(value), str(value))
