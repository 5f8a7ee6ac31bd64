"""What calibration learned: tables, prior against posterior, its check of itself, and histories beside the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, parameters_for
from simulation.errors import Text
from simulation.experiments.backtest import TOTAL, published
from simulation.experiments.calibrate import LAST, ORIGIN, Learned
from simulation.experiments.origins import MEASURES, following
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.report import backtest_words as words
from simulation.report import style
from simulation.report.bands import years
from simulation.report.page.page import render
from simulation.report.page.shells import Contents, Drawn, Lines, Section, Table
from simulation.report.picture import Picture, arrange, canvas
from simulation.report.series import places
from simulation.report.style import number, styled, ticks
from simulation.report.tables import Rows, write_csv

Column = NDArray[np.float64]
TITLE = Text("{place} 모수 추정(2018~2021년 실적)", "Parameters learned from the record of 2018 to 2021: {place}")
SUBTITLE = Text(
    "사전분포 {draws}개 조합의 재현, 축척 {scale:g}", "{draws} histories from the joint prior, scale {scale:g}"
)
LEARNED = Text("배운 모수", "What was learned")
LEARNED_HEADER = Text(
    "모수|단위|사전 하한|사전 상한|사후 중위값|사후 80 % 구간|상관|사후/사전 폭",
    "Parameter|Unit|Prior low|Prior high|Posterior median|Posterior 80 %|Correlation|Posterior over prior spread",
)
MARGINS = Text("사전분포와 사후분포", "Prior against posterior")
MARGINS_NOTE = Text(
    "가로는 사전분포 안의 자리(0~1). 회색 점선은 사전분포, 막대는 사후분포",
    "Across: place in the prior (0 to 1). Grey dotted: prior; bars: posterior",
)
RANKS = Text("방법의 자기 검증: 참값의 자리", "The method's check of itself: places of the truth")
RANKS_NOTE = Text(
    "모형이 만든 기록에서 참값이 놓인 분위. 고르면 방법이 옳음",
    "Where the truth lay in posteriors from records that the model made: even where the method is right",
)
HISTORIES = Text("사후분포로 재현한 실적", "Histories under the posterior beside the record")
HISTORIES_NOTE = Text(
    "점은 실적, 세로 점선 왼쪽({last}까지)으로 배우고 오른쪽은 시험임. 구간에는 인정한 구조적 오차가 들어 있음",
    "Dots: record. Learned from the left of the dotted line (to {last}); the right is the test. Bands hold the "
    "structural error granted",
)
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
BINS, COLUMNS = 10, 4
LONGEST = {"ko": 18, "en": 28}
"""Characters of a name over a small panel."""
EDGES = [place / BINS for place in range(BINS + 1)]


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
        write_csv(found.correlation, draft / "screening.csv")
        write_csv(pd.DataFrame(found.rank, columns=list(found.names)), draft / "ranks.csv")
        for language in ("ko", "en"):
            subtitle = SUBTITLE.in_language(language).format(draws=len(found.prior), scale=scale)
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
            title = TITLE.in_language(language).format(place=data.name.in_language(language))
            page = render(Contents(title, subtitle, sections), language=language)
            (draft / f"calibration.{language}.html").write_text(page, encoding="utf-8")


def learned_table(found: Learned, key: str) -> pd.DataFrame:
    """One row a parameter: prior range, posterior quantiles, correlation, spread of the posterior over the prior's."""
    known, rows = parameters_for(key), []
    strength = dict(zip(found.correlation["parameter"], found.correlation["correlation"], strict=True))
    for column, name in enumerate(found.names):
        values = found.values[name].to_numpy()
        rows.append(
            {
                "parameter": name,
                "unit": known[name].unit,
                "low": known[name].low,
                "high": known[name].high,
                **dict(zip(QUANTILES[1:], np.quantile(values, PROBABILITIES), strict=True)),
                "correlation": strength[name],
                "spread_ratio": found.places[:, column].std() / found.prior[:, column].std(),
            }
        )
    return pd.DataFrame(rows)


def learned_rows(found: Learned, key: str, *, language: str) -> Rows:
    """The table of what was learned, for the page and the terminal."""
    known = parameters_for(key)

    def written(value: float) -> str:
        return f"{value:.3g}"

    return [
        [
            known[str(row["parameter"])].name.in_language(language),
            str(row["unit"]),
            *(written(float(row[name])) for name in ("low", "high", "q50")),
            f"{written(float(row['q10']))}~{written(float(row['q90']))}",
            number(float(row["correlation"]), language, decimals=2),
            number(float(row["spread_ratio"]), language, decimals=2),
        ]
        for row in learned_table(found, key).to_dict("records")
    ]


