"""What stands around the axes of a picture: title, remarks, source, keys and units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from simulation.catalogue import name_of
from simulation.report.series import Setting
from simulation.report.style import GREY, counted

TITLE_ROOM, NOTE_LINE = 0.62, 0.165
"""Inches above the axes for title and subtitle; inches for one line under the axes."""
SMALLEST_TITLE = 10.5
"""Points of a title in one line at least; a longer one stands in two lines, smaller only where those are too few."""
SMALLEST_SUBTITLE = 7.4
"""Points of a subtitle in one line at least; a longer one stands in two."""
SUBTITLE_LINE, UNIT_ROOM = 0.145, 0.25
"""Inches of a line of a subtitle in two; inches under it for the unit or the names of panels."""
MARGIN, NOTE_SIZE = 0.02, 7.2
"""Share of the width left free on either side; points of the remarks."""


def arrange(
    figure: Figure,
    title: str,
    *,
    subtitle: str,
    remarks: Sequence[str],
    source: str,
    language: str,
    legend_rows: int = 1,
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
    """
    height = float(figure.get_size_inches()[1])
    heading = figure.text(MARGIN, 1.0 - 0.12 / height, title, fontsize=12.5, fontweight="bold", va="top")
    fitted(figure, heading)
    below = 0.40
    if float(heading.get_fontsize()) < SMALLEST_TITLE:
        size = SMALLEST_TITLE
        while len(lines := _broken(figure, title, fontsize=size, fontweight="bold")) > 2:
            size -= 0.5
        heading.set(text="\n".join(lines), fontsize=size, linespacing=1.35, y=1.0 - 0.06 / height)
        below = 0.485
    under = figure.text(MARGIN, 1.0 - below / height, subtitle, fontsize=8.6, color=GREY, va="top")
    fitted(figure, under)
    room = TITLE_ROOM + 0.3
    if float(under.get_fontsize()) < SMALLEST_SUBTITLE:
        lines = _broken(figure, subtitle, at=" · ", fontsize=SMALLEST_SUBTITLE)
        under.set(text="\n".join(lines), fontsize=SMALLEST_SUBTITLE, linespacing=1.35)
        fitted(figure, under)
        room = max(room, below + SUBTITLE_LINE * len(lines) + UNIT_ROOM)
    texts = [*remarks, source, name_of("note.disclaimer", language)]
    if remarks:
        texts[0] = f"{name_of('note.remark', language)}: {texts[0]}"
    notes = [line for text in texts for line in _broken(figure, text, fontsize=NOTE_SIZE)]
    for place, line in enumerate(reversed(notes)):
        y = (0.07 + place * NOTE_LINE) / height
        figure.text(MARGIN, y, line, fontsize=NOTE_SIZE, color=GREY, va="bottom")
    bottom = (len(notes) * NOTE_LINE + 0.36 + 0.2 * legend_rows) / height
    top = 1.0 - room / height
    figure.subplots_adjust(left=0.095, right=0.975, top=top, bottom=bottom, wspace=0.28)
    return len(notes) * NOTE_LINE


def described(
    figure: Figure,
    title: str,
    *,
    setting: Setting,
    remarks: Sequence[str],
    language: str,
    legend_rows: int = 1,
    subtitle: str | None = None,
    source: str | None = None,
) -> float:
    """A picture of the model arranged: with scenario and outlook below its title, and with the model as its source.

    Args:
        figure: the figure with its axes drawn.
        title: what is shown.
        setting: what the picture says about the result.
        remarks: lines under the axes.
        language: ``ko`` or ``en``.
        legend_rows: rows of the legend between axes and remarks.
        subtitle: another line below the title than that of the setting.
        source: another source line, such as one with the office behind a record.

    Returns:
        Inches that the remarks take.
    """
    return arrange(
        figure,
        title,
        subtitle=setting.subtitle(language) if subtitle is None else subtitle,
        remarks=remarks,
        source=setting.source(language, with_record=False) if source is None else source,
        language=language,
        legend_rows=legend_rows,
    )


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


def fitted(figure: Figure, text: Label, *, most: float = 1.0 - 2.0 * MARGIN) -> None:
    """Set a text smaller until it fits a share of the width, that between the margins unless another is given."""
    width = _width(figure, text)
    if width > most:
        text.set_fontsize(float(text.get_fontsize()) * most / width)


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


def key_below(figure: Figure, handles: Sequence[Artist], *, notes: float, columns: int = 4) -> None:
    """One key for all panels, between them and the remarks.

    Args:
        figure: the figure with its remarks written.
        handles: what the key shows.
        notes: inches that the remarks take.
        columns: keys in a row.
    """
    height = float(figure.get_size_inches()[1])
    place = (0.5, (notes + 0.1) / height)
    figure.legend(handles=list(handles), loc="lower center", bbox_to_anchor=place, ncols=columns, handlelength=2.2)
