"""Sheets that a result and a comparison share, each from rows that either can give."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import xarray as xr

from simulation.catalogue import variables
from simulation.catalogue.labels import STEMS, name_of
from simulation.report import frames
from simulation.report.series import Setting
from simulation.report.words import WORDS, outlook_name
from simulation.report.workbook.sheet import Chart, Sheet
from simulation.report.workbook.words import CHARTS, FACTS, NOTES, SHEETS, both
from simulation.scenario import Scenario
from simulation.units import UNITS
from simulation.wording import filled

TOLD = ("mean", "q10", "q50", "q90")
"""Columns of a sample that a sheet shows."""
SPLIT = ("industry", "size_class")
GROUPED = ("employment", "value_added", "production")


def made(
    key: str, table: pd.DataFrame, *, notes: Sequence[str] = (), chart: Chart | None = None, below: Sequence[str] = ()
) -> Sheet:
    """A sheet under its name; one without rows says that there is no such table."""
    empty = table.empty
    said = [both(NOTES["nothing"])] if empty else list(notes)
    return Sheet(SHEETS[key].ko, both(SHEETS[key]), table, said, None if empty else chart, below)


def in_language(sheets: Iterable[Sheet], language: str) -> list[Sheet]:
    """The sheets under names of one language; what stands in them is told in both."""
    names = {text.ko: text.in_language(language) for text in SHEETS.values()}
    return [replace(sheet, name=names[sheet.name]) for sheet in sheets]


def heading(setting: Setting, name: str) -> str:
    """What stands under every title: name, outlook and number of runs."""
    outlook = " / ".join(outlook_name(setting.outlook, language) for language in ("ko", "en"))
    return f"{name}; {outlook}; {filled(both(WORDS['runs']), runs=setting.runs)}"


def named(key: str) -> str:
    """Name of the label table in both languages."""
    return f"{name_of(key, 'ko')} / {name_of(key, 'en')}"


def unit_of(variable: str) -> str:
    """Stored unit of a variable in both languages."""
    return both(variables()[variable].unit)


def pairs(rows: pd.DataFrame, key: str) -> list[str]:
    """Texts of the columns ``<key>_ko`` and ``<key>_en``; nothing where there is none."""
    found = zip(rows[f"{key}_ko"], rows[f"{key}_en"], strict=True)
    return [f"{ko} / {en}" if isinstance(ko, str) and ko else "" for ko, en in found]


def series_of(summary: pd.DataFrame, names: Mapping[str, str], *, head: str, colours: Sequence[str]) -> Sheet:
    """Every variable of the whole complex or city by world and year, employment drawn.

    Args:
        summary: quantiles by world, variable and year, as a result keeps them.
        names: of the worlds by key, in the order in which they stand.
        head: line under the title.
        colours: of the worlds in that order.
    """
    whole = summary[(summary[["industry", "size_class", "group"]] == "total").all(axis=1)]
    table = pd.DataFrame(
        {
            "measure": [named(f"variable.{key}") for key in whole["variable"]],
            "scenario": [names.get(key, key) for key in whole["scenario"]],
            "year": whole["year"].to_numpy(),
            "unit": [unit_of(key) for key in whole["variable"]],
            **{column: whole[column].to_numpy() for column in TOLD},
        }
    )
    order = whole["variable"].drop_duplicates().tolist()
    place = whole["variable"].map({key: at for at, key in enumerate(order)}).to_numpy()
    world = whole["scenario"].map({key: at for at, key in enumerate(names)}).to_numpy()
    table = table.assign(place=place, world=world).sort_values(["place", "world", "year"], ignore_index=True)
    table = table.drop(columns=["place", "world"])
    own = table[table["measure"] == named("variable.employment")].groupby("scenario", sort=False)
    lines = [(str(name), int(rows.index[0]), int(rows.index[-1])) for name, rows in own]
    chart = None
    if lines:
        chart = Chart("line", both(CHARTS["employment"]), lines, "year", "q50", unit_of("employment"), colours)
    return made("series", table, notes=[head, both(NOTES["bands"])], chart=chart)


def group_rows(series: xr.Dataset, worlds: tuple[str, str]) -> Iterable[dict[str, object]]:
    """Paired difference of the first world to the second in every whole year by industry and by size class."""
    for variable in (name for name in GROUPED if name in series):
        for dimension in SPLIT:
            found = frames.effect(series, variable, worlds=worlds, by=dimension)
            for row in found.reset_index().to_dict("records"):
                group = named(f"{STEMS.get(dimension, dimension)}.{row[dimension]}")
                head = {"measure": named(f"variable.{variable}"), "group": group, "year": int(row["year"]),
                        "unit": unit_of(variable)}  # fmt: skip
                yield {**head, **{column: float(row[column]) for column in TOLD}}


def jobs_by_industry(table: pd.DataFrame, industries: int) -> tuple[int, int]:
    """First and last row of the jobs by industry of the last year, in rows of :func:`group_rows`."""
    jobs = table.index[(table["measure"] == named("variable.employment")) & (table["year"] == table["year"].max())]
    return int(jobs[0]), int(jobs[industries - 1])


def target_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Every reading of every announced target with its probability, with and without the programme."""
    told = {"target": pairs(rows, "name"), "reading": pairs(rows, "reading")}
    units = [both(UNITS[key]) for key in rows["unit"]]
    table = pd.DataFrame({**told, "announced": rows["value"].to_numpy(), "unit": units})
    for key in ("probability", "low", "high", "probability_without", "q10", "q50", "q90", "difference"):
        if key in rows:
            table[key] = rows[key].to_numpy()
    if "method" in rows:
        table["method"] = [named(f"chance.{each}") if isinstance(each, str) and each else "" for each in rows["method"]]
    return table.assign(reason=pairs(rows, "reason"))


