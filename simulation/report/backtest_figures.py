"""Pictures of the back-test and of the forecast: accuracy by horizon, places of the record, fans past the record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from simulation.catalogue import ComplexData
from simulation.experiments.origins import MEASURES
from simulation.experiments.published import TOTAL, published
from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band
from simulation.report import backtest_words as words
from simulation.report import style
from simulation.report.alt_text import joined
from simulation.report.bands import years
from simulation.report.findings import shown
from simulation.report.framing import arrange, key_below
from simulation.report.picture import Picture, canvas
from simulation.report.series import LEAST_RUNS, places
from simulation.report.style import number, styled, ticks

BARS = 5
BAND = (0.1, 0.9)
"""Places between which the 80 % band lies."""
TITLED = ("production_eok_krw", "employment")
"""Measures that the title of the forecast tells."""
BEFORE = 12
"""Quarters of the record drawn before a forecast."""


@styled()
def accuracy_figure(means: pd.DataFrame, subtitle: str, *, language: str) -> Picture:
    """CRPS by horizon of every method where nothing is given, one panel a measure."""
    figure, panels = canvas(panels=2, rows=2, height=6.4)
    scores = means[(means["mode"] == "announced") & (means["scope"] == TOTAL)]
    handles = {}
    for axes, measure in zip(panels, MEASURES, strict=True):
        own = scores[scores["measure"] == measure]
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
        axes.set_xlabel(words.said("ahead", language))
    for axes in panels[::2]:
        axes.set_ylabel(words.said("crps", language), fontsize=7.6)
    title, note = accuracy_finding(scores, language), words.said("crps_note", language)
    source = words.said("source", language)
    notes = arrange(figure, title, subtitle=subtitle, remarks=[note], source=source, language=language, legend_rows=3)
    key_below(figure, list(handles.values()), notes=notes)
    figure.subplots_adjust(hspace=0.5, wspace=0.2)
    return Picture("accuracy", title, figure, scores, _accuracy_told(scores, language))


def accuracy_finding(scores: pd.DataFrame, language: str) -> str:
    """In how many measures and horizons the model has the smallest score of all methods."""
    best = scores.loc[scores.groupby(["measure", "ahead"])["crps"].idxmin(), "method"]
    return words.said("crps_title", language, won=int((best == "model").sum()), all=len(best))


def _accuracy_told(scores: pd.DataFrame, language: str) -> str:
    """Every line of the picture in words, from its first horizon to its last."""
    said = [words.said("crps_axes", language)]
    for (measure, method), line in scores.groupby(["measure", "method"], sort=False):
        ends = line.sort_values("ahead").iloc[[0, -1]]
        first, last = (int(each) for each in ends["ahead"])
        start, end = (number(float(each), language, decimals=2) for each in ends["crps"])
        names = {"measure": words.MEASURES[str(measure)], "method": words.METHODS[str(method)]}
        told = {key: text.in_language(language) for key, text in names.items()}
        said.append(words.said("crps_line", language, **told, first=first, last=last, start=start, end=end))
    return joined(said)


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
        axes.set_xlabel(words.said("place", language), fontsize=7.6)
    panels[0].set_ylabel(words.said("count", language))
    title, note = places_finding(own, modes[-1], language=language), words.said("pit_note", language)
    source = words.said("source", language)
    notes = arrange(figure, title, subtitle=subtitle, remarks=[note], source=source, language=language, legend_rows=2)
    key_below(figure, handles, notes=notes)
    figure.subplots_adjust(wspace=0.12)
    drawn = own[["mode", "measure", "pit"]]
    return Picture("places", title, figure, drawn, _places_told(own, modes, language=language))


def places_finding(own: pd.DataFrame, mode: str, *, language: str) -> str:
    """The share of the record that the 80 % band of the model held, by measure, under one question."""
    asked = own[own["mode"] == mode]
    held = asked["pit"].between(*BAND).groupby(asked["measure"], sort=False).mean()
    listed = ", ".join(
        f"{words.MEASURES[str(name)].in_language(language)} {number(100.0 * float(share), language)}"
        for name, share in held.items()
    )
    return words.said("pit_title", language, mode=words.MODES[mode].in_language(language), listed=listed)


def _places_told(own: pd.DataFrame, modes: Sequence[str], *, language: str) -> str:
    """How much of the record lies beyond either end of the band, by question and measure."""
    said = [words.said("pit_axes", language)]
    for mode in modes:
        for measure in MEASURES:
            pit = own.loc[(own["mode"] == mode) & (own["measure"] == measure), "pit"]
            if pit.empty:
                continue
            below, above = 100.0 * float((pit < BAND[0]).mean()), 100.0 * float((pit > BAND[1]).mean())
            said.append(
                words.said(
                    "pit_line",
                    language,
                    mode=words.MODES[mode].in_language(language),
                    measure=words.MEASURES[measure].in_language(language),
                    below=number(below, language),
                    above=number(above, language),
                )
            )
    return joined(said)


@styled()
def forecast_figure(found: pd.DataFrame, data: ComplexData, *, runs: int, language: str) -> Picture:
    """Fans of the four measures past the record, with the bands that the runs can carry, one panel each.

    What is drawn stands in ``forecast.csv``.
    """
    quarters, banded = list(dict.fromkeys(found["quarter"])), carry_a_band(runs)
    told = {measure: _last(found, measure, banded=banded, language=language) for measure in MEASURES}
    title = words.said(
        "forecast_title",
        language,
        place=data.name.in_language(language),
        last=quarters[-1],
        listed=", ".join(told[name] for name in TITLED),
    )
    figure, panels = canvas(panels=2, rows=2, height=6.6)
    for axes, measure in zip(panels, MEASURES, strict=True):
        own = found[(found["variable"] == measure) & (found["industry"] == TOTAL)]
        divisor, unit = words.shown_in(measure, float(own["q50"].max()), language=language)
        record = published(data, measure)[TOTAL].iloc[-BEFORE:] / divisor
        _fan(axes, own, record=record, divisor=divisor, runs=runs)
        axes.yaxis.set_major_formatter(ticks(language))
        name = words.MEASURES[measure].in_language(language)
        axes.set_title(f"{name} ({unit})", fontsize=9.0, pad=4)
        years(axes)
    note, source = _bands_told(runs, language), words.said("source", language)
    subtitle = words.said("forecast_subtitle", language, runs=runs)
    arrange(figure, title, subtitle=subtitle, remarks=[note], source=source, language=language, legend_rows=0)
    figure.subplots_adjust(hspace=0.32, wspace=0.2)
    axes_told = words.said(
        "forecast_axes" if banded else "forecast_axes_few", language, first=quarters[0], last=quarters[-1]
    )
    return Picture("forecast", title, figure, None, joined([axes_told, *told.values()]))


def _bands_told(runs: int, language: str) -> str:
    """Which bands are drawn of so many runs, and what they hold."""
    if not carry_a_band(runs):
        return words.said("forecast_note_few", language, least=FEWEST_RUNS)
    widest = LEAST_RUNS["band_95"]
    return words.said("forecast_note" if runs >= widest else "forecast_note_two", language, least=widest)


def _last(found: pd.DataFrame, measure: str, *, banded: bool, language: str) -> str:
    """The last quarter of one measure, with its 80 % band where the runs carry one."""
    path = found[(found["variable"] == measure) & (found["industry"] == TOTAL)]
    divisor, unit = words.shown_in(measure, float(path["q50"].max()), language=language)
    own = path[path["method"] == "pool"].iloc[-1]
    middle, low, high = (shown(float(own[name]) / divisor, language) for name in ("q50", "q10", "q90"))
    return words.said("forecast_value" if banded else "forecast_middle", language,
        name=words.MEASURES[measure].in_language(language), middle=middle, low=low, high=high,
        unit=unit,
    )  # fmt: skip


def _fan(axes: Axes, own: pd.DataFrame, *, record: pd.Series, divisor: float, runs: int) -> None:
    """Bands that the runs carry and median of the pool, dotted median of the model alone, dots of the record."""
    mark = style.SERIES[0]
    pool, model = (own[own["method"] == method] for method in ("pool", "model"))
    x = places(list(pool["quarter"]))
    for (low, high, opacity), least in zip(style.BANDS, LEAST_RUNS.values(), strict=True):
        if runs >= least:
            axes.fill_between(x, pool[low] / divisor, pool[high] / divisor, facecolor=mark.colour, alpha=opacity, lw=0)
    axes.plot(x, pool["q50"] / divisor, color=mark.colour, linewidth=1.9)
    # The two medians often coincide: white dots with a dark edge are seen on the thick line, in grey as well.
    axes.plot(
        x, model["q50"] / divisor, color="none", marker="o", markersize=3.0, markerfacecolor="white",
        markeredgecolor=style.BLACK, markeredgewidth=0.6,
    )  # fmt: skip
    axes.plot(
        places(list(record.index)), record.to_numpy(), color=style.BLACK, linestyle="none", marker="o", markersize=3.6
    )
