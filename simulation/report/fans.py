"""Fan charts: nested bands over runs with the record as dots, worlds side by side, and paired differences."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from simulation.catalogue import name_of, variables
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.bands import band_key, draw_band, draw_bands, draw_record, draw_runs, years
from simulation.report.drawn import quantile_rows, with_record
from simulation.report.findings import compared_finding, difference_finding, path_finding
from simulation.report.framing import described, legend, unit_above
from simulation.report.picture import Picture, canvas
from simulation.report.series import (
    AXES,
    BILLION,
    PERSONS,
    TRILLION,
    Axis,
    Setting,
    axis_of,
    over_runs,
    places,
    quarterly,
    record_of,
)
from simulation.report.style import styled
from simulation.report.words import say

WIDE, CORE, NARROW = 4.2, 2.0, 1.5
"""Points of the median without the programme, of the white core on it, and of the median with it."""
MOST_LISTED = 6
"""Quarters outside the band up to which they are named."""


@styled()
def fan(series: xr.Dataset, setting: Setting, *, variable: str, language: str = "ko") -> Picture:
    """Bands of one variable in the first world of the dataset, with the record as dots where there is one."""
    totals = quarterly(series, variable).isel(scenario=0)
    axis = axis_of(variable, totals)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    figure, (axes,) = canvas()
    handles = draw_bands(axes, places(quarters), values=totals.to_numpy() / axis.divisor, language=language)
    handles += draw_record(axes, setting, variable=variable, axis=axis, quarters=quarters, language=language)
    finish(axes, quarters, setting=setting, axis=axis, variable=variable, language=language)
    title = path_finding(variable, totals, axis=axis, given=is_given(variable, setting), language=language)
    remarks = [
        setting.band_note(language),
        *outside_note({variable: totals}, setting, language=language),
        *zero_note(axes, language),
        definition(variable, language),
    ]
    rows = quantile_rows(totals.to_numpy() / axis.divisor, quarters, variable=variable, unit=axis.unit_en)
    data = with_record(rows, setting, variable=variable, divisor=axis.divisor)
    source = setting.source(language, record_of(setting, variable) is not None, variable=variable)
    keys = legend(axes, handles)
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=keys, source=source)
    told = paths_told(data, runs=setting.runs, language=language, unit=axis.unit(language))
    return Picture(f"fan_{variable}", title, figure, data, told)


@styled()
def compare(
    series: xr.Dataset, setting: Setting, *, variable: str, worlds: tuple[str, str], language: str = "ko"
) -> Picture:
    """Bands of the world with the programme over those without, 80 % each, with the record as dots.

    Args:
        series: dataset holding both worlds.
        setting: what the picture says about the result.
        variable: key of the variable.
        worlds: scenario keys, with the programme and without.
        language: ``ko`` or ``en``.
    """
    totals = quarterly(series, variable)
    axis = axis_of(variable, totals)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    figure, (axes,) = canvas()
    handles: list[Line2D | Patch] = []
    for (word, mark), key in zip(style.PAIR.items(), reversed(worlds), strict=True):
        values = over_runs(totals.sel(scenario=key).to_numpy() / axis.divisor)
        x = places(quarters)
        banded = setting.banded
        if banded:
            draw_band(axes, x, ends=(values["q10"], values["q90"]), mark=mark)
        else:
            label = f"{say(word, language)}: {say('single_runs', language)}"
            single = draw_runs(
                axes, x, values=totals.sel(scenario=key).to_numpy() / axis.divisor, mark=mark, label=label
            )
        if word == "with":
            # Medians often coincide: a white core keeps the dashes apart from the wide line below, in grey as well.
            axes.plot(x, values["q50"], color="white", linewidth=CORE)
        width = WIDE if word == "without" else NARROW
        axes.plot(x, values["q50"], color=mark.colour, linestyle=mark.line, linewidth=width)
        label = f"{say(word, language)}: {say('median', language)}"
        handles.append(Line2D([], [], color=mark.colour, linestyle=mark.line, linewidth=width, label=label))
        band = f"{say(word, language)}: {say('band_80', language)}"
        handles.append(band_key(mark, band) if banded else single)
    handles += draw_record(axes, setting, variable=variable, axis=axis, quarters=quarters, language=language)
    finish(axes, quarters, setting=setting, axis=axis, variable=variable, language=language)
    shown = [totals.sel(scenario=key).to_numpy() / axis.divisor for key in worlds]
    ends = (shown[0][:, -1], shown[1][:, -1])
    title = compared_finding(variable, ends, axis=axis, last=quarters[-1], language=language)
    data = [
        quantile_rows(values, quarters, variable=variable, unit=axis.unit_en, scenario=key)
        for values, key in zip(shown, worlds, strict=True)
    ]
    remarks = [setting.band_note(language), *zero_note(axes, language), definition(variable, language)]
    remarks[1:1] = outside_note({variable: totals.sel(scenario=worlds[0])}, setting, language=language)
    if is_given(variable, setting):
        remarks.append(say("given_note", language))
    source = setting.source(language, record_of(setting, variable) is not None, variable=variable)
    keys = legend(axes, handles, columns=len(handles) // 2)
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=keys, source=source)
    drawn = with_record(pd.concat(data), setting, variable=variable, divisor=axis.divisor)
    called = {key: say(word, language) for key, word in zip(worlds, ("with", "without"), strict=True)}
    told = paths_told(drawn, runs=setting.runs, language=language, unit=axis.unit(language), names=called)
    return Picture(f"compare_{variable}", title, figure, drawn, told)


@styled()
def difference(
    series: xr.Dataset, setting: Setting, *, variable: str, worlds: tuple[str, str], language: str = "ko"
) -> Picture:
    """Bands of the paired difference, world with the programme less the one without, run by run.

    d_r(q) = x_with,r(q) - x_without,r(q); quantiles over r.
    """
    axis = difference_axis(variable)
    totals = quarterly(series, variable)
    quarters = [str(name) for name in totals["quarter"].to_numpy()]
    paired = totals.sel(scenario=worlds[0]).to_numpy() - totals.sel(scenario=worlds[1]).to_numpy()
    figure, (axes,) = canvas()
    handles = draw_bands(axes, places(quarters), values=paired / axis.divisor, language=language)
    axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
    finish(axes, quarters, setting=setting, axis=axis, variable=variable, language=language, mark_start=False)
    unit_above(axes, say("difference_axis", language, unit=axis.unit(language)))
    title = difference_finding(variable, paired[:, -1] / axis.divisor, axis=axis, last=quarters[-1], language=language)
    data = quantile_rows(paired / axis.divisor, quarters, variable=variable, unit=axis.unit_en)
    remarks = [f"{say('paired', language)}; {setting.band_note(language)}", definition(variable, language)]
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=legend(axes, handles))
    unit = say("difference_axis", language, unit=axis.unit(language))
    told = paths_told(data, runs=setting.runs, language=language, unit=unit)
    return Picture(f"difference_{variable}", title, figure, data, told)


def outside_note(shown: Mapping[str, xr.DataArray], setting: Setting, *, language: str) -> list[str]:
    """Where the record lies outside the 80 % band, or outside all runs where they carry none; nothing without record.

    What is given is no forecast that could lie outside.

    Args:
        shown: totals (run, quarter) by variable, in the stored unit.
        setting: says how many runs there are and holds the record.
        language: ``ko`` or ``en``.
    """
    low, high = ("q10", "q90") if setting.banded else ("least", "most")
    told = []
    for variable, totals in shown.items():
        record = record_of(setting, variable)
        if record is None or is_given(variable, setting):
            continue
        quarters = [str(name) for name in totals["quarter"].to_numpy() if str(name) in set(map(str, record.index))]
        if not quarters:
            continue
        values = totals.sel(quarter=quarters).transpose("run", "quarter").to_numpy()
        found = {**over_runs(values), "least": values.min(axis=0), "most": values.max(axis=0)}
        came = record.loc[quarters].to_numpy(dtype=float)
        missed = [name for name, out in zip(quarters, (came < found[low]) | (came > found[high]), strict=True) if out]
        listed = f" ({', '.join(missed)})" if 0 < len(missed) <= MOST_LISTED and len(shown) == 1 else ""
        told.append(f"{name_of(f'variable.{variable}', language)} {len(missed)}/{len(quarters)}{listed}")
    key = "record_outside_band" if low == "q10" else "record_outside_runs"
    return [say(key, language, listed=", ".join(told))] if told else []


def is_given(variable: str, setting: Setting) -> bool:
    """Whether the variable is an input of the outlook and so no forecast."""
    return variable == "production" and setting.outlook == "recorded"


def zero_note(axes: Axes, language: str) -> list[str]:
    """That the vertical axis does not start at zero, where it does not."""
    return [say("off_zero", language)] if axes.get_ylim()[0] > 0.0 else []


def difference_axis(variable: str) -> Axis:
    """Differences are small beside a level: those of money are shown in 억원, those of people one by one."""
    axis = AXES[variable]
    return axis if axis.divisor == 1.0 else BILLION if axis is TRILLION else PERSONS


def definition(variable: str, language: str) -> str:
    """Name and definition of the variable, from the label table."""
    about = variables()[variable]
    return f"{about.name.in_language(language)} = {about.definition.in_language(language)}"


def finish(
    axes: Axes,
    quarters: list[str],
    *,
    setting: Setting,
    axis: Axis,
    variable: str,
    language: str,
    mark_start: bool = True,
) -> None:
    """Scales, ticks, unit and the line at the start."""
    unit_above(axes, axis.unit(language))
    low, high = axes.get_ylim()
    margin = 0.06 * (high - low)
    axes.set_ylim(low - margin, high + margin)
    axes.yaxis.set_major_formatter(style.ticks(language, unit=axis.unit(language)))
    years(axes)
    start = places([quarters[0]])[0] - 0.125
    if mark_start and record_of(setting, variable) is not None and axes.get_xlim()[0] < start - 0.2:
        axes.axvline(start, color=style.GREY, linewidth=0.8, linestyle=(0, (2.0, 2.0)))
        axes.annotate(
            say("start", language),
            (start, 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(3, -2),
            textcoords="offset points",
            fontsize=7.4,
            color=style.GREY,
            va="top",
        )
