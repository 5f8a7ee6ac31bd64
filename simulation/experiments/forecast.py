"""The forecast past the record: the model and the best simple rival, pooled with weights learned on the back-test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from simulation.arrays import Column, Table
from simulation.catalogue import ComplexData, complex_data, complex_table
from simulation.catalogue.files import has_table
from simulation.experiments.crew import Workers
from simulation.experiments.ensemble import over_seeds, parts_folder
from simulation.experiments.origins import MEASURES, following, run_from
from simulation.experiments.published import POINTS, TOTAL, learned_from, published, scaled, unmasked
from simulation.experiments.structural_error import as_foretold
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.outcomes.pooling import pooled
from simulation.outcomes.rivals import SIMPLE

QUARTERS = 12
METHODS = ("pool", "model", "rival")
FINE = np.arange(0.5, 1000.0) / 1000.0
"""Probabilities over which the mean of a pool is taken."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Which rival the model is pooled with, and the model's weight."""

    rival: str
    weight: float


def forecast(
    key: str,
    runs: int,
    *,
    quarters: int = QUARTERS,
    workers: Workers = None,
    parts: Path | None = None,
    scale: float = 1.0,
) -> pd.DataFrame:
    """What the office will publish after the record ends, with no programme beyond what the baseline holds.

    Args:
        key: complex.
        runs: seeds; each also draws the uncertain parameters and an outside path.
        quarters: quarters ahead.
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: where finished runs are kept, so that a killed command goes on where it was.
        scale: 1 is one agent for each real firm and worker.

    Returns:
        One row a method (``pool``, ``model``, ``rival``), measure, industry and quarter, with mean, quantiles, the
        rival's name and the model's weight.
    """
    data = complex_data(key)
    origin = data.quarters[-1]
    kept = parts_folder(parts)
    work = partial(run_from, key=key, origin=origin, quarters=quarters, mode="announced", scale=scale, parts=kept)
    found = np.stack(over_seeds(work, runs, workers=workers))
    return pd.DataFrame(_rows(data, origin, table=as_foretold(found, key, origin=origin)))


def _rows(data: ComplexData, origin: str, *, table: Table) -> Iterator[dict[str, object]]:
    names = following(origin, table.shape[1])
    for place, measure in enumerate(MEASURES):
        for column, industry in enumerate((TOTAL, *data.industries)):
            if industry not in published(data, measure).columns:
                continue
            base = float(unmasked(data, measure, industry=industry).iloc[-1])
            past = learned_from(data, measure, industry=industry, last=origin)
            for ahead, quarter in enumerate(names, start=1):
                pool = pool_at(data.key, measure, industry=industry, ahead=ahead)
                own = scaled(table[:, ahead - 1, place, column], base, measure=measure)
                # A record of one quarter knows no change, so that no rival stands on it.
                rival = SIMPLE[pool.rival](past, ahead)[-1] if past.size > 1 else own
                methods = METHODS if past.size > 1 else METHODS[:-1]
                for method, weight in zip(methods, (pool.weight, 1.0, 0.0), strict=False):
                    yield {
                        "method": method,
                        "variable": measure,
                        "industry": industry,
                        "quarter": quarter,
                        **_levels(own, rival, weight=weight, base=base, measure=measure),
                        "rival": pool.rival,
                        "weight": weight,
                    }


def pool_at(key: str, measure: str, *, industry: str, ahead: int) -> Pool:
    """Rival and weight of a horizon: those of the back-test, weights on the line between its horizons.

    A complex without a table of weights stands on the model alone.
    """
    if not has_table(key, "pool_weights"):
        return Pool(next(iter(SIMPLE)), 1.0)
    rows = complex_table(key, "pool_weights")
    scope = TOTAL if industry == TOTAL else "industries"
    rows = rows[(rows["measure"] == measure) & (rows["scope"] == scope)].sort_values("ahead")
    nearest = rows.iloc[int(np.abs(rows["ahead"].to_numpy() - ahead).argmin())]
    return Pool(str(nearest["rival"]), float(np.interp(ahead, rows["ahead"], rows["weight"])))


def _levels(own: Column, rival: Column, *, weight: float, base: float, measure: str) -> dict[str, float]:
    """Mean and quantiles of the pool in the unit of the measure."""

    def level(found: Column) -> Column:
        return found + base if measure == POINTS else base * np.exp(found / 100.0)

    mean = float(level(pooled(own, rival, weight=weight, levels=FINE)).mean())
    found = level(pooled(own, rival, weight=weight, levels=np.array(PROBABILITIES)))
    return {"mean": mean, **dict(zip(QUANTILES[1:], map(float, found), strict=True))}
