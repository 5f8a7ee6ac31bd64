"""The eight sheets of a result, each from one table of it."""

from __future__ import annotations

import pandas as pd

from simulation.catalogue.labels import labels
from simulation.outcomes.impact import over_years
from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.outcomes.money import ALL
from simulation.report.explored import Explored
from simulation.report.style import ALTERNATIVES, WITHOUT
from simulation.report.tables import SHOWN, as_stored, yearly_record
from simulation.report.workbook.shared import (
    group_rows,
    heading,
    in_language,
    jobs_by_industry,
    made,
    named,
    pairs,
    series_of,
    settings_of,
    target_columns,
    unit_of,
)
from simulation.report.workbook.sheet import Chart, Sheet, workbook
from simulation.report.workbook.words import CHARTS, KINDS, NOTES, WORLDS, both

BAND = {"": "q50", "_low": "q10", "_high": "q90"}


def result_workbook(result: Explored) -> bytes:
    """All sheets of a result as one workbook, with the same bytes for the same result."""
    name = result.scenario.name
    makers = [
        summary_sheet,
        series_sheet,
        industry_sheet,
        impact_sheet,
        net_sheet,
        target_sheet,
        money_sheet,
        settings_sheet,
    ]
    return workbook(in_language((make(result) for make in makers), result.language), f"{name.ko} / {name.en}")


def summary_sheet(result: Explored) -> Sheet:
    """Last whole year: record, both worlds and their paired difference, in the stored unit."""
    main, rows = str(result.manifest["scenario"]), []
    for variable in (name for name in SHOWN if name in result.series):
        values = yearly(over(result.series, variable), variable)
        if values.sizes["year"] == 0:
            continue
        last = values.isel(year=-1)
        year = int(last["year"])
        row: dict[str, object] = {"measure": named(f"variable.{variable}"), "unit": unit_of(variable), "year": year}
        row["record"] = yearly_record(result.setting, variable, year=year)
        shown = {"with": last.sel(scenario=main)}
        if result.baseline is not None:
            shown["without"] = last.sel(scenario=result.baseline)
            shown["difference"] = paired_difference(last, main, baseline=result.baseline)
        for head, found in shown.items():
            told = quantiles(found.to_numpy())
            row |= {f"{head}{ending}": told[column] for ending, column in BAND.items()}
        rows.append(row)
    remarks = [*result.remarks("ko"), *result.remarks("en")]
    table = pd.DataFrame(rows)
    if not table.empty:
        table["record"] = table["record"].astype(float)
    return made("summary", table, notes=[_heading(result), both(NOTES["bands"]), both(NOTES["paired"])], below=remarks)


def series_sheet(result: Explored) -> Sheet:
    """Every variable of the whole complex or city by world and year."""
    grey = [WITHOUT.colour] if result.baseline is not None else []
    colours = [*grey, *(mark.colour for mark in ALTERNATIVES)]
    return series_of(result.summary, _worlds(result), head=_heading(result), colours=colours)


def _worlds(result: Explored) -> dict[str, str]:
    """Names of the worlds by key, the one without the programme first; the two of a pair go by what they differ in."""
    names = {str(world["key"]): f"{world['name']['ko']} / {world['name']['en']}" for world in result.manifest["worlds"]}
    if result.baseline is None:
        return names
    pair = {result.baseline: both(WORLDS["without"]), str(result.manifest["scenario"]): both(WORLDS["with"])}
    return pair | {key: name for key, name in names.items() if key not in pair}


def industry_sheet(result: Explored) -> Sheet:
    """Paired difference of every whole year by industry and by size class."""
    if result.baseline is None:
        return made("industries", pd.DataFrame())
    table = pd.DataFrame(group_rows(result.series, (str(result.manifest["scenario"]), result.baseline)))
    chart = None
    if not table.empty:
        drawn = jobs_by_industry(table, result.series.sizes["industry"])
        chart = Chart("bar", both(CHARTS["gained"]), [(str(table["year"].max()), *drawn)], "group", "q50")
    return made("industries", table, notes=[_heading(result), both(NOTES["paired"])], chart=chart)


