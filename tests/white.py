"""Result folders without the work of drawing, for tests that read what is told and not what is painted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image

from simulation.report.picture import Picture

VECTOR = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def dot() -> bytes:
    """The smallest picture that other programs open."""
    buffer = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(buffer, format="png")
    return buffer.getvalue()


@contextmanager
def pictures_left_white(*, pages: bool = True) -> Iterator[None]:
    """Make every picture with its title, words and table, and leave the paper white where it would be painted.

    Args:
        pages: whether those inside pages are white as well as those in files of their own.
    """
    paper, painted = {"png": dot(), "svg": VECTOR}, Picture.image

    def image(picture: Picture, kind: str, dots: int = 0) -> bytes:
        return painted(picture, kind, dots) if dots and not pages else paper[kind]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Picture, "image", image)
        yield
