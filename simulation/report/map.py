"""The city by district: how its residents change and what homes cost at the end, on the boundaries that ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from simulation.catalogue import boundaries, name_of
from simulation.outcomes.metrics import paired_difference
from simulation.report.findings import district_finding
from simulation.report.picture import Picture, arrange, canvas
from simulation.report.series import Setting
from simulation.report.style import BLACK, BLUE, GREEN, ORANGE, number, styled
from simulation.report.words import say

Column = NDArray[np.float64]
HEIGHT = 4.0
HALO = withStroke(linewidth=2.2, foreground="white")
"""Keeps a label readable where it crosses a line."""
SHALLOWEST, DEEPER, STEPS, KEY_AT = 0.15, 0.5, 6, -0.06
"""Depth of the smallest value, what the largest adds, steps of the colour scale and its place under the map."""
KILOMETRES, KILOMETRES_A_DEGREE = 10.0, 111.32
GRID = 60
"""Points a side on which the middle of a district is sought."""


def mappable(series: xr.Dataset, setting: Setting) -> bool:
    """Whether a result holds residents by district and the boundaries of the districts ship."""
    return "population" in series and "rent" in series and boundaries(setting.complex.key) is not None


@styled()
def city_map(series: xr.Dataset, setting: Setting, *, language: str = "ko", baseline: str | None = None) -> Picture:
    """Change of residents over the run, rent at its end, and what the programme does to residents, by district.

    Medians over runs of the first world; the last panel, where there is a baseline, of the paired difference.
    """
    shapes = boundaries(setting.complex.key)
    if shapes is None:
        raise ValueError("no boundaries")
    main = series.isel(scenario=0)
    people, rent = main["population"], main["rent"].isel(month=-1).median("run")
    change = (100.0 * (people.isel(month=-1) / people.isel(month=0) - 1.0)).median("run")
    outlines = {f["properties"]["key"]: _outline(f["geometry"]["coordinates"]) for f in shapes["features"]}
    figure, panels = canvas(panels=2 if baseline is None else 3, height=HEIGHT)
    names = {d.key: d.name.in_language(language) for d in setting.complex.districts}
    unit = name_of("variable.rent", language)
    money = str(series["rent"].attrs["units_ko" if language == "ko" else "units"])
    shown = {"residents_change_percent": change, "rent": rent}
    _draw(panels[0], outlines, names=names, values=change, colour=BLUE, language=language, decimals=1)
    _draw(panels[1], outlines, names=names, values=rent, colour=ORANGE, language=language, decimals=0)
    panels[0].set_title(say("map_change", language), fontsize=8.6, pad=4)
    panels[1].set_title(f"{unit} ({money}, {str(main['month'].to_numpy()[-1])[:7]})", fontsize=8.6, pad=4)
    if baseline is not None:
        paired = paired_difference(
            series["population"].isel(month=-1), str(series["scenario"].to_numpy()[0]), baseline=baseline
        )
        shown["residents_difference"] = paired.median("run")
        _draw(
            panels[2],
            outlines,
            names=names,
            values=shown["residents_difference"],
            colour=GREEN,
            language=language,
            decimals=0,
        )
        panels[2].set_title(say("map_paired", language), fontsize=8.6, pad=4)
    _distance(panels[0])
    title = district_finding(change, names, language=language)
    source = f"{setting.source(language, with_record=False)}; {shapes['attribution'][language]}"
    arrange(
        figure,
        title,
        subtitle=setting.subtitle(language),
        remarks=[say("map_note", language)],
        source=source,
        language=language,
        legend_rows=0,
        left=0.025,
    )
    return Picture("map_city", title, figure, _rows(shown))


def _rows(shown: Mapping[str, xr.DataArray]) -> pd.DataFrame:
    """One row a district with what each panel shows."""
    columns = {name: values.to_series() for name, values in shown.items()}
    return pd.DataFrame(columns).rename_axis("district").reset_index()


def _draw(
    axes: Axes,
    outlines: Mapping[str, Path],
    *,
    names: Mapping[str, str],
    values: xr.DataArray,
    colour: str,
    language: str,
    decimals: int,
) -> None:
    """One panel: each district shaded by the size of its value and labelled; gains among losses are hatched."""
    size = np.abs(values.to_numpy())
    spread = float(size.max() - size.min())
    for key, outline in outlines.items():
        value = float(values.sel(district=key))
        depth = SHALLOWEST + DEEPER * ((abs(value) - float(size.min())) / spread if spread > 0.0 else 0.0)
        gains = value > 0.0 and bool((values < 0.0).any())
        tint = _tint(GREEN if gains else colour, depth)
        axes.add_patch(PathPatch(outline, facecolor=tint, edgecolor=BLACK, linewidth=0.7, hatch="//" if gains else ""))
        x, y = _middle(outline)
        text = f"{names[key]}\n{number(value, language, decimals=decimals)}"
        axes.text(x, y, text, ha="center", va="center", fontsize=7.2, linespacing=1.2, path_effects=[HALO])
    corners = np.vstack([outline.vertices for outline in outlines.values()])
    low, high = corners.min(axis=0), corners.max(axis=0)
    axes.set_xlim(low[0] - 0.01, high[0] + 0.01)
    axes.set_ylim(low[1] - 0.01, high[1] + 0.01)
    axes.set_aspect(1.0 / np.cos(np.radians((low[1] + high[1]) / 2.0)))
    axes.set_axis_off()
    _key(axes, colour, ends=(float(size.min()), float(size.max())), language=language, decimals=decimals)


def _key(axes: Axes, colour: str, *, ends: tuple[float, float], language: str, decimals: int) -> None:
    """The colour scale under a map: from the smallest to the largest size, by the depth that shades them."""
    for step in range(STEPS):
        place = (0.2 + 0.6 * step / STEPS, KEY_AT)
        depth = SHALLOWEST + DEEPER * step / (STEPS - 1)
        axes.add_patch(
            Rectangle(place, 0.6 / STEPS, 0.03, transform=axes.transAxes, facecolor=_tint(colour, depth),
                      edgecolor="none", clip_on=False)
        )  # fmt: skip
    for x, value, side in ((0.18, ends[0], "right"), (0.82, ends[1], "left")):
        told = number(value, language, decimals=decimals)
        axes.text(x, KEY_AT + 0.015, told, transform=axes.transAxes, ha=side, va="center", fontsize=7.0)


def _distance(axes: Axes) -> None:
    """A bar of ten kilometres in the corner of a map in degrees."""
    west, south = axes.get_xlim()[0], axes.get_ylim()[0]
    north = axes.get_ylim()[1]
    length = KILOMETRES / (KILOMETRES_A_DEGREE * np.cos(np.radians((south + north) / 2.0)))
    y = south + 0.02 * (north - south)
    axes.plot([west, west + length], [y, y], color=BLACK, linewidth=1.6, solid_capstyle="butt")
    axes.text(
        west + length / 2.0, y + 0.015 * (north - south), f"{KILOMETRES:g} km", ha="center", va="bottom", fontsize=7.0
    )


def _outline(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> Path:
    """A district as one path, its largest part first."""
    rings = sorted((np.asarray(polygon[0], dtype=float) for polygon in polygons), key=lambda ring: -_area(ring))
    return Path.make_compound_path(*(Path(ring, closed=True) for ring in rings))


def _area(ring: Column) -> float:
    """Area of a closed ring (shoelace formula)."""
    x, y = ring[:, 0], ring[:, 1]
    return 0.5 * abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])))


def _middle(outline: Path) -> tuple[float, float]:
    """The point inside a district that is farthest from its edge, on a grid: where a label fits best."""
    edge = np.asarray(outline.vertices)
    low, high = edge.min(axis=0), edge.max(axis=0)
    steps = (np.arange(GRID) + 0.5) / GRID
    x, y = np.meshgrid(low[0] + steps * (high[0] - low[0]), low[1] + steps * (high[1] - low[1]))
    points = np.column_stack([x.ravel(), y.ravel()])
    points = points[outline.contains_points(points)]
    # A label is wider than high, so distance counts less sideways.
    away = (points[:, None, :] - edge[None, :, :]) / np.array([2.0, 1.0])
    best = points[np.argmax((away**2).sum(axis=2).min(axis=1))]
    return float(best[0]), float(best[1])


def _tint(colour: str, depth: float) -> str:
    """A colour mixed with white."""
    red, green, blue = (1.0 - depth * (1.0 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))
