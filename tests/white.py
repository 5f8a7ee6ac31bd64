"""Result folders without the work of drawing, for tests that read what is told and not what is painted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest
from PIL import Image

from simulation.report import shown
from simulation.report.picture import Picture, Sheet
from simulation.report.sketch import Sketch

VECTOR = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def dot() -> bytes:
    """The smallest picture that other programs open."""
    buffer = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(buffer, format="png")
    return buffer.getvalue()


def blank(name: str, sketch: Sketch) -> Sketch:
    """The picture with its title, on which nothing is drawn."""

    def draw(*, language: str) -> Picture:
        return Picture(name, sketch.title.in_language(language), Sheet())

    return replace(sketch, draw=draw)


@contextmanager
def pictures_left_white(*, pages: bool = True, drawn: bool = True) -> Iterator[None]:
    """Make every picture with its title, words and table, and leave the paper white where it would be painted.

    Args:
        pages: whether those inside pages are white as well as those in files of their own.
        drawn: whether words and table are made; without them a picture has its title alone.
    """
    paper, painted, sketched = {"png": dot(), "svg": VECTOR}, Picture.image, shown.sketches

    def image(picture: Picture, kind: str, dots: int = 0) -> bytes:
        return painted(picture, kind, dots) if dots and not pages else paper[kind]

    def blanks(*given, **named):
        return {name: blank(name, sketch) for name, sketch in sketched(*given, **named).items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Picture, "image", image)
        if not drawn:
            patch.setattr(shown, "sketches", blanks)
        yield


@contextmanager
def drawn_once(known: dict[str, Sketch]) -> Iterator[None]:
    """Draw every picture of a result once a language, however often page, document and files ask for it.

    Args:
        known: pictures of that result that were asked for before; added to.
    """
    sketched = shown.sketches

    def remembered(*given, **named):
        found = {name: replace(sketch, draw=cache(sketch.draw)) for name, sketch in sketched(*given, **named).items()}
        return {name: known.setdefault(name, sketch) for name, sketch in found.items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown, "sketches", remembered)
        yield
