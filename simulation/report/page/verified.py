"""The committed back-test of the model: beside the last value by condition, measure and horizon, and where it loses."""

from __future__ import annotations

from typing import Any

from simulation.catalogue import sources, table
from simulation.report.backtest_words import MEASURES, MODES
from simulation.report.lacking import LACKING
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.shown import Shown
from simulation.report.style import number

SOURCE = "kicox_record"
ORDER = ("announced", "drivers", "recorded")
"""Conditions from the hardest, where nothing is given, to the easiest."""


def verified_table(result: Shown, language: str) -> Table | LeftOut:
    """CRPS of the model and of the last value, how often the 80 % band held the record, and who is closer."""
    rows = _scores(result)
    if not rows:
        return LeftOut(PAGE["table_verified"], LACKING["no_scores"])
    cells = [
        [
            MODES[str(row["mode"])].in_language(language),
            MEASURES[str(row["measure"])].in_language(language),
            str(row["ahead"]),
            f"{row['origins']} ({row['independent']})",
            *(number(float(row[name]), language, decimals=2) for name in ("crps_model", "crps_last_value")),
            f"{number(float(row['cover_80']), language)} %",
            word("verified_worse" if _lost(row) else "verified_better", language),
        ]
        for row in rows
    ]
    header = word("verified_header", language).split("|")
    source = sources()[SOURCE]
    named = f"{source.office.in_language(language)}, {source.title.in_language(language)}"
    notes = [word("verified_note", language)]
    return Table(word("table_verified", language), header, cells, "", notes, named, texts=2)


def verified_lines(result: Shown, language: str) -> list[str]:
    """Of how many the model is closer, which it loses by condition, and where its band held least."""
    rows = _scores(result)
    if not rows:
        return []
    lost = [row for row in rows if _lost(row)]
    lines = [word("verified_line", language, all=len(rows), won=len(rows) - len(lost))]
    for mode in dict.fromkeys(str(row["mode"]) for row in lost):
        listed = ", ".join(_named(row, language) for row in lost if row["mode"] == mode)
        lines.append(word("verified_lost", language, mode=MODES[mode].in_language(language), listed=listed))
    least = min(rows, key=lambda row: float(row["cover_80"]))
    cover = number(float(least["cover_80"]), language)
    mode = MODES[str(least["mode"])].in_language(language)
    return [*lines, word("verified_cover", language, mode=mode, name=_named(least, language), cover=cover)]


def _scores(result: Shown) -> list[dict[str, Any]]:
    """Rows of the complex, from the hardest condition to the easiest."""
    rows = table("backtest_scores")
    own = [{str(key): value for key, value in row.items()} for row in rows.to_dict("records")]
    of_place = [row for row in own if row["complex"] == result.scenario.complex]
    return sorted(of_place, key=lambda row: ORDER.index(str(row["mode"])))


def _lost(row: dict[str, Any]) -> bool:
    return float(row["crps_model"]) >= float(row["crps_last_value"])


def _named(row: dict[str, Any], language: str) -> str:
    name = MEASURES[str(row["measure"])].in_language(language)
    return word("verified_name", language, name=name, ahead=row["ahead"])
