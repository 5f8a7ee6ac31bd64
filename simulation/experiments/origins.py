"""The model started at any quarter of the record, told in the office's own terms: what a forecast is made of.

A run from an origin knows what the record knew then. What follows comes from the drawn outside path (``announced``),
from the production that was recorded (``recorded``), or from production that outside drivers alone explain
(``drivers``); see :mod:`simulation.experiments.drivers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from simulation.arrays import Table
from simulation.catalogue import ComplexData, complex_data, has_table
from simulation.errors import SandanError
from simulation.experiments.drivers import production_by_drivers
from simulation.experiments.pair import draw_for, seed_of
from simulation.experiments.parts import kept_table
from simulation.model import Complex
from simulation.model.parts.outside import OutsidePath, recorded_prices
from simulation.scenario import BASELINE, Scenario, load
from simulation.units import EOK, MONTHS_A_QUARTER, Month, last_month

MEASURES = ("production_eok_krw", "employment", "tenant_firms", "utilisation_pct")
"""What the office publishes every quarter: sum, end, end and mean of the quarter."""
MODES = ("announced", "recorded", "drivers")


def scenario_from(key: str, origin: str, *, quarters: int, mode: str, scale: float = 1.0) -> Scenario:
    """The complex without programmes from the end of one quarter over the quarters that follow.

    Args:
        key: complex.
        origin: quarter of the start, such as ``2019Q4``.
        quarters: quarters to simulate.
        mode: one of ``MODES``.
        scale: 1 is one agent for each real firm and worker.
    """
    start = last_month(origin)
    asked = load(f"{key}/{BASELINE}")
    outlook = "announced" if mode == "drivers" else mode
    end = start + MONTHS_A_QUARTER * quarters
    return asked.model_copy(update={"start": str(start), "end": str(end), "outlook": outlook, "scale": scale})


def refuse_short_record(data: ComplexData, quarters: Sequence[str], *, tables: Sequence[str] = ()) -> None:
    """Hold what a study needs of a record against what there is.

    Args:
        data: the complex.
        quarters: quarters that must be in its record.
        tables: further tables that its folder must hold.

    Raises:
        SandanError: something is missing.
    """
    known = data.quarters
    lacking = [f"record_total.csv: {quarter}" for quarter in quarters if quarter not in known]
    lacking += [f"{name}.csv" for name in tables if not has_table(data.key, name)]
    if lacking:
        span, named = f"{known[0]}~{known[-1]}", ", ".join([*lacking[:1], *lacking[-1:]][: len(lacking)])
        raise SandanError(
            f"{data.name.ko}: 실적({span})이 이 분석에 모자랍니다. 없는 것: {named}. "
            "분기 실적을 더하거나 실적이 긴 산업단지를 쓰십시오.",
            f"{data.name.en}: its record ({span}) is too short for this study; missing: {named}. Add quarters, or "
            "name a complex with a longer record.",
        )


def following(origin: str, quarters: int) -> list[str]:
    """Names of the quarters after an origin."""
    return [(last_month(origin) + MONTHS_A_QUARTER * ahead).quarter for ahead in range(1, quarters + 1)]


def runs_from(
    key: str, origin: str, *, quarters: int, mode: str, runs: int, scale: float = 1.0, parts: Path | None = None
) -> Table:
    """What the office would have published after an origin, in runs 0, 1, ...; see :func:`run_from`."""
    return np.stack(
        [
            run_from(run, key=key, origin=origin, quarters=quarters, mode=mode, scale=scale, parts=parts)
            for run in range(runs)
        ]
    )


def run_from(
    run: int, *, key: str, origin: str, quarters: int, mode: str, scale: float = 1.0, parts: Path | None = None
) -> Table:
    """What the office would have published after an origin, in one run.

    Args:
        key: complex.
        origin: quarter of the start.
        quarters: quarters to simulate.
        mode: one of ``MODES``.
        run: number of the run, from 0; keys the luck and the draw of parameters.
        scale: 1 is one agent for each real firm and worker; figures are given at full size.
        parts: folder in which finished runs are kept, so that a killed command goes on where it was.

    Returns:
        Table (quarter, measure, total and each industry) in the units of ``MEASURES``.
    """
    kept = None if parts is None else parts / f"{key}-{mode}-{origin}-{quarters}-{scale:g}-{run}.npy"
    asked = partial(scenario_from, key, origin, quarters=quarters, mode=mode, scale=scale)
    return kept_table(kept, lambda: _published(asked(), run, origin=origin, mode=mode))


def _published(scenario: Scenario, run: int, *, origin: str, mode: str) -> Table:
    """Figures of one simulated run at full size."""
    seed, draw = seed_of(scenario, run), draw_for(scenario, run)
    outside = _given_by_drivers(scenario, origin, seed=seed, draw=draw) if mode == "drivers" else None
    model = Complex(scenario, seed=seed, draw=draw, outside=outside)
    model.run()
    return as_published(model.recorder.arrays(), scenario.scale)


def _given_by_drivers(scenario: Scenario, origin: str, *, seed: int, draw: dict[str, float]) -> OutsidePath:
    """Production to be met where only drivers from outside are known."""
    data, months = complex_data(scenario.complex), scenario.months
    price = recorded_prices(data, Month.parse(scenario.start), months=months, draw=draw)
    quarterly = production_by_drivers(data, origin, quarters=months // MONTHS_A_QUARTER, seed=seed)
    given = np.repeat(quarterly, MONTHS_A_QUARTER, axis=0) * EOK / MONTHS_A_QUARTER / price
    ones = np.ones_like(price)
    return OutsidePath(price, ones, ones.copy(), np.ones(months), given, True)


def as_published(arrays: dict[str, Table], scale: float) -> Table:
    """Monthly cells as the office's quarterly figures at full size: (quarter, measure, total and each industry).

    Production is the sum of the quarter, employment and tenants stand at its end, utilisation is its mean, each
    industry and the total weighted by capacity.

    Args:
        arrays: recorded variables (month, industry, size class).
        scale: size of the world (share of the complex); a rate is the same at any.
    """
    by_industry = {name: arrays[name].sum(axis=2) for name in ("production", "employment", "tenants", "capacity")}
    used = (arrays["utilisation"] * arrays["capacity"]).sum(axis=2)
    columns = {name: _with_total(table) for name, table in (by_industry | {"used": used}).items()}
    rate = np.divide(
        columns["used"], columns["capacity"], out=np.zeros_like(columns["used"]), where=columns["capacity"] > 0.0
    )
    months, width = rate.shape

    def quarters(table: Table) -> Table:
        return table.reshape(months // MONTHS_A_QUARTER, MONTHS_A_QUARTER, width)

    measured = [
        quarters(columns["production"]).sum(axis=1) / scale,
        quarters(columns["employment"])[:, -1] / scale,
        quarters(columns["tenants"])[:, -1] / scale,
        quarters(rate).mean(axis=1),
    ]
    return np.stack(measured, axis=1)


def _with_total(table: Table) -> Table:
    return np.column_stack([table.sum(axis=1), table])
