"""Tables of the announced targets: how likely each reading is, and what would have to be true for it to be met."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from simulation.catalogue import name_of
from simulation.outcomes.conditions import NEEDED
from simulation.outcomes.target_values import LEVEL
from simulation.outcomes.targets import BY_RUNS
from simulation.report.conditions import condition
from simulation.report.findings import verdict_of
from simulation.report.page.notes import band_note, told
from simulation.report.page.shells import Table
from simulation.report.page.words import word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import amount, counted, decimals_in_jo, measured, number, span
from simulation.report.targets import judged_rows, row_name, rows_of, testable
from simulation.units import UNITS


def target_table(result: Shown, language: str) -> Table | None:
    """Every reading with probability, interval, the case without and the class."""
    if result.targets is None or result.targets.empty:
        return None
    band = band_name(result.setting.runs, language)
    header = word("targets_header", language, band=band).split("|")
    cells = [_target_row(row, language) for row in rows_of(result.targets)]
    notes = [band_note(result, language), *crossed_note(result.targets, language), word("chances_note", language)]
    return Table(word("table_targets", language), header, cells, "", notes)


def crossed_note(targets: pd.DataFrame, language: str) -> list[str]:
    """What to quote where the median of the runs and the probability of a reading stand on two sides of its target."""
    rows = [row for row in judged_rows(targets) if (float(row["q50"]) >= float(row["value"])) != _likely(row)]
    if not rows:
        return []
    listed = "; ".join(row_name(row, language, wrapped=False) for row in rows)
    return [word("crossed_note", language, runs=int(rows[0]["n"]), listed=listed)]


def _likely(row: Mapping[str, Any]) -> bool:
    return float(row["probability"]) >= 0.5


def _target_row(row: Mapping[str, Any], language: str) -> list[str]:
    """Cells of one reading; one that cannot be judged says why."""
    name = row_name(row, language, wrapped=False)
    if not testable(row):
        return [name, *"-----", str(row.get(f"reason_{language}") or "-")]
    decimals = decimals_in_jo(float(row["q50"])) if row["unit"] == "조원" else 0
    unit = UNITS[str(row["unit"])].in_language(language)
    beside = str(row["compare"]) == LEVEL
    without, middle, low, high = (
        amount(float(row[key]), unit, language=language, decimals=decimals) if key in row else "-"
        for key in ("q50_without", "q50", "q10", "q90")
    )
    without, middle = (measured(each, counted(unit)[1], language=language) for each in (without, middle))
    percent = [number(100.0 * float(row[key]), language) for key in ("probability", "low", "high")]
    return [
        name,
        without if beside else "-",
        f"{middle} [{span(low, high, language=language)}]",
        f"{percent[0]} % ({span(percent[1], percent[2], language=language)})",
        f"{number(100.0 * float(row['probability_without']), language)} %" if beside else "-",
        name_of(f"chance.{row.get('method') or BY_RUNS}", language),
        name_of(f"verdict.{verdict_of(row)}", language),
    ]


def condition_table(result: Shown, language: str) -> Table | None:
    """What would have to be true for each judged reading to be met, as the runs say it."""
    if result.targets is None or not set(NEEDED) <= set(result.targets):
        return None
    rows = [[row_name(row, language, wrapped=False), condition(row, language)] for row in judged_rows(result.targets)]
    if not rows:
        return None
    notes = [told(result, "conditions_note", language=language, runs=result.setting.runs)]
    header = word("conditions_header", language).split("|")
    return Table(word("table_conditions", language), header, rows, "", notes, texts=2)
