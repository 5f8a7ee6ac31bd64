"""The outside path's own score as tables and one picture: where what came fell, and by how much the path missed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from simulation.errors import Text
from simulation.outcomes.folder import whole_folder
from simulation.report import style
from simulation.report.framing import arrange
from simulation.report.picture import Picture, canvas
from simulation.report.style import number, styled
from simulation.report.tables import Rows, write_csv

TITLE = Text(
    "발표 시점 전망의 외부수요 경로: 과거 자료로 본 정확도", "The path of outside demand held against the record"
)
SUBTITLE = Text(
    "{name}, 기준 시점 {origins}개, 시점마다 {paths}개 경로",
    "{name}; {origins: origin| origins}, {paths: path| paths} from each",
)
PLACE = Text("실적이 놓인 분위(0~1)", "Place of the record in the forecast (0 to 1)")
COUNT = Text("예측 수", "Forecasts")
AHEAD = Text("예측 시계(분기)", "Quarters ahead")
MISS = Text("CRPS(%)", "CRPS (percent)")
RIVALS = {
    "crps_pool": Text("경로 모음", "Pool of paths"),
    "crps_drift": Text("추세", "Drift"),
    "crps_last": Text("마지막 값", "Last value"),
}
BASES = {"quarter": Text("분기 자료", "By quarter"), "year": Text("연간 자료", "By year")}
REMARK = Text(
    "왼쪽: 막대가 고르면 전망의 폭이 맞음. 오른쪽: 작을수록 정확함. 시점이 겹치므로 서로 독립인 예측은 이보다 적음",
    "Left: even bars mean that the width is right. Right: lower is better. Origins overlap, so fewer of the forecasts "
    "are independent",
)
SOURCE = Text(
    "자료: 한국산업단지공단 산업동향(분기·연간 생산), sandan 계산",
    "Source: KICOX production by quarter and year; computed by sandan",
)
HEADER = Text(
    "자료|시계|시점 수|CRPS 경로|CRPS 추세|CRPS 마지막 값|절대오차|편의|80 % 포함|95 % 포함",
    "Data|Ahead|Origins|CRPS pool|CRPS drift|CRPS last|MAE|Bias|In 80 %|In 95 %",
)
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
    return HEADER.in_language(language).split("|"), rows


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
    left.set_xlabel(PLACE.in_language(language))
    left.set_ylabel(COUNT.in_language(language))
    left.legend(loc="upper left")
    quarterly = scores[scores["basis"] == "quarter"]
    for (key, label), mark in zip(RIVALS.items(), style.SERIES, strict=False):
        right.plot(
            quarterly["ahead"], quarterly[key], color=mark.colour, linestyle=mark.line, marker="o", markersize=4,
            label=label.in_language(language),
        )  # fmt: skip
    right.set_xticks(list(quarterly["ahead"]))
    right.set_ylim(bottom=0.0)
    right.set_xlabel(AHEAD.in_language(language))
    right.set_ylabel(MISS.in_language(language))
    right.legend(loc="upper left")
    origins = single.groupby("basis")["origin"].nunique().sum()
    subtitle = SUBTITLE.filled(language, name=name.in_language(language), origins=origins, paths=paths)
    title = TITLE.in_language(language)
    remarks, source = [REMARK.in_language(language)], SOURCE.in_language(language)
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language)
    figure.subplots_adjust(left=0.09, wspace=0.26)
    return Picture("demand_score", title, figure)
