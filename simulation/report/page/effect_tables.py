"""Tables of the effect: by phase and channel, what limits take, and beside the conventional estimates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.catalogue import labels, name_of
from simulation.errors import Text
from simulation.outcomes.impact import BOTH, PHASES, STOCKS, TOTAL, over_years
from simulation.report.lacking import LACKING, lacks_year
from simulation.report.page.notes import mean_band_note, told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.shown import Shown
from simulation.report.style import STORED_MONEY, amount, counted, span, with_unit

MONEY_COLUMNS = ("base", "production", "value_added")
"""Columns of the conventional estimates that hold money."""


def left_out(result: Shown, title: str, *, lacking: Text | None) -> LeftOut | None:
    """Why a table of the programme's effect is missing: a short run, or no run decomposed; nothing without one."""
    return None if result.baseline is None else LeftOut(PAGE[title], lacking or LACKING["no_change"])


def impact_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Totals by measure: spending phase, operating phase a year, and both cumulative, each with its band."""
    if result.impact is None or result.impact.empty:
        return left_out(result, "table_impact", lacking=lacks_year(result.series))
    total = result.impact[result.impact["part"] == "total"]
    years = max(1, total["year"].nunique())
    sums, bands = over_years(total, ["measure", "phase"]), _bands(result)
    rows = []
    for measure in total["measure"].unique():
        label, stock = labels()[f"impact.{measure}"], measure in STOCKS
        unit = label.unit.in_language(language)
        amounts = {phase: float(sums.get((measure, phase), 0.0)) for phase in PHASES}
        cells = []
        for phase in (*PHASES, BOTH):
            value, by = amounts.get(phase, sum(amounts.values())), years if phase == PHASES[1] and not stock else 1
            cells.append(with_band(value / by, bands.get((measure, phase, TOTAL)), by=by, language=language, unit=unit))
        said = counted(unit)[1] + (word("at_end", language) if stock else "")
        rows.append([label.name.in_language(language), said, *cells])
    header = (
        ["구분", "단위", "사업기간(누계)", "운영단계(연평균)", "분석기간 누계"]
        if language == "ko"
        else ["Measure", "Unit", "Spending phase, sum", "Operating phase, a year", "Whole period, sum"]
    )
    return Table(word("table_impact", language), header, rows, "", _mean_notes(result, language), texts=2)


Bands = Mapping[tuple[str, str, str], tuple[float, float]]


def _bands(result: Shown) -> Bands:
    """Ends of the 80 % band by measure, phase and part; none in a result that was stored without them."""
    table = result.tables.get("impact_bands")
    if table is None or table.empty:
        return {}
    keys = zip(table["measure"], table["phase"], table["part"], strict=True)
    return dict(zip(keys, zip(table["q10"], table["q90"], strict=True), strict=True))


def with_band(
    value: float, band: tuple[float, float] | None, *, language: str, unit: str = "", by: int = 1, decimals: int = 0
) -> str:
    """A mean with the ends of its band, which are divided by so many years; alone where it has none.

    Money, told by its stored unit, is counted as people read it.
    """
    told = amount(value, unit, language=language, decimals=decimals)
    if band is None or value != value or band[0] != band[0]:
        return told
    low, high = (amount(end / by, unit, language=language, decimals=decimals) for end in band)
    return f"{told} [{span(low, high, language=language)}]"


def _mean_notes(result: Shown, language: str) -> list[str]:
    """How a table of means with bands is read, and under which outlook."""
    runs = result.manifest["impact_runs"]
    first = (
        mean_band_note(result, runs, language=language)
        if _bands(result)
        else told(result, "use_note", language=language, runs=runs)
    )
    return [first, word("means_note", language, runs=runs), word("stock_note", language),
            word("work_note", language)]  # fmt: skip


def limits_table(result: Shown, language: str) -> Table | LeftOut | None:
    """What limits take from production and jobs, all and each: median and band over runs, boom apart from slump."""
    found = result.tables.get("limits")
    if found is None or found.empty:
        return left_out(result, "table_limits", lacking=lacks_year(result.series))
    rows = []
    for row in found[found["measure"].isin(["production", "jobs"])].to_dict("records"):
        label = labels()[f"impact.{row['measure']}"]
        unit = label.unit.in_language(language)
        columns = ("q50", "q10", "q90", "effect_q50")
        middle, low, high, effect = (amount(float(row[name]), unit, language=language) for name in columns)
        name = with_unit(label.name.in_language(language), unit)
        limit, state = name_of(f"limit.{row['limit']}", language), word(f"limits_{row['state']}", language)
        binding = f"{100.0 * float(row['binding']):.0f} %"
        rows.append([name, limit, state, str(row["runs"]), middle, span(low, high, language=language), effect, binding])
    header = word("limits_header", language).split("|")
    runs = result.manifest["impact_runs"]
    notes = [told(result, "decomposed_note", language=language, runs=runs), word("limits_note", language),
             word("work_note", language)]  # fmt: skip
    return Table(word("table_limits", language), header, rows, "", notes, texts=3)


def channel_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Parts of every measure over the whole period."""
    if result.impact is None or result.impact.empty:
        return left_out(result, "table_channels", lacking=lacks_year(result.series))
    sums = over_years(result.impact, ["measure", "part"])
    wide = sums.unstack("part").loc[
        list(dict.fromkeys(result.impact["measure"])), list(dict.fromkeys(result.impact["part"]))
    ]
    header = [word("item", language), *(name_of(f"part.{part}", language) for part in wide.columns)]
    bands = _bands(result)
    units = {measure: labels()[f"impact.{measure}"].unit.in_language(language) for measure in wide.index}
    rows = [
        [with_unit(name_of(f"impact.{measure}", language), units[measure])]
        + [
            with_band(float(each), bands.get((measure, BOTH, part)), language=language, unit=units[measure])
            for part, each in zip(wide.columns, row, strict=True)
        ]
        for measure, row in zip(wide.index, wide.to_numpy(float), strict=True)
    ]
    return Table(word("table_channels", language), header, rows, "", _mean_notes(result, language))


