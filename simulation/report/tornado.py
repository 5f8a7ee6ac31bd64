"""The tornado: how far the effect on jobs goes with each of the parameters that it moved with most."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
import xarray as xr

from simulation.arrays import Column
from simulation.catalogue import parameters_for
from simulation.errors import Text
from simulation.outcomes.metrics import over, paired_difference, yearly
from simulation.outcomes.path_probability import FEWEST_RUNS
from simulation.outcomes.ranking import ranked
from simulation.report import style
from simulation.report.alt_text import rows_told
from simulation.report.framing import described, room_for_labels
from simulation.report.lacking import LACKING, lacks_year
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import number, styled
from simulation.report.words import say
from simulation.units import UNITS

STRONGEST, ROW, FRAME = 8, 0.34, 2.2
"""Parameters shown; inches of one, and of title, axis and notes together."""
NAME_LINE = {"ko": 26, "en": 40}
"""Characters a line of the name of a parameter."""


def lacks_draws(series: xr.Dataset, draws: pd.DataFrame, *, worlds: tuple[str, str]) -> Text | None:
    """Why the effect cannot be set against what was drawn, if so."""
    if len(draws) < FEWEST_RUNS:
        return LACKING["few_draws"]
    return None if lacks_year(series) or np.ptp(gained(series, worlds)) > 0.0 else LACKING["nothing_moved"]


def gained(series: xr.Dataset, worlds: tuple[str, str]) -> Column:
    """Paired difference in jobs of the last whole year by run, of a world to another."""
    last = yearly(over(series, "employment"), "employment").isel(year=-1)
    return np.asarray(paired_difference(last, worlds[0], baseline=worlds[1]), dtype=float)


@styled()
def tornado(
    series: xr.Dataset, setting: Setting, *, draws: pd.DataFrame, worlds: tuple[str, str], language: str = "ko"
) -> Picture:
    """Mean effect on jobs in the half of the runs where a parameter is low and where it is high, strongest first.

    Args:
        series: dataset of the result.
        setting: what the picture says about the result.
        draws: parameters drawn, one row a run.
        worlds: keys of the world with the programme and of that without.
        language: ``ko`` or ``en``.
    """
    effect, known = gained(series, worlds), parameters_for(setting.complex.key)
    strongest = [row for row in ranked(draws, effect).to_dict("records") if row["parameter"] in known][:STRONGEST]
    for row in strongest:
        values = draws[row["parameter"]].to_numpy(dtype=float)
        row["name"] = known[row["parameter"]].name.in_language(language)
        row["low"], row["high"] = (
            float(effect[half].mean()) for half in (values <= np.median(values), values > np.median(values))
        )
    figure, (axes,) = canvas(height=FRAME + ROW * len(strongest))
    for place, row in enumerate(strongest):
        axes.plot([row["low"], row["high"]], [place, place], color=style.BLUE, linewidth=5.0, alpha=0.35)
        for end, fill_ in (("low", "white"), ("high", style.BLUE)):
            axes.plot(
                row[end], place, color=style.BLUE, marker="o", markersize=6, markerfacecolor=fill_, linestyle="none",
                label=say(f"tornado_{end}", language) if place == 0 else None,
            )  # fmt: skip
    axes.axvline(float(effect.mean()), color=style.BLACK, linewidth=0.8)
    names = [fill(row["name"] + (" *" if row["told"] else ""), NAME_LINE[language]) for row in strongest]
    axes.set_yticks(range(len(names)), names, fontsize=8.0)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(True, axis="x")
    axes.xaxis.set_major_formatter(style.ticks(language, 0))
    axes.set_xlabel(
        say("difference_axis", language, unit=UNITS["persons"].in_language(language)), fontsize=8.4, labelpad=2
    )
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, borderaxespad=0.2)
    first, runs = strongest[0], effect.size
    ends = {end: number(first[end], language) for end in ("low", "high")}
    title = (
        say("tornado_found", language, name=first["name"], **ends)
        if first["told"]
        else say("tornado_none", language, runs=runs)
    )
    described(figure, title, setting=setting, remarks=[say("tornado_note", language)], language=language)
    room_for_labels(axes)
    listed = [
        (row["name"], row["high"], min(row["low"], row["high"]), max(row["low"], row["high"])) for row in strongest
    ]
    told = rows_told(
        listed, across=UNITS["persons"].in_language(language), language=language, spread="range", order=False
    )
    return Picture("tornado", title, figure, pd.DataFrame(strongest).drop(columns="name"), told)
