"""The page of announced claims: one sentence a claim and complex, side by side, and the table behind it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation.catalogue import complex_data, complexes, parameters_for
from simulation.errors import LANGUAGES
from simulation.experiments.claim_comparisons import MORE, STEADIER
from simulation.experiments.claims import NO_NUMBER
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.full_size import scale_note
from simulation.outcomes.metrics import runs_to_tell
from simulation.outcomes.target_values import LEVEL
from simulation.outcomes.targets import WIDEST
from simulation.outcomes.verdicts import carry_a_band
from simulation.report.conditions import condition
from simulation.report.findings import WITHHELD, verdict_of
from simulation.report.page.page import render
from simulation.report.page.shells import Contents, Section, Table
from simulation.report.style import number
from simulation.report.tables import Rows, write_csv
from simulation.report.targets import row_name, testable
from simulation.report.words import outlook_name
from simulation.scenario import load
from simulation.texts import Say
from simulation.units import UNITS

said = Say("claims")
FOLDER = "claims"
COLUMNS = (
    "part", "programme", "place", "target", "name_ko", "name_en", "reading_ko", "reading_en", "value", "unit",
    "in_proportion", "testable", "outlook", "n", "method", "paths", "worlds", "pairs", "probability", "low", "high",
    "probability_without", "q10", "q50", "q90", "difference", "mean", "mean_low", "mean_high", "follows", "slope",
    "met", "best", "middle", "multiple", "growth_least", "growth_best", "growth_middle", "answer_ko", "answer_en",
    "scale",
)  # fmt: skip
"""Columns of ``claims.csv``."""


def answer(row: Mapping[str, Any], language: str) -> str:
    """One claim in one complex in one sentence: probability or why none, outlook, what would have to be true.

    Args:
        row: a row of :func:`simulation.experiments.claims.claims`.
        language: ``ko`` or ``en``.
    """
    if row["target"] == NO_NUMBER:
        return said("no_number", language)
    if not testable(dict(row)):
        return said("not_tested", language, reason=row[f"reason_{language}"])
    percents = {
        name: number(100.0 * float(row[column]), language)
        for name, column in (("p", "probability"), ("low", "low"), ("high", "high"))
    }
    is_level = str(row["compare"]) == LEVEL
    compared = str(row.get("judged_by") or "") in (MORE, STEADIER)
    without = ""
    if is_level:
        without = said("without", language, p0=number(100.0 * float(row["probability_without"]), language))
    withheld = verdict_of({**row, "probability_without": row.get("probability_without", 0.0)}) == WITHHELD
    worlds, pairs = (0 if pd.isna(row.get(name, 0)) else int(row.get(name, 0)) for name in ("worlds", "pairs"))
    text = said(
        ("withheld_more" if worlds else "withheld") if withheld else "likely",
        language,
        **percents,
        runs=int(row["n"]),
        worlds=worlds,
        pairs=pairs,
        enough=number(_enough(row, worlds), language) if withheld else "",
        without=without,
        outlook=outlook_name(str(row["outlook"]), language),
        condition=_comparison(row, language) if compared else condition(row, language),
    )
    if not row["in_proportion"]:
        return text
    unit = UNITS[str(row["unit"])].in_language(language)
    decimals = 1 if float(row["value"]) < 1_000.0 else 0
    return said("scaled", language, value=number(float(row["value"]), language, decimals=decimals), unit=unit) + text


def _enough(row: Mapping[str, Any], worlds: int) -> int:
    """Runs, or worlds that teach it, with which the interval would be narrow enough for a verdict."""
    if not worlds:
        return runs_to_tell(float(row["probability"]), WIDEST)
    wider = (float(row["high"]) - float(row["low"])) / WIDEST
    return int(np.ceil(worlds * wider**2))


def _comparison(row: Mapping[str, Any], language: str) -> str:
    decimals = 0 if row["judged_by"] == MORE else 3
    middle, low, high, mean, least, most = (
        number(float(row[column]), language, decimals=decimals)
        for column in ("difference", "q10", "q90", "mean", "mean_low", "mean_high")
    )
    enough = carry_a_band(int(row["n"]))
    band = said("band", language, q10=low, q90=high) if enough else ""
    where = said("where_none", language, runs=int(row["n"]))
    if row["follows"]:
        parameter = parameters_for(str(row["place"]))[str(row["follows"])].name.in_language(language)
        where = said("where_high" if float(row["slope"]) > 0.0 else "where_low", language, parameter=parameter)
    told = {"middle": middle, "band": band, "mean": mean, "least": least, "most": most, "where": where}
    return said(str(row["judged_by"]), language, **told)


def answers(found: pd.DataFrame, language: str) -> tuple[list[str], dict[tuple[str, str], Rows]]:
    """Header, and the rows of every announcement (letter, scenario): the claim and its answer in each complex."""
    places = complexes()
    header = [said("claim", language), *(complex_data(each).name.in_language(language) for each in places)]
    tables: dict[tuple[str, str], list[list[str]]] = {}
    held = found.astype(object).where(found.notna(), None).to_dict("records")
    kept = [{str(key): value for key, value in row.items()} for row in held]
    for part, programme in dict.fromkeys((row["part"], row["programme"]) for row in kept):
        own = [row for row in kept if (row["part"], row["programme"]) == (part, programme)]
        rows = tables.setdefault((str(part), str(programme)), [])
        for claim in dict.fromkeys((row["target"], row.get("reading")) for row in own):
            alike = {row["place"]: row for row in own if (row["target"], row.get("reading")) == claim}
            rows.append([_name(next(iter(alike.values())), language), *(
                answer(alike[place], language) if place in alike else said("not_asked", language) for place in places
            )])  # fmt: skip
    return header, tables


def _name(row: Mapping[str, Any], language: str) -> str:
    if row["target"] == NO_NUMBER:
        return said("no_number_name", language)
    return row_name(dict(row), language, wrapped=False)


def claims_page(found: pd.DataFrame, *, runs: int, scale: float, language: str) -> str:
    """The answers as one HTML page that asks for nothing from outside.

    Args:
        found: rows of :func:`simulation.experiments.claims.claims`.
        runs: runs a scenario.
        scale: size of the worlds.
        language: ``ko`` or ``en``.
    """
    header, tables = answers(found, language)
    sections = []
    for (part, programme), rows in sorted(tables.items()):
        name = getattr(load(programme).name, language)
        title = said("section", language, part=part, name=name)
        sections.append(
            Section(
                title, [Table(said("table", language), header, rows, "", [said("note", language)], texts=len(header))]
            )
        )
    size = "" if scale == 1.0 else f" · {scale_note(scale, language)}"
    outlooks = [outlook_name(str(each), language) for each in dict.fromkeys(found["outlook"].dropna())]
    subtitle = said("subtitle", language, outlook=", ".join(outlooks), runs=runs, size=size)
    return render(Contents(said("title", language), subtitle, sections), language=language)


def save_claims(found: pd.DataFrame, *, runs: int, scale: float, out: Path, language: str) -> tuple[Path, list[str]]:
    """Write ``<out>/claims``: the table with both sentences of every row, and the page in both languages.

    Returns:
        The folder, and the answers as lines for the terminal.
    """
    told = found.copy()
    held = found.astype(object).where(found.notna(), None).to_dict("records")
    for each in LANGUAGES:
        told[f"answer_{each}"] = [answer({str(k): v for k, v in row.items()}, each) for row in held]
    told["scale"] = scale
    target = out / FOLDER
    with whole_folder(target) as draft:
        write_csv(told.reindex(columns=list(COLUMNS)), draft / f"{FOLDER}.csv")
        for each in LANGUAGES:
            page = claims_page(found, runs=runs, scale=scale, language=each)
            (draft / f"{FOLDER}.{each}.html").write_text(page, encoding="utf-8")
    (_, *places), tables = answers(found, language)
    lines = []
    for _, rows in sorted(tables.items()):
        for claim, *told_of in rows:
            lines += [claim, *(f"  {place}: {sentence}" for place, sentence in zip(places, told_of, strict=True))]
    return target, lines