def conventional_table(result: Shown, language: str) -> Table | None:
    """Budget times multiplier, extra output times multiplier, the model and the announcement."""
    rows = result.conventional
    if rows is None or rows.empty:
        return None
    columns = [("base", 0), ("production", 0), ("production_coefficient", 2), ("value_added", 0), ("jobs", 0)]

    def shown(row: Mapping[Any, Any], name: str, *, decimals: int) -> str:
        value, ends = float(row[name]), [float(row.get(f"{name}_{end}", np.nan)) for end in ("q10", "q90")]
        if np.isnan(value):
            return "…"
        unit = STORED_MONEY if language != "ko" and name in MONEY_COLUMNS else ""
        return with_band(value, (ends[0], ends[1]), language=language, unit=unit, decimals=decimals)

    header = (
        ["산정 방식", "기준", "가격", "기준액(억원)", "생산유발(억원)", "계수", "부가가치유발(억원)", "취업유발(명·년)"]
        if language == "ko"
        else [
            "Method",
            "Base",
            "Prices",
            "Amount (billion KRW)",
            "Production (billion KRW)",
            "Coefficient",
            "Value added (billion KRW)",
            "Jobs (person-years)",
        ]
    )
    cells = [
        [str(row[f"{name}_{language}"]) for name in ("method", "base_of", "prices")]
        + [*(shown(row, name, decimals=decimals) for name, decimals in columns)]
        for row in rows.to_dict("records")
    ]
    runs = {"runs": result.setting.runs, "impact_runs": result.manifest["impact_runs"]}
    notes = [
        told(result, "conventional_note", language=language, **runs),
        word("work_note", language),
        word("caution_3", language),
    ]
    return Table(word("table_conventional", language), header, cells, "", notes, texts=3)
