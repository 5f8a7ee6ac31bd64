"""Learning the uncertain parameters from the record up to 2021: a pool of histories, and what agrees with it.

Each draw of the joint prior recreates the record (outlook ``recorded``) from its first quarter to the start of the
scenarios and from there on; its moments are held against the office's. They end with 2021Q4, so that 2022 and 2023 stay
a test.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.arrays import Column, Table
from simulation.catalogue import central_values, complex_data, parameters_for
from simulation.errors import SandanError
from simulation.experiments.crew import Workers
from simulation.experiments.design import draw_parameters, stratified
from simulation.experiments.ensemble import over_seeds, parts_folder
from simulation.experiments.moments import ORIGINS, Moment, compared, granted_error, moments_of, of_history, of_record
from simulation.experiments.origins import as_published, refuse_short_record, scenario_from
from simulation.experiments.pair import seed_of
from simulation.experiments.parts import kept_table
from simulation.experiments.structural_error import as_foretold
from simulation.luck import normals, stream, uniform
from simulation.model import Complex
from simulation.outcomes.posterior import (
    Posterior,
    learned_from,
    ranks,
    ranks_once_recalibrated,
    recalibrated,
    resampled,
    screened,
)

START = ORIGINS[-1]
ACCEPTED, KEPT, CHECKED = 400, 300, 200
MOST = 24
"""Parameters learned at most, those that the moments tell most of: what the record says of jobs is spread over many."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What calibration found: the names learned, posterior draws as values, and all that its checks need."""

    names: tuple[str, ...]
    values: pd.DataFrame
    places: Table
    screening: pd.DataFrame
    rank: Table
    moments: Table
    seen: Column
    listed: tuple[Moment, ...]
    prior: Table


def calibrate(key: str, draws: int, *, scale: float, workers: Workers = None, parts: Path | None = None) -> Learned:
    """Posterior of the parameters that the record up to 2021 speaks of.

    Args:
        key: complex.
        draws: draws of the joint prior.
        scale: 1 is one agent for each real firm and worker.
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: where finished histories are kept, so that a killed command goes on where it was.

    Raises:
        SandanError: so few draws, or so small worlds, tell nothing of any parameter.
    """
    data = complex_data(key)
    refuse_short_record(
        data, (ORIGINS[0], *(quarter for origin in ORIGINS for quarter in compared(origin))), tables=("labour_flows",)
    )
    kept = parts_folder(parts)
    raw = np.array(over_seeds(partial(histories_of, key, scale=scale, parts=kept), draws, workers=workers))
    listed = moments_of(data)
    seen = of_record(data, listed)
    value = central_values(key)
    moments = raw + np.array([granted_error(listed, run, value=value) for run in range(draws)])
    ranged = [name for name, quantity in parameters_for(key).items() if quantity.ranged and may_be_learned(name)]
    places = np.array([[stratified(1, name, run=run) for name in ranged] for run in range(draws)])
    told = screened(places, moments)
    chosen = most_told(told)
    if not chosen.size:
        raise SandanError(
            f"모수 추출 {draws}회, 축소 비율 {scale:g}로는 기록에서 배울 수 있는 매개변수가 없습니다. "
            "--draws를 늘리거나 --scale을 키우십시오.",
            f"{draws} draws in worlds of {scale:g} tell nothing of any parameter from the record. "
            "Take more --draws or a larger --scale.",
        )
    names = tuple(ranged[each] for each in chosen)
    accepted = min(ACCEPTED, draws // 5)
    rank = ranks(places[:, chosen], moments, held=np.arange(draws), accepted=accepted)
    # Some of the truths check what the others teach of how ranks are to be moved.
    checked = np.arange(draws) % max(2, draws // CHECKED) == 0
    taught = rank[~checked]
    found = recalibrated(learned_from(places[:, chosen], moments, seen=seen, accepted=accepted), taught)
    return Learned(
        names,
        posterior_values(key, names, found=found),
        found.places,
        pd.DataFrame({"parameter": ranged, "told": told}).sort_values("told", ascending=False),
        ranks_once_recalibrated(rank[checked], taught),
        raw,
        seen,
        listed,
        places[:, chosen],
    )


def most_told(told: Column) -> NDArray[np.int64]:
    """Places of the parameters to learn, those told most first: at most ``MOST``, and none of which nothing is told."""
    order = np.argsort(-told, kind="stable")[:MOST]
    return order[told[order] > 0.0]


def may_be_learned(name: str) -> bool:
    """Whether histories can speak of a parameter: the path of outside demand is given to them."""
    return not name.startswith("outside.") or name == "outside.price_level"


def predicted(key: str, values: pd.DataFrame, *, runs: int, scale: float, workers: Workers = None) -> Table:
    """Histories under the posterior with the structural error they were learned under, to the end of the record.

    Table (run, quarter, measure, total and each industry).

    Args:
        key: complex.
        values: joint draws, one row each; run r takes row r.
        runs: histories.
        scale: 1 is one agent for each real firm and worker.
        workers: processes, or a :class:`Crew`; all cores when missing.
    """
    rows = [{str(name): float(value) for name, value in row.items()} for row in values.to_dict("records")]
    found = over_seeds(partial(_predicted, key=key, rows=rows, scale=scale), runs, workers=workers)
    return as_foretold(np.array(found), key, origin=START)


def _predicted(run: int, *, key: str, rows: list[dict[str, float]], scale: float) -> Table:
    data = complex_data(key)
    quarters = len(data.quarters) - 1 - data.quarters.index(START)
    scenario = scenario_from(key, START, quarters=quarters, mode="recorded", scale=scale)
    draw = {**draw_parameters(parameters_for(key), scenario.seed, run=run), **rows[run % len(rows)]}
    model = Complex(scenario, seed=seed_of(scenario, run), draw=draw)
    model.run()
    return as_published(model.recorder.arrays(), scale)


def posterior_values(key: str, names: tuple[str, ...], *, found: Posterior) -> pd.DataFrame:
    """Equally likely joint draws in the units of the parameters, one row a draw, in a keyed random order."""
    known = parameters_for(key)
    luck = float(uniform(stream(0, "resampled posterior"), 0))
    drawn = resampled(found, KEPT, luck=luck)
    drawn = drawn[np.argsort(normals(stream(0, "order of posterior"), np.arange(KEPT)), kind="stable")]
    columns = {
        name: [known[name].quantile(float(place)) for place in drawn[:, column]] for column, name in enumerate(names)
    }
    return pd.DataFrame(columns)


def histories_of(key: str, run: int, *, scale: float, parts: Path | None) -> Column:
    """Moments of the histories of one draw, one from each start, in the order of :func:`moments_of`."""
    path = None if parts is None else parts / f"{key}-histories-{scale:g}-{run}.npy"
    return kept_table(
        path, lambda: np.concatenate([_history(key, run, origin=origin, scale=scale) for origin in ORIGINS])
    )


def _history(key: str, run: int, *, origin: str, scale: float) -> Column:
    data = complex_data(key)
    scenario = scenario_from(key, origin, quarters=len(compared(origin)), mode="recorded", scale=scale)
    draw = draw_parameters(parameters_for(key), scenario.seed, run=run)
    model = Complex(scenario, seed=seed_of(scenario, run), draw=draw)
    model.run()
    monthly = model.recorder.arrays()
    table = as_published(monthly, scale)
    return of_history(data, moments_of(data), origin=origin, table=table, monthly=monthly)
