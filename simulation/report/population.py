"""How the city's residents change from year to year: births less deaths and in-moves less out-moves, shown apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.artist import Artist
from matplotlib.ticker import FuncFormatter, MultipleLocator

from simulation.catalogue import name_of
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.drawn import quantile_rows
from simulation.report.findings import people_finding
from simulation.report.framing import described, legend, unit_above
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting, months_of, over_runs
from simulation.report.style import styled
from simulation.report.words import say
from simulation.units import MONTHS_A_YEAR

CHANGES = ("natural_change", "net_migration")
BAR = 0.36
"""Width of a bar, in years."""


@styled()
def population_change(series: xr.Dataset, setting: Setting, *, language: str = "ko") -> Picture:
    """Bars of the yearly natural change and net migration of the first world: median, whisker of 80 %."""
    figure, (axes,) = canvas()
    handles: list[Artist] = []
    drawn = []
    for place, name in enumerate(CHANGES):
        years, values = yearly(series, name)
        drawn.append((name, years, values))
        found = over_runs(values)
        x = years + (place - 0.5) * BAR
        mark = style.SERIES[place]
        few = not setting.banded
        reach = None if few else np.abs(np.stack([found["q10"], found["q90"]]) - found["q50"])
        bars = axes.bar(
            x,
            found["q50"],
            BAR,
            yerr=reach,
            color=mark.colour,
            edgecolor="white",
            hatch=mark.hatch,
            linewidth=0.6,
            capsize=2.5,
            error_kw={"elinewidth": 0.9, "ecolor": style.BLACK},
        )
        if few:
            axes.plot(x, values.T, linestyle="none", marker="o", markersize=2.4, color=style.BLACK)
        bars[0].set_label(name_of(f"variable.{name}", language))
        handles.append(bars[0])
    axes.axhline(0.0, color=style.BLACK, linewidth=0.8)
    axes.xaxis.set_major_locator(MultipleLocator(1.0))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{int(value)}"))
    axes.yaxis.set_major_formatter(style.ticks(language, 0))
    unit_above(axes, say("persons_a_year", language))
    (_, years, natural), (_, _, moved) = drawn
    title = people_finding(int(years[-1]), natural[:, -1], moved=moved[:, -1], language=language)
    data = [quantile_rows(values, [str(int(year)) for year in years], flow=name) for name, years, values in drawn]
    spread = say("whiskers" if setting.banded else "dots", language)
    remarks = [say("population_change_note", language, spread=spread), setting.band_note(language)]
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=legend(axes, handles))
    table = pd.concat(data)
    told = paths_told(table, runs=setting.runs, language=language, unit=say("persons_a_year", language))
    return Picture("population_change", title, figure, table, told)


def yearly(series: xr.Dataset, variable: str) -> tuple[np.ndarray, np.ndarray]:
    """Whole years of a result and a flow of the city in each, as an array (run, year)."""
    of_month = months_of(series).year.to_numpy()
    years, counts = np.unique(of_month, return_counts=True)
    whole = years[counts == MONTHS_A_YEAR]
    monthly = series[variable].isel(scenario=0).transpose("run", "month").to_numpy()
    return whole.astype(float), np.stack([monthly[:, of_month == year].sum(axis=1) for year in whole], axis=1)
