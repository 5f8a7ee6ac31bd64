"""The test of the labour rules: employment when output is given, beside the rule of fixed jobs per unit of output."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from simulation.arrays import Column
from simulation.catalogue import ComplexData
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.bands import draw_bands, years
from simulation.report.drawn import quantile_rows
from simulation.report.findings import state
from simulation.report.framing import described, legend, unit_above
from simulation.report.picture import Picture, canvas
from simulation.report.series import AXES, Setting, over_runs, places, quarterly
from simulation.report.style import styled
from simulation.report.words import say

WINDOWS = (("2019Q1", "2019Q4"), ("2020Q1", "2021Q4"))
"""First and last quarter of each test: output falls and jobs stay; output grows and jobs fall."""
BASE_QUARTERS = 4


def fixed_jobs(data: ComplexData, first: str, *, last: str) -> tuple[list[str], Column]:
    """The rival: n(q) = Y(q) mean(n)/mean(Y) over the four quarters before the window, Y at constant prices.

    Args:
        data: record and prices of the complex.
        first: first quarter of the window.
        last: last quarter of the window.

    Returns:
        Quarters of the window and the jobs the rule gives (persons).
    """
    names = data.quarters
    begin, end = names.index(first), names.index(last)
    base = names[max(0, begin - BASE_QUARTERS) : begin]
    window = names[begin : end + 1]
    ratio = data.record_total.loc[base, "employment"].mean() / _volumes(data, base).mean()
    return window, ratio * _volumes(data, window)


def _volumes(data: ComplexData, quarters: list[str]) -> Column:
    """Recorded production at 2020 prices (억원)."""
    levels, _total = data.production_levels(quarters)
    prices = np.array([data.price_index(quarter, {}) for quarter in quarters])
    return np.asarray((levels / prices).sum(axis=1))


def testable(series: xr.Dataset, setting: Setting) -> bool:
    """Whether output is given and the dataset covers every window with the quarters the rival needs."""
    if setting.outlook != "recorded":
        return False
    covered = {str(name) for name in quarterly(series, "employment")["quarter"].to_numpy()}
    known = setting.complex.quarters
    return all(
        quarter in covered and quarter in known and known[0] < quarter for window in WINDOWS for quarter in window
    )


@styled()
def employment_test(
    series: xr.Dataset, setting: Setting, *, language: str = "ko", scenario: str | None = None
) -> Picture:
    """Model band, fixed ratio and record, one panel per window, with errors and coverage written into each."""
    totals = quarterly(series, "employment")
    totals = totals.isel(scenario=0) if scenario is None else totals.sel(scenario=scenario)
    figure, panels = canvas(panels=len(WINDOWS), share_y=True)
    handles: list[Line2D | Patch] = []
    listed, data = [], []
    for axes, (first, last) in zip(panels, WINDOWS, strict=True):
        window, rival = fixed_jobs(setting.complex, first, last=last)
        values = totals.sel(quarter=window).to_numpy()
        handles = draw_bands(axes, places(window), values=values, language=language)
        handles += _draw_rivals(axes, setting, window=window, rival=rival, language=language)
        record = setting.complex.record_total.loc[window, "employment"].to_numpy(dtype=float)
        own = {
            name: f"{found:.1f}"
            for name, found in scores(values, rival, record=record).items()
            if name in ("model", "rival")
        }
        listed.append(state("tested_window", language, first=first, last=last, **own))
        data.append(quantile_rows(values, window, variable="employment").assign(record=record, fixed_ratio=rival))
        _write_scores(axes, values, rival=rival, record=record, language=language)
        axes.set_title(
            say("test_panel", language, first=first, last=last), fontsize=9.0, fontweight="normal", loc="right"
        )
        years(axes)
    low, high = panels[0].get_ylim()
    panels[0].set_ylim(low - 0.03 * (high - low), high + 0.24 * (high - low))
    panels[0].yaxis.set_major_formatter(style.ticks(language, 0))
    unit_above(panels[0], AXES["employment"].unit(language))
    panels[0].yaxis.set_label_coords(-0.2, 1.045)
    title = state("tested", language, listed=", ".join(listed))
    remarks = [setting.band_note(language), say("fixed_jobs_note", language), say("given_note", language)]
    rows = legend(panels[0], handles, centre=1.05)
    source = setting.source(language)
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=rows, source=source)
    unit = AXES["employment"].unit(language)
    told = " ".join(paths_told(each, runs=setting.runs, language=language, unit=unit) for each in data)
    return Picture("employment_test", title, figure, pd.concat(data), told)


def _draw_rivals(
    axes: Axes, setting: Setting, *, window: list[str], rival: Column, language: str
) -> list[Line2D | Patch]:
    """The fixed ratio as a dashed line with squares, the record as dots."""
    x = places(window)
    mark = style.RIVAL
    (line,) = axes.plot(
        x,
        rival,
        color=mark.colour,
        linestyle=mark.line,
        linewidth=1.1,
        marker=mark.marker,
        markersize=3.4,
        markerfacecolor="white",
        label=say("fixed_jobs", language),
    )
    record = setting.complex.record_total.loc[window, "employment"].to_numpy(dtype=float)
    (dots,) = axes.plot(
        x,
        record,
        color=style.BLACK,
        linestyle="none",
        marker=style.RECORD.marker,
        markersize=4.2,
        zorder=5,
        label=say("record", language),
    )
    return [line, dots]


def scores(values: Column, rival: Column, *, record: Column) -> dict[str, float]:
    """Mean absolute errors in percent of the model's median and of the rival, and quarters inside the 80 % band."""
    found = over_runs(values)
    return {
        "model": float(100.0 * np.mean(np.abs(found["q50"] / record - 1.0))),
        "rival": float(100.0 * np.mean(np.abs(rival / record - 1.0))),
        "inside": float(((found["q10"] <= record) & (record <= found["q90"])).sum()),
        "all": float(record.size),
    }


def _write_scores(axes: Axes, values: Column, *, rival: Column, record: Column, language: str) -> None:
    found = scores(values, rival, record=record)
    error = say("error", language, model=f"{found['model']:.1f}", rival=f"{found['rival']:.1f}")
    inside = say("inside", language, inside=int(found["inside"]), all=int(found["all"]))
    axes.text(0.02, 0.985, f"{error}\n{inside}", transform=axes.transAxes, va="top", fontsize=7.6, linespacing=1.5)
