"""Which pictures of many panels a result may hold, and why one has nothing to show."""

from __future__ import annotations

from functools import partial

import xarray as xr

from simulation.errors import LANGUAGES, Text
from simulation.report.lacking import LACKING, lacks_quarters, lacks_year
from simulation.report.panels.film_strip import film_strip
from simulation.report.panels.groups import ROWS, groups_figure
from simulation.report.panels.kinds import ADOPTERS, LOST, TENANTS, levels_figure, lost_figure, tenants_figure
from simulation.report.panels.people_flows import NEEDED, flows_figure
from simulation.report.panels.shared import shown_members
from simulation.report.panels.words import FOUND
from simulation.report.series import Setting
from simulation.report.sketch import Sketch


def panel_sketches(series: xr.Dataset, setting: Setting, *, baseline: str | None) -> dict[str, Sketch]:
    """Every picture of many panels whose series the result holds, by name.

    Args:
        series: dataset of the result; its first scenario is the one asked for.
        setting: what every picture says about the result.
        baseline: key of the world without the programme, if there is one.
    """
    quarters, year = lacks_quarters(series), lacks_year(series)
    found: dict[str, Sketch] = {}
    if baseline is not None and {*ROWS, TENANTS} <= set(series):
        worlds = (str(series["scenario"].to_numpy()[0]), baseline)
        for dimension in ("industry", "size_class"):
            draw = partial(groups_figure, series, setting, dimension=dimension, worlds=worlds)
            lacking = quarters or lacks_groups(series, dimension, worlds=worlds)
            found[f"groups_{dimension}"] = Sketch(_filled("groups_title", dimension), draw, lacking)
    none_lost = LOST in series and not series[LOST].any()
    kinds = (
        (ADOPTERS, "levels_title", levels_figure, None),
        (TENANTS, "tenants_title", tenants_figure, lacks_firms(series, "industry")),
        (LOST, "lost_title", lost_figure, year or (LACKING["nothing_lost"] if none_lost else None)),
    )
    for variable, title, figure, lacking in kinds:
        if variable in series:
            draw = partial(figure, series, setting, baseline=baseline)
            found[f"kinds_{variable}"] = Sketch(FOUND[title], draw, quarters or lacking)
    if set(NEEDED) <= set(series):
        found["people_flows"] = Sketch(
            FOUND["flows_title"], partial(flows_figure, series, setting, baseline=baseline), year
        )
    if {"employment", TENANTS} <= set(series):
        found["film_strip"] = Sketch(
            FOUND["strip_title"], partial(film_strip, series, setting), year or lacks_firms(series, "industry")
        )
    return found


def lacks_firms(series: xr.Dataset, dimension: str) -> Text | None:
    """Why nothing can be shown by group, if so: no group holds enough firms."""
    return None if TENANTS in series and shown_members(series, dimension)[0] else LACKING["no_firms"]


def lacks_groups(series: xr.Dataset, dimension: str, *, worlds: tuple[str, str]) -> Text | None:
    """Why no difference by group can be drawn, if so: too few firms, or worlds that are the same."""
    with_it, without = (series[list(ROWS)].sel(scenario=key, drop=True) for key in worlds)
    return lacks_firms(series, dimension) or (LACKING["nothing_moved"] if with_it.equals(without) else None)


def _filled(key: str, dimension: str) -> Text:
    """A title that names what its groups are members of."""
    said = (FOUND[key].filled(each, kind=FOUND[dimension].in_language(each)) for each in LANGUAGES)
    return Text(*said)
