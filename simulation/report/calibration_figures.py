"""Pictures of what calibration learned: prior against posterior, its check of itself, histories beside the record."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, parameters_for
from simulation.errors import Text
from simulation.experiments.calibrate import START, Learned
from simulation.experiments.moments import LAST
from simulation.experiments.origins import MEASURES, following
from simulation.experiments.published import TOTAL, published
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.report import backtest_words as words
from simulation.report import style
from simulation.report.alt_text import joined, paths_told
from simulation.report.bands import years
from simulation.report.drawn import quantile_rows
from simulation.report.framing import arrange
from simulation.report.picture import Picture, canvas
from simulation.report.series import places
from simulation.report.style import number, styled, ticks

MARGINS_NOTE = Text(
    "가로는 사전분포 안의 자리(0~1). 회색 점선은 사전분포, 막대는 사후분포",
    "Across: place in the prior (0 to 1). Grey dotted: prior; bars: posterior",
)
RANKS_NOTE = Text(
    "모형이 만든 기록에서 참값이 놓인 분위. 고르면 방법이 옳음",
    "Where the truth lay in posteriors from records that the model made: even where the method is right",
)
HISTORIES_NOTE = Text(
    "점은 실적, 세로 점선 왼쪽({last}까지)으로 배우고 오른쪽은 시험임. 구간에는 인정한 구조적 오차가 들어 있음",
    "Dots: record. Learned from the left of the dotted line (to {last}); the right is the test. Bands hold the "
    "structural error granted",
)
MARGINS_FOUND = Text(
    "모수 {all}개 중 {narrowed}개의 폭이 실적으로 20 % 넘게 좁아짐: 가장 많이 좁아진 것은 {name}({ratio}배)",
    "The record narrows {narrowed} of {all} parameters by more than a fifth, most {name} ({ratio} of its prior)",
)
RANKS_FOUND = Text(
    "참값이 80 % 구간에 놓인 비율은 모수 전체에서 {share} %, 모수별로 {low}~{high} %임",
    "The truth lies in the 80 % band in {share} % of all checks, {low} to {high} % by parameter",
)
HISTORIES_FOUND = Text("시험 구간에서 80 % 구간에 놓인 분기: {listed}", "Test quarters in the 80 % band: {listed}")
PLACES_AXES = Text(
    "가로축은 사전분포 안의 자리(0~1), 세로축은 빈도", "Across: place in the prior, 0 to 1; up: how often"
)
PLACES_LINE = Text(
    "{name}: 중위 {middle}(80 % 구간 {low}~{high})", "{name}: median {middle} (80 % band {low} to {high})"
)
NARROWED = 0.8
"""Spread of the posterior over that of the prior below which a parameter is called narrowed."""
BINS, COLUMNS = 10, 4
LONGEST = {"ko": 18, "en": 28}
"""Characters of a name over a small panel."""
EDGES = [place / BINS for place in range(BINS + 1)]


def _small_panels(
    file: str,
    title: str,
    *,
    note: Text,
    drawn: pd.DataFrame,
    draw: Callable[[Axes, int], None],
    subtitle: str,
    language: str,
    key: str,
) -> Picture:
    """One small panel a learned parameter, under its name."""
    rows = -(-drawn.shape[1] // COLUMNS)
    figure, panels = canvas(panels=COLUMNS, rows=rows, height=1.5 + 1.45 * rows)
    for column, axes in enumerate(panels):
        if column >= drawn.shape[1]:
            axes.set_visible(False)
            continue
        draw(axes, column)
        name = parameters_for(key)[str(drawn.columns[column])].name.in_language(language)
        longest = LONGEST[language]
        axes.set_title(name if len(name) <= longest else f"{name[: longest - 1]}…", fontsize=7.0, pad=3)
        axes.set_xticks([0.0, 0.5, 1.0])
        axes.tick_params(labelsize=6.5)
    source = words.SOURCE.in_language(language)
    remarks = [note.in_language(language)]
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language, legend_rows=0)
    figure.subplots_adjust(left=0.05, hspace=0.75, wspace=0.3)
    lines = [PLACES_AXES.in_language(language)]
    for column, name in enumerate(drawn.columns):
        middle, low, high = (f"{value:.2f}" for value in np.quantile(drawn.iloc[:, column], [0.5, 0.1, 0.9]))
        called = parameters_for(key)[str(name)].name.in_language(language)
        lines.append(PLACES_LINE.filled(language, name=called, middle=middle, low=low, high=high))
    return Picture(file, title, figure, drawn, joined(lines))


@styled()
def margins_figure(found: Learned, subtitle: str, *, language: str, key: str) -> Picture:
    """Histogram of the posterior of every learned parameter over its prior, which is flat in these places."""

    def draw(axes: Axes, column: int) -> None:
        axes.hist(found.places[:, column], EDGES, density=True, color=style.SKY, ec="white")
        axes.axhline(1.0, color=style.GREY, linestyle=(0, (1.2, 1.4)), linewidth=1.2)

    spread = found.places.std(axis=0) / found.prior.std(axis=0)
    most = int(spread.argmin())
    title = MARGINS_FOUND.filled(
        language,
        all=len(found.names),
        narrowed=int((spread < NARROWED).sum()),
        name=parameters_for(key)[found.names[most]].name.in_language(language),
        ratio=f"{spread[most]:.2f}",
    )
    return _small_panels(
        "prior_posterior",
        title,
        note=MARGINS_NOTE,
        drawn=pd.DataFrame(found.places, columns=list(found.names)),
        draw=draw,
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

    held = 100.0 * ((found.rank >= 0.1) & (found.rank <= 0.9)).mean(axis=0)
    share, low, high = (number(float(value), language) for value in (held.mean(), held.min(), held.max()))
    title = RANKS_FOUND.filled(language, share=share, low=low, high=high)
    drawn = pd.DataFrame(found.rank, columns=list(found.names))
    return _small_panels(
        "ranks", title, note=RANKS_NOTE, drawn=drawn, draw=draw, subtitle=subtitle, language=language, key=key
    )


@styled()
def histories_figure(histories: NDArray[np.float64], data: ComplexData, *, subtitle: str, language: str) -> Picture:
    """Fans of jobs, tenants and utilisation with the record as dots; production is given and so not drawn."""
    figure, panels = canvas(panels=3, height=3.9)
    quarters = following(START, histories.shape[1])
    x, listed = places(quarters), []
    drawn_rows: list[pd.DataFrame] = []
    for axes, place in zip(panels, (1, 2, 3), strict=True):
        measure = MEASURES[place]
        divisor, mark = words.DIVISORS[measure], style.SERIES[0]
        found = dict(zip(QUANTILES[1:], np.quantile(histories[:, :, place, 0], PROBABILITIES, axis=0), strict=True))
        for low, high, opacity in style.BANDS:
            axes.fill_between(x, found[low] / divisor, found[high] / divisor, color=mark.colour, alpha=opacity, lw=0)
        axes.plot(x, found["q50"] / divisor, color=mark.colour, linewidth=1.8)
        record = published(data, measure)[TOTAL].loc[quarters].to_numpy() / divisor
        name, unit = words.MEASURES[measure].in_language(language), words.UNITS[measure].in_language(language)
        values = histories[:, :, place, 0] / divisor
        drawn_rows.append(quantile_rows(values, quarters, measure=f"{name}, {unit}").assign(record=record))
        inside = (found["q10"] / divisor <= record) & (record <= found["q90"] / divisor)
        tested = np.array([quarter > LAST for quarter in quarters])
        listed.append(f"{name} {int(inside[tested].sum())}/{int(tested.sum())}")
        axes.plot(x, record, color=style.BLACK, linestyle="none", marker="o", markersize=3.2)
        axes.axvline(int(LAST[:4]) + int(LAST[-1]) / 4.0, color=style.GREY, linestyle=(0, (1.2, 1.4)), linewidth=1.0)
        axes.yaxis.set_major_formatter(ticks(language))
        axes.set_title(f"{name} ({unit})", fontsize=8.6, pad=4)
        years(axes)
        axes.tick_params(axis="x", which="both", labelsize=6.8)
    title = HISTORIES_FOUND.filled(language, listed=", ".join(listed))
    source = words.SOURCE.in_language(language)
    remarks = [HISTORIES_NOTE.filled(language, last=LAST)]
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language, legend_rows=0)
    drawn = pd.concat(drawn_rows)
    told = paths_told(drawn, runs=len(histories), language=language, unit="")
    return Picture("histories", title, figure, drawn, told)
