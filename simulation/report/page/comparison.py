"""The page of a comparison: sentences first, the table of alternatives, then the pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simulation.experiments.comparison import SWINGS
from simulation.outcomes.metrics import over
from simulation.outcomes.target_values import LEVEL
from simulation.report.compared import Compared
from simulation.report.comparison_figures import comparison_sketches
from simulation.report.comparison_words import COMPARED, DECIMALS, compared, measure_name, unit_of
from simulation.report.lacking import lacks_quarters, lacks_year, left_out_lines
from simulation.report.page.sections import CAUTIONS
from simulation.report.page.shells import Contents, Drawn, Lines, Section, Table
from simulation.report.page.words import word
from simulation.report.series import band_name
from simulation.report.style import amount, amounts, span, with_unit
from simulation.report.targets import row_name, testable
from simulation.report.words import outlook_name

ENDS = (0.1, 0.5, 0.9)
"""Shares of the runs below the ends and the middle of a band."""


def comparison_contents(found: Compared, language: str) -> Contents:
    """The comparison as a report: title, subtitle and sections.

    Args:
        found: a finished or a stored comparison.
        language: ``ko`` or ``en``.
    """
    setting, drawn = found.setting, comparison_sketches(found)

    def section(key: str, *names: str) -> Section:
        return Section(
            compared(key, language),
            [
                Drawn(drawn[name].draw(language=language), drawn[name].title.in_language(language))
                for name in names
                if name in drawn
            ],
        )

    first = Section(compared("summary", language), [Lines(found.sentences(language), "□")])
    first.blocks.append(alternatives_table(found, language))
    missing = [
        *((title, why) for title in (COMPARED["table"], COMPARED["who"]) if (why := lacks_year(found.series))),
        *((COMPARED["detail"], why) for why in (lacks_quarters(found.series),) if why),
    ]
    if missing:
        first.blocks.append(Lines(left_out_lines(missing, language)))
    sections = [
        first,
        section("detail", "differences", "levels_employment", "levels_value_added", "levels_revenue"),
        section("who", "gains"),
        section("reach", "targets"),
        Section(
            word("caution", language).split(" ", 1)[1],
            [Lines([word(f"caution_{place}", language) for place in range(1, CAUTIONS + 1)])],
        ),
    ]
    place = setting.complex.name.in_language(language)
    subtitle = word(
        "subtitle",
        language,
        complex=place,
        start=setting.start,
        end=setting.end,
        outlook=outlook_name(setting.outlook, language),
        runs=setting.runs,
    )
    title = compared("title", language, complex=place)
    return Contents(title, setting.with_scale(subtitle, language), [each for each in sections if each.blocks])


def alternatives_table(found: Compared, language: str) -> Table:
    """One row a measure, one column an alternative: difference to doing nothing, money paid, targets."""
    rows, keys = found.differences(), found.keys
    header = [
        compared("measure", language),
        *(found.name(key, language) for key in keys),
        compared("without", language),
    ]
    cells: list[list[str]] = []
    own = rows[rows["against"] == found.baseline] if not rows.empty else rows
    for measure in dict.fromkeys(own.get("measure", ())):
        unit = unit_of(measure, language).strip(" ()")
        line = [with_unit(measure_name(measure, language), unit)]
        decimals = DECIMALS.get(measure, 0)
        for key in keys:
            row = own[(own["measure"] == measure) & (own["scenario"] == key)].iloc[0]
            low, middle, high = (
                amount(float(row[name]), unit, language=language, decimals=decimals) for name in ("q10", "q50", "q90")
            )
            line.append(f"{middle} [{span(low, high, language=language)}]")
        cells.append([*line, "-"])
    paid = over(found.series, "programme_spending").sum("month")
    line = [compared("paid", language)]
    for key in (*keys, found.baseline):
        low, middle, high = amounts([float(each) for each in np.quantile(paid.sel(scenario=key), ENDS)], language)[0]
        line.append(f"{middle} [{span(low, high, language=language)}]" if low != high else middle)
    cells.append(line)
    runs, outlook = found.setting.runs, outlook_name(found.setting.outlook, language)
    note = word("band_note", language, band=band_name(runs, language), runs=runs, outlook=outlook)
    notes = [found.setting.with_scale(note, language), compared("heads_note", language)]
    if SWINGS in set(own.get("measure", ())):
        notes.append(compared("swings_note", language))
    if chances := _target_lines(found, language):
        notes.append(compared("chances_note", language))
    return Table(compared("table", language), header, [*cells, *chances], "", notes)


def _target_lines(found: Compared, language: str) -> list[list[str]]:
    """One row a judged reading that some alternative reaches with a positive probability."""
    rows = [{str(k): v for k, v in row.items()} for row in found.targets.to_dict("records")]
    judged = [row for row in rows if testable(row)]
    lines = []
    for name in dict.fromkeys(row_name(row, language, wrapped=False) for row in judged):
        own = {str(row["scenario"]): row for row in judged if row_name(row, language, wrapped=False) == name}
        if not any(float(row["probability"]) > 0.0 for row in own.values()):
            continue
        line = [name]
        for key in found.keys:
            line.append(_chance(own[key], language) if key in own else "-")
        level = next(iter(own.values()))
        without = f"{100.0 * float(level['probability_without']):.0f} %"
        lines.append([*line, without if str(level["compare"]) == LEVEL else "-"])
    return lines


def _chance(row: Mapping[str, Any], language: str) -> str:
    """A probability with its 95 % interval, in percent."""
    middle, low, high = (f"{100.0 * float(row[name]):.0f}" for name in ("probability", "low", "high"))
    return f"{middle} % ({span(low, high, language=language)})"
