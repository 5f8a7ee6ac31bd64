"""Pictures of a comparison: paths, differences, who gains, targets; one colour and line for each alternative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from simulation.catalogue import name_of
from simulation.experiments.comparison import MEASURES
from simulation.report import style
from simulation.report.bands import draw_runs
from simulation.report.compared import Compared
from simulation.report.comparison_words import compared, unit_of
from simulation.report.fans import difference_axis, finish
from simulation.report.lacking import lacks_quarters, lacks_year
from simulation.report.picture import Picture, Sheet, arrange, canvas, legend, room_for_labels, unit_above
from simulation.report.series import AXES, LEAST_RUNS, places, quantiles, quarterly
from simulation.report.sketch import Drawing
from simulation.report.style import styled
from simulation.report.targets import row_name, testable
from simulation.report.words import say

PATHS = ("employment", "value_added", "revenue")
ROW, FRAME = 0.34, 2.5
"""Inches of one row, and of title, legend and notes together."""
GREY_BAND = 0.25
APART = 0.5
"""Part of a row over which the marks of the alternatives are spread."""


def comparison_drawings(found: Compared) -> Mapping[str, Drawing]:
    """Functions from a language to a picture, by name, in the order of the page."""
    drawn: dict[str, Drawing] = {}
    whole_year = lacks_year(found.series) is None
    if whole_year:
        drawn["differences"] = partial(differences_figure, found)
    for variable in PATHS if lacks_quarters(found.series) is None else ():
        drawn[f"levels_{variable}"] = partial(levels_figure, found, variable)
    if whole_year:
        drawn["gains"] = partial(gains_figure, found)
    if not found.targets.empty and (found.targets["probability"] > 0.0).any():
        drawn["targets"] = partial(targets_figure, found)
    return drawn


def marks_of(found: Compared) -> Mapping[str, style.Mark]:
    """Colour and line of each alternative, the same in every picture; the baseline is grey."""
    marks = {found.baseline: style.WITHOUT}
    return marks | {key: style.ALTERNATIVES[place] for place, key in enumerate(found.keys)}


def _handles(found: Compared, language: str, *, with_baseline: bool) -> list[Line2D]:
    return [
        Line2D(
            [], [], color=mark.colour, linestyle=mark.line, marker=mark.marker, markersize=4,
            label=found.name(key, language),
        )
        for key, mark in marks_of(found).items()
        if with_baseline or key != found.baseline
    ]  # fmt: skip


def _arranged(
    found: Compared, name: str, *, title: str, axes: Axes, remarks: list[str], language: str, baseline: bool
) -> Picture:
    """Title, subtitle with outlook, legend with every alternative, remarks and source."""
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Sheet)
    handles = _handles(found, language, with_baseline=baseline)
    rows = legend(axes, handles, columns=2, centre=0.45) + (not baseline)
    subtitle = found.setting.subtitle(language)
    arrange(
        figure,
        title,
        subtitle=subtitle,
        remarks=remarks,
        source=found.setting.source(language, False),
        language=language,
        legend_rows=rows,
    )
    return Picture(f"compare_{name}", title, figure)


@styled()
def levels_figure(found: Compared, variable: str, *, language: str = "ko") -> Picture:
    """Median path of every alternative over the grey band of doing nothing; below, their paired differences to it."""
    axis, marks = AXES[variable], marks_of(found)
    totals = quarterly(found.series, variable)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    figure, (axes, below) = canvas(rows=2, height=style.HEIGHT + FRAME)
    for key, mark in marks.items():
        values = quantiles(totals.sel(scenario=key).to_numpy() / axis.divisor)
        if found.setting.runs < LEAST_RUNS["band_80"]:
            draw_runs(
                axes, places(quarters), values=totals.sel(scenario=key).to_numpy() / axis.divisor, mark=mark, label=""
            )
        elif key == found.baseline:
            axes.fill_between(
                places(quarters), values["q10"], values["q90"], color=mark.colour, alpha=GREY_BAND, linewidth=0
            )
        axes.plot(places(quarters), values["q50"], color=mark.colour, linestyle=mark.line, linewidth=1.8)
    finish(axes, quarters, setting=found.setting, axis=axis, variable=variable, language=language, mark_start=False)
    _differences_below(below, found, variable=variable, language=language)
    remarks = [compared("levels_note", language), found.setting.band_note(language)]
    if axes.get_ylim()[0] > 0.0:
        remarks.append(compared("zero_note", language))
    title = compared("levels", language, name=name_of(f"variable.{variable}", language))
    made = _arranged(
        found, f"levels_{variable}", title=title, axes=below, remarks=remarks, language=language, baseline=True
    )
    figure.subplots_adjust(hspace=0.32)
    return made


def _differences_below(axes: Axes, found: Compared, *, variable: str, language: str) -> None:
    """Median of each alternative's paired difference to doing nothing by quarter, with its 80 % band."""
    axis, totals = difference_axis(variable), quarterly(found.series, variable)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    nothing = totals.sel(scenario=found.baseline, drop=True)
    for key in found.keys:
        mark, values = marks_of(found)[key], (totals.sel(scenario=key, drop=True) - nothing).to_numpy() / axis.divisor
        band = quantiles(values)
        if found.setting.runs < LEAST_RUNS["band_80"]:
            draw_runs(axes, places(quarters), values=values, mark=mark, label="")
        else:
            axes.fill_between(
                places(quarters), band["q10"], band["q90"], color=mark.colour, alpha=GREY_BAND / 2.0, linewidth=0
            )
        axes.plot(places(quarters), band["q50"], color=mark.colour, linestyle=mark.line, linewidth=1.8)
    axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
    finish(axes, quarters, setting=found.setting, axis=axis, variable=variable, language=language, mark_start=False)
    unit_above(axes, say("difference_axis", language, unit=axis.unit(language)))


