"""The impact waterfall: from the direct effect through suppliers and households to the total, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from simulation.catalogue import labels, name_of
from simulation.outcomes.impact import PARTS
from simulation.report import style
from simulation.report.alt_text import rows_told
from simulation.report.findings import impact_finding
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import styled
from simulation.report.words import say

MEASURES = ("production", "value_added", "jobs")
HEIGHT = 4.95
HEAD = 1.32
"""Inches above the panels: title and subtitle of two lines each and a heading of up to three."""
ABOVE = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
"""Keeps a figure readable where it crosses the line of zero."""
HEADING, PART_NAME = 26, 32
"""Characters a line of a heading and of the name of a part."""


@styled()
def impact_waterfall(impact: pd.DataFrame, setting: Setting, *, phase: str, runs: int, language: str = "ko") -> Picture:
    """Cumulative effect of one phase by part, a panel per measure; the parts add up to the total.

    Args:
        impact: rows of ``impact.csv`` (year, measure, phase, part, value).
        setting: what the picture says about the result.
        phase: ``spending`` or ``operating``; the two are never added.
        runs: number of runs that were decomposed.
        language: ``ko`` or ``en``.
    """
    rows = impact[impact["phase"] == phase]
    totals = rows.groupby(["measure", "part"])["value"].sum(min_count=1)
    figure, panels = canvas(panels=len(MEASURES), height=HEIGHT)
    for axes, measure in zip(panels, MEASURES, strict=True):
        amounts = {part: float(totals.get((measure, part), float("nan"))) for part in (*PARTS, "total")}
        names = [name_of(f"part.{part}", language) for part in amounts]
        label = labels()[f"impact.{measure}"]
        unit = label.unit.in_language(language)
        draw_steps(axes, dict(zip(names, amounts.values(), strict=True)), language=language, unit=unit)
        axes.set_xlim(*_reach(impact[impact["measure"] == measure]))
        heading = f"{fill(label.name.in_language(language), HEADING)}\n({style.counted(unit)[1]})"
        axes.set_title(heading, fontsize=8.4, fontweight="normal", loc="left", pad=5, linespacing=1.4)
    for axes in panels[1:]:
        axes.set_yticklabels([])
    title = impact_finding(totals, phase, runs=runs, language=language)
    span = say("years", language, first=int(rows["year"].min()), last=int(rows["year"].max()))
    counted = f"{span} · {say('impact_runs', language, runs=runs)}"
    remarks = [counted, say("impact_note", language), say("one_axis", language)]
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=0)
    figure.subplots_adjust(left=0.235, wspace=0.12, top=1.0 - HEAD / HEIGHT)
    told = _told(totals, language)
    return Picture(f"impact_{phase}", title, figure, totals.rename("value").reset_index(), told)


def _told(totals: pd.Series, language: str) -> str:
    """What each panel shows in words, part by part in the order of the bars."""
    said = []
    for measure in MEASURES:
        label = labels()[f"impact.{measure}"]
        across = f"{label.name.in_language(language)}, {label.unit.in_language(language)}"
        parts = {part: float(totals.get((measure, part), np.nan)) for part in (*PARTS, "total")}
        rows = [
            (name_of(f"part.{part}", language), value, None, None) for part, value in parts.items() if value == value
        ]
        said.append(rows_told(rows, across=across, language=language, order=False))
    return " ".join(said)


def _reach(rows: pd.DataFrame) -> tuple[float, float]:
    """Limits of one measure's axis that hold the bars of every phase, so that the phases can be set side by side."""
    sums = rows.groupby(["phase", "part"])["value"].sum()
    ends = [0.0]
    for phase in rows["phase"].unique():
        reached = np.cumsum([float(sums.get((phase, part), 0.0)) for part in PARTS])
        ends += [*reached, float(sums.get((phase, "total"), 0.0))]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    return low - 0.04 * span, high + 0.36 * span


def draw_steps(axes: Axes, values: Mapping[str, float], *, language: str, unit: str = "") -> None:
    """Horizontal bars by name, each starting where the one above ended; the last is the total and starts at zero."""
    reached = 0.0
    for place, value in enumerate(values.values()):
        total = place == len(values) - 1
        if pd.isna(value):
            axes.plot([reached, reached], [place - 0.29, place + 0.71], color=style.GREY, linewidth=0.6)
            axes.text(reached, place, "  -", va="center", fontsize=8.0, color=style.GREY)
            continue
        start = 0.0 if total else reached
        colour, hatch = _look(value, total=total)
        axes.barh(
            place, value, left=start, height=0.58, facecolor=colour, edgecolor=style.BLACK, hatch=hatch, linewidth=0.6
        )
        reached = start + value
        if not total:
            axes.plot([reached, reached], [place + 0.29, place + 0.71], color=style.GREY, linewidth=0.6)
        edge = max(start, reached)
        axes.annotate(
            style.amount(value, unit, language=language),
            (edge, place),
            xytext=(3, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.6,
            bbox=ABOVE,
        )
    axes.set_ylim(len(values) - 0.45, -0.55)
    axes.set_yticks(range(len(values)), [fill(name, PART_NAME) for name in values], fontsize=7.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(False)
    axes.axvline(0.0, color=style.BLACK, linewidth=0.8)
    axes.spines["left"].set_visible(False)
    axes.locator_params(axis="x", nbins=3)
    axes.xaxis.set_major_formatter(style.ticks(language, unit=unit))
    axes.tick_params(axis="x", labelsize=7.6)


def _look(value: float, *, total: bool) -> tuple[str, str]:
    """Gains plain, losses hatched, the total cross-hatched, so that a copy without colour still tells them apart."""
    if total:
        return style.LIGHT, "xx"
    return (style.SKY, "") if value >= 0 else (style.ORANGE, "////")
