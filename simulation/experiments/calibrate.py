"""Learning the uncertain parameters from the record up to 2021: a pool of histories, and what agrees with it.

Each draw of the joint prior recreates the record (outlook ``recorded``) from the start of programme A; its moments are
held against the office's. Moments end with 2021Q4, so that 2022 and 2023 stay a test.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import ComplexData, complex_data, complex_table, parameters_for
from simulation.experiments.backtest import published
from simulation.experiments.crew import Workers
from simulation.experiments.design import draw_parameters, stratified
from simulation.experiments.ensemble import over_seeds, parts_folder
from simulation.experiments.origins import as_published, following, refuse_short_record, scenario_from
from simulation.experiments.pair import seed_of
from simulation.experiments.structural_error import as_foretold
from simulation.luck import normals, stream, uniform
from simulation.model import Complex
from simulation.outcomes.posterior import Posterior, learned_from, least_correlation, ranks, resampled, screened
from simulation.units import Month

Column = NDArray[np.float64]
Table = NDArray[np.float64]
ORIGIN, LAST = "2018Q4", "2021Q4"
DRAWS, ACCEPTED, KEPT, CHECKED = 2000, 400, 300, 200
MOST = 12
"""Parameters learned at most, those the moments answer to most."""
FLOWS = ("hires", "separations", "vacancies")
STOCKS = (("employment", 1), ("tenant_firms", 2), ("utilisation_pct", 3))


@dataclass(frozen=True, slots=True)
class Learned:
    """What calibration found: the names learned, posterior draws as values, and all that its checks need."""

    names: tuple[str, ...]
    values: pd.DataFrame
    places: Table
    correlation: pd.DataFrame
    rank: Table
    moments: Table
    seen: Column
    labels: tuple[str, ...]
    prior: Table


def calibrate(
    key: str,
    draws: int = DRAWS,
    *,
    scale: float = 0.25,
    workers: Workers = None,
    parts: Path | None = None,
) -> Learned:
    """Posterior of the parameters that the record up to 2021 speaks of.

    Args:
        key: complex.
        draws: draws of the joint prior.
        scale: 1 is one agent for each real firm and worker.
        workers: processes, or a :class:`Crew`; all cores when missing.
        parts: where finished histories are kept, so that a killed command goes on where it was.
    """
    data = complex_data(key)
    refuse_short_record(data, (ORIGIN, *_quarters()), tables=("labour_flows",))
    kept = parts_folder(parts)
    raw = np.array(over_seeds(partial(history_of, key, scale=scale, parts=kept), draws, workers=workers))
    labels, seen = record_of(data)
    value = {name: quantity.value for name, quantity in parameters_for(key).items()}
    moments = raw + np.array([noise_of(labels, run, value=value) for run in range(draws)])
    ranged = [name for name, quantity in parameters_for(key).items() if quantity.ranged and may_be_learned(name)]
    places = np.array([[stratified(1, name, run=run) for name in ranged] for run in range(draws)])
    strength = screened(places, moments)
    order = np.argsort(-strength, kind="stable")[:MOST]
    chosen = np.array([each for each in order if strength[each] > least_correlation(draws, len(labels))])
    names = tuple(ranged[each] for each in chosen)
    found = learned_from(places[:, chosen], moments, seen=seen, accepted=min(ACCEPTED, draws // 5))
    held = np.arange(0, draws, max(1, draws // CHECKED))
    return Learned(
        names,
        posterior_values(key, names, found=found),
        found.places,
        pd.DataFrame({"parameter": ranged, "correlation": strength}).sort_values("correlation", ascending=False),
        ranks(places[:, chosen], moments, held=held, accepted=min(ACCEPTED, draws // 5)),
        raw,
        seen,
        labels,
        places[:, chosen],
    )


def may_be_learned(name: str) -> bool:
    """Whether histories can speak of a parameter: the path of outside demand is given to them."""
    return not name.startswith("outside.") or name == "outside.price_level"


def predicted(
    key: str,
    values: pd.DataFrame,
    *,
    runs: int,
    scale: float = 0.25,
    workers: Workers = None,
) -> Table:
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
    return as_foretold(np.array(found), key, origin=ORIGIN)


def _predicted(run: int, *, key: str, rows: list[dict[str, float]], scale: float) -> Table:
    data = complex_data(key)
    quarters = len(data.quarters) - 1 - data.quarters.index(ORIGIN)
    scenario = scenario_from(key, ORIGIN, quarters=quarters, mode="recorded", scale=scale)
    draw = {**draw_parameters(parameters_for(key), scenario.seed, run=run), **rows[run % len(rows)]}
    model = Complex(scenario, seed=seed_of(scenario, run), draw=draw)
    model.run()
    return np.asarray(as_published(model.recorder.arrays()) / np.array([scale, scale, scale, 1.0])[:, None])


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


def history_of(key: str, run: int, *, scale: float, parts: Path | None) -> Column:
    """Moments of one history, as :func:`record_of` lists those of the record."""
    path = None if parts is None else parts / f"{key}-history-{scale:g}-{run}.npy"
    if path is not None and path.is_file():
        return np.asarray(np.load(path))
    data = complex_data(key)
    scenario = scenario_from(key, ORIGIN, quarters=len(_quarters()), mode="recorded", scale=scale)
    draw = draw_parameters(parameters_for(key), scenario.seed, run=run)
    model = Complex(scenario, seed=seed_of(scenario, run), draw=draw)
    model.run()
    arrays = model.recorder.arrays()
    published_ = as_published(arrays) / np.array([scale, scale, scale, 1.0])[:, None]
    found = _moments(data, published_, flows=_flow_rates(arrays, Month.parse(scenario.start)))
    if path is not None:
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        with draft.open("wb") as out:
            np.save(out, found)
        os.replace(draft, path)
    return found


def _quarters() -> list[str]:
    """Quarters of the moments."""
    count = 4 * (int(LAST[:4]) - int(ORIGIN[:4])) + int(LAST[-1]) - int(ORIGIN[-1])
    return following(ORIGIN, count)


def _moments(data: ComplexData, table: Table, *, flows: Column) -> Column:
    """Logs of totals every quarter, points of utilisation, logs of core employment at the ends of years, flows."""
    found = [np.log(table[:, 1, 0]), np.log(table[:, 2, 0]), table[:, 3, 0] / 100.0]
    for industry in _judged(data):
        column = 1 + data.industries.index(industry)
        found.append(np.log(table[3::4, 1, column]))
    return np.concatenate([*found, flows])


def _judged(data: ComplexData) -> list[str]:
    """Industries between which the office moved no firms while the moments run, as far as it publishes them."""
    moved = data.reclassified.intersection(_quarters())
    return [] if moved else [name for name in data.industries if name in published(data, "employment").columns]


def _flow_rates(arrays: dict[str, Table], start: Month) -> Column:
    """Hires, separations and open posts over employment, means of the surveyed months (shares)."""
    months = [start + (step + 1) for step in range(arrays["employment"].shape[0])]
    surveyed = np.array([month.month in (4, 10) for month in months])
    employment = arrays["employment"].sum(axis=(1, 2))
    return np.array([(arrays[name].sum(axis=(1, 2)) / employment)[surveyed].mean() for name in FLOWS])


def record_of(data: ComplexData) -> tuple[tuple[str, ...], Column]:
    """Names and values of the record's moments, in the order of the simulated ones."""
    quarters = _quarters()
    totals = {name: published(data, name) for name, _ in STOCKS}
    labels = [f"{name} {quarter}" for name, _ in STOCKS for quarter in quarters]
    found = [
        np.log(totals["employment"].loc[quarters, "total"].to_numpy()),
        np.log(totals["tenant_firms"].loc[quarters, "total"].to_numpy()),
        totals["utilisation_pct"].loc[quarters, "total"].to_numpy() / 100.0,
    ]
    for industry in _judged(data):
        labels += [f"employment {industry} {quarter}" for quarter in quarters[3::4]]
        found.append(np.log(totals["employment"].loc[quarters[3::4], industry].to_numpy()))
    flows = complex_table(data.key, "labour_flows")
    own = flows[(flows["survey_month"] > "2018-12") & (flows["survey_month"] <= "2021-12")]
    labels += list(FLOWS)
    shares = [(own[name] / own["workers"]).mean() for name in FLOWS]
    return tuple(labels), np.concatenate([*found, np.array(shares)])


