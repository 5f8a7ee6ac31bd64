"""Lines of the first page that count and weigh: targets by verdict, and what the spread of the effect comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulation.catalogue import name_of
from simulation.report.findings import verdict_of
from simulation.report.page.notes import outlook_of
from simulation.report.page.words import word
from simulation.report.shown import Shown
from simulation.report.style import number
from simulation.report.targets import rows_of, testable
from simulation.wording import inside

CLASSES = {
    "virtually_certain": "likely",
    "likely": "likely",
    "met_without": "met_without",
    "uncertain": "uncertain",
    "unlikely": "unlikely",
    "very_unlikely": "unlikely",
}
"""Where a verdict is counted on the first page; any other is withheld."""
COUNTED = ("likely", "met_without", "uncertain", "unlikely", "withheld")
FACTOR = "effect.employment"
"""Measure of which the main factors are told."""
NAMED = 2
"""Layers and parameters named as main factors."""


def verdict_counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Targets by class of their verdict; one is withheld where its readings differ or none can be judged.

    Args:
        rows: of ``targets.csv``, one a reading.
    """
    readings: dict[str, list[str]] = {}
    for row in rows:
        judged = CLASSES.get(verdict_of(row), "withheld") if testable(dict(row)) else "withheld"
        readings.setdefault(str(row["target"]), []).append(judged)
    found = [own[0] if len(set(own)) == 1 else "withheld" for own in readings.values()]
    return {name: found.count(name) for name in COUNTED}


def verdict_line(result: Shown, language: str) -> list[str]:
    """How many announced targets are likely, met without the programme, uncertain, unlikely and withheld."""
    if result.targets is None or result.targets.empty:
        return []
    counts = verdict_counts(rows_of(result.targets))
    outlook = outlook_of(result, language)
    return [word("verdict_line", language, all=sum(counts.values()), outlook=outlook, **counts)]


def factor_line(result: Shown, language: str) -> list[str]:
    """Layers that make most of the spread of the effect on jobs, and parameters told from luck; as far as computed."""
    shares = result.manifest["variance_shares"].get(FACTOR, {})
    layers = sorted((name for name in shares if shares[name] > 0.0), key=lambda name: -shares[name])[:NAMED]
    told, texts = _told(result), []
    if layers:
        listed = [f"{inside(name_of(f'uncertainty.{each}', language))} {100.0 * shares[each]:.0f} %" for each in layers]
        draws = result.manifest["layer_draws"]
        texts.append(word("factor_layers", language, listed=", ".join(listed), draws=draws))
    if told is not None:
        named = [f"'{row[f'parameter_{language}']}'({float(row['correlation']):+.2f})" for row in told[:NAMED]]
        key = "factor_told" if named else "factor_untold"
        texts.append(word(key, language, listed=", ".join(named), runs=number(result.setting.runs, language)))
    return [word("factor_line", language, text=word("factor_join", language).join(texts))] if texts else []


def _told(result: Shown) -> Sequence[Mapping[Any, Any]] | None:
    """Parameters that the effect on jobs moved with beyond luck, strongest first; nothing where none was ranked."""
    table = result.tables.get("sensitivity")
    if table is None or table.empty:
        return None
    own = table[(table["answer"] == "gain") & (table["variable"] == FACTOR.split(".")[1])]
    return None if own.empty else own[own["told"].astype(bool)].to_dict("records")
