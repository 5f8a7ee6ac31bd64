"""The letters a page carries with it, so that no machine shows boxes where it should show Korean.

A server without Korean fonts prints the report too. The font of the pictures goes into the page, cut down to the
letters that the page holds; a letter that it lacks is taken from the machine.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from simulation.report.style import FAMILY, FONTS

WEIGHTS: Mapping[str, str] = {"normal": "Regular", "bold": "Bold"}
"""Weight as a page names it, and as the file of the font does."""


def faces(text: str) -> str:
    """Rules of style that hold the font of every weight, with the letters of ``text`` and no others."""
    letters = "".join(sorted(set(text)))
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight};'
        f' src: url(data:font/woff;base64,{_cut(_file(name), letters)}) format("woff"); }}'
        for weight, name in WEIGHTS.items()
    )


def _file(weight: str) -> Path:
    return FONTS / f"{FAMILY.replace(' ', '')}-{weight}.ttf"


@cache
def _cut(file: Path, letters: str) -> str:
    """A font with these letters only, packed and written as text; the same letters give the same bytes."""
    with TTFont(file, recalcTimestamp=False) as font:
        keeper = Subsetter(Options(layout_features=["kern"]))
        keeper.populate(text=letters)
        keeper.subset(font)
        font.flavor = "woff"
        packed = io.BytesIO()
        font.save(packed)
    return base64.b64encode(packed.getvalue()).decode()
