"""The target strip: probability of each announced target with its interval, with and without the programme."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from simulation.report import style
from simulation.report.alt_text import Row, rows_told
from simulation.report.findings import target_finding
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import styled
from simulation.report.words import layers, say

CLASS_EDGES = (10, 33, 66, 90)
ROW, FRAME = 0.4, 2.3
"""Inches of one target, and of title, legend and notes together."""
LINES = 2.4
"""Lines of a text that a row of that height holds."""
FOLDED = "folded"
"""Entry of the row that stands for many; what it says."""
LEAST_FOLDED = 2
WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
APART = 0.16
REASON_LINE = {"ko": 44, "en": 72}
"""Characters a line of the reason why a target is not judged."""
NAME_LINE = {"ko": 28, "en": 46}
"""Characters a line of the name of a target."""


@styled()
def target_strip(targets: pd.DataFrame, setting: Setting, *, language: str = "ko") -> Picture:
    """One row a target and reading; filled marks with the programme, hollow ones without.

    Args:
        targets: rows of ``targets.csv``.
        setting: what the picture says about the result.
        language: ``ko`` or ``en``.
    """
    rows = folded(rows_of(targets), language)
    notes = [_note(row, language) for row in rows]
    rooms = [_room(row_name(row, language), note) for row, note in zip(rows, notes, strict=True)]
    places = [sum(rooms[:row]) + 0.5 * room for row, room in enumerate(rooms)]
    figure, (axes,) = canvas(height=FRAME + ROW * sum(rooms))
    for place, row, note in zip(places, rows, notes, strict=True):
        if note:
            axes.text(0.0, place, note, va="center", fontsize=6.8, color=style.GREY, bbox=WHITE, zorder=4)
        else:
            _draw_row(axes, place, row=row)
    for edge in CLASS_EDGES:
        axes.axvline(edge, color=style.GREY, linewidth=0.6, linestyle=(0, (1.0, 2.0)))
    axes.set_xlim(-2.0, 102.0)
    axes.set_ylim(sum(rooms), 0.0)
    axes.set_yticks(places, [row_name(row, language) for row in rows], fontsize=8.0)
    axes.tick_params(axis="y", length=0)
    axes.grid(False)
    axes.set_xlabel(say("probability", language), fontsize=8.4, labelpad=2)
    handles = [
        Line2D([], [], color=style.BLUE, marker="o", markersize=6, linewidth=1.8, label=say("with", language)),
        Line2D(
            [],
            [],
            color=style.GREY,
            marker="D",
            markersize=5,
            markerfacecolor="white",
            linewidth=1.2,
            linestyle=(0, (3.0, 1.5)),
            label=say("without", language),
        ),
    ]
    title = target_finding(judged_rows(targets), language)
    remarks = [
        f"{say('wilson', language)}; {say('class_edges', language)}",
        say("holds", language, layers=layers(setting.outlook, language)),
    ]
    axes.legend(handles=handles, loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderaxespad=0.2)
    described(figure, title, setting=setting, remarks=remarks, language=language)
    figure.subplots_adjust(left=0.40)
    judged: list[Row] = []
    for row in judged_rows(targets):
        chance, low, high = (100.0 * float(row[name]) for name in ("probability", "low", "high"))
        judged.append((row_name(row, language, wrapped=False), chance, low, high))
    told = rows_told(judged, across=say("probability", language), language=language, spread="interval")
    return Picture("targets", title, figure, targets, told)


def _note(row: Mapping[str, Any], language: str) -> str:
    """What stands in the place of marks: why a target is not judged, or what a row that stands for many says."""
    if testable(row):
        return ""
    why = f"{say('not_testable', language)}: {row.get(f'reason_{language}') or '-'}"
    return fill(str(row.get(FOLDED) or why), REASON_LINE[language])


def _room(*texts: str) -> float:
    """Rows that the longest of these texts takes: one for two lines, more for more, so that none meets the next."""
    return max(1.0, *((text.count("\n") + 1) / LINES for text in texts))


def folded(rows: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Rows of which at most one stands for all readings that no run reaches, with or without the programme."""
    never = [row for row in rows if testable(row) and not float(row["probability"]) > 0.0
             and not float(row.get("probability_without") or 0.0) > 0.0]  # fmt: skip
    if len(never) < LEAST_FOLDED:
        return rows
    counts: dict[str, int] = {}
    for row in never:
        name = str(row.get(f"name_{language}") or row["target"])
        counts[name] = counts.get(name, 0) + 1
    listed = ", ".join(f"{name} ({count})" for name, count in counts.items())
    highest = max(100.0 * float(row["high"]) for row in never)
    said = say("never_reached", language, listed=listed, high=style.number(highest, language))
    name = say("zero_rows", language, count=len(never))
    one: dict[str, Any] = {"target": name, f"name_{language}": name, "testable": "no", FOLDED: said}
    return [*(row for row in rows if row not in never), one]


def rows_of(targets: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of ``targets.csv`` one by one."""
    return [{str(key): value for key, value in row.items()} for row in targets.to_dict("records")]


def judged_rows(targets: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of ``targets.csv`` that carry a probability."""
    return [row for row in rows_of(targets) if testable(row)]


def testable(row: Mapping[str, Any]) -> bool:
    """Whether a reading could be judged: it carries a probability."""
    return str(row.get("testable", "yes")) != "no" and bool(pd.notna(row.get("probability")))


def row_name(row: Mapping[str, Any], language: str, *, wrapped: bool = True) -> str:
    """Name of a target and, where it has several, of the reading."""
    name = str(row.get(f"name_{language}") or row["target"])
    reading = row.get(f"reading_{language}", row.get("reading"))
    text = name if not isinstance(reading, str) or not reading else f"{name}: {reading}"
    return fill(text, NAME_LINE[language]) if wrapped else text


def _draw_row(axes: Axes, place: float, *, row: dict[str, Any]) -> None:
    for offset, column, colour, marker, inside, line, width in (
        (-APART, "", style.BLUE, "o", style.BLUE, "solid", 1.8),
        (APART, "_without", style.GREY, "D", "white", (0, (3.0, 1.5)), 1.2),
    ):
        probability = row.get(f"probability{column}")
        if probability is None or pd.isna(probability):
            continue
        low, high = float(row[f"low{column}"]), float(row[f"high{column}"])
        y = place + offset
        axes.plot([100.0 * low, 100.0 * high], [y, y], color=colour, linestyle=line, linewidth=width)
        x = 100.0 * float(probability)
        axes.plot(
            [x], [y], color=colour, marker=marker, markersize=5.5, markerfacecolor=inside, linestyle="none", zorder=4
        )
