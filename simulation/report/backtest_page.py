"""The back-test and the forecast as folders: tables, pictures and one page that says where the model loses."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from simulation.catalogue import ComplexData, name_of
from simulation.experiments.backtest import FIRST_ORIGIN, MODEL
from simulation.experiments.published import TOTAL
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.rivals import statistical
from simulation.report import backtest_words as words
from simulation.report.backtest_figures import accuracy_figure, forecast_figure, places_figure
from simulation.report.page.page import render
from simulation.report.page.shells import Contents, Drawn, Lines, Section, Table
from simulation.report.picture import Picture
from simulation.report.series import LEAST_RUNS
from simulation.report.style import number, span
from simulation.report.tables import Rows, write_csv

NUMBERS = ("crps", "mae", "bias")
NO_BAND = "-"
"""Stands where a band would, of runs too few to carry it."""
COVERS = ("cover_50", "cover_80", "cover_95")


def save_backtest(
    single: pd.DataFrame, means: pd.DataFrame, *, weights: pd.DataFrame, data: ComplexData, runs: int, folder: Path
) -> None:
    """Write ``forecasts.csv``, ``scores.csv``, ``weights.csv``, two pictures and the page in both languages.

    Args:
        single, means, weights: tables of :mod:`simulation.experiments.backtest`.
        data: the complex.
        runs: runs from every origin.
        folder: written whole; what stood there is replaced.
    """
    with whole_folder(folder) as draft:
        write_csv(single, draft / "forecasts.csv")
        write_csv(means, draft / "scores.csv")
        write_csv(weights, draft / "weights.csv")
        for language in ("ko", "en"):
            place = data.name.in_language(language)
            subtitle = words.said(
                "subtitle", language, place=place, first=FIRST_ORIGIN, last=data.quarters[-2], runs=runs
            )
            pictures = _pictures(single, means, subtitle=subtitle, language=language)
            if language == "ko":
                for picture in pictures:
                    picture.save(draft)
            sections = [Section(words.said("verdict_title", language), [_verdict_table(means, language)])]
            sections[0].blocks += [
                Drawn(picture, words.SUBJECTS[picture.name].in_language(language)) for picture in pictures
            ]
            sections += [
                Section(words.MODES[mode].in_language(language), [_scores_of(means, mode, language=language)])
                for mode in words.MODES
                if mode in set(means["mode"])
            ]
            if not weights.empty:
                sections.append(Section(words.said("weights_title", language), [_weights(weights, language)]))
            notes = [text.in_language(language) for text in words.CAVEATS]
            if not statistical():
                notes.append(words.said("no_library", language))
            sections[0].blocks.append(Lines(notes, "※"))
            title = words.said("page_title", language, place=place)
            (draft / f"backtest.{language}.html").write_text(
                render(Contents(title, subtitle, sections), language=language), encoding="utf-8"
            )


def _pictures(single: pd.DataFrame, means: pd.DataFrame, *, subtitle: str, language: str) -> list[Picture]:
    made = [places_figure(single, subtitle, language=language)]
    if "announced" in set(means["mode"]):
        made.insert(0, accuracy_figure(means, subtitle, language=language))
    return made


def verdict_rows(means: pd.DataFrame, language: str) -> Rows:
    """A row a question, measure and horizon: the model beside the best of its rivals, for the page and the terminal."""
    rows = []
    for (mode, measure, ahead), found in means[means["scope"] == TOTAL].groupby(
        ["mode", "measure", "ahead"], sort=False
    ):
        own = found[found["method"] == MODEL].iloc[0]
        rest = found[found["method"] != MODEL].sort_values("crps").iloc[0]
        verdict = "better" if own["crps"] < rest["crps"] else "worse"
        rows.append(
            [
                words.MODES[str(mode)].in_language(language),
                words.MEASURES[str(measure)].in_language(language),
                str(ahead),
                number(float(own["crps"]), language, decimals=2),
                number(float(rest["crps"]), language, decimals=2),
                words.METHODS[str(rest["method"])].in_language(language),
                f"{number(float(own['cover_80']), language)} %",
                words.said(verdict, language),
            ]
        )
    return rows


def _verdict_table(means: pd.DataFrame, language: str) -> Table:
    rows, better = verdict_rows(means, language), words.said("better", language)
    won = sum(row[-1] == better for row in rows)
    title = words.said("verdicts", language, all=len(rows), won=won)
    return Table(title, words.said("verdict_header", language).split("|"), rows, texts=2)


def _scores_of(means: pd.DataFrame, mode: str, *, language: str) -> Table:
    own = means[(means["mode"] == mode) & (means["scope"] == TOTAL)]
    header = words.said("score_header", language).split("|")
    title = words.said("scores_title", language, mode=words.MODES[mode].in_language(language))
    return Table(title, header, score_rows(own, language), texts=2)


def score_rows(means: pd.DataFrame, language: str) -> Rows:
    """Rows of the table of scores, for the page and the terminal."""
    return [
        [
            words.MEASURES[str(row["measure"])].in_language(language),
            words.METHODS[str(row["method"])].in_language(language),
            *(str(row[name]) for name in ("ahead", "origins", "independent")),
            *(number(float(row[name]), language, decimals=2) for name in NUMBERS),
            *(number(float(row[name]), language) for name in COVERS),
            number(float(row["p_last_value"]), language, decimals=2),
        ]
        for row in means.to_dict("records")
    ]


def _weights(weights: pd.DataFrame, language: str) -> Table:
    rows = [
        [
            words.MEASURES[str(row["measure"])].in_language(language),
            words.SCOPES[str(row["scope"])].in_language(language),
            str(row["ahead"]),
            words.METHODS[str(row["rival"])].in_language(language),
            *(
                number(float(row[name]), language, decimals=2)
                for name in ("weight", "crps_model", "crps_rival", "crps_pool")
            ),
        ]
        for row in weights.to_dict("records")
    ]
    title = words.said("weights_table", language)
    return Table(title, words.said("weight_header", language).split("|"), rows, texts=2)


def save_forecast(found: pd.DataFrame, *, data: ComplexData, runs: int, folder: Path, language: str) -> Rows:
    """Write ``forecast.csv`` (the pool), ``forecast_model.csv``, ``forecast_rival.csv`` and the picture.

    Args:
        found: table of :func:`simulation.experiments.forecast.forecast`.
        data: the complex.
        runs: runs simulated.
        folder: written whole; what stood there is replaced.
        language: ``ko`` or ``en``.

    Returns:
        Rows for the terminal: last quarter of every year, totals, with the bands that the runs carry.
    """
    with whole_folder(folder) as draft:
        for method, name in (("pool", "forecast"), ("model", "forecast_model"), ("rival", "forecast_rival")):
            own = found[found["method"] == method]
            left = ["method"] if method != "pool" else ["method", "rival", "weight"]
            own.drop(columns=left).to_csv(draft / f"{name}.csv", index=False, lineterminator="\n")
        forecast_figure(found, data, runs=runs, language=language).save(draft)
    own = found[(found["method"] == "pool") & (found["industry"] == TOTAL) & found["quarter"].str.endswith("Q4")]
    rows = []
    for row in own.to_dict("records"):
        measure = str(row["variable"])
        divisor, unit = words.shown_in(
            measure, float(own.loc[own["variable"] == measure, "q50"].max()), language=language
        )
        level = {key: float(row[key]) / divisor for key in ("q025", "q10", "q50", "q90", "q975")}
        said = {
            key: number(value, language, decimals=0 if measure == "tenant_firms" else 1) for key, value in level.items()
        }
        name = words.MEASURES[measure].in_language(language)
        rows.append(
            [
                f"{name} ({unit})",
                str(row["quarter"]),
                said["q50"],
                *(
                    span(said[low], said[high], language=language) if runs >= LEAST_RUNS[band] else NO_BAND
                    for band, low, high in (("band_80", "q10", "q90"), ("band_95", "q025", "q975"))
                ),
            ]
        )
    return rows


def record_rows(means: pd.DataFrame, language: str) -> Rows:
    """Rows for the terminal of a forecast held against a record."""
    return [
        [
            words.MEASURES[str(row["variable"])].in_language(language),
            name_of(f"industry.{row['industry']}", language),
            str(row["figures"]),
            *(number(float(row[name]), language, decimals=2) for name in ("mae", "bias", "score")),
            *(number(float(row[name]), language) for name in COVERS),
        ]
        for row in means.to_dict("records")
    ]
