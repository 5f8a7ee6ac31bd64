"""The outside path's own score as tables and one picture: where what came fell, and by how much the path missed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from simulation.errors import Text
from simulation.outcomes.folder import whole_folder
from simulation.report import style
from simulation.report.alt_text import joined
from simulation.report.framing import arrange
from simulation.report.picture import Picture, canvas
from simulation.report.style import number, styled
from simulation.report.tables import Rows, write_csv
from simulation.texts import Say, texts

say = Say("demand_score")
RIVALS = texts("demand_score.rival")
BASES = texts("demand_score.basis")
SHOWN = ("crps_pool", "crps_drift", "crps_last", "mae", "bias", "cover_80", "cover_95")
BARS = 5


def save_demand_score(
    scores: pd.DataFrame, single: pd.DataFrame, *, name: Text, paths: int, folder: Path, language: str
) -> tuple[list[str], Rows]:
    """Write ``scores.csv``, ``forecasts.csv`` and the picture; header and rows for the terminal.

    Args:
        scores, single: tables of :func:`simulation.experiments.demand_score.score_demand`.
        name: of the complex.
        paths: paths drawn from every origin.
        folder: written whole; what stood there is replaced.
        language: ``ko`` or ``en``.
    """
    with whole_folder(folder) as draft:
        write_csv(scores, draft / "scores.csv")
        write_csv(single, draft / "forecasts.csv")
        demand_score_figure(scores, single, name=name, paths=paths, language=language).save(draft)
    rows = [
        [BASES[str(row["basis"])].in_language(language), str(row["ahead"]), str(row["origins"])]
        + [number(float(row[key]), language, decimals=0 if key.startswith("cover") else 1) for key in SHOWN]
        for row in scores.to_dict("records")
    ]
    return say("header", language).split("|"), rows


@styled()
def demand_score_figure(
    scores: pd.DataFrame, single: pd.DataFrame, *, name: Text, paths: int, language: str
) -> Picture:
    """Two panels: histogram of the places of the record in the forecasts, and CRPS by horizon beside rivals."""
    figure, (left, right) = canvas(panels=2, height=4.2)
    edges = np.linspace(0.0, 1.0, BARS + 1)
    for place, (basis, mark) in enumerate(zip(BASES, style.SERIES, strict=False)):
        counts, _ = np.histogram(single.loc[single["basis"] == basis, "pit"], edges)
        width = 0.4 / BARS
        left.bar(
            edges[:-1] + (place + 0.5) * width + 0.1 / BARS, counts, width, color=mark.colour, hatch=mark.hatch,
            edgecolor="white", label=BASES[basis].in_language(language),
        )  # fmt: skip
    left.set_xlabel(say("place", language))
    left.set_ylabel(say("count", language))
    left.legend(loc="upper left")
    quarterly = scores[scores["basis"] == "quarter"]
    for (key, label), mark in zip(RIVALS.items(), style.ALTERNATIVES, strict=False):
        right.plot(
            quarterly["ahead"], quarterly[key], color=mark.colour, linestyle=mark.line, marker=mark.marker,
            markersize=4,
            label=label.in_language(language),
        )  # fmt: skip
    right.set_xticks(list(quarterly["ahead"]))
    right.set_ylim(bottom=0.0)
    right.set_xlabel(say("ahead", language))
    right.set_ylabel(say("miss", language))
    right.legend(loc="upper left")
    origins = single.groupby("basis")["origin"].nunique().sum()
    subtitle = say("subtitle", language, name=name.in_language(language), origins=origins, paths=paths)
    last = quarterly.iloc[-1]
    misses = {key: number(float(last[key]), language, decimals=1) for key in RIVALS}
    title = say("title", language, ahead=int(last["ahead"]), **misses)
    told = [
        say("told", language, name=label.in_language(language), ahead=int(row["ahead"]),
            value=number(float(row[key]), language, decimals=1))
        for key, label in RIVALS.items() for row in quarterly.to_dict("records")
    ]  # fmt: skip
    remarks, source = [say("remark", language)], say("source", language)
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language)
    figure.subplots_adjust(left=0.09, wspace=0.26)
    return Picture("demand_score", title, figure, scores, joined(told))
