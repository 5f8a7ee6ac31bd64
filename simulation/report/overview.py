"""One page for a first look: production, value added, employment and utilisation with the record as dots."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import xarray as xr
from matplotlib.artist import Artist

from simulation.catalogue import name_of
from simulation.report.alt_text import paths_told
from simulation.report.bands import draw_bands, draw_record
from simulation.report.drawn import quantile_rows, with_record
from simulation.report.fans import finish, is_given, outside_note
from simulation.report.findings import path_finding
from simulation.report.framing import described
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting, axis_of, places, quarterly
from simulation.report.style import styled
from simulation.report.words import say

PANELS = ("production", "value_added", "employment", "utilisation")
HEIGHT = 5.6


@styled()
def overview(series: xr.Dataset, setting: Setting, *, language: str = "ko") -> Picture:
    """Four fans of the first world of the dataset."""
    figure, panels = canvas(panels=2, rows=2, height=HEIGHT)
    handles: Sequence[Artist] = []
    shown, data, off_zero = {}, [], False
    units: dict[str, str] = {}
    for axes, variable in zip(panels, PANELS, strict=True):
        totals = quarterly(series, variable).isel(scenario=0)
        shown[variable], axis = totals, axis_of(variable, totals)
        units[variable] = axis.unit(language)
        quarters = [str(name) for name in totals["quarter"].to_numpy()]
        drawn = draw_bands(axes, places(quarters), values=totals.to_numpy() / axis.divisor, language=language)
        drawn += draw_record(axes, setting, variable=variable, axis=axis, quarters=quarters, language=language)
        handles = max(handles, drawn, key=len)
        finish(axes, quarters, setting=setting, axis=axis, variable=variable, language=language, mark_start=False)
        off_zero |= axes.get_ylim()[0] > 0.0
        rows = quantile_rows(totals.to_numpy() / axis.divisor, quarters, variable=variable, unit=axis.unit_en)
        data.append(with_record(rows, setting, variable=variable, divisor=axis.divisor))
        name = name_of(f"variable.{variable}", language)
        if is_given(variable, setting):
            name = f"{name}: {say('given', language)}"
        axes.set_title(name, fontsize=9.2, pad=19)
        axes.yaxis.set_label_coords(-0.17, 1.045)
        axes.tick_params(labelsize=8.0, which="both")
    first = PANELS[2] if is_given(PANELS[0], setting) else PANELS[0]
    title = path_finding(first, shown[first], axis=axis_of(first, shown[first]), given=False, language=language)
    source = setting.source(language)
    remarks = [setting.band_note(language), *outside_note(shown, setting, language=language)]
    remarks += [say("off_zero_some", language)] if off_zero else []
    notes = described(figure, title, setting=setting, remarks=remarks, language=language, source=source)
    figure.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, (notes + 0.12) / HEIGHT),
        ncols=6,
        handlelength=2.2,
        columnspacing=1.2,
    )
    figure.subplots_adjust(hspace=0.62, wspace=0.22, top=1.0 - 1.18 / HEIGHT, bottom=(notes + 0.66) / HEIGHT)
    table = pd.concat(data)
    told = paths_told(table, runs=setting.runs, language=language, unit=lambda name: units[name])
    return Picture("overview", title, figure, table, told)
