"""What pictures of many panels share: two worlds in one panel, which groups may be shown, what a change surely is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xarray as xr
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MultipleLocator

from simulation.arrays import Column
from simulation.catalogue import labels, member_name, name_of
from simulation.report import style
from simulation.report.bands import band_key, draw_band, draw_runs, run_key
from simulation.report.panels.words import tell
from simulation.report.series import Setting, over_runs
from simulation.report.words import say

FEWEST_FIRMS = 3
"""Firms below which a group is not shown: its members could be recognised."""
WIDE, NARROW, CORE = 3.6, 1.3, 0.8
"""Points of the median without the programme, of the one with it, which lies on it, and of the white on its edges."""


def shown_members(series: xr.Dataset, dimension: str) -> tuple[list[str], list[str]]:
    """Members of a dimension of firms that hold enough firms in every month of the median run, and the others."""
    others = [each for each in ("industry", "size_class") if each != dimension]
    fewest = series["tenants"].sum(others).median("run").min(["scenario", "month"])
    keys = [str(key) for key in series[dimension].to_numpy()]
    few = [key for key in keys if float(fewest.sel({dimension: key})) < FEWEST_FIRMS]
    return [key for key in keys if key not in few], few


def few_note(few: Sequence[str], dimension: str, *, language: str) -> list[str]:
    """Which groups are left out because they hold too few firms, if any."""
    listed = ", ".join(member_name(dimension, key, language=language) for key in few)
    return [tell("few_firms", language, listed=listed)] if few else []


def draw_worlds(axes: Axes, x: Column, *, worlds: Mapping[str, Column], setting: Setting) -> None:
    """Median of each world (run, x) with its 80 % band, or its runs where they are too few; without below with."""
    for word, mark in style.PAIR.items():
        if word not in worlds:
            continue
        found = over_runs(worlds[word])
        if setting.banded:
            draw_band(axes, x, ends=(found["q10"], found["q90"]), mark=mark)
        else:
            draw_runs(axes, x, values=worlds[word], mark=mark, label="")
        if word == "with":
            # Medians often coincide: a white edge keeps the one above apart from the wide line below.
            axes.plot(x, found["q50"], color="white", linewidth=_points(word) + CORE)
        axes.plot(x, found["q50"], color=mark.colour, linestyle=mark.line, linewidth=_points(word))


def _points(word: str) -> float:
    return WIDE if word == "without" else NARROW


def worlds_key(words: Sequence[str], setting: Setting, *, language: str) -> list[Artist]:
    """Keys of the worlds drawn and of their bands or runs; one that stands alone needs no name."""
    found: list[Artist] = []
    for word, mark in style.PAIR.items():
        if word not in words:
            continue
        name = f"{say(word, language)}: " if len(words) > 1 else ""
        label = name + say("median", language)
        found.append(Line2D([], [], color=mark.colour, linestyle=mark.line, linewidth=_points(word), label=label))
        found.append(
            band_key(mark, name + say("band_80", language))
            if setting.banded
            else run_key(mark, name + say("single_runs", language))
        )
    return found


MOST_YEARS = 6.0
"""Years that a narrow panel names one by one; of more it names every other."""


def short_years(axes: Axes) -> None:
    """Years as two digits, each in the middle of its year, for panels too narrow for four."""

    def named(value: float, _position: int) -> str:
        first, last = axes.get_xlim()
        every = 1 if last - first < MOST_YEARS else 2
        return f"'{int(value) % 100:02d}" if (int(value) - round(first)) % every == 0 else ""

    axes.xaxis.set_major_locator(MultipleLocator(1.0))
    axes.xaxis.set_minor_locator(MultipleLocator(1.0, offset=0.5))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda _value, _position: ""))
    axes.xaxis.set_minor_formatter(FuncFormatter(named))
    axes.tick_params(axis="x", which="minor", length=0, labelsize=7.0)
    axes.tick_params(axis="y", labelsize=7.2)


def unit_of(variable: str, language: str) -> str:
    """Unit of a variable of the label table."""
    return labels()[f"variable.{variable}"].unit.in_language(language)


def variable_name(variable: str, language: str) -> str:
    """Name of a variable of the label table."""
    return name_of(f"variable.{variable}", language)
