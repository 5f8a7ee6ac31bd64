"""Pictures of what calibration learned: prior against posterior, its check of itself, histories beside the record."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, parameters_for
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
from simulation.texts import Say

say = Say("calibration")
NARROWED = 0.8
"""Spread of the posterior over that of the prior below which a parameter is called narrowed."""
BINS, COLUMNS = 10, 4
LONGEST, NAME_LINES = {"ko": 18, "en": 28}, 2
"""Characters of a line of a name over a small panel, and its lines."""
EDGES = [place / BINS for place in range(BINS + 1)]


def _small_panels(
    file: str,
    title: str,
    *,
    note: str,
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
        axes.set_title("\n".join(wrap(name, longest, max_lines=NAME_LINES, placeholder="…")), fontsize=7.0, pad=3)
        axes.set_xticks([0.0, 0.5, 1.0])
        axes.tick_params(labelsize=6.5)
    source = words.said("source", language)
    remarks = [say(note, language)]
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language, legend_rows=0)
    figure.subplots_adjust(left=0.05, hspace=0.75, wspace=0.3)
    lines = [say("places_axes", language)]
    for column, name in enumerate(drawn.columns):
        middle, low, high = (f"{value:.2f}" for value in np.quantile(drawn.iloc[:, column], [0.5, 0.1, 0.9]))
        called = parameters_for(key)[str(name)].name.in_language(language)
        lines.append(say("places_line", language, name=called, middle=middle, low=low, high=high))
    return Picture(file, title, figure, drawn, joined(lines))


@styled()
def margins_figure(found: Learned, subtitle: str, *, language: str, key: str) -> Picture:
    """Histogram of the posterior of every learned parameter over its prior, which is flat in these places."""

    def draw(axes: Axes, column: int) -> None:
        axes.hist(found.places[:, column], EDGES, density=True, color=style.SKY, ec="white")
        axes.axhline(1.0, color=style.GREY, linestyle=(0, (1.2, 1.4)), linewidth=1.2)

    spread = found.places.std(axis=0) / found.prior.std(axis=0)
    most = int(spread.argmin())
    title = say(
        "margins_found",
        language,
        all=len(found.names),
        narrowed=int((spread < NARROWED).sum()),
        name=parameters_for(key)[found.names[most]].name.in_language(language),
        ratio=f"{spread[most]:.2f}",
    )
    return _small_panels(
        "prior_posterior",
        title,
        note="margins_note",
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
    title = say("ranks_found", language, share=share, low=low, high=high)
    drawn = pd.DataFrame(found.rank, columns=list(found.names))
    return _small_panels(
        "ranks", title, note="ranks_note", drawn=drawn, draw=draw, subtitle=subtitle, language=language, key=key
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
        divisor, unit = words.shown_in(measure, float(histories[:, :, place, 0].max()), language=language)
        mark = style.SERIES[0]
        found = dict(zip(QUANTILES[1:], np.quantile(histories[:, :, place, 0], PROBABILITIES, axis=0), strict=True))
        for low, high, opacity in style.BANDS:
            axes.fill_between(x, found[low] / divisor, found[high] / divisor, color=mark.colour, alpha=opacity, lw=0)
        axes.plot(x, found["q50"] / divisor, color=mark.colour, linewidth=1.8)
        record = published(data, measure)[TOTAL].loc[quarters].to_numpy() / divisor
        name = words.MEASURES[measure].in_language(language)
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
    title = say("histories_found", language, listed=", ".join(listed))
    source = words.said("source", language)
    remarks = [say("histories_note", language, last=LAST)]
    arrange(figure, title, subtitle=subtitle, remarks=remarks, source=source, language=language, legend_rows=0)
    drawn = pd.concat(drawn_rows)
    told = paths_told(drawn, runs=len(histories), language=language, unit="")
    return Picture("histories", title, figure, drawn, told)
