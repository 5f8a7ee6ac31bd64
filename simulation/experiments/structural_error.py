"""The error of the model and of the record, drawn around what is foretold of it: back-test, forecast, recreation.

Calibration believes the record only up to this error. What is foretold of the record must carry it too, or its band is
narrower than the error under which the parameters were learned. It never enters an effect: both worlds of a pair share
whatever is wrong with the model, and the error is no part of a world.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.arrays import Table
from simulation.catalogue import central_values
from simulation.experiments.origins import MEASURES
from simulation.luck import normals, stream
from simulation.units import last_month

QUARTERS_OF_SPREAD = 12
"""Quarters after which the walk has the spread that the parameters state: the length of the calibration."""
SPREAD, ROUGHNESS = "calibration.discrepancy.{}", "calibration.roughness.{}"
WITHOUT_ERROR = MEASURES[0]
"""Production: calibration is given it, and where it is not given the outside path carries its spread."""
RATE = MEASURES[-1]


def as_foretold(runs: Table, key: str, *, origin: str) -> Table:
    """Runs from an origin, each with one drawn structural error around what the office would publish.

    y'(t) = y(t) exp(e(t)) for levels and y(t) + 100 e(t) for the rate, e(t) = sum_{q <= t} s z(q) / sqrt(12) with s the
    spread after twelve quarters, plus r (w(t) - w(0)), the noise of two published quarters: the run starts from what
    was published of the origin. An industry has the walk of the total
    and one of its own, so that its error in jobs has the spread that calibration gave to industries, and is wider in
    the other measures in the same ratio.

    Args:
        runs: (run, quarter, measure, total and each industry), in the units of ``MEASURES``.
        key: complex.
        origin: quarter of the start; with the run it keys the error.

    Source: Kennedy and O'Hagan (2001, doi 10.1111/1467-9868.00294).
    """
    value = central_values(key)
    found = runs.copy()
    for place, measure in enumerate(MEASURES):
        if measure == WITHOUT_ERROR:
            continue
        spread = value[SPREAD.format(measure)]
        wider = own_of_industries(value)
        errors = spread * np.stack([_walks(runs.shape[1::2], run, origin=origin, place=place, wider=wider)
                                    for run in range(runs.shape[0])])  # fmt: skip
        errors += value[ROUGHNESS.format(measure)] * _of_quarters(runs.shape[:2], origin=origin, place=place)
        found[:, :, place] = (
            runs[:, :, place] + 100.0 * errors if measure == RATE else runs[:, :, place] * np.exp(errors)
        )
    return found


def own_of_industries(value: Mapping[str, float]) -> float:
    """Spread of an industry's own error over that of the total: the part of its variance that the total has not."""
    ratio = value[SPREAD.format("industry")] / value[SPREAD.format("employment")]
    return float(np.sqrt(max(0.0, ratio**2 - 1.0)))


def _walks(shape: tuple[int, ...], run: int, *, origin: str, place: int, wider: float) -> Table:
    """Walks of unit spread after twelve quarters: (quarter, total and each industry)."""
    quarters, columns = shape
    key = stream(run, "structural error", step=last_month(origin).number)
    steps = normals(key, np.arange(quarters * columns), place).reshape(quarters, columns)
    walks = np.cumsum(steps, axis=0) / np.sqrt(QUARTERS_OF_SPREAD)
    return np.asarray(np.column_stack([walks[:, :1], walks[:, :1] + wider * walks[:, 1:]]))


def _of_quarters(shape: tuple[int, int], *, origin: str, place: int) -> Table:
    """Noise of unit spread of each published quarter less that of the origin: (run, quarter, total and industries)."""
    runs, quarters = shape
    keys = [stream(run, "noise of a quarter", step=last_month(origin).number) for run in range(runs)]
    noise = np.stack([normals(key, np.arange(1 + quarters), place) for key in keys])
    return np.asarray(noise[:, 1:] - noise[:, :1])[:, :, None]
