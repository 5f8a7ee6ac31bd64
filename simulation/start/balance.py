"""Totals by industry and size that close: firms, workers and output fitted to the record of a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import INDUSTRIES, SIZE_CLASSES, ComplexData
from simulation.units import EOK, MONTHS_A_QUARTER

Table = NDArray[np.float64]
Counts = NDArray[np.int64]

LOWEST = np.array([1.0, 50.0, 100.0, 300.0])
"""Fewest workers of a firm in each size class."""
HIGHEST = np.array([49.0, 99.0, 299.0, np.inf])
TYPICAL = np.array([15.0, 69.0, 165.0, 350.0])
"""Usual workers a firm, the seed of the fit; the record's totals decide."""
OUTPUT_A_WORKER = np.array([1.0, 1.2, 1.5, 2.0])
"""Output a worker by size outside the anchors, relative to small firms: seed of the fit."""
SMALL_OTHER_CLASS_SIZE = 350.0


@dataclass(frozen=True, slots=True)
class Totals:
    """What the firms of a quarter must add up to.

    ``tenants``, ``operating`` and ``workers`` by industry (whole numbers), ``firms`` and ``heads`` by industry and
    size class (operating firms only), ``anchors`` and ``anchor_heads`` by industry, ``output`` (nominal, million KRW
    a month) and ``anchor_output`` by industry.
    """

    tenants: Counts
    operating: Counts
    workers: Counts
    firms: Counts
    heads: Counts
    anchors: Counts
    anchor_heads: Counts
    output: Table
    anchor_output: Table


def fit(seed: Table, rows: Table, columns: Table, rounds: int = 200) -> Table:
    """Iterative proportional fitting: scale a seed until its rows and columns add to the given totals.

    Args:
        seed: starting table; zeros stay zero.
        rows: totals of the rows.
        columns: totals of the columns, which add to the same sum.

    Source: Deming and Stephan (1940).
    """
    table = seed.astype(float)
    for _ in range(rounds):
        by_row = table.sum(axis=1)
        table *= np.divide(rows, by_row, out=np.zeros_like(rows), where=by_row > 0.0)[:, None]
        by_column = table.sum(axis=0)
        table *= np.divide(columns, by_column, out=np.zeros_like(columns), where=by_column > 0.0)
        if np.allclose(table.sum(axis=1), rows, rtol=1e-10, atol=1e-9):
            break
    return table


def whole(amounts: Table, total: int) -> Counts:
    """Round amounts to whole numbers that add to a total: largest remainders first."""
    scaled = amounts * (total / amounts.sum()) if amounts.sum() > 0.0 else amounts
    floor = np.floor(scaled + 1e-9).astype(np.int64)
    missing = int(total - floor.sum())
    order = np.argsort(-(scaled - floor), kind="stable")
    floor[order[:missing]] += 1
    return floor


def totals(data: ComplexData, quarter: str, draw: Mapping[str, float], scale: float) -> Totals:
    """Fit the totals of one quarter of the record.

    Args:
        data: the complex.
        quarter: such as ``2018Q4``.
        draw: drawn parameters (``start.*``).
        scale: 1 for one agent per real unit.
    """
    tenants, operating, workers, output = recorded(data, quarter, scale)
    firms = firms_by_size(data, draw, operating, workers, scale)
    anchors = whole(firms[:, 3].astype(float), min(int(firms[:, 3].sum()), anchor_count(data, scale)))
    heads, anchor_heads = heads_by_size(draw, firms, workers, anchors)
    rest = (heads * OUTPUT_A_WORKER).sum(axis=1) - anchor_heads * OUTPUT_A_WORKER[3]
    seed = np.column_stack([6.0 * anchor_heads, rest])
    made_by_anchors = draw["start.anchor_output_share"] * output.sum()
    split = fit(seed, output, np.array([made_by_anchors, output.sum() - made_by_anchors]))
    return Totals(tenants, operating, workers, firms, heads, anchors, anchor_heads, output, split[:, 0])


