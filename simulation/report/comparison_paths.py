"""Paths of alternatives and their paired differences, and what all pictures of a comparison share."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from simulation.arrays import Column
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.bands import draw_band, draw_runs
from simulation.report.compared import Compared
from simulation.report.comparison_findings import difference_found
from simulation.report.comparison_words import compared
from simulation.report.drawn import quantile_rows
from simulation.report.fans import difference_axis, finish
from simulation.report.framing import described, legend, unit_above
from simulation.report.picture import Picture, Sheet, canvas
from simulation.report.series import axis_of, over_runs, places, quarterly
from simulation.report.style import styled
from simulation.report.words import say

HEIGHT, FRAME, TICKED = 5.9, 2.5, 0.24
"""Inches of a picture of paths with the differences below, of title, legend and notes together elsewhere, and of
the labels under an axis."""
FAINT = 0.12
"""Opacity of bands of which up to seven lie on one another."""


def marks_of(found: Compared) -> Mapping[str, style.Mark]:
    """Colour and line of each alternative, the same in every picture; the baseline is grey."""
    marks = {found.baseline: style.WITHOUT}
    return marks | {key: style.ALTERNATIVES[place] for place, key in enumerate(found.keys)}


def handles_of(found: Compared, language: str, *, with_baseline: bool) -> list[Line2D]:
    """Keys of the alternatives."""
    return [
        Line2D(
            [], [], color=mark.colour, linestyle=mark.line, marker=mark.marker, markersize=4,
            label=found.name(key, language),
        )
        for key, mark in marks_of(found).items()
        if with_baseline or key != found.baseline
    ]  # fmt: skip


def arranged(
    found: Compared,
    name: str,
    *,
    said: tuple[str, str],
    data: pd.DataFrame,
    axes: Axes,
    remarks: list[str],
    language: str,
    baseline: bool,
) -> Picture:
    """Title and words (``said``), subtitle with outlook, legend with every alternative, remarks and source."""
    title, told = said
    figure = axes.get_figure(root=True)
    assert isinstance(figure, Sheet)
    handles = handles_of(found, language, with_baseline=baseline)
    rows = legend(axes, handles, columns=2, centre=0.45) + (not baseline)
    described(figure, title, setting=found.setting, remarks=remarks, language=language, legend_rows=rows)
    return Picture(f"compare_{name}", title, figure, data, told)


@styled()
def levels_figure(found: Compared, variable: str, *, language: str = "ko") -> Picture:
    """Median path of every alternative over the grey band of doing nothing; below, their paired differences to it."""
    totals = quarterly(found.series, variable)
    axis, marks = axis_of(variable, totals), marks_of(found)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    figure, (axes, below) = canvas(rows=2, height=HEIGHT)
    for key, mark in marks.items():
        values = over_runs(totals.sel(scenario=key).to_numpy() / axis.divisor)
        if not found.setting.banded:
            draw_runs(
                axes, places(quarters), values=totals.sel(scenario=key).to_numpy() / axis.divisor, mark=mark, label=""
            )
        elif key == found.baseline:
            draw_band(axes, places(quarters), ends=(values["q10"], values["q90"]), mark=mark)
        _path(axes, places(quarters), middle=values["q50"], mark=mark)
    finish(axes, quarters, setting=found.setting, axis=axis, variable=variable, language=language, mark_start=False)
    _differences_below(below, found, variable=variable, language=language)
    remarks = [
        compared("levels_note" if found.setting.banded else "levels_note_few", language),
        found.setting.band_note(language),
    ]
    if axes.get_ylim()[0] > 0.0:
        remarks.append(compared("zero_note", language))
    nothing = totals.sel(scenario=found.baseline, drop=True)
    paired = {key: (totals.sel(scenario=key, drop=True) - nothing).transpose("run", "quarter").to_numpy()
              for key in found.keys}  # fmt: skip
    ends = {key: values[:, -1] for key, values in paired.items()}
    title = difference_found(found, ends, measure=variable, when=quarters[-1], language=language)
    levels = {key: totals.sel(scenario=key).transpose("run", "quarter").to_numpy() for key in marks}
    drawn = [
        quantile_rows(each / scale.divisor, quarters, shown=shown, scenario=key, unit=scale.unit_en)
        for shown, worlds, scale in (("level", levels, axis), ("difference", paired, difference_axis(variable)))
        for key, each in worlds.items()
    ]
    names = {key: found.name(key, language) for key in marks}
    told = " ".join(
        paths_told(
            pd.concat(each for each in drawn if each["shown"].iloc[0] == shown), runs=found.setting.runs,
            language=language, unit=unit, names=names | {shown: ""},
        )
        for shown, unit in (
            ("level", axis.unit(language)),
            ("difference", say("difference_axis", language, unit=difference_axis(variable).unit(language))),
        )
    )  # fmt: skip
    made = arranged(
        found,
        f"levels_{variable}",
        said=(title, told),
        data=pd.concat(drawn),
        axes=below,
        remarks=remarks,
        language=language,
        baseline=True,
    )
    figure.subplots_adjust(hspace=0.32)
    key_under(below, TICKED)
    return made


def key_under(axes: Axes, inches: float) -> None:
    """Move the legend so far below the axes, to the middle of the picture."""
    box, frame = axes.get_legend(), axes.get_position()
    if box is not None:
        height = axes.get_window_extent().height / axes.figure.dpi
        box.set_bbox_to_anchor(((0.5 - frame.x0) / frame.width, -inches / height), transform=axes.transAxes)


def _path(axes: Axes, when: Column, *, middle: Column, mark: style.Mark) -> None:
    """A median path that ends in the mark of its alternative, so that a copy without colour tells solid lines apart."""
    axes.plot(
        when, middle, color=mark.colour, linestyle=mark.line, linewidth=1.8, marker=mark.marker, markevery=[-1],
        markersize=5,
    )  # fmt: skip


def _differences_below(axes: Axes, found: Compared, *, variable: str, language: str) -> None:
    """Median of each alternative's paired difference to doing nothing by quarter, with its 80 % band."""
    axis, totals = difference_axis(variable), quarterly(found.series, variable)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    nothing = totals.sel(scenario=found.baseline, drop=True)
    for key in found.keys:
        mark, values = marks_of(found)[key], (totals.sel(scenario=key, drop=True) - nothing).to_numpy() / axis.divisor
        band = over_runs(values)
        if not found.setting.banded:
            draw_runs(axes, places(quarters), values=values, mark=mark, label="")
        else:
            draw_band(axes, places(quarters), ends=(band["q10"], band["q90"]), mark=mark, shade=FAINT)
        _path(axes, places(quarters), middle=band["q50"], mark=mark)
    axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
    finish(axes, quarters, setting=found.setting, axis=axis, variable=variable, language=language, mark_start=False)
    unit_above(axes, say("difference_axis", language, unit=axis.unit(language)))
