"""Tables of doubt: shares of variance, what the effect moved with, assumptions, and what the terms mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from simulation.catalogue import labels, name_of, parameters_for, sources
from simulation.outcomes.metrics import over, paired_difference, yearly
from simulation.outcomes.ranking import least_told
from simulation.report.lacking import LACKING, lacks_twelve, lacks_year
from simulation.report.page.notes import told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.shown import Shown
from simulation.report.style import counted, plain, span
from simulation.units import UNITS

IN_GLOSSARY = (
    "impact.production", "impact.value_added", "impact.jobs", "additionality.deadweight", "additionality.displacement",
    "additionality.leakage", "additionality.net", "phase.spending", "phase.operating", "part.induced", "part.limits",
)  # fmt: skip
STRONGEST = 8
"""Parameters listed as moving with the effect, and the fewest runs from which they are told."""

RANKED = 3
"""Assumed parameters listed for each answer."""
MORE_RUNS = (64, 256)
"""Numbers of runs for which the page says what they would tell."""


def layer_table(result: Shown, language: str) -> Table | LeftOut:
    """Share of the variance by layer of uncertainty."""
    shares = result.manifest["variance_shares"]
    if not shares:
        return LeftOut(PAGE["table_layers"], lacks_twelve(result.series) or LACKING["no_layers"])
    kinds = list(next(iter(shares.values())))
    cells = []
    for measured, found in shares.items():
        kind, variable = measured.split(".")
        name = name_of(f"variable.{variable}", language)
        what = {"level": ("수준", "level"), "effect": ("효과", "effect")}[kind][0 if language == "ko" else 1]
        cells.append([f"{name} ({what})", *(f"{100.0 * float(found[each]):.0f} %" for each in kinds)])
    header = [word("item", language), *(name_of(f"uncertainty.{kind}", language) for kind in kinds)]
    note = told(result, "layers_note", language=language, draws=result.manifest["layer_draws"])
    return Table(word("table_layers", language), header, cells, "", [note])


def driver_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Parameters whose draws go with the effect on jobs, strongest first: a first look, no sensitivity analysis."""
    if result.baseline is None:
        return None
    lacking = lacks_year(result.series) or (LACKING["few_draws"] if len(result.manifest["draws"]) < STRONGEST else None)
    if lacking:
        return LeftOut(PAGE["table_drivers"], lacking)
    effect = yearly(over(result.series, "employment"), "employment")
    gained = paired_difference(
        effect.isel(year=-1), str(result.manifest["scenario"]), baseline=result.baseline
    ).to_numpy()
    if np.ptp(gained) == 0.0:
        return LeftOut(PAGE["table_drivers"], LACKING["nothing_moved"])
    draws = pd.DataFrame(result.manifest["draws"])
    moved = {key: float(spearmanr(draws[key], gained).statistic) for key in draws if np.ptp(draws[key]) > 0.0}
    strongest = sorted(moved, key=lambda key: -abs(moved[key]))[:STRONGEST]
    known = parameters_for(result.scenario.complex)
    cells = [[known[key].name.in_language(language), key, f"{moved[key]:+.2f}"] for key in strongest if key in known]
    header = ["모수", "키", "순위상관"] if language == "ko" else ["Parameter", "Key", "Rank correlation"]
    runs = len(draws)
    note = told(result, "drivers_note", language=language, runs=runs, least=f"{2.0 / np.sqrt(runs - 1):.2f}")
    return Table(word("table_drivers", language), header, cells, "", [note], texts=2)


def ranking_table(result: Shown, language: str) -> Table | LeftOut | None:
    """The assumed parameters that each answer moved with most, and whether the runs tell them from idle ones."""
    found = result.tables.get("sensitivity")
    if found is None or found.empty:
        return LeftOut(PAGE["table_ranking"], lacks_year(result.series) or LACKING["few_draws"])
    open_ones = found[(found["status"] == "assumed") & ~found["learned"].astype(bool)]
    rows = [
        [
            word(f"ranking_{row.answer}", language, name=name_of(f"variable.{row.variable}", language)),
            str(getattr(row, f"parameter_{language}")),
            f"{row.correlation:+.2f} (±{row.error:.2f})",
            word("ranking_told" if row.told else "ranking_untold", language),
        ]
        for row in open_ones.groupby(["answer", "variable"], sort=False).head(RANKED).itertuples()
    ]
    parameters = found.groupby(["answer", "variable"]).size().max()
    bounds = {f"at_{runs}": f"{least_told(runs, parameters):.2f}" for runs in MORE_RUNS}
    note = told(
        result,
        "ranking_note",
        language=language,
        runs=found["runs"].max(),
        least=f"{found['least'].min():.2f}",
        **bounds,
    )
    header = word("ranking_header", language).split("|")
    return Table(word("table_ranking", language), header, rows, "", [note], texts=len(header))


def assumption_table(result: Shown, language: str) -> Table:
    """Every parameter whose status is assumed, with value, range and source."""
    known = [q for q in parameters_for(result.scenario.complex).values() if q.status == "assumed"]

    def told(value: float, unit: str) -> str:
        if unit == "years":
            return f"{value:.4g}"
        return plain(counted(UNITS[unit].in_language(language))[0] * value, language)

    def reach(low: float | None, high: float | None, *, unit: str) -> str:
        return "-" if low is None or high is None else span(told(low, unit), told(high, unit), language=language)

    listed = sources()
    cells = [
        [
            q.name.in_language(language),
            told(q.value, q.unit),
            reach(q.low, q.high, unit=q.unit),
            counted(UNITS[q.unit].in_language(language))[1],
            listed[q.source].title.in_language(language) if q.source in listed else q.source,
            str(q.year),
        ]
        for q in known
    ]
    header = (
        ["항목", "값", "범위", "단위", "출처", "연도"]
        if language == "ko"
        else ["Item", "Value", "Range", "Unit", "Source", "Year"]
    )
    note = word("assumed_note", language, count=len(known))
    source = word("source_named", language)
    return Table(word("table_assumptions", language), header, cells, "", [note], source)


def glossary_table(_result: Shown, language: str) -> Table:
    """Terms of the report with what they mean here."""
    known = labels()
    cells = [
        [known[key].name.in_language(language), known[key].definition.in_language(language)] for key in IN_GLOSSARY
    ]
    header = ["용어", "뜻"] if language == "ko" else ["Term", "Meaning"]
    return Table(word("table_glossary", language), header, cells, texts=2)
