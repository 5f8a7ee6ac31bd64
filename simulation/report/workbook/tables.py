"""The eight sheets of a result, each from one table of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from simulation.catalogue import variables
from simulation.catalogue.labels import STEMS, labels, name_of
from simulation.outcomes.impact import over_years
from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.outcomes.money import ALL
from simulation.report.explored import Explored
from simulation.report.frames import parameters
from simulation.report.style import ALTERNATIVES, WITHOUT
from simulation.report.tables import SHOWN, as_stored, yearly_record
from simulation.report.words import WORDS, outlook_name
from simulation.report.workbook.sheet import Chart, Sheet, workbook
from simulation.report.workbook.words import CHARTS, FACTS, KINDS, NOTES, SHEETS, WORLDS, both
from simulation.units import UNITS
from simulation.wording import filled

BAND = {"": "q50", "_low": "q10", "_high": "q90"}
SPLIT = ("industry", "size_class")
GROUPED = ("employment", "value_added", "production")


def result_workbook(result: Explored) -> bytes:
    """All sheets of a result as one workbook, with the same bytes for the same result."""
    name = result.scenario.name
    made = [
        summary_sheet,
        series_sheet,
        industry_sheet,
        impact_sheet,
        net_sheet,
        target_sheet,
        money_sheet,
        settings_sheet,
    ]
    return workbook([make(result) for make in made], f"{name.ko} / {name.en}")


def _sheet(
    key: str, table: pd.DataFrame, *, notes: Sequence[str] = (), chart: Chart | None = None, below: Sequence[str] = ()
) -> Sheet:
    """A sheet under its name; one without rows says that the result holds no such table."""
    empty = table.empty
    said = [both(NOTES["nothing"])] if empty else list(notes)
    return Sheet(SHEETS[key].ko, both(SHEETS[key]), table, said, None if empty else chart, below)


def _heading(result: Explored) -> str:
    said = filled(both(WORDS["runs"]), runs=result.setting.runs)
    outlook = " / ".join(outlook_name(result.setting.outlook, language) for language in ("ko", "en"))
    return f"{result.scenario.name.ko} / {result.scenario.name.en}; {outlook}; {said}"


def _name(key: str) -> str:
    return f"{name_of(key, 'ko')} / {name_of(key, 'en')}"


def _unit(variable: str) -> str:
    return both(variables()[variable].unit)


def summary_sheet(result: Explored) -> Sheet:
    """Last whole year: record, both worlds and their paired difference, in the stored unit."""
    main, rows = str(result.manifest["scenario"]), []
    for variable in (name for name in SHOWN if name in result.series):
        values = yearly(over(result.series, variable), variable)
        if values.sizes["year"] == 0:
            continue
        last = values.isel(year=-1)
        year = int(last["year"])
        row: dict[str, object] = {"measure": _name(f"variable.{variable}"), "unit": _unit(variable), "year": year}
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
    return _sheet(
        "summary", table, notes=[_heading(result), both(NOTES["bands"]), both(NOTES["paired"])], below=remarks
    )


def series_sheet(result: Explored) -> Sheet:
    """Every variable of the whole complex or city by world and year."""
    rows = result.summary
    whole = rows[(rows[["industry", "size_class", "group"]] == "total").all(axis=1)]
    names = _worlds(result)
    table = pd.DataFrame(
        {
            "measure": [_name(f"variable.{key}") for key in whole["variable"]],
            "scenario": [names.get(key, key) for key in whole["scenario"]],
            "year": whole["year"].to_numpy(),
            "unit": [_unit(key) for key in whole["variable"]],
            **{column: whole[column].to_numpy() for column in ("mean", "q10", "q50", "q90")},
        }
    )
    order = whole["variable"].drop_duplicates().tolist()
    place = whole["variable"].map({key: at for at, key in enumerate(order)}).to_numpy()
    world = whole["scenario"].map({key: at for at, key in enumerate(names)}).to_numpy()
    table = table.assign(place=place, world=world).sort_values(["place", "world", "year"], ignore_index=True)
    table = table.drop(columns=["place", "world"])
    own = table[table["measure"] == _name("variable.employment")].groupby("scenario", sort=False)
    lines = [(str(name), int(rows.index[0]), int(rows.index[-1])) for name, rows in own]
    grey = [WITHOUT.colour] if result.baseline is not None else []
    colours = [*grey, *(mark.colour for mark in ALTERNATIVES)]
    chart = None
    if lines:
        chart = Chart("line", both(CHARTS["employment"]), lines, "year", "q50", _unit("employment"), colours)
    return _sheet("series", table, notes=[_heading(result), both(NOTES["bands"])], chart=chart)


def _worlds(result: Explored) -> dict[str, str]:
    """Names of the worlds by key, the one without the programme first; the two of a pair go by what they differ in."""
    names = {str(world["key"]): f"{world['name']['ko']} / {world['name']['en']}" for world in result.manifest["worlds"]}
    if result.baseline is None:
        return names
    pair = {result.baseline: both(WORLDS["without"]), str(result.manifest["scenario"]): both(WORLDS["with"])}
    return pair | {key: name for key, name in names.items() if key not in pair}


def industry_sheet(result: Explored) -> Sheet:
    """Paired difference of every whole year by industry and by size class."""
    rows: list[dict[str, object]] = []
    for variable in (name for name in GROUPED if name in result.series and result.baseline is not None):
        for dimension in SPLIT:
            found = result.effect(variable, by=dimension)
            for row in found.reset_index().to_dict("records"):
                group = _name(f"{STEMS.get(dimension, dimension)}.{row[dimension]}")
                head = {"measure": _name(f"variable.{variable}"), "group": group, "year": int(row["year"]),
                        "unit": _unit(variable)}  # fmt: skip
                rows.append({**head, **{column: float(row[column]) for column in ("mean", "q10", "q50", "q90")}})
    table = pd.DataFrame(rows)
    chart = None
    if rows:
        industries = result.series.sizes["industry"]
        years = len(result.effect("employment").index)
        first = (years - 1) * industries
        chart = Chart(
            "bar", both(CHARTS["gained"]), [(str(table["year"].max()), first, first + industries - 1)], "group", "q50"
        )
    return _sheet("industries", table, notes=[_heading(result), both(NOTES["paired"])], chart=chart)


def impact_sheet(result: Explored) -> Sheet:
    """Parts of every measure by phase over the years: flows add, jobs that stay stand as at the end."""
    if result.impact is None or result.impact.empty:
        return _sheet("impact", pd.DataFrame())
    kept = result.impact.assign(value=as_stored(result.impact["value"]))
    sums = over_years(kept, ["measure", "phase", "part"]).reset_index()
    table = pd.DataFrame(
        {
            "measure": [_name(f"impact.{key}") for key in sums["measure"]],
            "phase": [_name(f"phase.{key}") for key in sums["phase"]],
            "part": [_name(f"part.{key}") for key in sums["part"]],
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
    return _sheet("impact", table, notes=[_heading(result), both(NOTES["impact"])], chart=chart)


def net_sheet(result: Explored) -> Sheet:
    """From gross to net, costs, ratios and who gains."""
    rows = result.additionality
    if rows is None or rows.empty:
        return _sheet("net", pd.DataFrame())
    named = {key: [f"{ko} / {en}" for ko, en in zip(rows[f"{key}_ko"], rows[f"{key}_en"], strict=True)]
             for key in ("view", "measure", "group", "part", "unit", "note")}  # fmt: skip
    named["note"] = [note if note.strip(" /") else "" for note in named["note"]]
    table = pd.DataFrame({"kind": [both(KINDS[key]) for key in rows["table"]], **named}).assign(
        year=rows["year"].to_numpy(), **{key: rows[key].to_numpy() for key in ("runs", "mean", "q10", "q50", "q90")}
    )
    own = rows.reset_index(drop=True)
    jobs = own.index[(own["table"] == "parts") & (own["view"] == "region") & (own["measure"] == "jobs")]
    chart = None
    if len(jobs) and jobs[-1] - jobs[0] == len(jobs) - 1:
        chart = Chart("bar", both(CHARTS["net"]), [("jobs", int(jobs[0]), int(jobs[-1]))], "part", "mean")
    return _sheet("net", table, notes=[_heading(result), both(NOTES["net"])], chart=chart)


def target_sheet(result: Explored) -> Sheet:
    """Every reading of every announced target with its probability, with and without the programme."""
    rows = result.targets
    if rows is None or rows.empty:
        return _sheet("targets", pd.DataFrame())

    def pair(key: str) -> list[str]:
        both_texts = zip(rows[f"{key}_ko"], rows[f"{key}_en"], strict=True)
        return [f"{ko} / {en}" if isinstance(ko, str) and ko else "" for ko, en in both_texts]

    table = pd.DataFrame({"target": pair("name"), "reading": pair("reading"), "announced": rows["value"].to_numpy(),
                          "unit": [both(UNITS[key]) for key in rows["unit"]]})  # fmt: skip
    for key in ("probability", "low", "high", "probability_without", "q10", "q50", "q90", "difference"):
        if key in rows:
            table[key] = rows[key].to_numpy()
    if "method" in rows:
        found = [f"chance.{each}" if isinstance(each, str) and each else "" for each in rows["method"]]
        table["method"] = [f"{name_of(key, 'ko')} / {name_of(key, 'en')}" if key else "" for key in found]
    table["reason"] = pair("reason")
    chart = Chart("bar", both(CHARTS["probability"]), [("", 0, len(table) - 1)], "target", "probability")
    return _sheet("targets", table, notes=[_heading(result), both(NOTES["bands"])], chart=chart)


def money_sheet(result: Explored) -> Sheet:
    """Money by instrument and source: planned, paid, not taken up and why."""
    rows = result.money
    if rows is None or rows.empty:
        return _sheet("money", pd.DataFrame())
    rows = pd.concat([rows[rows["source"] == ALL], rows[rows["source"] != ALL]], ignore_index=True)
    table = pd.DataFrame(
        {
            "instrument": [f"{ko} / {en}" for ko, en in zip(rows["instrument_ko"], rows["instrument_en"], strict=True)],
            "source": [f"{ko} / {en}" for ko, en in zip(rows["source_ko"], rows["source_en"], strict=True)],
            **{key: rows[key] for key in ("planned", "in_window", "paid", "not_taken_up")},
            "why": [f"{ko} / {en}" if ko else "" for ko, en in zip(rows["why_ko"], rows["why_en"], strict=True)],
        }
    )
    own = rows.index[(rows["source"] == ALL) & (rows["instrument"] != ALL)]
    chart = None
    if len(own):
        chart = Chart("bar", both(CHARTS["paid"]), [("", int(own[0]), int(own[-1]))], "instrument", "paid")
    return _sheet("money", table, notes=[_heading(result), both(NOTES["money"])], chart=chart)


def settings_sheet(result: Explored) -> Sheet:
    """How the result was made, then every parameter with range, status and source."""
    kept, asked = result.manifest, result.scenario
    facts = {
        "name": f"{asked.name.ko} / {asked.name.en}", "complex": both(result.setting.complex.name),
        "period": f"{asked.start} ~ {asked.end}", "outlook": asked.outlook, "scale": f"{asked.scale:g}",
        **{key: str(kept[key]) for key in ("runs", "impact_runs", "seed_base", "run_key", "code", "data")},
        "version": str(kept["program"]["version"]),
    }  # fmt: skip
    rows: list[dict[str, object]] = [{"item": both(FACTS[key]), "content": value} for key, value in facts.items()]
    rows += [{"item": both(FACTS["changed"]), "content": str(change)} for change in kept["overrides"]]
    rows.append({"item": both(FACTS["disclaimer"]), "content": _name("note.disclaimer")})
    known = parameters(asked.complex)
    rows += [_parameter(each, asked.parameters) for each in known.to_dict("records")]
    columns = ["item", "content", "key", "amount", "range_low", "range_high", "unit", "status", "source", "year"]
    table = pd.DataFrame(rows, columns=columns)
    texts = [name for name in columns if name not in ("amount", "range_low", "range_high", "year")]
    table[texts] = table[texts].fillna("")
    return _sheet("settings", table, notes=[_heading(result), both(NOTES["settings"])])


def _parameter(each: Mapping[Hashable, Any], held: Mapping[str, float]) -> dict[str, object]:
    """One parameter by column; the value at which the scenario holds it, if it does."""
    own = {key: each[key] for key in ("key", "year")}
    named = {key: f"{each[f'{key}_ko']} / {each[name]}" for key, name in
             (("unit", "unit"), ("status", "status"), ("source", "source_en"))}  # fmt: skip
    item = f"{each['name_ko']} / {each['name_en']}"
    span = {"range_low": each["low"], "range_high": each["high"]}
    return {**own, **named, **span, "item": item, "amount": held.get(str(each["key"]), float(each["value"]))}