def noise_of(labels: tuple[str, ...], run: int, *, value: dict[str, float]) -> Column:
    """Error of the record and of the model itself: a walk over quarters whose spread at the end is the parameter's.

    Without it the record would be believed to the last job, which no model of it deserves. Each published quarter has a
    noise of its own besides; without that the jumps of single quarters would be explained by parameters.
    """
    key = stream(run, "discrepancy")
    noise = np.zeros(len(labels))
    for block, (name, _) in enumerate(STOCKS):
        own = np.array([label.startswith(f"{name} 20") for label in labels])
        steps = normals(key, np.arange(int(own.sum())), block)
        rough = normals(key, np.arange(int(own.sum())), len(STOCKS) + 2 + block)
        noise[own] = value[f"calibration.discrepancy.{name}"] * np.cumsum(steps) / np.sqrt(own.sum())
        noise[own] += value[f"calibration.roughness.{name}"] * rough
    rest = np.array([label.startswith("employment ") and " 20" in label and label.count(" ") == 2 for label in labels])
    noise[rest] = value["calibration.discrepancy.industry"] * normals(key, np.arange(int(rest.sum())), len(STOCKS))
    flows = np.array([label in FLOWS for label in labels])
    noise[flows] = value["calibration.discrepancy.flows"] * normals(key, np.arange(int(flows.sum())), len(STOCKS) + 1)
    return noise
