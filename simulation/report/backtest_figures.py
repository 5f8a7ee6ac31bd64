"""Pictures of the back-test and of the forecast: accuracy by horizon, places of the record, fans past the record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from simulation.catalogue import ComplexData
from simulation.experiments.backtest import TOTAL, published
from simulation.experiments.origins import MEASURES
from simulation.report import backtest_words as words
from simulation.report import style
from simulation.report.bands import years
from simulation.report.picture import Picture, arrange, canvas
from simulation.report.series import places
from simulation.report.style import styled, ticks

BARS = 5
BEFORE = 12
"""Quarters of the record drawn before a forecast."""


@styled()
def accuracy_figure(means: pd.DataFrame, subtitle: str, *, language: str) -> Picture:
    """CRPS by horizon of every method where nothing is given, one panel a measure."""
    figure, panels = canvas(panels=2, rows=2, height=6.4)
    shown = means[(means["mode"] == "announced") & (means["scope"] == TOTAL)]
    handles = {}
    for axes, measure in zip(panels, MEASURES, strict=True):
        own = shown[shown["measure"] == measure]
        methods = [name for name in words.METHODS if name in set(own["method"])]
        for name, mark in zip(methods, style.ALTERNATIVES, strict=False):
            line = own[own["method"] == name].sort_values("ahead")
            (handles[name],) = axes.plot(
                line["ahead"], line["crps"], color=mark.colour, linestyle=mark.line, marker=mark.marker, markersize=4,
                linewidth=2.0 if name == "model" else 1.1, label=words.METHODS[name].in_language(language),
            )  # fmt: skip
        axes.set_title(words.MEASURES[measure].in_language(language), fontsize=9.5, pad=4)
        axes.set_xticks(sorted(set(own["ahead"])))
        axes.set_ylim(bottom=0.0)
        axes.set_xlabel(words.AHEAD.in_language(language))
    for axes in panels[::2]:
        axes.set_ylabel(words.CRPS.in_language(language), fontsize=7.6)
    title, note = words.CRPS_TITLE.in_language(language), words.CRPS_NOTE.in_language(language)
    notes = arrange(
        figure,
        title,
        subtitle=subtitle,
        remarks=[note],
        source=words.SOURCE.in_language(language),
        language=language,
        legend_rows=3,
    )
    _key(figure, list(handles.values()), notes=notes)
    figure.subplots_adjust(hspace=0.5, wspace=0.2)
    return Picture("accuracy", title, figure)


@styled()
def places_figure(single: pd.DataFrame, subtitle: str, *, language: str) -> Picture:
    """Histograms of the places of the record in the model's forecasts, one panel a measure, one colour a question."""
    figure, panels = canvas(panels=4, height=3.9, share_y=True)
    own = single[(single["method"] == "model") & (single["industry"] == TOTAL)]
    modes = [mode for mode in words.MODES if mode in set(own["mode"])]
    edges, width = np.linspace(0.0, 1.0, BARS + 1), 0.8 / BARS / max(1, len(modes))
    handles = []
    for axes, measure in zip(panels, MEASURES, strict=True):
        for place, (mode, mark) in enumerate(zip(modes, style.SERIES, strict=False)):
            counts, _ = np.histogram(own.loc[(own["mode"] == mode) & (own["measure"] == measure), "pit"], edges)
            bars = axes.bar(
                edges[:-1] + (place + 0.5) * width + 0.1 / BARS, counts, width, color=mark.colour, hatch=mark.hatch,
                edgecolor="white", label=words.MODES[mode].in_language(language),
            )  # fmt: skip
            if axes is panels[0]:
                handles.append(bars[0])
                handles[-1].set_label(words.MODES[mode].in_language(language))
        axes.set_title(words.MEASURES[measure].in_language(language), fontsize=9.0, pad=4)
        axes.set_xticks([0.0, 0.5, 1.0])
        axes.set_xlabel(words.PLACE.in_language(language), fontsize=7.6)
    panels[0].set_ylabel(words.COUNT.in_language(language))
    title, note = words.PIT_TITLE.in_language(language), words.PIT_NOTE.in_language(language)
    notes = arrange(
        figure,
        title,
        subtitle=subtitle,
        remarks=[note],
        source=words.SOURCE.in_language(language),
        language=language,
        legend_rows=2,
    )
    _key(figure, handles, notes=notes)
    figure.subplots_adjust(wspace=0.12)
    return Picture("places", title, figure)


def _key(figure: Figure, handles: Sequence[Artist], *, notes: float) -> None:
    """One key for all panels, between them and the notes."""
    height = float(figure.get_size_inches()[1])
    figure.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, (notes + 0.1) / height), ncols=4)


@styled()
def forecast_figure(found: pd.DataFrame, data: ComplexData, *, title: str, subtitle: str, language: str) -> Picture:
    """Fans of the four measures past the record, one panel each."""
    figure, panels = canvas(panels=2, rows=2, height=6.6)
    for axes, measure in zip(panels, MEASURES, strict=True):
        own = found[(found["variable"] == measure) & (found["industry"] == TOTAL)]
        _fan(
            axes, own, record=published(data, measure)[TOTAL].iloc[-BEFORE:] / words.DIVISORS[measure], measure=measure
        )
        axes.yaxis.set_major_formatter(ticks(language))
        name, unit = words.MEASURES[measure].in_language(language), words.UNITS[measure].in_language(language)
        axes.set_title(f"{name} ({unit})", fontsize=9.0, pad=4)
        years(axes)
    note, source = words.FORECAST_NOTE.in_language(language), words.SOURCE.in_language(language)
    arrange(figure, title, subtitle=subtitle, remarks=[note], source=source, language=language, legend_rows=0)
    figure.subplots_adjust(hspace=0.32, wspace=0.2)
    return Picture("forecast", title, figure)


def _fan(axes: Axes, own: pd.DataFrame, *, record: pd.Series, measure: str) -> None:
    """Nested bands and median of the pool, dotted median of the model alone, dots of the record."""
    mark, divisor = style.SERIES[0], words.DIVISORS[measure]
    pool, model = (own[own["method"] == method] for method in ("pool", "model"))
    x = places(list(pool["quarter"]))
    for low, high, opacity in style.BANDS:
        axes.fill_between(x, pool[low] / divisor, pool[high] / divisor, facecolor=mark.colour, alpha=opacity, lw=0)
    axes.plot(x, pool["q50"] / divisor, color=mark.colour, linewidth=1.9)
    axes.plot(x, model["q50"] / divisor, color=style.RED, linestyle=(0, (1.2, 1.4)), linewidth=1.4)
    axes.plot(
        places(list(record.index)), record.to_numpy(), color=style.BLACK, linestyle="none", marker="o", markersize=3.6
    )
