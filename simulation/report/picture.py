"""One picture: a figure with its name, saved as PNG and SVG with the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from simulation.catalogue import name_of
from simulation.report.style import DPI, GREY, HEIGHT, WIDTH, counted, styled
from simulation.report.tables import write_csv

NOTHING_DATED: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
}
TITLE_ROOM, NOTE_LINE = 0.62, 0.165
"""Inches above the axes for title and subtitle; inches for one line under the axes."""
SMALLEST_TITLE = 10.5
"""Points of a title in one line at least; a longer one stands in two lines, smaller only where those are too few."""
SMALLEST_SUBTITLE = 7.4
"""Points of a subtitle in one line at least; a longer one stands in two."""
NOTEBOOK_DPI = 110
MARGIN, NOTE_SIZE = 0.02, 7.2
"""Share of the width left free on either side; points of the remarks."""


class Sheet(Figure):
    """A figure of matplotlib that is drawn in the look of the house wherever it is shown or saved."""

    def savefig(self, fname: Any, **options: Any) -> None:
        """Save as any figure of matplotlib, with the font and lines of every other picture."""
        with styled():
            super().savefig(fname, **options)

    def _repr_png_(self) -> bytes:
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", dpi=NOTEBOOK_DPI)
        return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished figure. Notebooks show it by itself; :meth:`save` writes it for documents."""

    name: str
    title: str
    figure: Sheet
    data: pd.DataFrame | None = None
    """What is drawn, as a table that is saved beside the picture."""
    told: str = ""
    """What is drawn in words: axes, what rises or falls, last values with their band."""

    @property
    def alt(self) -> str:
        """The text that stands for the picture where it cannot be seen."""
        return f"{self.title}. {self.told}" if self.told else self.title

    def image(self, kind: str, dpi: int = DPI) -> bytes:
        """The picture as bytes of ``png`` or ``svg`` with its words, without date, software or machine."""
        buffer, words = io.BytesIO(), {"Title": self.title, "Description": self.alt}
        self.figure.savefig(buffer, format=kind, dpi=dpi, metadata={**NOTHING_DATED[kind], **words})
        return buffer.getvalue()

    def save(self, folder: Path | str) -> tuple[Path, Path]:
        """Write ``<name>.png`` (300 dpi), ``<name>.svg`` and what is drawn as ``<name>.csv`` into a folder."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if self.data is not None:
            write_csv(self.data, folder / f"{self.name}.csv")
        paths = folder / f"{self.name}.png", folder / f"{self.name}.svg"
        for path in paths:
            path.write_bytes(self.image(path.suffix[1:]))
        return paths

    def texts(self) -> list[str]:
        """Every text of the picture, ticks and legend included."""
        with styled():
            self.figure.draw_without_rendering()
            found = [text.get_text() for text in self.figure.findobj(Label) if isinstance(text, Label)]
        return [text for text in found if text]

    def beyond_the_edge(self) -> float:
        """Inches by which the furthest text or mark reaches over an edge of the picture: none in a good one."""
        with styled():
            drawing: Any = self.figure.canvas
            drawn, (width, height) = self.figure.get_tightbbox(drawing.get_renderer()), self.figure.get_size_inches()
        return float(max(0.0, -drawn.x0, -drawn.y0, drawn.x1 - width, drawn.y1 - height))

    def _repr_png_(self) -> bytes:
        return self.figure._repr_png_()


def canvas(
    panels: int = 1, height: float = HEIGHT, *, share_y: bool | Literal["row"] = False, rows: int = 1
) -> tuple[Sheet, list[Axes]]:
    """An empty figure; :func:`arrange` makes room for title and notes once they are known.

    Its dots per inch are those of saving, so that texts are measured as they will be drawn.

    Args:
        panels: number of axes side by side.
        height: inches of the whole figure.
        share_y: whether panels have one vertical scale; ``row``: those of a row.
        rows: rows of panels.
    """
    figure = Sheet(figsize=(WIDTH, height), dpi=DPI)
    FigureCanvasAgg(figure)
    grid = figure.subplots(rows, panels, squeeze=False, sharey=share_y)
    return figure, list(grid.ravel())


def arrange(
    figure: Figure,
    title: str,
    *,
    subtitle: str,
    remarks: Sequence[str],
    source: str,
    language: str,
    legend_rows: int = 1,
    left: float = 0.095,
) -> float:
    """Write title, remarks, source and disclaimer, and leave the axes what is between; returns inches of the notes.

    Args:
        figure: the figure with its axes drawn.
        title: what is shown, under which outlook.
        subtitle: place, period, number of runs.
        remarks: lines under the axes; a long one is broken.
        source: the source line.
        language: ``ko`` or ``en``.
        legend_rows: rows of the legend between axes and remarks.
        left: share of the width left of the axes.
    """
    height = float(figure.get_size_inches()[1])
    heading = figure.text(MARGIN, 1.0 - 0.12 / height, title, fontsize=12.5, fontweight="bold", va="top")
    _fitted(figure, heading)
    below = 0.40
    if float(heading.get_fontsize()) < SMALLEST_TITLE:
        size = SMALLEST_TITLE
        while len(lines := _broken(figure, title, fontsize=size, fontweight="bold")) > 2:
            size -= 0.5
        heading.set(text="\n".join(lines), fontsize=size, linespacing=1.35, y=1.0 - 0.06 / height)
        below = 0.485
    under = figure.text(MARGIN, 1.0 - below / height, subtitle, fontsize=8.6, color=GREY, va="top")
    _fitted(figure, under)
    if float(under.get_fontsize()) < SMALLEST_SUBTITLE:
        lines = _broken(figure, subtitle, at=" · ", fontsize=SMALLEST_SUBTITLE)
        under.set(text="\n".join(lines), fontsize=SMALLEST_SUBTITLE)
        _fitted(figure, under)
    texts = [*remarks, source, name_of("note.disclaimer", language)]
    if remarks:
        texts[0] = f"{name_of('note.remark', language)}: {texts[0]}"
    notes = [line for text in texts for line in _broken(figure, text, fontsize=NOTE_SIZE)]
    for place, line in enumerate(reversed(notes)):
        y = (0.07 + place * NOTE_LINE) / height
        figure.text(MARGIN, y, line, fontsize=NOTE_SIZE, color=GREY, va="bottom")
    bottom = (len(notes) * NOTE_LINE + 0.36 + 0.2 * legend_rows) / height
    top = 1.0 - (TITLE_ROOM + 0.3) / height
    figure.subplots_adjust(left=left, right=0.975, top=top, bottom=bottom, wspace=0.28)
    return len(notes) * NOTE_LINE


def room_for_labels(axes: Axes, most: float = 0.45) -> None:
    """Move the left edge of the axes so that no label of a row is cut.

    Args:
        axes: axes whose rows are named at the left, all else drawn.
        most: greatest share of the width that the labels may take.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    widest = max((_width(figure, label) for label in axes.get_yticklabels()), default=0.0)
    figure.subplots_adjust(left=min(most, widest + 1.5 * MARGIN))