def settings_of(kept: Mapping[str, Any], asked: Scenario, *, setting: Setting, name: str) -> Sheet:
    """How it was made, then every parameter with range, status and source.

    Args:
        kept: the manifest.
        asked: a scenario of it, which holds what all of them share.
        setting: what every picture says about it.
        name: what was asked for.
    """
    facts = {
        "name": name, "complex": both(setting.complex.name),
        "period": f"{asked.start} ~ {asked.end}", "outlook": asked.outlook, "scale": f"{asked.scale:g}",
        **{key: str(kept[key]) for key in ("runs", "impact_runs", "seed_base", "run_key", "code", "data")},
        "version": str(kept["program"]["version"]),
    }  # fmt: skip
    rows: list[dict[str, object]] = [{"item": both(FACTS[key]), "content": value} for key, value in facts.items()]
    rows += [{"item": both(FACTS["changed"]), "content": str(change)} for change in kept["overrides"]]
    rows.append({"item": both(FACTS["disclaimer"]), "content": named("note.disclaimer")})
    known = frames.parameters(asked.complex)
    rows += [_parameter(each, asked.parameters) for each in known.to_dict("records")]
    columns = ["item", "content", "key", "amount", "range_low", "range_high", "unit", "status", "source", "year"]
    table = pd.DataFrame(rows, columns=columns)
    texts = [key for key in columns if key not in ("amount", "range_low", "range_high", "year")]
    table[texts] = table[texts].fillna("")
    return made("settings", table, notes=[heading(setting, name), both(NOTES["settings"])])


def _parameter(each: Mapping[Hashable, Any], held: Mapping[str, float]) -> dict[str, object]:
    """One parameter by column; the value at which the scenario holds it, if it does."""
    own = {key: each[key] for key in ("key", "year")}
    named = {key: f"{each[f'{key}_ko']} / {each[name]}" for key, name in
             (("unit", "unit"), ("status", "status"), ("source", "source_en"))}  # fmt: skip
    item = f"{each['name_ko']} / {each['name_en']}"
    span = {"range_low": each["low"], "range_high": each["high"]}
    return {**own, **named, **span, "item": item, "amount": held.get(str(each["key"]), float(each["value"]))}
