"""A picture in as few colours as a page needs: what fills an area and what marks a series stay as they were drawn."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from simulation.report.style import BLACK, BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, RED, SKY

SERIES = ("#ffffff", BLACK, GREY, LIGHT, ORANGE, SKY, GREEN, BLUE, RED, PURPLE)
"""Colours of series, which may be no more than a line."""
AREA = 24
"""Points with none of another colour beside them from which a colour fills an area, as a district or a key does."""
ROOM = 200
"""Areas of a colour of their own at most: a palette has 256 colours."""
MIXED = 26
"""Colours for all the rest: edges of letters and lines, and bands that lie on one another."""


def in_few_colours(chart: Image.Image) -> Image.Image:
    """A chart with a palette: colours that it draws stay, and every other point takes the nearest of all.

    A palette that is mixed alone makes red and blue one in a crowded chart, and a step of a scale that of another.
    """
    points = np.asarray(chart.convert("RGB"), dtype=np.int64) @ (1 << 16, 1 << 8, 1)
    codes, place, count = np.unique(points, return_inverse=True, return_counts=True)
    place = place.reshape(points.shape)
    series = [int(np.dot(ImageColor.getrgb(each), (1 << 16, 1 << 8, 1))) for each in SERIES]
    area = np.bincount(place[_inside(points)], minlength=codes.size)
    least = max([AREA, *(np.sort(area)[-ROOM - 1 : -ROOM] + 1)])
    drawn = (area >= least) | np.isin(codes, series)
    colours = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.uint8)
    rest = np.repeat(colours[~drawn], count[~drawn], axis=0)
    palette: NDArray[np.uint8] = np.concatenate([colours[drawn], _mixed(rest)])
    away = ((colours[:, None].astype(np.int64) - palette[None]) ** 2).sum(axis=2)
    few = Image.fromarray(away.argmin(axis=1).astype(np.uint8)[place])
    few.putpalette(palette.tobytes())
    return few


def _inside(points: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which points have the same colour above, below and on both sides."""
    found = np.zeros(points.shape, dtype=np.bool_)
    middle = points[1:-1, 1:-1]
    beside = (points[:-2, 1:-1], points[2:, 1:-1], points[1:-1, :-2], points[1:-1, 2:])
    found[1:-1, 1:-1] = np.logical_and.reduce([middle == each for each in beside])
    return found


def _mixed(points: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A few colours for many."""
    if not points.size:
        return points
    mixed = Image.fromarray(points[None]).quantize(MIXED, method=Image.Quantize.FASTOCTREE).getpalette() or []
    return np.array(mixed, dtype=np.uint8).reshape(-1, 3)