def _small_panels(
    file: str,
    title: Text,
    *,
    note: Text,
    draw: Callable[[Axes, int], None],
    found: Learned,
    subtitle: str,
    language: str,
    key: str,
) -> Picture:
    """One small panel a learned parameter, under its name."""
    rows = -(-len(found.names) // COLUMNS)
    figure, panels = canvas(panels=COLUMNS, rows=rows, height=1.5 + 1.45 * rows)
    for column, axes in enumerate(panels):
        if column >= len(found.names):
            axes.set_visible(False)
            continue
        draw(axes, column)
        name = parameters_for(key)[found.names[column]].name.in_language(language)
        longest = LONGEST[language]
        axes.set_title(name if len(name) <= longest else f"{name[: longest - 1]}…", fontsize=7.0, pad=3)
        axes.set_xticks([0.0, 0.5, 1.0])
        axes.tick_params(labelsize=6.5)
    said = title.in_language(language)
    source = words.SOURCE.in_language(language)
    arrange(
        figure,
        said,
        subtitle=subtitle,
        remarks=[note.in_language(language)],
        source=source,
        language=language,
        legend_rows=0,
        left=0.05,
    )
    figure.subplots_adjust(hspace=0.75, wspace=0.3)
    return Picture(file, said, figure)


@styled()
def margins_figure(found: Learned, subtitle: str, *, language: str, key: str) -> Picture:
    """Histogram of the posterior of every learned parameter over its prior, which is flat in these places."""

    def draw(axes: Axes, column: int) -> None:
        axes.hist(found.places[:, column], EDGES, density=True, color=style.SKY, ec="white")
        axes.axhline(1.0, color=style.GREY, linestyle=(0, (1.2, 1.4)), linewidth=1.2)

    return _small_panels(
        "prior_posterior",
        MARGINS,
        note=MARGINS_NOTE,
        draw=draw,
        found=found,
        subtitle=subtitle,
        language=language,
        key=key,
    )


@styled()
def ranks_figure(found: Learned, subtitle: str, *, language: str, key: str) -> Picture:
    """Histogram of the places of the truth for every learned parameter, with the band that chance allows."""
    even = len(found.rank) / BINS
    chance = 2.0 * np.sqrt(even * (1.0 - 1.0 / BINS))

    def draw(axes: Axes, column: int) -> None:
        axes.axhspan(even - chance, even + chance, color=style.LIGHT, lw=0)
        axes.hist(found.rank[:, column], EDGES, color=style.SKY, ec="white")

    return _small_panels(
        "ranks", RANKS, note=RANKS_NOTE, draw=draw, found=found, subtitle=subtitle, language=language, key=key
    )


@styled()
def histories_figure(histories: NDArray[np.float64], data: ComplexData, *, subtitle: str, language: str) -> Picture:
    """Fans of jobs, tenants and utilisation with the record as dots; production is given and so not drawn."""
    figure, panels = canvas(panels=3, height=3.9)
    quarters = following(ORIGIN, histories.shape[1])
    x = places(quarters)
    for axes, place in zip(panels, (1, 2, 3), strict=True):
        measure = MEASURES[place]
        divisor, mark = words.DIVISORS[measure], style.SERIES[0]
        found = dict(zip(QUANTILES[1:], np.quantile(histories[:, :, place, 0], PROBABILITIES, axis=0), strict=True))
        for low, high, opacity in style.BANDS:
            axes.fill_between(x, found[low] / divisor, found[high] / divisor, color=mark.colour, alpha=opacity, lw=0)
        axes.plot(x, found["q50"] / divisor, color=mark.colour, linewidth=1.8)
        record = published(data, measure)[TOTAL].loc[quarters].to_numpy() / divisor
        axes.plot(x, record, color=style.BLACK, linestyle="none", marker="o", markersize=3.2)
        axes.axvline(int(LAST[:4]) + int(LAST[-1]) / 4.0, color=style.GREY, linestyle=(0, (1.2, 1.4)), linewidth=1.0)
        axes.yaxis.set_major_formatter(ticks(language))
        name, unit = words.MEASURES[measure].in_language(language), words.UNITS[measure].in_language(language)
        axes.set_title(f"{name} ({unit})", fontsize=8.6, pad=4)
        years(axes)
        axes.tick_params(axis="x", which="both", labelsize=6.8)
    title, source = HISTORIES.in_language(language), words.SOURCE.in_language(language)
    arrange(
        figure,
        title,
        subtitle=subtitle,
        remarks=[HISTORIES_NOTE.in_language(language).format(last=LAST)],
        source=source,
        language=language,
        legend_rows=0,
    )
    return Picture("histories", title, figure)


def missed(histories: NDArray[np.float64], data: ComplexData, *, language: str) -> list[str]:
    """One line a measure: how far the median lies from the record after the quarters that were learned from."""
    quarters = following(ORIGIN, histories.shape[1])
    test = [place for place, quarter in enumerate(quarters) if quarter > LAST]
    lines = []
    for place in (1, 2, 3):
        drawn = histories[:, test, place, 0]
        record = published(data, MEASURES[place])[TOTAL].loc[[quarters[each] for each in test]].to_numpy()
        low, middle, high = np.quantile(drawn, [0.1, 0.5, 0.9], axis=0)
        lines.append(
            MISSED.in_language(language).format(
                measure=words.MEASURES[MEASURES[place]].in_language(language),
                error=number(float(100.0 * np.abs(middle / record - 1.0).mean()), language, decimals=2),
                inside=int(((low <= record) & (record <= high)).sum()),
                all=len(test),
            )
        )
    return lines
