"""What a fan is drawn with: nested bands, single runs where bands would say too much, dots of the record, years."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MultipleLocator

from simulation.arrays import Column
from simulation.outcomes.verdicts import carry_a_band
from simulation.report import style
from simulation.report.series import LEAST_RUNS, RECORDED, Axis, Setting, over_runs, places, record_of
from simulation.report.words import say

SHADE = 0.22
"""Opacity of a band that stands for one world."""
QUARTERS_BEFORE = 4
"""Quarters of the record shown before the start."""


def draw_bands(axes: Axes, x: Column, *, values: Column, language: str) -> list[Line2D | Patch]:
    """Draw the bands that the runs can carry, or else the runs, and the median of an array (run, quarter).

    Returns:
        What the legend shows.
    """
    found = over_runs(values)
    mark = style.SERIES[0]
    handles: list[Line2D | Patch] = []
    if not carry_a_band(values.shape[0]):
        handles.append(draw_runs(axes, x, values=values, mark=mark, label=say("single_runs", language)))
    for (low, high, opacity), edge, word in zip(style.BANDS, style.EDGES, LEAST_RUNS, strict=True):
        if values.shape[0] < LEAST_RUNS[word]:
            continue
        axes.fill_between(x, found[low], found[high], facecolor=mark.colour, alpha=opacity, linewidth=0)
        if edge != "none":
            for side in (low, high):
                axes.plot(x, found[side], color=mark.colour, linestyle=edge, linewidth=0.7)
        patch = Patch(
            facecolor=pale(mark.colour, opacity),
            edgecolor=mark.colour if edge != "none" else "none",
            linestyle=edge if edge != "none" else "solid",
            linewidth=0.7,
            label=say(word, language),
        )
        handles.append(patch)
    axes.plot(x, found["q50"], color=mark.colour, linestyle=mark.line, linewidth=1.9)
    handles.insert(
        0, Line2D([], [], color=mark.colour, linestyle=mark.line, linewidth=1.9, label=say("median", language))
    )
    return handles


def draw_band(axes: Axes, x: Column, *, ends: tuple[Column, Column], mark: style.Mark, shade: float = SHADE) -> None:
    """A band that others may lie on: hatched, or edged in its own line, so that grey tells them apart as well.

    Args:
        axes: where it is drawn.
        x: places of its points.
        ends: lower and upper end at each.
        mark: of the world it belongs to.
        shade: opacity.
    """
    axes.fill_between(x, *ends, facecolor=mark.colour, alpha=shade, linewidth=0)
    if mark.hatch:
        axes.fill_between(x, *ends, facecolor="none", edgecolor=mark.colour, hatch=mark.hatch, linewidth=0)
        return
    for end in ends:
        axes.plot(x, end, color=mark.colour, linestyle=mark.line, linewidth=0.8)


def band_key(mark: style.Mark, label: str) -> Patch:
    """The key of such a band."""
    edge = {"linewidth": 0.4, "hatch": mark.hatch} if mark.hatch else {"linewidth": 0.8, "linestyle": mark.line}
    return Patch(facecolor=pale(mark.colour, SHADE), edgecolor=mark.colour, label=label, **edge)


def draw_runs(axes: Axes, x: Column, *, values: Column, mark: style.Mark, label: str) -> Line2D:
    """One thin line a run, where there are too few for a band; returns the key."""
    axes.plot(x, values.T, **_of_runs(mark))
    return run_key(mark, label)


def run_key(mark: style.Mark, label: str) -> Line2D:
    """The key of single runs."""
    return Line2D([], [], label=label, **_of_runs(mark))


def _of_runs(mark: style.Mark) -> dict[str, Any]:
    return {"color": mark.colour, "linestyle": mark.run or mark.line, "linewidth": 0.6, "alpha": 0.7}


def draw_record(
    axes: Axes, setting: Setting, *, variable: str, axis: Axis, quarters: list[str], language: str
) -> list[Line2D | Patch]:
    """Dots of the record from a year before the first quarter to the last; hollow where the office revised it."""
    record = record_of(setting, variable)
    if record is None:
        return []
    names = [str(name) for name in record.index]
    first = max(0, sum(name < quarters[0] for name in names) - QUARTERS_BEFORE)
    shown = [name for name in names[first:] if name <= quarters[-1]]
    if not shown:
        return []
    values = record.loc[shown].to_numpy(dtype=float) / axis.divisor
    vintage = setting.complex.vintage_break
    revised = np.array([variable in RECORDED and vintage is not None and name >= vintage for name in shown])
    handles: list[Line2D | Patch] = []
    for which, fill, word in ((~revised, style.BLACK, "record"), (revised, "white", "record_revised")):
        if which.any():
            (drawn,) = axes.plot(
                places(shown)[which],
                values[which],
                color=style.BLACK,
                linestyle="none",
                marker=style.RECORD.marker,
                markersize=4.2,
                markerfacecolor=fill,
                markeredgewidth=0.9,
                zorder=5,
                label=say(word, language),
            )
            handles.append(drawn)
    return handles


def years(axes: Axes) -> None:
    """Ticks at the turn of the year, its number in the middle of it."""
    axes.xaxis.set_major_locator(MultipleLocator(1.0))
    axes.xaxis.set_minor_locator(MultipleLocator(1.0, offset=0.5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda _value, _position: ""))
    axes.xaxis.set_minor_formatter(FuncFormatter(lambda value, _position: f"{int(value)}"))
    axes.tick_params(axis="x", which="minor", length=0)
    axes.tick_params(axis="x", which="major", length=4)


def pale(colour: str, opacity: float = SHADE) -> tuple[float, float, float]:
    """A colour as it looks with this opacity on white, for keys of the legend."""
    parts = [int(colour[place : place + 2], 16) / 255.0 for place in (1, 3, 5)]
    red, green, blue = (1.0 - opacity * (1.0 - part) for part in parts)
    return red, green, blue
