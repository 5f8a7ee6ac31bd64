"""The gallery: every shipped scenario with question, period, source, a small picture and a headline with its band."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from simulation.catalogue import name_of
from simulation.errors import LANGUAGES
from simulation.experiments.headlines import MEASURES, Headline
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.metrics import quantiles
from simulation.outcomes.verdicts import carry_a_band
from simulation.report import style
from simulation.report.picture import Sheet
from simulation.report.questions import question, source_of
from simulation.report.style import amounts, number, span, styled
from simulation.report.words import outlook_name
from simulation.texts import Say

say = Say("gallery")
FOLDER = "gallery"
PAGE = "README"
INCHES, THUMBNAIL_DPI, COLOURS = (2.0, 0.9), 110, 16
MEASURE = "employment"
"""What the small picture shows by month."""


def headline(found: Headline, language: str) -> str:
    """Change of jobs and value added in the last year with its band, or their levels."""
    told = []
    for measure in MEASURES:
        values = found.last_year(measure)
        middle, low, high = (quantiles(values)[name] for name in ("q50", "q10", "q90"))
        if measure == MEASURE:
            figures, unit = [number(each, language) for each in (middle, low, high)], say("heads", language)
        else:
            figures, unit = amounts([middle, low, high], language)
        if found.is_difference and middle > 0.0:
            figures[0] = f"+{figures[0]}"
        band = say("band", language, low=figures[1], high=figures[2])
        enough = carry_a_band(values.size)
        name = name_of(f"variable.{measure}", language)
        fields = {"name": name, "middle": figures[0], "unit": unit, "band": band if enough else ""}
        told.append(say("level", language, **fields))
    return "; ".join(told)


@styled()
def thumbnail(found: Headline) -> bytes:
    """Employment by month as a small PNG without words: median and 80 % of the runs, zero where it is a difference.

    Runs too few to carry that band are drawn one by one.
    """
    values = found.monthly[MEASURE]
    months = np.arange(values.shape[1])
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9], axis=0)
    figure = Sheet(figsize=INCHES)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.02, 0.04, 0.96, 0.92))
    if carry_a_band(values.shape[0]):
        axes.fill_between(months, low, high, color=style.SKY, alpha=0.5, linewidth=0.0)
    else:
        axes.plot(months, values.T, color=style.SKY, linewidth=0.7)
    axes.plot(months, middle, color=style.BLUE, linewidth=1.4)
    if found.is_difference:
        axes.axhline(0.0, color=style.GREY, linewidth=0.8, linestyle=(0, (3.0, 2.0)))
    axes.set_axis_off()
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=THUMBNAIL_DPI)
    small = io.BytesIO()
    Image.open(drawn).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return small.getvalue()


def gallery_page(found: Sequence[Headline], *, runs: int, scale: float, language: str) -> str:
    """The gallery as a page of Markdown, one row a scenario."""
    header = say("header", language).split("|")
    lines = [f"# {say('title', language)}", "", say("note", language, runs=runs, scale=scale), ""]
    lines += ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    for each in found:
        scenario = each.scenario
        title = getattr(scenario.name, language)
        period = f"{span(scenario.start, scenario.end, language=language)}, {outlook_name(scenario.outlook, language)}"
        said = headline(each, language)
        picture = f"![{said}]({scenario.key}.png)"
        cells = [f"`{scenario.key}` {title}", question(scenario, language), period, source_of(scenario, language)]
        lines.append("| " + " | ".join([*cells, picture, said]) + " |")
    return "\n".join(lines) + "\n"


def save_gallery(found: Sequence[Headline], *, runs: int, scale: float, folder: Path) -> None:
    """Write the pages of both languages and every small picture into a folder, whole.

    Args:
        found: headlines of :func:`simulation.experiments.headlines.headlines`.
        runs: runs of each scenario.
        scale: size of the worlds.
        folder: what stood there is replaced.
    """
    with whole_folder(folder) as draft:
        for each in found:
            place = draft / f"{each.scenario.key}.png"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(thumbnail(each))
        for language in LANGUAGES:
            page = gallery_page(found, runs=runs, scale=scale, language=language)
            (draft / f"{PAGE}.{language}.md").write_text(page, encoding="utf-8")
