"""Who came and who left by year: hires, moves between tenants, retirements and other separations."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MultipleLocator

from simulation.arrays import Column
from simulation.outcomes.metrics import over, yearly
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.drawn import quantile_rows
from simulation.report.framing import described, key_below, unit_above
from simulation.report.panels.words import tell
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting, over_runs
from simulation.report.style import number, styled
from simulation.report.words import say

NEEDED = ("hires", "separations", "retirements", "moves_between_firms")
HEIGHT, BAR, FREE = 4.8, 0.62, 0.05
"""Inches of the figure; width of a bar in years; share of the axis left free above and below the bars."""
LOOKS = {
    "came": (style.BLUE, ""),
    "moved": (style.LIGHT, "...."),
    "left": (style.ORANGE, "////"),
    "retired": (style.PURPLE, "\\\\\\\\"),
}
"""Colour and hatch of each flow."""


@styled()
def flows_figure(series: xr.Dataset, setting: Setting, *, baseline: str | None, language: str = "ko") -> Picture:
    """Stacked bars a year, those who came above zero and those who left below; beside them the paired difference.

    came = hires - moves, left otherwise = separations - moves - retirements; came - left - retired is the change in
    jobs.
    """
    years, own = flows(series, str(series["scenario"].to_numpy()[0]))
    worlds = {"flows_level": own}
    if baseline is not None:
        _, without = flows(series, baseline)
        worlds["flows_difference"] = {name: own[name] - without[name] for name in own}
    figure, panels = canvas(panels=len(worlds), height=HEIGHT)
    data = []
    for axes, (word, found) in zip(panels, worlds.items(), strict=True):
        _draw(axes, years, found=found, setting=setting, language=language)
        if len(worlds) > 1:
            axes.set_title(tell(word, language), fontsize=9.0, pad=22)
        for name, values in found.items():
            data.append(quantile_rows(values, [str(int(year)) for year in years], world=word, flow=name))
    title = flows_finding(years, own, language=language)
    remarks = [tell("flows_note", language), setting.band_note(language)]
    notes = described(figure, title, setting=setting, remarks=remarks, language=language)
    key_below(figure, _key(language), notes=notes, columns=5)
    figure.subplots_adjust(wspace=0.26, top=1.0 - 1.15 / HEIGHT)
    drawn = pd.concat(data)
    called = {name: tell(name, language) for name in (*worlds, *own)}
    told = paths_told(drawn, runs=setting.runs, language=language, unit=say("persons_a_year", language), names=called)
    return Picture("people_flows", title, figure, drawn, told)


def flows(series: xr.Dataset, scenario: str) -> tuple[Column, dict[str, Column]]:
    """Whole years, and each flow of people of one world as an array (run, year); who left counts below zero."""
    found = {}
    for name in NEEDED:
        values = yearly(over(series, name).sel(scenario=scenario), name)
        years, found[name] = values["year"].to_numpy().astype(float), values.transpose("run", "year").to_numpy()
    moved, retired = found["moves_between_firms"], found["retirements"]
    own = {"came": found["hires"] - moved, "moved": moved}
    own |= {"left": -(found["separations"] - moved - retired), "retired": -retired}
    return years, own | {"net": found["hires"] - found["separations"]}


def flows_finding(years: Column, own: Mapping[str, Column], *, language: str) -> str:
    """How many came to the complex and left it in the last whole year, and what that did to jobs."""
    came, net = (float(np.median(own[name][:, -1])) for name in ("came", "net"))
    left = came - net
    shown = {"hired": number(came, language), "left": number(left, language), "net": number(abs(net), language)}
    return tell("flows_up" if net >= 0.0 else "flows_down", language, year=int(years[-1]), **shown)


def _draw(axes: Axes, years: Column, *, found: Mapping[str, Column], setting: Setting, language: str) -> None:
    above, below = np.zeros(years.size), np.zeros(years.size)
    for name, (colour, hatch) in LOOKS.items():
        signs = (1.0, -1.0) if name == "moved" else (1.0,)
        for sign in signs:
            height = sign * np.median(found[name], axis=0)
            start = np.where(height >= 0.0, above, below)
            axes.bar(years, height, BAR, bottom=start, color=colour, hatch=hatch, edgecolor="white", linewidth=0.5)
            above, below = above + np.maximum(height, 0.0), below + np.minimum(height, 0.0)
    net = over_runs(found["net"])
    if setting.banded:
        axes.vlines(years, net["q10"], net["q90"], color=style.BLACK, linewidth=1.2, zorder=4)
    else:
        axes.plot(years, found["net"].T, linestyle="none", marker="o", markersize=2.4, color=style.BLACK, zorder=6)
    axes.plot(years, net["q50"], color=style.BLACK, marker="D", markersize=4.5, markerfacecolor="white", zorder=5,
              linestyle="none")  # fmt: skip
    axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
    # Bars stick their axis to where they begin; stacked ones begin above zero and would be cut there.
    ends = [*above, *below, *(found["net"].ravel() if not setting.banded else (*net["q10"], *net["q90"]))]
    room = FREE * max(max(ends) - min(ends), 1.0)
    axes.set_ylim(min(ends) - room, max(ends) + room)
    axes.xaxis.set_major_locator(MultipleLocator(1.0))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{int(value)}"))
    axes.yaxis.set_major_formatter(style.ticks(language))
    axes.tick_params(labelsize=8.0)
    unit_above(axes, say("persons_a_year", language))


def _key(language: str) -> list[Artist]:
    """Keys of the four flows and of the change in jobs."""
    keys: list[Artist] = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=tell(name, language))
        for name, (colour, hatch) in LOOKS.items()
    ]
    net = Line2D([], [], color=style.BLACK, marker="D", markersize=4.5, markerfacecolor="white", linestyle="none")
    net.set_label(tell("net", language))
    return [*keys, net]
