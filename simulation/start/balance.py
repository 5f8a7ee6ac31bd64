"""Totals by industry and size that close: firms, workers and output fitted to the record of a quarter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import SIZE_CLASSES, ComplexData
from simulation.start.firm_counts import LOWEST_MEAN, by_class, firms_by_size
from simulation.start.fitting import fit, fit_within, share_out, whole
from simulation.units import EOK, MONTHS_A_QUARTER

HIGHEST = np.array([49.0, 99.0, 299.0, np.inf])
"""Most workers of a firm in each size class."""
BELOW = SIZE_CLASSES[:-1]
HIGHEST_MEAN = np.array([22.0, 96.0, 290.0])
"""Highest mean size of a class below the top in one industry, so that its sizes still spread."""
LOWEST_ANCHOR = 305.0
"""Lowest mean size of the anchors of one industry, for the same reason."""


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
    output: Column
    anchor_output: Column


def totals(data: ComplexData, quarter: str, *, draw: Mapping[str, float], scale: float) -> Totals:
    """Fit the totals of one quarter of the record.

    Args:
        data: the complex.
        quarter: such as ``2018Q4``.
        draw: drawn parameters (``start.*``).
        scale: 1 for one agent per real unit.
    """
    tenants, operating, workers, output = recorded(data, quarter, scale=scale)
    firms = firms_by_size(data, draw, operating=operating, workers=workers, scale=scale)
    anchors = anchors_by_industry(data, firms, scale=scale)
    heads, anchor_heads = heads_by_size(data, draw, firms=firms, workers=workers, anchors=anchors)
    a_worker = output_a_worker(draw)
    rest = (heads * a_worker).sum(axis=1) - anchor_heads * a_worker[-1]
    seed = np.column_stack([anchor_heads.astype(np.float64), rest])
    made_by_anchors = draw["start.anchor_output_share"] * output.sum()
    made_by_anchors *= share_with_anchors(data, quarter, draw=draw, output=output, anchors=anchors)
    split = fit(seed, output, columns=np.array([made_by_anchors, output.sum() - made_by_anchors]))
    return Totals(tenants, operating, workers, firms, heads, anchors, anchor_heads, output, split[:, 0])


def recorded(data: ComplexData, quarter: str, *, scale: float) -> tuple[Counts, Counts, Counts, Column]:
    """Tenants, operating tenants, workers and monthly output by industry in one quarter, scaled."""
    tenants = data.industry_levels("tenants", [quarter])[0]
    workers = data.industry_levels("employment", [quarter])[0]
    core_operating = data.operating_firms(quarter)
    # A complex of one industry has none beside the rest to tell how many of its tenants operate.
    share = core_operating.sum() / tenants[:-1].sum() if core_operating.size else 1.0
    operating = np.append(core_operating, np.round(share * tenants[-1]))
    output = data.production_levels([quarter])[0][0] * EOK / MONTHS_A_QUARTER * scale

    def scaled(counts: Column) -> Counts:
        return (
            whole(counts, max(len(data.industries), round(scale * counts.sum())))
            if scale != 1.0
            else counts.astype(int)
        )

    all_tenants = scaled(tenants)
    return all_tenants, np.minimum(scaled(operating), all_tenants), scaled(workers), output


def anchors_by_industry(data: ComplexData, firms: Counts, *, scale: float) -> Counts:
    """Number of anchors in each industry, in proportion to its firms of the largest class."""
    return whole(firms[:, 3].astype(float), min(int(firms[:, 3].sum()), anchor_count(data, scale)))


def share_with_anchors(
    data: ComplexData, quarter: str, *, draw: Mapping[str, float], output: Column, anchors: Counts
) -> float:
    """Output of industries that have anchors at this scale, over that of industries that have some at full size.

    A small world has room for anchors in fewer industries. They make what anchors of these industries make at full
    size: with the output of all anchors they would leave the small firms of their industries next to none.
    """
    _, operating, workers, _ = recorded(data, quarter, scale=1.0)
    firms = firms_by_size(data, draw, operating=operating, workers=workers, scale=1.0)
    at_full_size = float(output[anchors_by_industry(data, firms, scale=1.0) > 0].sum())
    return float(output[anchors > 0].sum()) / at_full_size if at_full_size > 0.0 else 1.0


def anchor_count(data: ComplexData, scale: float) -> int:
    """Number of anchors at a scale, one at least."""
    return max(1, round(data.anchor_count.value * scale))


def heads_by_size(
    data: ComplexData, draw: Mapping[str, float], *, firms: Counts, workers: Counts, anchors: Counts
) -> tuple[Counts, Counts]:
    """Workers by industry and size class, and the anchors' part, within what each class can hold.

    The anchors have their drawn share of the workers; the drawn shares of the classes below divide the rest, as far
    as their counted firms can hold it.
    """
    others, usual = firms[:, 3] - anchors, draw["start.large_other_size"]
    top = draw["start.anchor_worker_share"] * float(workers.sum()) + usual * others.sum()
    if not firms[:, 3].any():
        top = 0.0
    below = shares_below(
        by_class(draw, "start.employment_share", classes=BELOW),
        firms[:, :3].sum(axis=0),
        usual_mean=by_class(draw, "start.highest_usual_size", classes=BELOW),
        rest=float(workers.sum()) - top,
    )
    seed = firms * np.append(by_class(draw, "start.typical_size", classes=BELOW), usual)
    seed[:, 3] *= np.array([draw.get(f"start.employment_share_300_plus.{name}", 0.0) for name in data.industries])
    lowest, highest = limits(firms, workers, anchors=anchors, other_size=usual)
    table = fit_within(seed, workers.astype(float), columns=np.append(below, top), lowest=lowest, highest=highest)
    heads = np.array([whole(row, int(count)) for row, count in zip(table, workers, strict=True)])
    anchor_heads = np.where(anchors > 0, heads[:, 3] - np.round(others * usual), 0.0)
    return heads, anchor_heads.astype(np.int64)


def output_a_worker(draw: Mapping[str, float]) -> Column:
    """Output a worker by size outside the anchors, relative to small firms."""
    return np.append(1.0, by_class(draw, "start.output_a_worker", classes=SIZE_CLASSES[1:]))


def shares_below(shares: Column, firms: Counts, *, usual_mean: Column, rest: float) -> Column:
    """Workers of the three classes below the top: by their shares up to usual means, beyond them by what is left."""
    usual, most = firms * usual_mean, firms * HIGHEST_MEAN
    if rest <= usual.sum():
        return share_out(shares, rest, lowest=np.zeros(3), highest=usual)
    room = max(1e-9, float((most - usual).sum()))
    amounts: Column = usual + (rest - usual.sum()) / room * (most - usual)
    return amounts


def limits(firms: Counts, workers: Counts, *, anchors: Counts, other_size: float) -> tuple[Column, Column]:
    """Fewest and most workers of every cell; where an industry could not be placed, its largest class gives way."""
    lowest = np.column_stack(
        [firms[:, :3] * LOWEST_MEAN, anchors * LOWEST_ANCHOR + (firms[:, 3] - anchors) * other_size]
    )
    highest = np.column_stack([firms[:, :3] * HIGHEST_MEAN, np.where(firms[:, 3] > 0, np.inf, 0.0)])
    for row in range(workers.size):
        if highest[row].sum() < workers[row] and firms[row].any():
            highest[row, np.flatnonzero(firms[row])[-1]] = np.inf
        if lowest[row].sum() > workers[row]:
            lowest[row] *= workers[row] / lowest[row].sum()
    return lowest, highest
