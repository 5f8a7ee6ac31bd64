"""Pictures of a comparison: paths, differences, who gains, targets; one colour and line for each alternative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from simulation.catalogue import member_name, name_of
from simulation.errors import LANGUAGES, Text
from simulation.experiments.comparison import MEASURES
from simulation.outcomes.metrics import quantiles
from simulation.outcomes.verdicts import carry_a_band
from simulation.report import style
from simulation.report.alt_text import Row, rows_told, spread_of
from simulation.report.compared import Compared
from simulation.report.comparison_findings import difference_found, gains_found, targets_found
from simulation.report.comparison_paths import FRAME, arranged, handles_of, key_under, levels_figure, marks_of
from simulation.report.comparison_words import COMPARED, compared, unit_of
from simulation.report.framing import described, room_for_labels
from simulation.report.lacking import lacks_quarters, lacks_year
from simulation.report.picture import Picture, canvas
from simulation.report.sketch import Sketch
from simulation.report.style import styled
from simulation.report.targets import row_name, testable
from simulation.report.words import say

PATHS = ("employment", "value_added", "revenue")
ROW, LABELLED = 0.34, 0.42
"""Inches of one row, and of ticks and label under an axis."""
APART = 0.5
"""Part of a row over which the marks of the alternatives are spread."""


def comparison_sketches(found: Compared) -> Mapping[str, Sketch]:
    """Every picture that the comparison has something to show for, by name, in the order of the page."""
    drawn: dict[str, Sketch] = {}
    whole_year = lacks_year(found.series) is None
    if whole_year:
        drawn["differences"] = Sketch(COMPARED["differences_of"], partial(differences_figure, found))
    for variable in PATHS if lacks_quarters(found.series) is None else ():
        subject = Text(*(
            compared("levels_of", each, name=name_of(f"variable.{variable}", each)) for each in LANGUAGES
        ))  # fmt: skip
        drawn[f"levels_{variable}"] = Sketch(subject, partial(levels_figure, found, variable))
    if whole_year:
        drawn["gains"] = Sketch(COMPARED["gains_of"], partial(gains_figure, found))
    if not found.targets.empty and (found.targets["probability"] > 0.0).any():
        drawn["targets"] = Sketch(COMPARED["targets_of_all"], partial(targets_figure, found))
    return drawn


@styled()
def differences_figure(found: Compared, language: str = "ko") -> Picture:
    """One panel a measure: median and 80 % band of each alternative's difference to doing nothing."""
    rows = found.differences()
    own = rows[rows["against"] == found.baseline]
    measures = [name for name in MEASURES if name in set(own["measure"])]
    figure, panels = canvas(panels=2, rows=-(-len(measures) // 2), height=FRAME + 1.2 * -(-len(measures) // 2))
    for axes, measure in zip(panels, measures, strict=False):
        for place, key in enumerate(found.keys):
            row = own[(own["measure"] == measure) & (own["scenario"] == key)].iloc[0]
            band = (float(row["q10"]), float(row["q50"]), float(row["q90"]))
            _dot(axes, place, values=band, mark=marks_of(found)[key], runs=found.gained(measure, key))
        axes.axvline(0.0, color=style.BLACK, linewidth=0.8)
        axes.set_yticks([])
        axes.set_ylim(len(found.keys) - 0.5, -0.5)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        unit = unit_of(measure, language).strip(" ()")
        axes.xaxis.set_major_formatter(style.ticks(language, unit=unit))
        axes.grid(True, axis="x")
        title = style.with_unit(name_of(f"variable.{measure}", language), unit)
        axes.set_title(title, fontsize=9)
    for axes in panels[len(measures) :]:
        axes.remove()
    year, first = int(own["year"].iloc[0]), "employment" if "employment" in measures else measures[0]
    ends = {key: found.gained(first, key) for key in found.keys}
    title = difference_found(found, ends, measure=first, when=year, language=language)
    note = _note(found, language)
    handles = handles_of(found, language, with_baseline=False)
    figure.legend(handles=handles, loc="lower center", ncols=2, bbox_to_anchor=(0.5, 0.0), frameon=False)
    rows_of_legend = -(-len(handles) // 2)
    notes = described(
        figure, title, setting=found.setting, remarks=note, language=language, legend_rows=rows_of_legend + 1
    )
    figure.subplots_adjust(left=0.04)
    figure.legends[0].set_bbox_to_anchor((0.5, (notes + 0.12) / float(figure.get_size_inches()[1])))
    figure.subplots_adjust(hspace=0.75, wspace=0.12)
    told = " ".join(_rows_told(found, own[own["measure"] == measure], language=language) for measure in measures)
    return Picture("compare_differences", title, figure, own, told)


def _note(found: Compared, language: str) -> list[str]:
    """What the marks of a row are, and what the spread of the runs holds."""
    marks = compared("differences_note" if found.setting.banded else "differences_note_few", language)
    return [marks, found.setting.band_note(language)]


def _rows_told(found: Compared, rows: pd.DataFrame, *, language: str) -> str:
    """One measure of every alternative in words."""
    measure = str(rows["measure"].iloc[0])
    across = f"{name_of(f'variable.{measure}', language)}, {unit_of(measure, language).strip(' ()')}"
    told: list[Row] = [
        (found.name(str(row["scenario"]), language), float(row["q50"]), float(row["q10"]), float(row["q90"]))
        for row in rows.to_dict("records")
    ]
    return rows_told(told, across=across, language=language, spread=spread_of(found.setting.runs))


def _dot(
    axes: Axes, place: float, *, values: tuple[float, float, float], mark: style.Mark, runs: np.ndarray | None = None
) -> None:
    """Median as a mark on the line of its band, or among its runs where they carry no band."""
    low, middle, high = values
    if runs is not None and not carry_a_band(runs.size):
        axes.plot(runs, np.full(runs.size, place), color=mark.colour, linestyle="none", marker=".", markersize=3)
    else:
        axes.plot([low, high], [place, place], color=mark.colour, linestyle=mark.line, linewidth=1.6)
    axes.plot([middle], [place], color=mark.colour, marker=mark.marker, markersize=6, linestyle="none")


@styled()
def gains_figure(found: Compared, language: str = "ko") -> Picture:
    """Jobs gained and lost by industry and by size class, one mark an alternative."""
    groups: list[str] = []
    single: dict[str, list[np.ndarray]] = {key: [] for key in found.keys}
    points: dict[str, list[tuple[float, float, float]]] = {key: [] for key in found.keys}
    for dimension in ("industry", "size_class"):
        tables = {key: found.gained_by(key, dimension) for key in found.keys}
        names = list(next(iter(tables.values())))
        groups += [member_name(dimension, name, language=language) for name in names]
        for key, table in tables.items():
            for name in names:
                low, middle, high = np.quantile(table[name], [0.1, 0.5, 0.9])
                points[key].append((float(low), float(middle), float(high)))
                single[key].append(table[name])
    (axes,) = canvas(height=FRAME + ROW * len(groups))[1]
    for place, key in enumerate(found.keys):
        shift = APART * ((place + 0.5) / len(found.keys) - 0.5)
        for row, values in enumerate(points[key]):
            _dot(axes, row + shift, values=values, mark=marks_of(found)[key], runs=single[key][row])
    axes.axvline(0.0, color=style.BLACK, linewidth=0.8)
    axes.set_yticks(range(len(groups)), groups)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
    axes.xaxis.set_major_formatter(style.ticks(language, 0))
    axes.grid(True, axis="x")
    unit = unit_of("employment", language).strip()
    axes.set_xlabel(say("difference_axis", language, unit=unit), labelpad=2)
    year = int(found.differences()["year"].iloc[0])
    groups_of = {(key, group): each for key in found.keys for group, each in zip(groups, single[key], strict=True)}
    title = gains_found(found, groups_of, year=year, language=language)
    rows: list[Row] = [
        (f"{found.name(key, language)}, {group}", middle, low, high)
        for key in found.keys
        for group, (low, middle, high) in zip(groups, points[key], strict=True)
    ]
    data = pd.DataFrame(
        [{"scenario": key, "group": group, **quantiles(each)} for (key, group), each in groups_of.items()]
    )
    told = rows_told(
        rows,
        across=say("difference_axis", language, unit=unit),
        language=language,
        spread=spread_of(found.setting.runs),
    )
    note = _note(found, language)
    made = arranged(
        found, "gains", said=(title, told), data=data, axes=axes, remarks=note, language=language, baseline=False
    )
    room_for_labels(axes)
    key_under(axes, LABELLED)
    return made


@styled()
def targets_figure(found: Compared, language: str = "ko") -> Picture:
    """Probability of every reading under every alternative; readings that none reaches are counted, not drawn."""
    rows = [{str(k): v for k, v in row.items()} for row in found.targets.to_dict("records")]
    judged = [row for row in rows if testable(row)]
    names: dict[str, None] = dict.fromkeys(row_name(row, language) for row in judged)
    reached = {row_name(row, language) for row in judged if float(row["probability"]) > 0.0}
    shown = [name for name in names if name in reached]
    (axes,) = canvas(height=FRAME + 1.3 * ROW * max(1, len(shown)))[1]
    for row in judged:
        name, key = row_name(row, language), str(row["scenario"])
        if name not in reached or key not in found.keys:
            continue
        shift = APART * ((found.keys.index(key) + 0.5) / len(found.keys) - 0.5)
        values = tuple(100.0 * float(row[column]) for column in ("low", "probability", "high"))
        _dot(axes, shown.index(name) + shift, values=(values[0], values[1], values[2]), mark=marks_of(found)[key])
    axes.set_xlim(-2.0, 102.0)
    axes.set_yticks(range(len(shown)), shown)
    axes.set_ylim(len(shown) - 0.5, -0.5)
    axes.grid(True, axis="x")
    axes.set_xlabel(say("probability", language), labelpad=2)
    note = [compared("targets_note", language, count=len(names) - len(shown))]
    own = [row for row in judged if row["scenario"] in found.keys]
    title = targets_found(found, own, language=language)
    told: list[Row] = []
    for row in own:
        chance, low, high = (100.0 * float(row[name]) for name in ("probability", "low", "high"))
        name = f"{found.name(str(row['scenario']), language)}, {row_name(row, language, wrapped=False)}"
        told.append((name, chance, low, high))
    words = rows_told(told, across=say("probability", language), language=language, spread="interval")
    made = arranged(
        found,
        "targets",
        said=(title, words),
        data=pd.DataFrame(own),
        axes=axes,
        remarks=note,
        language=language,
        baseline=False,
    )
    room_for_labels(axes)
    key_under(axes, LABELLED)
    return made