@styled()
def differences_figure(found: Compared, language: str = "ko") -> Picture:
    """One panel a measure: median and 80 % band of each alternative's difference to doing nothing."""
    rows = found.differences()
    own = rows[rows["against"] == found.baseline]
    measures = [name for name in MEASURES if name in set(own["measure"])]
    figure, panels = canvas(panels=2, rows=-(-len(measures) // 2), height=FRAME + 1.35 * -(-len(measures) // 2))
    for axes, measure in zip(panels, measures, strict=False):
        for place, key in enumerate(found.keys):
            row = own[(own["measure"] == measure) & (own["scenario"] == key)].iloc[0]
            band = (float(row["q10"]), float(row["q50"]), float(row["q90"]))
            _dot(axes, place, values=band, mark=marks_of(found)[key], runs=found.gained(measure, key))
        axes.axvline(0.0, color=style.BLACK, linewidth=0.8)
        axes.set_yticks([])
        axes.set_ylim(len(found.keys) - 0.5, -0.5)
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.xaxis.set_major_formatter(style.ticks(language, 0))
        axes.grid(True, axis="x")
        title = f"{name_of(f'variable.{measure}', language)} ({unit_of(measure, language).strip(' ()')})"
        axes.set_title(title, fontsize=9)
    for axes in panels[len(measures) :]:
        axes.remove()
    title = compared("differences", language, year=int(own["year"].iloc[0]))
    note = [f"{compared('differences_note', language)}; {found.setting.band_note(language)}"]
    handles = _handles(found, language, with_baseline=False)
    figure.legend(handles=handles, loc="lower center", ncols=2, bbox_to_anchor=(0.5, 0.0), frameon=False)
    subtitle = found.setting.subtitle(language)
    rows_of_legend = -(-len(handles) // 2)
    notes = arrange(
        figure,
        title,
        subtitle=subtitle,
        remarks=note,
        source=found.setting.source(language, False),
        language=language,
        legend_rows=rows_of_legend + 1,
        left=0.04,
    )
    figure.legends[0].set_bbox_to_anchor((0.5, (notes + 0.12) / float(figure.get_size_inches()[1])))
    figure.subplots_adjust(hspace=0.75, wspace=0.12)
    return Picture("compare_differences", title, figure)


def _dot(
    axes: Axes, place: float, *, values: tuple[float, float, float], mark: style.Mark, runs: np.ndarray | None = None
) -> None:
    """Median as a mark on the line of its band, or among its runs where they carry no band."""
    low, middle, high = values
    if runs is not None and runs.size < LEAST_RUNS["band_80"]:
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
    for dimension, prefix in (("industry", "industry"), ("size_class", "size")):
        tables = {key: found.gained_by(key, dimension) for key in found.keys}
        names = list(next(iter(tables.values())))
        groups += [name_of(f"{prefix}.{name}", language) for name in names]
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
    title = compared("gains", language, year=int(found.differences()["year"].iloc[0]))
    note = [f"{compared('differences_note', language)}; {found.setting.band_note(language)}"]
    made = _arranged(found, "gains", title=title, axes=axes, remarks=note, language=language, baseline=False)
    room_for_labels(axes)
    _below_label(axes)
    return made


def _below_label(axes: Axes) -> None:
    """Move the legend below the label of the axis, to the middle of the picture."""
    box, frame = axes.get_legend(), axes.get_position()
    if box is not None:
        height = axes.get_window_extent().height / axes.figure.dpi
        box.set_bbox_to_anchor(((0.5 - frame.x0) / frame.width, -0.42 / max(height, 1.0)), transform=axes.transAxes)


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
    made = _arranged(
        found,
        "targets",
        title=compared("targets", language),
        axes=axes,
        remarks=note,
        language=language,
        baseline=False,
    )
    room_for_labels(axes)
    _below_label(axes)
    return made
