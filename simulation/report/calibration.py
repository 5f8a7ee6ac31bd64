"""What calibration learned: tables, prior against posterior, its check of itself, and histories beside the record."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, parameters_for
from simulation.errors import Text
from simulation.experiments.calibrate import START, Learned
from simulation.experiments.moments import LAST
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.published import TOTAL, published
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.report import backtest_words as words
from simulation.report.calibration_figures import histories_figure, margins_figure, ranks_figure
from simulation.report.page.page import render
from simulation.report.page.shells import Contents, Drawn, Lines, Section, Table
from simulation.report.style import number, plain, span
from simulation.report.tables import Rows, write_csv
from simulation.units import UNITS

TITLE = Text("{place} 모수 추정(2018~2021년 실적)", "Parameters learned from the record of 2018 to 2021: {place}")
SUBTITLE = Text(
    "사전분포 {draws}개 조합의 재현, 축척 {scale:g}", "{draws} histories from the joint prior, scale {scale:g}"
)
LEARNED = Text("배운 모수", "What was learned")
LEARNED_HEADER = Text(
    "모수|단위|사전 하한|사전 상한|사후 중위값|사후 80 % 구간|설명 비중|사후/사전 폭",
    "Parameter|Unit|Prior low|Prior high|Posterior median|Posterior 80 %|Share told|Posterior over prior spread",
)
MARGINS = Text("사전분포와 사후분포", "Prior against posterior")
RANKS = Text("방법의 자기 검증: 참값의 자리", "The method's check of itself: places of the truth")
HISTORIES = Text("사후분포로 재현한 실적", "Histories under the posterior beside the record")
MISSED = Text(
    "{measure}: 2022~2023년 평균 절대오차 {error} %, 80 % 구간 포함 {inside}/{all}",
    "{measure}: mean absolute error {error} percent in 2022-23, {inside} of {all} quarters in the 80 % band",
)
LIMITS = (
    Text(
        "모형의 구조적 오차를 인정한 완화된 가능도임. 오차의 크기는 가정값(sandan list parameters의 calibration)",
        "A tempered likelihood that grants the model an error of its own; its size is assumed (calibration.*)",
    ),
    Text(
        "여기 없는 모수는 2018~2021년 실적으로 배울 수 없어 사전분포대로 추출함",
        "Parameters not listed cannot be learned from 2018 to 2021 and are drawn from their priors",
    ),
)


def save_calibration(
    found: Learned, histories: NDArray[np.float64], *, data: ComplexData, scale: float, folder: Path
) -> None:
    """Write ``posterior.csv``, ``learned.csv``, ``screening.csv``, ``ranks.csv``, pictures and the page.

    Args:
        found: what :func:`simulation.experiments.calibrate.calibrate` returned.
        histories: what :func:`simulation.experiments.calibrate.predicted` returned.
        data: the complex.
        scale: of the histories.
        folder: written whole; what stood there is replaced.
    """
    with whole_folder(folder) as draft:
        found.values.to_csv(draft / "posterior.csv", index=False, float_format="%.6g", lineterminator="\n")
        write_csv(learned_table(found, data.key), draft / "learned.csv")
        write_csv(found.screening, draft / "screening.csv")
        for language in ("ko", "en"):
            subtitle = SUBTITLE.filled(language, draws=len(found.prior), scale=scale)
            pictures = [
                margins_figure(found, subtitle, language=language, key=data.key),
                ranks_figure(found, subtitle, language=language, key=data.key),
                histories_figure(histories, data, subtitle=subtitle, language=language),
            ]
            if language == "ko":
                for picture in pictures:
                    picture.save(draft)
            header = LEARNED_HEADER.in_language(language).split("|")
            rows = learned_rows(found, data.key, language=language)
            notes = [*missed(histories, data, language=language), *(text.in_language(language) for text in LIMITS)]
            sections = [
                Section(LEARNED.in_language(language), [Table(LEARNED.in_language(language), header, rows, texts=2)]),
                Section(HISTORIES.in_language(language), [Drawn(pictures[2]), Lines(notes)]),
                Section(MARGINS.in_language(language), [Drawn(pictures[0])]),
                Section(RANKS.in_language(language), [Drawn(pictures[1])]),
            ]
            title = TITLE.filled(language, place=data.name.in_language(language))
            page = render(Contents(title, subtitle, sections), language=language)
            (draft / f"calibration.{language}.html").write_text(page, encoding="utf-8")


def learned_table(found: Learned, key: str) -> pd.DataFrame:
    """One row a parameter: prior range, posterior quantiles, share told, spread of the posterior over the prior's."""
    known, rows = parameters_for(key), []
    told = dict(zip(found.screening["parameter"], found.screening["told"], strict=True))
    for column, name in enumerate(found.names):
        values = found.values[name].to_numpy()
        rows.append(
            {
                "parameter": name,
                "unit": known[name].unit,
                "low": known[name].low,
                "high": known[name].high,
                **dict(zip(QUANTILES[1:], np.quantile(values, PROBABILITIES), strict=True)),
                "told": told[name],
                "spread_ratio": found.places[:, column].std() / found.prior[:, column].std(),
            }
        )
    return pd.DataFrame(rows)


def learned_rows(found: Learned, key: str, *, language: str) -> Rows:
    """The table of what was learned, for the page and the terminal."""
    known = parameters_for(key)

    return [
        [
            known[str(row["parameter"])].name.in_language(language),
            UNITS[str(row["unit"])].in_language(language),
            *(plain(float(row[name]), language) for name in ("low", "high", "q50")),
            span(plain(float(row["q10"]), language), plain(float(row["q90"]), language), language=language),
            number(float(row["told"]), language, decimals=2),
            number(float(row["spread_ratio"]), language, decimals=2),
        ]
        for row in learned_table(found, key).to_dict("records")
    ]


def missed(histories: NDArray[np.float64], data: ComplexData, *, language: str) -> list[str]:
    """One line a measure: how far the median lies from the record after the quarters that were learned from."""
    quarters = following(START, histories.shape[1])
    test = [place for place, quarter in enumerate(quarters) if quarter > LAST]
    lines = []
    for place in (1, 2, 3):
        drawn = histories[:, test, place, 0]
        record = published(data, MEASURES[place])[TOTAL].loc[[quarters[each] for each in test]].to_numpy()
        low, middle, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
        lines.append(
            MISSED.filled(
                language,
                measure=words.MEASURES[MEASURES[place]].in_language(language),
                error=number(float(100.0 * np.abs(middle / record - 1.0).mean()), language, decimals=2),
                inside=int(((low <= record) & (record <= high)).sum()),
                all=len(test),
            )
        )
    return lines