def impact_sheet(result: Explored) -> Sheet:
    """Parts of every measure by phase over the years: flows add, jobs that stay stand as at the end."""
    if result.impact is None or result.impact.empty:
        return made("impact", pd.DataFrame())
    kept = result.impact.assign(value=as_stored(result.impact["value"]))
    sums = over_years(kept, ["measure", "phase", "part"]).reset_index()
    table = pd.DataFrame(
        {
            "measure": [named(f"impact.{key}") for key in sums["measure"]],
            "phase": [named(f"phase.{key}") for key in sums["phase"]],
            "part": [named(f"part.{key}") for key in sums["part"]],
            "unit": [both(labels()[f"impact.{key}"].unit) for key in sums["measure"]],
            "value": sums["value"],
        }
    )
    bands = result.tables.get("impact_bands")
    if bands is not None and not bands.empty:
        held = sums.merge(bands, how="left", on=["measure", "phase", "part"])
        table = table.assign(**{key: held[key].to_numpy() for key in ("q10", "q90", "runs")})
    phases = [rows.index for _, rows in sums[sums["measure"] == "production"].groupby("phase", sort=False)]
    series = [(str(table["phase"][each[0]]), int(each[0]), int(each[-1])) for each in phases]
    chart = Chart("bar", both(CHARTS["channels"]), series, "part", "value")
    return made("impact", table, notes=[_heading(result), both(NOTES["impact"])], chart=chart)


def net_sheet(result: Explored) -> Sheet:
    """From gross to net, costs, ratios and who gains."""
    rows = result.additionality
    if rows is None or rows.empty:
        return made("net", pd.DataFrame())
    told = {key: pairs(rows, key) for key in ("view", "measure", "group", "part", "unit", "note")}
    table = pd.DataFrame({"kind": [both(KINDS[key]) for key in rows["table"]], **told}).assign(
        year=rows["year"].to_numpy(), **{key: rows[key].to_numpy() for key in ("runs", "mean", "q10", "q50", "q90")}
    )
    own = rows.reset_index(drop=True)
    jobs = own.index[(own["table"] == "parts") & (own["view"] == "region") & (own["measure"] == "jobs")]
    chart = None
    if len(jobs) and jobs[-1] - jobs[0] == len(jobs) - 1:
        chart = Chart("bar", both(CHARTS["net"]), [("jobs", int(jobs[0]), int(jobs[-1]))], "part", "mean")
    return made("net", table, notes=[_heading(result), both(NOTES["net"])], chart=chart)


def target_sheet(result: Explored) -> Sheet:
    """Every reading of every announced target with its probability, with and without the programme."""
    rows = result.targets
    if rows is None or rows.empty:
        return made("targets", pd.DataFrame())

    table = target_columns(rows)
    chart = Chart("bar", both(CHARTS["probability"]), [("", 0, len(table) - 1)], "target", "probability")
    return made("targets", table, notes=[_heading(result), both(NOTES["bands"])], chart=chart)


def money_sheet(result: Explored) -> Sheet:
    """Money by instrument and source: planned, paid, not taken up and why."""
    rows = result.money
    if rows is None or rows.empty:
        return made("money", pd.DataFrame())
    rows = pd.concat([rows[rows["source"] == ALL], rows[rows["source"] != ALL]], ignore_index=True)
    table = pd.DataFrame(
        {
            **{key: pairs(rows, key) for key in ("instrument", "source")},
            **{key: rows[key] for key in ("planned", "in_window", "paid", "not_taken_up")},
            "why": pairs(rows, "why"),
        }
    )
    own = rows.index[(rows["source"] == ALL) & (rows["instrument"] != ALL)]
    chart = None
    if len(own):
        chart = Chart("bar", both(CHARTS["paid"]), [("", int(own[0]), int(own[-1]))], "instrument", "paid")
    return made("money", table, notes=[_heading(result), both(NOTES["money"])], chart=chart)


def settings_sheet(result: Explored) -> Sheet:
    """How the result was made, then every parameter with range, status and source."""
    name = result.scenario.name
    return settings_of(result.manifest, result.scenario, setting=result.setting, name=f"{name.ko} / {name.en}")


def _heading(result: Explored) -> str:
    return heading(result.setting, f"{result.scenario.name.ko} / {result.scenario.name.en}")
