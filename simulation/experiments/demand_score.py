"""How well the announced path of outside demand would have known production, by itself and at no cost of a world.

From every origin the pool of paths is drawn with what was known then, nothing later, and held against what came:
by year from the ends of 2009 to 2018, by quarter from the quarters of the record. Rivals are the last value and a
normal walk with the drift and spread of the years.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue import ComplexData, central_values, complex_data, parameters_for
from simulation.equations.outlook import PROCESSES, TotalPath, learn_from_years, total_levels
from simulation.experiments.design import draw_parameters
from simulation.experiments.origins import following, refuse_short_record
from simulation.luck import normal, normal_quantile, normals, stream, uniform
from simulation.model.parts.outside import announced_levels, drawn_spread, known_years, prior_of_years
from simulation.outcomes.scores import coverage, crps, probability_transform
from simulation.units import MONTHS_A_QUARTER, MONTHS_A_YEAR, last_month

Step = Callable[[int, int], None]
YEARS_AHEAD = (1, 2, 3, 5)
QUARTERS_AHEAD = (1, 4, 8)
FIRST_ORIGIN, LAST_ORIGIN = 2009, 2018
LEAST_QUARTERS = 6
"""Quarters of a record with one origin: a year before it and a quarter after."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one origin said of one date: the log of the total over that of the last value known, and what came."""

    basis: str
    origin: str
    ahead: int
    drawn: Column
    rival: Column
    came: float


