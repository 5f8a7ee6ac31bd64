"""The back-test: the model started at every quarter of the record, scored beside rivals that know as much.

Three questions: how well it knows jobs where output is given (``recorded``), where only outside drivers are given
(``drivers``), and where nothing is given (``announced``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import pandas as pd

from simulation.arrays import Column, Table
from simulation.catalogue import ComplexData, complex_data
from simulation.experiments.crew import Workers
from simulation.experiments.drivers import driven_origins
from simulation.experiments.ensemble import over_seeds, parts_folder
from simulation.experiments.origins import MEASURES, following, refuse_short_record, runs_from
from simulation.experiments.plans import announced_plan
from simulation.experiments.published import TOTAL, learned_from, published, scaled
from simulation.experiments.structural_error import as_foretold
from simulation.outcomes.pooling import distances
from simulation.outcomes.rivals import SIMPLE, Rival, statistical
from simulation.outcomes.scores import band, coverage, crps, probability_transform

AHEAD = (1, 4, 8)
FIRST_ORIGIN = "2019Q4"
MODEL, REFERENCE = "model", "last_value"
GIVEN = MEASURES[0]
"""The measure that is no question where output is given."""
BANDS = (50, 80, 95)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to be known: a measure of the total or an industry, from an origin, some quarters ahead."""

    mode: str
    measure: str
    industry: str
    origin: str
    ahead: int


def origins_of(data: ComplexData, mode: str) -> list[str]:
    """Quarters of the record from which a question can be asked."""
    quarters = [quarter for quarter in data.quarters[:-1] if quarter >= FIRST_ORIGIN]
    return [quarter for quarter in quarters if mode != "drivers" or quarter in driven_origins(data)]


def backtest(
    key: str, runs: int, *, modes: Sequence[str], workers: Workers = None, parts: Path | None = None, scale: float = 1.0
) -> pd.DataFrame:
    """Every forecast of the model and its rivals with what came and its scores.

    Args:
        key: complex.
        runs: seeds from every origin.
        modes: questions (``announced``, ``recorded``, ``drivers``).
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: where finished origins are kept, so that a killed command goes on where it was.
        scale: 1 is one agent for each real firm and worker.

    Returns:
        One row a case and method: median, what came, CRPS (percent or points), place of what came, in which bands.
    """
    data = complex_data(key)
    refuse_short_record(data, (FIRST_ORIGIN, *following(FIRST_ORIGIN, max(AHEAD))))
    asked = [(mode, origin) for mode in modes for origin in origins_of(data, mode)]
    kept = parts_folder(parts)
    work = partial(_simulated, key=key, asked=tuple(asked), runs=runs, scale=scale, parts=kept)
    tables = over_seeds(work, len(asked), workers=workers)
    rows = []
    for (mode, origin), table in zip(asked, tables, strict=True):
        foretold = as_foretold(table, key, origin=origin)
        for case, draws in _cases(data, mode, origin=origin, table=foretold):
            rows += _scored(data, case, draws=draws)
    return pd.DataFrame(rows)


def _simulated(
    place: int, *, key: str, asked: tuple[tuple[str, str], ...], runs: int, scale: float, parts: Path | None
) -> Table:
    mode, origin = asked[place]
    return runs_from(
        key, origin, quarters=_quarters_ahead(complex_data(key), origin), mode=mode, runs=runs, scale=scale, parts=parts
    )


def _quarters_ahead(data: ComplexData, origin: str) -> int:
    return min(max(AHEAD), len(data.quarters) - 1 - data.quarters.index(origin))


def _cases(data: ComplexData, mode: str, *, origin: str, table: Table) -> Iterator[tuple[Case, Column]]:
    """What can be judged from one origin, with the model's draws in percent of the last value known (or points).

    An industry is not judged over a quarter in which the office moved firms between industries.
    """
    quarters = following(origin, table.shape[1])
    for place, measure in enumerate(MEASURES):
        if mode == "recorded" and measure == GIVEN:
            continue
        record = {str(name): column.to_dict() for name, column in published(data, measure).items()}
        for column, industry in enumerate((TOTAL, *data.industries)):
            base = float(record.get(industry, {}).get(origin, np.nan))
            for ahead in (step for step in AHEAD if step <= len(quarters) and base == base):
                moved = data.reclassified.intersection(quarters[:ahead]) and industry != TOTAL
                if not moved and not np.isnan(record[industry][quarters[ahead - 1]]):
                    case = Case(mode, measure, industry, origin, ahead)
                    yield case, scaled(table[:, ahead - 1, place, column], base, measure=measure)


def _scored(data: ComplexData, case: Case, *, draws: Column) -> list[dict[str, object]]:
    record = published(data, case.measure)[case.industry]
    base = float(record[case.origin])
    target = following(case.origin, case.ahead)[-1]
    came = float(scaled(np.array([record[target]]), base, measure=case.measure)[0])
    known = learned_from(data, case.measure, industry=case.industry, last=case.origin)
    forecasts = {MODEL: draws}
    forecasts |= {name: _foretold(name, tuple(known), ahead=max(AHEAD))[case.ahead - 1] for name in rivals_for(case)}
    rows = [_row(case, name, draws=drawn, came=came) for name, drawn in forecasts.items()]
    for name in SIMPLE:
        if name in forecasts:
            rows[0] |= {f"{name}_{part}": v for part, v in _distances(draws, forecasts[name], came=came).items()}
    point = _points(data, case, base=base)
    return rows + [_row(case, name, draws=np.array([value]), came=came) for name, value in point.items()]


@cache
def _foretold(name: str, known: tuple[float, ...], *, ahead: int) -> Table:
    """What a rival foretells of a series for every step ahead: fitted once for all horizons and modes."""
    return (SIMPLE | statistical())[name](np.array(known), ahead)


def rivals_for(case: Case) -> dict[str, Rival]:
    """Rivals of a case: all of them for the total, the simple ones for industries."""
    return SIMPLE | statistical() if case.industry == TOTAL else SIMPLE


def _points(data: ComplexData, case: Case, *, base: float) -> dict[str, float]:
    """Rivals without a spread: fixed jobs per output where output is given, and the announced plan elsewhere."""
    if case.industry != TOTAL:
        return {}
    target = following(case.origin, case.ahead)[-1]
    if case.measure == "employment" and case.mode == "recorded":
        volumes = [data.production_levels([each])[0][0] / data.price_index(each, {}) for each in (case.origin, target)]
        return {"fixed_jobs": 100.0 * float(np.log(volumes[1].sum() / volumes[0].sum()))}
    plan = announced_plan(data.key, case.measure, quarter=target) if case.mode == "announced" else None
    return {} if plan is None else {"plan": 100.0 * float(np.log(plan / base))}


def _distances(own: Column, rival: Column, *, came: float) -> dict[str, float]:
    return distances(own, rival, came=came)._asdict()


def _row(case: Case, method: str, *, draws: Column, came: float) -> dict[str, object]:
    inside = {
        f"in_{share}": coverage(came, edges[0], high=edges[1]) if draws.size > 1 else np.nan
        for share in BANDS
        for edges in [band(draws, share / 100.0)]
    }
    return {
        "mode": case.mode,
        "measure": case.measure,
        "industry": case.industry,
        "origin": case.origin,
        "ahead": case.ahead,
        "method": method,
        "median": float(np.median(draws)),
        "came": came,
        "crps": crps(draws, came) if draws.size > 1 else abs(float(draws[0]) - came),
        "pit": probability_transform(draws, came) if draws.size > 1 else np.nan,
        **inside,
    }