def _width(figure: Figure, text: Label) -> float:
    """Width of a text as a share of the figure."""
    drawing: Any = figure.canvas
    return float(text.get_window_extent(drawing.get_renderer()).width / figure.bbox.width)


def _fitted(figure: Figure, text: Label) -> None:
    """Set a text smaller until it fits the width."""
    width = _width(figure, text)
    if width > 1.0 - 2.0 * MARGIN:
        text.set_fontsize(float(text.get_fontsize()) * (1.0 - 2.0 * MARGIN) / width)


def _broken(figure: Figure, text: str, *, at: str = " ", **look: Any) -> list[str]:
    """Break a text of some size and weight into lines that fit the width, at spaces or at what stands between parts."""
    lines: list[str] = []
    words = text.split(at)
    probe = figure.text(0.0, 0.0, "", **look)

    def fit(count: int) -> bool:
        probe.set_text(at.join(words[:count]))
        return count == 1 or _width(figure, probe) <= 1.0 - 2.0 * MARGIN

    # To measure a text is dear: the longest line that fits is found by halves, not word by word.
    while not fit(len(words)):
        few, many = 1, len(words)
        while many - few > 1:
            middle = (few + many) // 2
            few, many = (middle, many) if fit(middle) else (few, middle)
        lines.append(at.join(words[:few]))
        words = words[few:]
    probe.remove()
    return [*lines, at.join(words)]


def unit_above(axes: Axes, unit: str) -> None:
    """The unit of the vertical axis, written upright above it."""
    axes.set_ylabel(f"({counted(unit)[1]})", rotation=0, ha="left", va="bottom", fontsize=8.6)
    axes.yaxis.set_label_coords(-0.085, 1.045)


def legend(axes: Axes, handles: Sequence[Artist], *, columns: int = 6, centre: float = 0.45) -> int:
    """Keys in rows under the axes, so that nothing covers the data; returns the number of rows."""
    columns = min(columns, len(handles))
    rows = -(-len(handles) // columns)
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(centre, -0.08),
        ncols=columns,
        handlelength=2.4,
        columnspacing=1.3,
        borderaxespad=0.2,
    )
    return rows
