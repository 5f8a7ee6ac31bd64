"""A scenario as the three tables of the spreadsheet, and those tables as a scenario document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation.drafts.layout import NAMES, PARENT, SHARES, plain_settings
from simulation.policy.specification import Specification
from simulation.scenario import BASELINE, Scenario, gallery, load
from simulation.scenario.gathered import BY_VALUE

Places = dict[tuple[str, ...], str]
"""Cell of each option by its path in the scenario, such as ``("instruments", "homes", "kind")``: ``사업!D7``."""
DIGITS = 10
"""Digits of a share of money; the shares of an item must add to one within 1e-9."""
CELLS = ("kind", "name_ko", "name_en", "item", "start", "end", "largest", "oldest", "stage", "source", "status", "note")
"""Columns of an item that hold an option of its instrument as it stands."""


@dataclass(slots=True)
class Tables:
    """What the spreadsheet holds.

    ``settings`` option of the scenario -> value; ``items`` one mapping an item: columns by key, and money (억원) by
    year; ``options`` (key of the item or nothing, option, value) for all that has no column; where the tables were
    read, ``places`` where each stands, ``unread`` the sheets that were passed over and ``hidden`` what was read though
    nobody sees it.
    """

    settings: dict[str, Any] = field(default_factory=dict)
    items: list[dict[str | int, Any]] = field(default_factory=list)
    options: list[tuple[str, str, Any]] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


def tables_of(scenario: Scenario) -> Tables:
    """The tables of a resolved scenario: what its complex's baseline holds is named, not written out."""
    parent = parent_of(scenario)
    base = None if parent is None else load(parent)
    found = Tables(settings={PARENT: parent})
    for name in ("name", "summary"):
        text = getattr(scenario, name)
        if text is not None:
            found.settings |= {f"{name}.{language}": getattr(text, language) for language in ("ko", "en")}
    found.settings |= {name: getattr(scenario, name) for name in plain_settings()}
    held = {} if base is None else base.instruments
    for name, spec in scenario.instruments.items():
        if name not in held:
            item, options = _item(name, spec)
            found.items.append(item)
            found.options += [(name, option, value) for option, value in options.items()]
    found.options += [("", option, value) for option, value in _others(scenario, base).items()]
    return found


def parent_of(scenario: Scenario) -> str | None:
    """The baseline of its complex, where the scenario holds all of its instruments unchanged and first."""
    name = f"{scenario.complex}/{BASELINE}"
    if name not in gallery():
        return None
    held = load(name).instruments
    first = dict(list(scenario.instruments.items())[: len(held)])
    return name if list(first) == list(held) and first == held else None


def _item(name: str, spec: Specification) -> tuple[dict[str | int, Any], dict[str, Any]]:
    """Cells of one item, and its options without a column or beyond what a cell can hold."""
    said = spec.model_dump(exclude_defaults=True)
    said["kind"] = spec.kind_name()
    cells: dict[str | int, Any] = {"key": name}
    cells |= {key: said.pop(key) for key in CELLS if key in said and fits(said[key])}
    if all(fits(money) for money in spec.budget.values()):
        cells |= said.pop("budget", {})
        whole = sum(spec.budget.values())
        shares = {payer: round(getattr(spec.sources, payer), DIGITS) for payer in SHARES}
        money = {payer: round(share * whole, DIGITS) for payer, share in shares.items()}
        if whole and _shares(money) == spec.sources.model_dump():
            cells |= {payer: amount for payer, amount in money.items() if amount}
            said.pop("sources", None)
    return cells, {key: spec.model_dump()[key] if key == "sources" else value for key, value in said.items()}


def fits(value: Any) -> bool:
    """Whether a cell gives a value back as it was: numbers of 15 digits, texts of one line without outer blanks."""
    if isinstance(value, str):
        return value.isprintable() and value == value.strip()
    return bool(float(f"{value:.15g}") == value)


def _others(scenario: Scenario, base: Scenario | None) -> dict[str, Any]:
    """Options of a scenario that are no single value, where they differ from those of its base."""
    plain = {"key", "name", "summary", "instruments", *plain_settings()}
    said = scenario.model_dump(mode="json")
    before = {} if base is None else base.model_dump(mode="json")
    found: dict[str, Any] = {}
    for option in Scenario.model_fields:
        value, old = said[option], before.get(option)
        if option in plain or value == old or (base is None and not value):
            continue
        if isinstance(value, dict) and value and all(key in value for key in old or {}):
            changed = {key: each for key, each in value.items() if (old or {}).get(key) != each}
            found |= {f"{option}.{key}": each for key, each in changed.items()}
        else:
            found[option] = value
    return found


def _shares(money: Mapping[str, float]) -> dict[str, float]:
    whole = sum(money.values())
    return {payer: round(amount / whole, DIGITS) for payer, amount in money.items()}


def document_of(tables: Tables) -> dict[str, Any]:
    """The tables as a scenario file: its parent, what it changes of it, and its own instruments."""
    settings = {key: value for key, value in tables.settings.items() if value is not None}
    parent = settings.pop(PARENT, None)
    document: dict[str, Any] = {} if parent is None else {PARENT: parent}
    for dotted in NAMES:
        if dotted in settings:
            name, language = dotted.split(".")
            document.setdefault(name, {})[language] = settings.pop(dotted)
    instruments = {str(item["key"]): _instrument(item) for item in tables.items}
    changes: dict[str, Any] = dict(settings)
    for item, option, value in tables.options:
        if item:
            _put(instruments.setdefault(item, {}), option, value=value)
        elif parent is None:
            _put_option(document, option, value=value)
        else:
            changes[option] = value
    if parent is None:
        document |= changes
    else:
        changed = _changed(parent, changes)
        document |= {"override": changed} if changed else {}
    if instruments:
        document["instruments"] = instruments
    return document


def _changed(parent: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Changes that change something of the parent; where there is no such parent, all of them."""
    if parent not in gallery():
        return dict(changes)
    before = load(parent).model_dump(mode="json")
    return {key: value for key, value in changes.items() if key not in before or not _same(before[key], value)}


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same; a truth value is never a number."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _put_option(document: dict[str, Any], option: str, *, value: Any) -> None:
    """Put an option of the scenario where a file without a parent has it: keys of parameters hold dots themselves."""
    first, _, rest = option.partition(".")
    if rest:
        document.setdefault(first, {})[rest] = value
    else:
        document[first] = value


def _put(holder: dict[str, Any], dotted: str, *, value: Any) -> None:
    first, _, rest = dotted.partition(".")
    if rest and first in BY_VALUE:
        holder.setdefault(first, {})[rest] = value
    elif rest:
        inner = holder.setdefault(first, {})
        if isinstance(inner, dict):
            _put(inner, rest, value=value)
    else:
        holder[first] = value


def _instrument(item: Mapping[str | int, Any]) -> dict[str, Any]:
    """One instrument as a file says it: money by year, and shares of it by source."""
    spec: dict[str, Any] = {key: item[key] for key in CELLS if item.get(key) is not None}
    budget = {year: money for year, money in item.items() if isinstance(year, int) and money is not None}
    if budget:
        spec["budget"] = budget
    money = {payer: float(item.get(payer) or 0.0) for payer in SHARES}
    if sum(money.values()) > 0.0:
        spec["sources"] = {payer: share for payer, share in _shares(money).items() if share}
    return spec
