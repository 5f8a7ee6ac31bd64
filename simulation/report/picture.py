"""One picture: a figure with its name, saved as PNG and SVG with the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from simulation.report.style import DPI, HEIGHT, WIDTH, styled
from simulation.report.tables import write_csv

NOTHING_DATED: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
}
NOTEBOOK_DPI = 110


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
