"""The city by district: how its residents change and what homes cost at the end, on the boundaries that ship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text as Label

from simulation.arrays import Column
from simulation.catalogue import boundaries, name_of
from simulation.outcomes.metrics import paired_difference
from simulation.report.alt_text import Row, rows_told, spread_of
from simulation.report.findings import district_finding
from simulation.report.framing import MARGIN, described, fitted
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import BLACK, BLUE, GREEN, ORANGE, number, styled
from simulation.report.words import say

HEIGHTS = {2: 4.0, 3: 3.6}
"""Inches of so many maps side by side with all texts."""
ROUNDS = 40
"""Times that labels lying on one another are pushed apart at most."""
HALO = withStroke(linewidth=2.2, foreground="white")
"""Keeps a label readable where it crosses a line."""
SHALLOWEST, DEEPER, STEPS, KEY_AT, KEY_HIGH = 0.15, 0.5, 6, -0.07, 0.045
"""Depth of the smallest value, what the largest adds; steps of the colour scale, its place below the map and height."""
KILOMETRES, KILOMETRES_A_DEGREE = 10.0, 111.32
GRID = 60
"""Points a side on which the middle of a district is sought."""


def mappable(series: xr.Dataset, setting: Setting) -> bool:
    """Whether a result holds residents by district and the boundaries of the districts ship."""
    return "population" in series and "rent" in series and boundaries(setting.complex.key) is not None


@styled()
def city_map(series: xr.Dataset, setting: Setting, *, language: str = "ko", baseline: str | None = None) -> Picture:
    """Change of residents over the run, rent at its end, and what the programme does to residents, by district.

    Medians over runs of the first world; the last map, where there is a baseline, of the paired difference.
    """
    shapes = boundaries(setting.complex.key)
    if shapes is None:
        raise ValueError("no boundaries")
    main = series.isel(scenario=0)
    people, rent = main["population"], main["rent"].isel(month=-1)
    change = 100.0 * (people.isel(month=-1) / people.isel(month=0) - 1.0)
    outlines = {f["properties"]["key"]: _outline(f["geometry"]["coordinates"]) for f in shapes["features"]}
    names = {d.key: d.name.in_language(language) for d in setting.complex.districts}
    money = str(series["rent"].attrs["units_ko" if language == "ko" else "units"])
    last = str(main["month"].to_numpy()[-1])[:7]
    shown = {
        "residents_change_percent": _Panel(change, say("map_change", language), BLUE, 1, signed=True),
        "rent": _Panel(rent, f"{name_of('variable.rent', language)} ({money}, {last})", ORANGE, 0),
    }
    if baseline is not None:
        own = str(series["scenario"].to_numpy()[0])
        paired = paired_difference(series["population"].isel(month=-1), own, baseline=baseline)
        shown["residents_difference"] = _Panel(paired, say("map_paired", language), BLUE, 0, signed=True)
    figure, panels = canvas(panels=len(shown), height=HEIGHTS[len(shown)])
    titles = []
    for axes, panel in zip(panels, shown.values(), strict=True):
        _draw(axes, outlines, names=names, panel=panel, language=language)
        titles.append(axes.set_title(panel.title, fontsize=8.6, pad=4))
    _distance(panels[0])
    title = district_finding(change.median("run"), names, language=language)
    source = f"{setting.source(language, with_record=False)}; {shapes['attribution'][language]}"
    remarks = [say("map_note", language)]
    described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=0, source=source)
    figure.subplots_adjust(left=0.025, wspace=0.05)
    for axes in panels:
        _part(axes)
    _keep_apart(figure, titles)
    told = " ".join(_told(panel, names, spread=spread_of(setting.runs), language=language) for panel in shown.values())
    return Picture("map_city", title, figure, _rows(shown), told)


@dataclass(frozen=True, slots=True)
class _Panel:
    """One map: values (run, district), its title, colour and decimals; gains have a colour of theirs if ``signed``."""

    values: xr.DataArray
    title: str
    colour: str
    decimals: int
    signed: bool = False

    @property
    def middle(self) -> xr.DataArray:
        """Median over runs."""
        return self.values.median("run")


def _told(panel: _Panel, names: Mapping[str, str], *, spread: str, language: str) -> str:
    """What one map shows in words: every district with its band, the largest value first."""
    low, high = (panel.values.quantile(share, "run") for share in (0.1, 0.9))
    rows: list[Row] = [
        (names[key], float(panel.middle.sel(district=key)), float(low.sel(district=key)), float(high.sel(district=key)))
        for key in map(str, panel.values["district"].to_numpy())
    ]
    return f"{panel.title}: {rows_told(rows, across='', language=language, spread=spread)}"


def _rows(shown: Mapping[str, _Panel]) -> pd.DataFrame:
    """One row a district with what each panel shows, median and 80 % of the runs."""
    columns = {}
    for name, panel in shown.items():
        columns[name] = panel.middle.to_series()
        for end, share in (("q10", 0.1), ("q90", 0.9)):
            columns[f"{name}_{end}"] = panel.values.quantile(share, "run").drop_vars("quantile").to_series()
    return pd.DataFrame(columns).rename_axis("district").reset_index()


def _draw(axes: Axes, outlines: Mapping[str, Path], *, names: Mapping[str, str], panel: _Panel, language: str) -> None:
    """One map: each district shaded by the size of its value and labelled; gains are green and hatched."""
    values, decimals = panel.middle, panel.decimals
    size = np.abs(values.to_numpy())
    spread = float(size.max() - size.min())
    for key, outline in outlines.items():
        value = float(values.sel(district=key))
        depth = SHALLOWEST + DEEPER * ((abs(value) - float(size.min())) / spread if spread > 0.0 else 0.0)
        gains = panel.signed and value > 0.0
        tint = _tint(GREEN if gains else panel.colour, depth)
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
    _key(axes, panel, language=language)


def _part(axes: Axes) -> None:
    """Move labels up and down until none lies on another; those that moved furthest stay nearest their district."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    drawing: Any = figure.canvas
    labels = [text for text in axes.texts if "\n" in text.get_text()]
    scale = axes.transData
    for _round in range(ROUNDS):
        boxes = [text.get_window_extent(drawing.get_renderer()) for text in labels]
        clashes = [
            (one, other) for one in range(len(boxes)) for other in range(one) if boxes[one].overlaps(boxes[other])
        ]
        if not clashes:
            return
        for one, other in clashes:
            upper, lower = (one, other) if boxes[one].y0 >= boxes[other].y0 else (other, one)
            push = 0.5 * (boxes[lower].y1 - boxes[upper].y0) + 1.0
            for place, way in ((upper, push), (lower, -push)):
                x, y = scale.transform(labels[place].get_position())
                labels[place].set_position(tuple(scale.inverted().transform((x, y + way))))


