"""Small multiples of the paired difference in jobs and value added, one column an industry or a size class."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes

from simulation.arrays import Column
from simulation.catalogue import member_name
from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band, told_apart
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.bands import draw_bands
from simulation.report.drawn import quantile_rows
from simulation.report.fans import difference_axis
from simulation.report.framing import described, key_below
from simulation.report.panels.shared import few_note, short_years, shown_members, variable_name
from simulation.report.panels.words import tell
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting, places, quarterly
from simulation.report.style import number, styled
from simulation.report.words import say

ROWS = ("employment", "value_added")
HEIGHT = 5.0
NAME_LINE = {4: 22, 5: 17, 6: 14}
"""Characters a line of the name over a panel, by panels in a row."""
UNIT_LINE = 22
"""Characters a line of what a row shows."""


@styled()
def groups_figure(
    series: xr.Dataset, setting: Setting, *, dimension: str, worlds: tuple[str, str], language: str = "ko"
) -> Picture:
    """Paired difference by quarter, d_r(g, q) = x_with,r(g, q) - x_without,r(g, q); quantiles over r.

    Args:
        series: dataset holding both worlds.
        setting: what the picture says about the result.
        dimension: ``industry`` or ``size_class``, a column each member.
        worlds: scenario keys, with the programme and without.
        language: ``ko`` or ``en``.
    """
    shown, few = shown_members(series, dimension)
    quarters, found = paired_by_group(series, dimension, shown=shown, worlds=worlds)
    figure, panels = canvas(panels=len(shown), rows=len(ROWS), height=HEIGHT, share_y="row")
    handles, data = [], []
    for row, variable in enumerate(ROWS):
        for column, key in enumerate(shown):
            axes = panels[row * len(shown) + column]
            handles = draw_bands(axes, places(quarters), values=found[variable, key], language=language)
            data.append(quantile_rows(found[variable, key], quarters, variable=variable, group=f"{dimension}.{key}"))
            axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
            short_years(axes)
            axes.yaxis.set_major_formatter(style.ticks(language, unit=difference_axis(variable).unit(language)))
            if row == 0:
                name = fill(member_name(dimension, key, language=language), NAME_LINE.get(len(shown), 22))
                axes.set_title(name, fontsize=8.0, fontweight="normal", pad=5)
        _name_row(panels[row * len(shown)], variable, language=language)
    title = groups_finding({key: found["employment", key][:, -1] for key in shown}, dimension, language=language)
    remarks = [
        tell("groups_note" if setting.banded else "groups_paired", language, quarter=quarters[-1]),
        setting.band_note(language),
        tell("row_axis", language),
        *few_note(few, dimension, language=language),
    ]
    notes = described(figure, title, setting=setting, remarks=remarks, language=language)
    key_below(figure, handles, notes=notes)
    figure.subplots_adjust(wspace=0.12, hspace=0.22, left=0.14, top=1.0 - 1.15 / HEIGHT)
    drawn = pd.concat(data)
    called = {f"{dimension}.{key}": member_name(dimension, key, language=language) for key in shown}
    told = paths_told(
        drawn, runs=setting.runs, language=language, names=called,
        unit=lambda name: say("difference_axis", language, unit=difference_axis(name).unit(language)),
    )  # fmt: skip
    return Picture(f"groups_{dimension}", title, figure, drawn, told)


def paired_by_group(
    series: xr.Dataset, dimension: str, *, shown: list[str], worlds: tuple[str, str]
) -> tuple[list[str], dict[tuple[str, str], Column]]:
    """Whole quarters, and the paired difference (run, quarter) as shown of each variable and group."""
    found, quarters = {}, []
    for variable in ROWS:
        for key in shown:
            totals = quarterly(series.sel({dimension: [key]}), variable)
            quarters = [str(name) for name in totals["quarter"].to_numpy()]
            paired = totals.sel(scenario=worlds[0]).to_numpy() - totals.sel(scenario=worlds[1]).to_numpy()
            found[variable, key] = paired / difference_axis(variable).divisor
    return quarters, found


def groups_finding(ends: dict[str, Column], dimension: str, *, language: str) -> str:
    """Where jobs rise and fall most at the end, counting groups whose 80 % band leaves out zero.

    Args:
        ends: paired difference over runs at the end, by group.
        dimension: what the groups are members of.
        language: ``ko`` or ``en``.
    """
    sure = {key: float(np.median(values)) for key, values in ends.items() if told_apart(values)}
    most, least = (pick(sure, key=lambda each: sure[each], default="") for pick in (max, min))
    up, down = sure.get(most, 0.0) > 0.0, sure.get(least, 0.0) < 0.0
    form = {(True, True): "both", (True, False): "up", (False, True): "down", (False, False): "none"}[up, down]
    runs = min(values.size for values in ends.values())
    form = form if carry_a_band(runs) else "few"
    return tell(
        f"groups_{form}",
        language,
        kind=tell(dimension, language),
        most=member_name(dimension, most, language=language) if up else "",
        least=member_name(dimension, least, language=language) if down else "",
        runs=runs,
        enough=FEWEST_RUNS,
        gain=number(sure.get(most, 0.0), language),
        loss=number(abs(sure.get(least, 0.0)), language),
    )


def _name_row(axes: Axes, variable: str, *, language: str) -> None:
    """What a row shows and its unit, upright at its left."""
    unit = style.counted(say("difference_axis", language, unit=difference_axis(variable).unit(language)))[1]
    name = fill(variable_name(variable, language), UNIT_LINE)
    axes.set_ylabel(f"{name}\n{fill(f'({unit})', UNIT_LINE)}", fontsize=7.4, linespacing=1.3)
