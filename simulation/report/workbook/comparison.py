"""The sheets of a comparison: alternatives as columns first, then what each of them is less what."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.experiments.comparison import SWINGS
from simulation.outcomes.metrics import over, quantiles, summary, yearly
from simulation.report.compared import Compared
from simulation.report.comparison_paths import marks_of
from simulation.report.comparison_words import COMPARED, HEADS
from simulation.report.workbook.shared import (
    TOLD,
    group_rows,
    heading,
    in_language,
    jobs_by_industry,
    made,
    named,
    series_of,
    settings_of,
    target_columns,
    unit_of,
)
from simulation.report.workbook.sheet import Chart, Sheet, workbook
from simulation.report.workbook.words import APART, CHARTS, COLUMNS, NOTES, SHOWN, both

BAND = ("q50", "q10", "q90")


def comparison_workbook(found: Compared) -> bytes:
    """All sheets of a comparison as one workbook, with the same bytes for the same comparison."""
    makers = [
        alternatives_sheet,
        differences_sheet,
        series_sheet,
        industry_sheet,
        target_sheet,
        money_sheet,
        settings_sheet,
    ]
    return workbook(in_language((make(found) for make in makers), found.language), _title(found))


def alternatives_sheet(found: Compared) -> Sheet:
    """Last whole year, one column a world: levels, and paired differences to doing nothing, median and band."""
    rows: list[dict[str, object]] = []
    names = _names(found)
    heads = {key: name.replace(" / ", "\n", 1) for key, name in names.items()}
    for measure, last in found.compared().items():
        for shown, lessened in (("level", 0.0), ("difference", last.sel(scenario=found.baseline, drop=True))):
            held = {key: quantiles((last.sel(scenario=key, drop=True) - lessened).to_numpy()) for key in names}
            head = {"measure": _named(measure), "shown": both(SHOWN[shown]), "unit": _unit(measure),
                    "year": int(last["year"])}  # fmt: skip
            rows += [
                {**head, "statistic": both(COLUMNS[end]), **{heads[key]: held[key][end] for key in names}}
                for end in BAND
            ]
    notes = [_heading(found), both(NOTES["bands"]), both(NOTES["paired"]), both(NOTES["gross"])]
    said = [*found.sentences("ko"), *found.sentences("en")]
    return made("alternatives", pd.DataFrame(rows), notes=notes, below=said)


def differences_sheet(found: Compared) -> Sheet:
    """Paired difference of the last whole year between all pairs, and whether the two can be told apart."""
    rows, names = found.differences(), _names(found)
    if rows.empty:
        return made("differences", rows)
    table = pd.DataFrame(
        {
            "measure": [_named(key) for key in rows["measure"]],
            "scenario": [names[key] for key in rows["scenario"]],
            "against": [names[key] for key in rows["against"]],
            "year": rows["year"],
            "unit": [_unit(key) for key in rows["measure"]],
            **{column: rows[column] for column in TOLD},
            "apart": [both(APART[each]) for each in rows["verdict"]],
        }
    )
    own = rows.index[(rows["measure"] == "employment") & (rows["against"] == found.baseline)]
    chart = Chart("bar", both(CHARTS["against"]), [("", int(own[0]), int(own[-1]))], "scenario", "q50")
    return made("differences", table, notes=[_heading(found), both(NOTES["paired"])], chart=chart)


def series_sheet(found: Compared) -> Sheet:
    """Every variable of the whole complex or city by world and year."""
    colours = [mark.colour for mark in marks_of(found).values()]
    whole = summary(found.series, split=())
    return series_of(whole, _names(found), head=_heading(found), colours=colours)


def industry_sheet(found: Compared) -> Sheet:
    """Paired difference of every alternative to doing nothing by industry and by size class."""
    names = _names(found)
    tables = {
        key: pd.DataFrame(group_rows(found.series, (key, found.baseline))).assign(scenario=names[key])
        for key in found.keys
    }
    table = pd.concat(tables.values(), ignore_index=True)
    if table.empty:
        return made("industries", table)
    table.insert(0, "scenario", table.pop("scenario"))
    series, start = [], 0
    for key, own in tables.items():
        first, last = jobs_by_industry(own, found.series.sizes["industry"])
        series.append((names[key], start + first, start + last))
        start += len(own)
    colours = [marks_of(found)[key].colour for key in found.keys]
    title = f"{both(CHARTS['gained'])}, {table['year'].max()}"
    chart = Chart("bar", title, series, "group", "q50", colours=colours)
    return made("industries", table, notes=[_heading(found), both(NOTES["paired"])], chart=chart)


def target_sheet(found: Compared) -> Sheet:
    """Every reading of every announced target under every alternative."""
    rows = found.targets
    if rows.empty:
        return made("targets", pd.DataFrame())
    table = target_columns(rows)
    names = _names(found)
    table.insert(0, "scenario", [names[key] for key in rows["scenario"]])
    return made("targets", table, notes=[_heading(found), both(NOTES["bands"])])


def money_sheet(found: Compared) -> Sheet:
    """Money paid by alternative and year and in all, as it left the payers in the runs."""
    paid = yearly(over(found.series, "programme_spending"), "programme_spending", whole_years=False)
    rows = []
    for key, name in _names(found).items():
        own = paid.sel(scenario=key).transpose("year", "run").to_numpy()
        spans = [*zip(map(str, paid["year"].to_numpy()), own, strict=True), (both(COLUMNS["total"]), own.sum(axis=0))]
        for year, values in spans:
            told = quantiles(np.asarray(values))
            rows.append(
                {"scenario": name, "period": year, "unit": unit_of("programme_spending"),
                 **{column: told[column] for column in TOLD}}
            )  # fmt: skip
    return made("paid", pd.DataFrame(rows), notes=[_heading(found), both(NOTES["bands"]), both(NOTES["paid"])])


def settings_sheet(found: Compared) -> Sheet:
    """How the comparison was made, then every parameter with range, status and source."""
    return settings_of(found.manifest, found.scenarios[-1], setting=found.setting, name=_title(found))


def _named(measure: str) -> str:
    return both(COMPARED["swings"]) if measure == SWINGS else named(f"variable.{measure}")


def _unit(measure: str) -> str:
    return " / ".join(each.strip() for each in HEADS[SWINGS]) if measure == SWINGS else unit_of(measure)


def _names(found: Compared) -> dict[str, str]:
    """Names of the worlds by key, doing nothing first."""
    return {key: f"{found.name(key, 'ko')} / {found.name(key, 'en')}" for key in (found.baseline, *found.keys)}


def _title(found: Compared) -> str:
    return "; ".join(_names(found)[key] for key in found.keys)


def _heading(found: Compared) -> str:
    return heading(found.setting, both(found.setting.complex.name))