def score_demand(key: str, paths: int, *, step: Step | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Scores of the outside path of one complex, and the forecasts behind them.

    Args:
        key: complex.
        paths: paths drawn from every origin.
        step: called with origins done and origins in all.

    Returns:
        Scores by basis and horizon (CRPS of the pool, of a drift and of the last value in percent, mean absolute
        error and bias of the median in percent, coverage of 50, 80 and 95 % bands), and one row per forecast with
        its probability integral transform.
    """
    data = complex_data(key)
    if not quarterly_origins(data):
        refuse_short_record(data, following(data.quarters[-1], LEAST_QUARTERS - len(data.quarters)))
    origins = [str(year) for year in yearly_origins(data)] + quarterly_origins(data)
    rows = []
    for done, origin in enumerate(origins, start=1):
        quarterly = "Q" in origin
        made = _by_quarter(data, origin, paths=paths) if quarterly else _by_year(data, int(origin), paths=paths)
        rows += [_row(each) for each in made]
        if step is not None:
            step(done, len(origins))
    single = pd.DataFrame(rows)
    return _summary(single), single


def yearly_origins(data: ComplexData) -> list[int]:
    """Years with a figure that serve as origins."""
    years, _ = data.annual_production(LAST_ORIGIN)
    return [int(year) for year in years if year >= FIRST_ORIGIN]


def quarterly_origins(data: ComplexData) -> list[str]:
    """Quarters of the record with a whole year before them and a quarter after."""
    return data.quarters[4:-1]


def _by_year(data: ComplexData, origin: int, *, paths: int) -> Iterator[Forecast]:
    """Yearly means from the middle of the origin's year, whose mean is the last value known."""
    years, levels = data.annual_production(9999)
    value = central_values(data.key)
    known = learn_from_years(years[years <= origin], levels[years <= origin], prior=prior_of_years(value))
    months = MONTHS_A_YEAR * max(YEARS_AHEAD) + MONTHS_A_YEAR // 2
    drawn = np.empty((paths, months))
    for run in range(paths):
        key = stream(run, f"score of {origin}")
        process = PROCESSES[int(uniform(key, 0) * len(PROCESSES))]
        drift = (known.drift + known.drift_error * normal(key, 1)) / MONTHS_A_YEAR
        path = TotalPath(
            process,
            drift,
            drawn_spread(known, float(uniform(key, 2))) / float(np.sqrt(MONTHS_A_YEAR)),
            drift,
            value["outside.damping"] ** (1.0 / MONTHS_A_QUARTER),
            value["outside.reversion"] ** (1.0 / MONTHS_A_QUARTER),
            0.0,
        )
        drawn[run] = total_levels(path, normals(stream(run, f"score of {origin}", step=1), np.arange(months)))
    last = float(levels[years == origin][0])
    for ahead in YEARS_AHEAD:
        if origin + ahead in years:
            first = MONTHS_A_YEAR * ahead - MONTHS_A_YEAR // 2
            ends = np.log(np.exp(drawn[:, first : first + MONTHS_A_YEAR]).mean(axis=1))
            came = float(np.log(levels[years == origin + ahead][0] / last))
            rival = known.drift * ahead + known.spread * np.sqrt(ahead) * _quantiles(paths)
            yield Forecast("year", str(origin), ahead, ends, rival, came)


def _by_quarter(data: ComplexData, origin: str, *, paths: int) -> Iterator[Forecast]:
    """Quarterly totals from one quarter of the record, with parameters drawn as in a run."""
    start = last_month(origin)
    quarters = data.quarters
    place = quarters.index(origin)
    ahead_of = [ahead for ahead in QUARTERS_AHEAD if place + ahead < len(quarters)]
    base = data.production_levels([origin])[0][0]
    drawn = np.empty((paths, 3 * max(ahead_of)))
    quantities = parameters_for(data.key)
    value = {name: quantity.value for name, quantity in quantities.items()}
    outside = {name: quantity for name, quantity in quantities.items() if name.startswith("outside.")}
    for run in range(paths):
        draw = {**value, **draw_parameters(outside, 1, run=run)}
        levels = announced_levels(data, start, months=drawn.shape[1], seed=run, draw=draw)
        drawn[run] = np.log(np.exp(levels) @ (base / base.sum()))
    known = known_years(data, start, draw=value)
    for ahead in ahead_of:
        ends = np.log(np.exp(drawn[:, 3 * ahead - 3 : 3 * ahead]).mean(axis=1))
        came = float(np.log(data.production_total(quarters[place + ahead]) / data.production_total(origin)))
        rival = known.drift * ahead / 4 + known.spread * np.sqrt(ahead / 4) * _quantiles(paths)
        yield Forecast("quarter", origin, ahead, ends, rival, came)


def _quantiles(number: int) -> Column:
    return np.array([normal_quantile((place + 0.5) / number) for place in range(number)])


def _row(made: Forecast) -> dict[str, object]:
    """One forecast with its scores (percent)."""
    low = {band: np.quantile(made.drawn, [(1 - band) / 2, (1 + band) / 2]) for band in (0.5, 0.8, 0.95)}
    inside = {f"in_{round(100 * band)}": coverage(made.came, ends[0], high=ends[1]) for band, ends in low.items()}
    return {
        "basis": made.basis,
        "origin": made.origin,
        "ahead": made.ahead,
        "median": 100.0 * float(np.median(made.drawn)),
        "came": 100.0 * made.came,
        "pit": probability_transform(made.drawn, made.came),
        "crps_pool": 100.0 * crps(made.drawn, made.came),
        "crps_drift": 100.0 * crps(made.rival, made.came),
        "crps_last": 100.0 * abs(made.came),
        **inside,
    }


def _summary(single: pd.DataFrame) -> pd.DataFrame:
    """Means over the origins of a horizon."""
    rows = []
    for (basis, ahead), found in single.groupby(["basis", "ahead"], sort=False):
        error = found["median"] - found["came"]
        rows.append(
            {
                "basis": basis,
                "ahead": ahead,
                "origins": len(found),
                **{name: found[name].mean() for name in ("crps_pool", "crps_drift", "crps_last")},
                "mae": error.abs().mean(),
                "bias": error.mean(),
                **{f"cover_{band}": 100.0 * found[f"in_{band}"].mean() for band in (50, 80, 95)},
            }
        )
    return pd.DataFrame(rows).sort_values(["basis", "ahead"], ascending=[False, True]).reset_index(drop=True)