def recorded(data: ComplexData, quarter: str, scale: float) -> tuple[Counts, Counts, Counts, Table]:
    """Tenants, operating tenants, workers and monthly output by industry in one quarter, scaled."""
    tenants = data.industry_levels("tenants", [quarter])[0]
    workers = data.industry_levels("employment", [quarter])[0]
    core_operating = data.operating_firms(quarter)
    share = core_operating.sum() / tenants[:-1].sum()
    operating = np.append(core_operating, np.round(share * tenants[-1]))
    output = data.production_levels([quarter])[0][0] * EOK / MONTHS_A_QUARTER * scale

    def scaled(counts: Table) -> Counts:
        return whole(counts, max(len(INDUSTRIES), round(scale * counts.sum()))) if scale != 1.0 else counts.astype(int)

    all_tenants = scaled(tenants)
    return all_tenants, np.minimum(scaled(operating), all_tenants), scaled(workers), output


def anchor_count(data: ComplexData, scale: float) -> int:
    """Number of anchors at a scale, one at least."""
    return max(1, round(data.anchor_count.value * scale))


def firms_by_size(
    data: ComplexData, draw: Mapping[str, float], operating: Counts, workers: Counts, scale: float
) -> Counts:
    """Operating firms by industry and size class: the upper classes at their counted numbers, the rest small."""
    upper = np.array([max(1, round(data.firms_by_size[size] * scale)) for size in SIZE_CLASSES[1:]])
    seed = np.repeat(workers.astype(float)[:, None], 3, axis=1)
    large = np.array([draw.get(f"start.employment_share_300_plus.{name}", 0.0) for name in INDUSTRIES])
    seed[:, 2] *= large
    firms = np.zeros((len(INDUSTRIES), len(SIZE_CLASSES)), dtype=np.int64)
    for place in range(3):
        firms[:, place + 1] = whole(seed[:, place], int(upper[place]))
    most = np.maximum(0, operating - 1)
    for place in (1, 2, 3):
        firms[:, place] = np.minimum(firms[:, place], most)
        most = most - firms[:, place]
    firms[:, 0] = operating - firms[:, 1:].sum(axis=1)
    return firms


def heads_by_size(draw: Mapping[str, float], firms: Counts, workers: Counts, anchors: Counts) -> tuple[Counts, Counts]:
    """Workers by industry and size class, and the anchors' part, within what each class can hold."""
    total = float(workers.sum())
    anchor_total = draw["start.anchor_worker_share"] * total
    others = firms[:, 3] - anchors
    top = anchor_total + SMALL_OTHER_CLASS_SIZE * others.sum()
    shares = np.array([draw[f"start.employment_share.{size}"] for size in SIZE_CLASSES[:3]])
    columns = np.append(shares / shares.sum() * (total - top), top)
    seed = firms * TYPICAL
    seed[:, 3] *= np.array([draw.get(f"start.employment_share_300_plus.{name}", 0.0) for name in INDUSTRIES])
    table = fit(seed, workers.astype(float), columns)
    table = within_classes(table, firms, workers)
    heads = np.array([whole(row, int(count)) for row, count in zip(table, workers, strict=True)])
    anchor_heads = np.where(anchors > 0, heads[:, 3] - np.round(others * SMALL_OTHER_CLASS_SIZE), 0.0)
    return heads, anchor_heads.astype(np.int64)


def within_classes(table: Table, firms: Counts, workers: Counts) -> Table:
    """Keep the mean size of every class inside the class; what does not fit moves to other classes of the industry.

    The top class has no upper end and takes what is left; where an industry has none, its largest class does.
    """
    lower, upper = firms * (LOWEST * 1.02), firms * np.where(np.isinf(HIGHEST), 1e12, HIGHEST * 0.97)
    lower[:, 0] = firms[:, 0] * 2.0
    upper[:, 0] = firms[:, 0] * 22.0
    lower[:, 3] = firms[:, 3] * 310.0
    fitted = np.clip(table, lower, upper)
    for row in range(table.shape[0]):
        for _ in range(20):
            gap = float(workers[row] - fitted[row].sum())
            if abs(gap) < 1e-6:
                break
            room = upper[row] - fitted[row] if gap > 0 else fitted[row] - lower[row]
            share = room / room.sum() if room.sum() > 0.0 else (firms[row] > 0) / (firms[row] > 0).sum()
            fitted[row] += gap * share
            fitted[row] = np.maximum(fitted[row], np.minimum(lower[row], fitted[row]))
    return fitted
