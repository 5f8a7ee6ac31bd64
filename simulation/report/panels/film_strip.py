"""A film strip of the complex: one panel a year, a square for the jobs of each industry and size class."""

from __future__ import annotations

from collections.abc import Hashable
from textwrap import fill
from typing import cast

import numpy as np
import pandas as pd
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from simulation.arrays import Column
from simulation.catalogue import member_name
from simulation.outcomes.metrics import yearly
from simulation.report import style
from simulation.report.alt_text import rows_told
from simulation.report.framing import described
from simulation.report.panels.shared import FEWEST_FIRMS
from simulation.report.panels.words import tell
from simulation.report.picture import Picture, canvas
from simulation.report.series import Setting
from simulation.report.style import number, styled
from simulation.wording import inside

FRAMES = 5
"""Years shown at most, the last ones."""
HEAD, LABELS, LARGEST_CELL = 1.0, {"ko": 0.62, "en": 1.05}, 0.45
"""Inches above the panels, of the names of size classes below them, and of the side of a cell at most."""
LEFT, RIGHT, GAP = 0.17, 0.975, 0.25
"""Shares of the width where panels begin and end; cells between two panels."""
NOTES = 0.95
"""Inches of five lines of remarks."""
NAME_LINE, WIDEST = 15, 0.94
"""Characters a line of an industry's name; side of the largest square as a share of its cell."""


@styled()
def film_strip(series: xr.Dataset, setting: Setting, *, language: str = "ko") -> Picture:
    """Jobs at the end of each year with the programme, by industry (rows) and size class (columns); medians.

    The area of a square is proportional to its jobs, alike in all panels.
    """
    found = jobs_by_cell(series)
    industries = [str(key) for key in found["industry"].to_numpy()]
    years = [int(year) for year in found["year"].to_numpy()]
    cells = len(years) * (found.sizes["size_class"] + GAP)
    cell = min(LARGEST_CELL, style.WIDTH * (RIGHT - LEFT) / cells)
    frames = cell * len(industries)
    height = HEAD + frames + LABELS[language] + NOTES
    figure, panels = canvas(panels=len(years), height=height, share_y=True)
    largest = float(found.max())
    for axes, year in zip(panels, years, strict=True):
        _frame(axes, found.sel(year=year).to_numpy(), before=found.isel(year=0).to_numpy(), largest=largest)
        axes.set_title(str(year), fontsize=9.5, pad=4)
        sizes = [member_name("size_class", str(key), language=language) for key in found["size_class"].to_numpy()]
        axes.set_xticks(range(len(sizes)), sizes, rotation=90, fontsize=6.8)
    names = [fill(member_name("industry", key, language=language), NAME_LINE) for key in industries]
    panels[0].set_yticks(range(len(names)), names, fontsize=7.2)
    title = strip_finding(found, language)
    remarks = [tell("strip_note", language), tell("strip_key", language, jobs=number(largest, language))]
    notes = described(figure, title, setting=setting, remarks=remarks, language=language, legend_rows=0)
    bottom = (notes + LABELS[language] + 0.12) / height
    right = LEFT + cell * cells / style.WIDTH
    figure.subplots_adjust(wspace=GAP / 4.0, left=LEFT, right=right, top=bottom + frames / height, bottom=bottom)
    data = found.to_series().rename("median").reset_index()
    ends = found.isel(year=-1).to_series().dropna()
    told = rows_told(
        [(cell_name(place, language), float(jobs), None, None) for place, jobs in ends.items()],
        across=tell("strip_axis", language, first=years[0], last=years[-1]),
        language=language,
    )  # fmt: skip
    return Picture("film_strip", title, figure, pd.DataFrame(data).dropna(), told)


def jobs_by_cell(series: xr.Dataset) -> xr.DataArray:
    """Median jobs (year, industry, size_class) at ends of the last whole years; none where there are too few firms."""
    own = series.isel(scenario=0)
    jobs, firms = (yearly(own[name], name).median("run").isel(year=slice(-FRAMES, None)) for name in
                   ("employment", "tenants"))  # fmt: skip
    return jobs.where(firms.min("year") >= FEWEST_FIRMS).transpose("year", "industry", "size_class")


def strip_finding(found: xr.DataArray, language: str) -> str:
    """The cells whose jobs rise and fall most from the first panel to the last."""
    change = (found.isel(year=-1) - found.isel(year=0)).to_series().dropna()
    first, last = (int(year) for year in found["year"].to_numpy()[[0, -1]])
    up, down = bool((change > 0.0).any()), bool((change < 0.0).any())
    form = {(True, True): "both", (True, False): "up", (False, True): "down", (False, False): "none"}[up, down]

    return tell(
        f"strip_{form}",
        language,
        first=first,
        last=last,
        most=cell_name(change.idxmax(), language) if up else "",
        least=cell_name(change.idxmin(), language) if down else "",
        gain=number(float(change.max()), language) if up else "",
        loss=number(abs(float(change.min())), language) if down else "",
    )


def cell_name(place: Hashable, language: str) -> str:
    """Industry and size class of a cell."""
    industry, size = cast("tuple[str, str]", place)
    named = [member_name(*each, language=language) for each in (("industry", industry), ("size_class", size))]
    return " ".join(named) if language == "ko" else f"{named[0]}, {inside(named[1])}"


def _frame(axes: Axes, jobs: Column, *, before: Column, largest: float) -> None:
    """The squares of one year; cells that hold fewer jobs than in the first are hatched."""
    for row, column in np.argwhere(~np.isnan(jobs)):
        side = WIDEST * float(np.sqrt(max(jobs[row, column], 0.0) / max(largest, 1.0)))
        falls = bool(jobs[row, column] < before[row, column])
        axes.add_patch(
            Rectangle(
                (column - side / 2.0, row - side / 2.0), side, side, edgecolor=style.BLACK, linewidth=0.5,
                facecolor=style.ORANGE if falls else style.SKY, hatch="/////" if falls else "",
            )
        )  # fmt: skip
    rows, columns = jobs.shape
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_aspect("equal")
    axes.grid(False)
    axes.tick_params(length=0)
    for side_of in axes.spines.values():
        side_of.set_visible(True)
        side_of.set_color(style.LIGHT)
