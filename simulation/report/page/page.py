"""From a result to one HTML page: its contents, rendered with every picture inside."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from PIL import Image

from simulation.report.page.colours import in_few_colours
from simulation.report.page.lettering import faces
from simulation.report.page.notes import outlook_of
from simulation.report.page.sections import sections_of
from simulation.report.page.shells import Box, Contents, Drawn, Heading, Listing, Table, is_number
from simulation.report.page.words import word
from simulation.report.picture import Picture
from simulation.report.shown import Shown
from simulation.wording import unbroken

TEMPLATES = Path(__file__).parent
TEMPLATE = "report.html.j2"
BAND = re.compile(r"(\[[^\]]*\])")
UNIT = re.compile(r"(\([^()<]{1,12}\))")
"""What stands in brackets in a cell: a band, and a unit short enough to stand in one piece."""
HELD = re.compile(r'data:[^"]*')
"""A picture as text, whose letters are not shown."""
FACES = "/* faces */"
"""Where the template holds the fonts, which are cut once all letters of the page are known."""
SCREEN_DPI = 96
"""Dots per inch of pictures inside the page: sharp on A4, and the whole page stays under three megabytes."""


def report_contents(result: Shown, language: str) -> Contents:
    """The report of a result: title, subtitle and sections.

    Args:
        result: a finished or a stored result.
        language: ``ko`` or ``en``.
    """
    scenario = result.scenario
    subtitle = word(
        "subtitle",
        language,
        complex=result.setting.complex.name.in_language(language),
        start=scenario.start,
        end=scenario.end,
        outlook=outlook_of(result, language),
        runs=result.setting.runs,
    )
    title = word("title", language, name=getattr(scenario.name, language))
    return Contents(title, result.setting.with_scale(subtitle, language), sections_of(result, language))


def render(contents: Contents, *, language: str) -> str:
    """One HTML page that asks for nothing from outside; tables and pictures are numbered in the order they stand."""
    known = _environment().get_template(TEMPLATE)
    page = unbroken(known.render(
        title=contents.title,
        subtitle=contents.subtitle,
        numbered=contents.numbered(),
        listed=contents.listed(),
        language=language,
        word=word,
    ))  # fmt: skip
    return page.replace(FACES, faces(HELD.sub("", page)), 1)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(("html", "j2")), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["inline"] = _inline
    environment.filters["breakable"] = _breakable
    environment.tests["table"] = lambda block: isinstance(block, Table)
    environment.tests["drawn"] = lambda block: isinstance(block, Drawn)
    environment.tests["heading"] = lambda block: isinstance(block, Heading)
    environment.tests["listing"] = lambda block: isinstance(block, Listing)
    environment.tests["box"] = lambda block: isinstance(block, Box)
    environment.tests["figures"] = is_number
    return environment


def _inline(picture: Picture) -> str:
    """The picture as a data address, in as few colours as a chart needs: a third of the bytes."""
    buffer = io.BytesIO()
    in_few_colours(Image.open(io.BytesIO(picture.image("png", SCREEN_DPI)))).save(buffer, format="png", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


def _breakable(cell: str) -> Markup:
    """A cell that breaks where a reader would: before its band and, where that is too wide still, after its ~.

    A unit in brackets stays in one piece.
    """
    told = UNIT.sub(r'<span class="unit">\1</span>', str(escape(cell)))
    return Markup(BAND.sub(lambda found: f'<span class="band">{found[1].replace("~", "~<wbr>")}</span>', told))