def _keep_apart(figure: Figure, titles: Sequence[Label]) -> None:
    """Set the title of a map smaller where it would reach into the next map or over the edge."""
    figure.draw_without_rendering()
    starts = [float(title.get_window_extent().x0 / figure.bbox.width) for title in titles]
    for title, start, end in zip(titles, starts, [*starts[1:], 1.0], strict=True):
        fitted(figure, title, most=end - start - MARGIN)


def _scale_of(panel: _Panel) -> tuple[list[str], tuple[float, float]]:
    """Colours of the scale under a map from left to right, and the values at its ends: losses left, gains right."""
    values = panel.middle.to_numpy()
    size = np.abs(values)
    depths = [SHALLOWEST + DEEPER * step / (STEPS - 1) for step in range(STEPS)]
    rising = [_tint(GREEN if panel.signed else panel.colour, depth) for depth in depths]
    falling = [_tint(panel.colour, depth) for depth in reversed(depths)]
    if not panel.signed or bool((values > 0.0).all()):
        return rising, (float(size.min()), float(size.max()))
    if bool((values <= 0.0).all()):
        return falling, (float(values.min()), float(values.max()))
    return [*falling, *rising], (-float(size.max()), float(size.max()))


def _key(axes: Axes, panel: _Panel, *, language: str) -> None:
    """The colour scale under a map."""
    colours, ends = _scale_of(panel)
    width = 0.6 / len(colours)
    for step, colour in enumerate(colours):
        place = (0.2 + width * step, KEY_AT)
        axes.add_patch(
            Rectangle(
                place, width, KEY_HIGH, transform=axes.transAxes, facecolor=colour, edgecolor="none", clip_on=False
            )
        )
    for x, value, side in ((0.18, ends[0], "right"), (0.82, ends[1], "left")):
        told = number(value, language, decimals=panel.decimals)
        axes.text(x, KEY_AT + KEY_HIGH / 2.0, told, transform=axes.transAxes, ha=side, va="center", fontsize=7.0)


def _distance(axes: Axes) -> None:
    """A bar of ten kilometres in the upper left corner of a map in degrees."""
    west, (south, north) = axes.get_xlim()[0], axes.get_ylim()
    length = KILOMETRES / (KILOMETRES_A_DEGREE * np.cos(np.radians((south + north) / 2.0)))
    y = south + 0.93 * (north - south)
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
