"""Small multiples of levels with and without the programme: adopters by level, tenants by industry, output lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill

import numpy as np
import pandas as pd
import xarray as xr

from simulation.arrays import Column
from simulation.catalogue import member_name
from simulation.outcomes.metrics import yearly
from simulation.outcomes.verdicts import FEWEST_RUNS, Verdict, verdict_on
from simulation.report import style
from simulation.report.alt_text import paths_told
from simulation.report.drawn import quantile_rows
from simulation.report.framing import described, key_below
from simulation.report.panels.shared import draw_worlds, few_note, short_years, shown_members, unit_of, worlds_key
from simulation.report.panels.words import tell
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting, places, quarterly
from simulation.report.style import number, styled
from simulation.report.words import say

ADOPTERS, TENANTS, LOST = "adopters_by_level", "tenants", "output_lost_to_labour"
PANEL, FRAME, MOST_A_ROW = 1.75, 2.25, 4
"""Inches of a row of panels, of title, key and remarks together, and panels in a row."""
NAME_LINE = 24
LEVELS: Mapping[Verdict, str] = {
    "same": "levels_same",
    "above": "levels_with",
    "below": "levels_less",
    "unclear": "levels_unclear",
    "few": "levels_few",
}
"""The title of adopters by level for each verdict on how many more there are than without."""


def levels_figure(series: xr.Dataset, setting: Setting, *, baseline: str | None, language: str = "ko") -> Picture:
    """Firms at each level of the smart factory by quarter, with and without the programme."""
    shown = [str(key) for key in series["smart_level"].to_numpy()]
    title = levels_finding(series, baseline, language=language)
    return _kinds_figure(
        series,
        setting,
        what=(ADOPTERS, "smart_level", baseline),
        shown=shown,
        title=title,
        left_out=(),
        language=language,
    )


def tenants_figure(series: xr.Dataset, setting: Setting, *, baseline: str | None, language: str = "ko") -> Picture:
    """Tenants of each industry by quarter, with and without the programme."""
    shown, few = shown_members(series, "industry")
    title = tenants_finding(series, shown, language=language)
    left_out = few_note(few, "industry", language=language)
    return _kinds_figure(
        series,
        setting,
        what=(TENANTS, "industry", baseline),
        shown=shown,
        title=title,
        left_out=left_out,
        language=language,
    )


def lost_figure(series: xr.Dataset, setting: Setting, *, baseline: str | None, language: str = "ko") -> Picture:
    """Output that hands could not make by quarter and occupation of the post, with and without the programme."""
    shown = [str(key) for key in series["occupation"].to_numpy()]
    title = lost_finding(series, language)
    return _kinds_figure(
        series, setting, what=(LOST, "occupation", baseline), shown=shown, title=title, left_out=(), language=language
    )


@styled()
def _kinds_figure(
    series: xr.Dataset,
    setting: Setting,
    *,
    what: tuple[str, str, str | None],
    shown: Sequence[str],
    title: str,
    left_out: Sequence[str],
    language: str,
) -> Picture:
    """One panel a member of a dimension, each with its own axis from zero where that keeps it readable.

    Args:
        series: dataset of the result; its first scenario is the one asked for.
        setting: what the picture says about the result.
        what: variable, the dimension it is split by, and key of the world without the programme, if any.
        shown: members in the order of panels.
        title: what was found.
        left_out: remarks on members that are not shown.
        language: ``ko`` or ``en``.
    """
    variable, dimension, baseline = what
    rows = -(-len(shown) // MOST_A_ROW)
    columns = -(-len(shown) // rows)
    height = FRAME + PANEL * rows
    figure, panels = canvas(panels=columns, rows=rows, height=height)
    quarters, found = by_member(series, variable, dimension=dimension, baseline=baseline)
    data, off_zero = [], False
    for axes, key in zip(panels, shown, strict=False):
        draw_worlds(axes, places(quarters), worlds=found[key], setting=setting)
        if axes.get_ylim()[0] < 0.5 * axes.get_ylim()[1]:
            axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
        off_zero |= axes.get_ylim()[0] > 0.0
        axes.set_title(
            fill(member_name(dimension, key, language=language), NAME_LINE), fontsize=8.2, fontweight="normal", pad=5
        )
        axes.yaxis.set_major_formatter(style.ticks(language, unit=_unit(variable, language)))
        short_years(axes)
        data += [
            quantile_rows(values, quarters, variable=variable, group=f"{dimension}.{key}", world=word)
            for word, values in found[key].items()
        ]
    for axes in panels[len(shown) :]:
        axes.set_visible(False)
    for axes in panels[::columns]:
        axes.set_ylabel(f"({style.counted(_unit(variable, language))[1]})", fontsize=7.8)
    remarks = [setting.band_note(language), tell("own_axis", language), *left_out]
    remarks += [say("off_zero_some", language)] if off_zero else []
    notes = described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=2)
    key_below(figure, worlds_key(list(next(iter(found.values()))), setting, language=language), notes=notes, columns=2)
    figure.subplots_adjust(wspace=0.34, hspace=0.5, left=0.1, top=1.0 - 1.05 / height)
    drawn = pd.concat(data)
    called = {f"{dimension}.{key}": member_name(dimension, key, language=language) for key in shown}
    called |= {name: say(name, language) for name in ("with", "without")} | {variable: ""}
    told = paths_told(drawn, runs=setting.runs, language=language, unit=_unit(variable, language), names=called)
    return Picture(f"kinds_{variable}", title, figure, drawn, told)


def _unit(variable: str, language: str) -> str:
    return tell("lost_axis", language) if variable == LOST else unit_of(variable, language)


def by_member(
    series: xr.Dataset, variable: str, *, dimension: str, baseline: str | None
) -> tuple[list[str], dict[str, Mapping[str, Column]]]:
    """Whole quarters, and for each member the values (run, quarter) of each world, by ``with`` and ``without``."""
    found: dict[str, Mapping[str, Column]] = {}
    quarters: list[str] = []
    for key in (str(each) for each in series[dimension].to_numpy()):
        totals = quarterly(series.sel({dimension: [key]}), variable)
        quarters = [str(name) for name in totals["quarter"].to_numpy()]
        worlds = {"with": totals.isel(scenario=0).to_numpy()}
        if baseline is not None:
            worlds["without"] = totals.sel(scenario=baseline).to_numpy()
        found[key] = worlds
    return quarters, found


def levels_finding(series: xr.Dataset, baseline: str | None, *, language: str) -> str:
    """Adopters at the end, how many more than without, and the level at which most of them are."""
    last = series[ADOPTERS].isel(month=-1)
    own = last.isel(scenario=0).median("run")
    total, most = float(last.isel(scenario=0).sum("smart_level").median()), str(own.idxmax("smart_level").to_numpy())
    share = 100.0 * float(own.max()) / max(float(own.sum()), 1.0)
    about = {
        "month": str(last["month"].to_numpy())[:7],
        "total": number(total, language),
        "share": number(share, language),
        "level": member_name("smart_level", most, language=language),
    }
    if baseline is None:
        return tell("levels_alone", language, **about)
    paired = (last.isel(scenario=0) - last.sel(scenario=baseline)).sum("smart_level")
    more = number(abs(float(paired.median())), language)
    form = LEVELS[verdict_on(paired.to_numpy())]
    return tell(form, language, **about, more=more, runs=paired.size, enough=FEWEST_RUNS)


def tenants_finding(series: xr.Dataset, shown: Sequence[str], *, language: str) -> str:
    """How tenants change over the run with the programme, and the industry in which most of it happens."""
    firms = series[TENANTS].isel(scenario=0).sum("size_class")
    total = firms.sum("industry")
    change = float((total.isel(month=-1) - total.isel(month=0)).median())
    first, last = (str(each)[:7] for each in firms["month"].to_numpy()[[0, -1]])
    about = {"first": first, "last": last, "total": number(float(total.isel(month=-1).median()), language)}
    if change == 0.0:
        return tell("tenants_still", language, **about)
    parts = (firms.isel(month=-1) - firms.isel(month=0)).median("run").sel(industry=list(shown))
    most = str((parts * np.sign(change)).idxmax("industry").to_numpy())
    return tell(
        "tenants_up" if change > 0.0 else "tenants_down",
        language,
        **about,
        change=number(abs(change), language),
        most=member_name("industry", most, language=language),
        part=number(abs(float(parts.sel(industry=most))), language),
    )


def lost_finding(series: xr.Dataset, language: str) -> str:
    """Output lost in the last whole year with the programme, and the occupation that most of it is for."""
    own = yearly(series[LOST].isel(scenario=0), LOST).isel(year=-1)
    total, parts = float(own.sum("occupation").median()), own.median("run")
    most = str(parts.idxmax("occupation").to_numpy())
    return tell(
        "lost_finding",
        language,
        year=int(own["year"]),
        total="".join(style.amounts([total], language)[0]),
        share=number(100.0 * float(parts.max()) / max(float(parts.sum()), 1e-9), language),
        most=member_name("occupation", most, language=language),
    )
