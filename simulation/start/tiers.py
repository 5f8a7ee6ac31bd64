"""Tiers of suppliers: on which anchor's programmes the outside demand of smaller manufacturers hangs, and how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue import SIZE_CLASSES
from simulation.luck import stream, uniforms
from simulation.state import Firms

TIERS = (1, 2, 3, 4)
"""Places in the chain below an anchor, the nearest first."""


def hang_on_anchors(firms: Firms, industries: Sequence[str], *, draw: Mapping[str, float], seed: int) -> None:
    """Give manufacturers below the anchors a tier, an anchor of their industry and the share of demand it decides.

    The anchor is drawn with probability proportional to its output. Where an industry has no anchor, its firms hang
    on none. Anchors that deliver from order books are drawn too.

    Args:
        firms: columns with industry, size class, output and anchors; ``tier``, ``anchor_row``, ``subcontract_share``
            and ``order_book`` are filled in.
        industries: keys of the complex's industries, in order.
        draw: drawn parameters (``demand.tier_share.*``, ``demand.subcontract_share.*``, ``demand.order_book_share.*``).
        seed: seed of the run; keys every draw.
    """
    below = firms.manufacturing & ~firms.anchor
    firms.tier[below] = tier_of(
        firms.size_class[below], uniforms(stream(seed, "tier"), firms.identifier[below]), draw=draw
    )
    share = np.array([0.0, *(draw[f"demand.subcontract_share.tier_{tier}"] for tier in TIERS)])
    place = uniforms(stream(seed, "anchor a supplier hangs on"), firms.identifier)
    for industry in range(len(industries)):
        anchors = np.flatnonzero(firms.anchor & (firms.industry == industry))
        rows = np.flatnonzero(below & (firms.industry == industry))
        if anchors.size == 0:
            continue
        edges = np.cumsum(firms.output[anchors])
        firms.anchor_row[rows] = anchors[np.minimum(np.searchsorted(edges, place[rows] * edges[-1]), anchors.size - 1)]
        firms.subcontract_share[rows] = share[firms.tier[rows]]
    books = np.array([draw[f"demand.order_book_share.{name}"] for name in industries])[firms.industry]
    luck = uniforms(stream(seed, "delivers from an order book"), firms.identifier)
    firms.order_book[:] = firms.anchor & (luck < books)


def tier_of(size_class: NDArray[np.int64], luck: Column, *, draw: Mapping[str, float]) -> NDArray[np.int64]:
    """Tier of each firm by its size class: the shares of tiers 1 to 3 are given, tier 4 is the rest.

    Args:
        size_class: position in SIZE_CLASSES per firm.
        luck: keyed uniform draws, one per firm.
        draw: drawn parameters (``demand.tier_share.SIZE.tier_K``).
    """
    edges = np.cumsum(
        [[draw[f"demand.tier_share.{size}.tier_{tier}"] for tier in TIERS[:-1]] for size in SIZE_CLASSES], axis=1
    )
    return np.asarray(1 + (luck[:, None] >= edges[size_class]).sum(axis=1), dtype=np.int64)
