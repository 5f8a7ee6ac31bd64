"""What a study would have reported of the model's own firms, beside what the paired twin says is true.

Treated firms took their first step in the world with the programme and none in the world without it, so that the
second holds the same firm without a step, under the same luck. A study sees the first world only: it compares before
and after, adopters and others, or adopters and their nearest neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from simulation.arrays import Column, Counts, Flags, Table
from simulation.outcomes.metrics import spread

ESTIMATORS = ("before_after", "adopters_against_others", "matched", "true")
OUTCOMES = ("output", "jobs", "output_per_worker")
YEAR, HALF = 12, 6
GAP = 18
"""Months after the step at which the later year begins: one to two years after, as studies ask."""
REACH = 1.96
"""Standard errors on each side of a mean in an interval of 95 % of a normal."""
FEWEST = 5
"""Treated firms below which a run gives no estimate."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Firms of one world: ``output`` and ``labour`` by (month, firm), ``first_step`` month of the first step, -1."""

    output: Table
    labour: Table
    first_step: Counts


def yearly_mean(series: Table, first: Counts, *, firm: Counts) -> Column:
    """Mean of some firms' series over the year that starts at a month of each, by running sums.

    Args:
        series: values by (month, firm).
        first: first month of each year.
        firm: column of each year.
    """
    summed = np.vstack([np.zeros(series.shape[1]), np.cumsum(series, axis=0)])
    return np.asarray((summed[first + YEAR, firm] - summed[first, firm]) / YEAR)


def treated_firms(panel: Panel, twin: Panel, *, eligible: Flags) -> Counts:
    """Firms with a first step early enough to be watched for a year after the gap, and no step in the twin world."""
    last = panel.output.shape[0] - GAP - YEAR
    inside = (panel.first_step >= YEAR) & (panel.first_step <= last)
    staffed = (panel.labour.min(axis=0) > 0.0) & (twin.labour.min(axis=0) > 0.0)
    return np.flatnonzero(inside & (twin.first_step < 0) & eligible & staffed & (panel.output.min(axis=0) > 0.0))


def nearest(panel: Panel, industry: Counts, *, firm: int, others: Counts) -> int:
    """Nearest neighbour of a firm on the day of its step: same industry, then heads, growth and output per head.

    Distance is Euclidean over the logarithm of heads, growth of output between the halves of the year before, and
    the logarithm of output per head, each in deviations over the candidates of the industry.
    """
    same = others[industry[others] == industry[firm]]
    if same.size == 0:
        return -1
    rows = np.append(same, firm)
    day = int(panel.first_step[firm])
    heads = panel.labour[day - YEAR : day, rows].mean(axis=0)
    before, lately = (panel.output[start : start + HALF, rows].mean(axis=0) for start in (day - YEAR, day - HALF))
    made, growth = (before + lately) / 2.0, lately / before
    features = np.stack([np.log(heads), np.log(growth), np.log(made / heads)])
    scale = features[:, :-1].std(axis=1, keepdims=True)
    apart = (features[:, :-1] - features[:, -1:]) / np.where(scale > 0.0, scale, 1.0)
    return int(same[np.argmin((apart**2).sum(axis=0))])


def estimates(panel: Panel, twin: Panel, *, industry: Counts, eligible: Flags) -> dict[str, Column]:
    """Every estimator of the effect on the treated, by outcome (share of the level without the step).

    before_after = sum Y1 / sum Y0 - 1; the others divide sum Y1 by what the treated would have made at the growth of
    all others or of their neighbours; true divides it by the same firms' Y1 in the twin world.

    Args:
        panel: the world with the programme, the only one a study sees.
        twin: the world without it.
        industry: industry of each firm.
        eligible: firms that could be studied (manufacturers, on no rung at the start).

    Returns:
        Estimator -> values by outcome, and ``treated`` -> number of firms; not-a-number where they are too few.
    """
    treated = treated_firms(panel, twin, eligible=eligible)
    alive = (panel.labour.min(axis=0) > 0.0) & (panel.output.min(axis=0) > 0.0)
    others = np.flatnonzero(eligible & alive & (panel.first_step < 0))
    unknown = np.full(len(OUTCOMES), np.nan)
    found = {name: unknown.copy() for name in ESTIMATORS} | {"treated": np.array([float(treated.size)])}
    if treated.size < FEWEST or others.size < FEWEST:
        return found
    day = panel.first_step[treated]
    neighbours = np.array([nearest(panel, industry, firm=int(firm), others=others) for firm in treated])
    paired = neighbours >= 0
    for place, name in enumerate(("output", "labour")):
        seen, unseen = getattr(panel, name), getattr(twin, name)
        before, after = (yearly_mean(seen, day + shift, firm=treated) for shift in (-YEAR, GAP))
        near = [yearly_mean(seen, (day + shift)[paired], firm=neighbours[paired]) for shift in (-YEAR, GAP)]
        crowd = np.array([_growth(seen, int(start), firms=others) for start in day])
        found["before_after"][place] = after.sum() / before.sum() - 1.0
        found["adopters_against_others"][place] = after.sum() / (before * crowd).sum() - 1.0
        found["matched"][place] = after[paired].sum() / (before[paired] * near[1] / near[0]).sum() - 1.0
        found["true"][place] = after.sum() / yearly_mean(unseen, day + GAP, firm=treated).sum() - 1.0
    for name in ESTIMATORS:
        found[name][2] = (1.0 + found[name][0]) / (1.0 + found[name][1]) - 1.0
    return found


def _growth(series: Table, start: int, *, firms: Counts) -> float:
    """Growth of the firms' total from the year before a month to the year after the gap (ratio)."""
    before = series[start - YEAR : start, firms].sum()
    return float(series[start + GAP : start + GAP + YEAR, firms].sum() / before)


def evaluation_table(runs: Sequence[Mapping[str, Column]]) -> pd.DataFrame:
    """Estimates in percent over runs: one row per estimator and outcome.

    Args:
        runs: results of :func:`estimates`, one a run; runs without an estimate are left out.

    Returns:
        Columns estimator, outcome, runs, treated (mean number of firms), mean, low and high (95 % interval of the
        mean over runs), q10, q50, q90, bias (mean less the true mean); no rows where no run has an estimate.
    """
    kept = [run for run in runs if np.isfinite(run["true"]).all()]
    rows: list[dict[str, object]] = []
    for estimator in ESTIMATORS if kept else ():
        for place, outcome in enumerate(OUTCOMES):
            values, truth = (np.array([100.0 * run[name][place] for run in kept]) for name in (estimator, "true"))
            told = spread(values)
            error = REACH * values.std(ddof=1) / np.sqrt(values.size) if values.size > 1 else float("nan")
            rows.append(
                {
                    "estimator": estimator,
                    "outcome": outcome,
                    "runs": len(kept),
                    "treated": float(np.mean([run["treated"][0] for run in kept])),
                    "mean": told["mean"],
                    "low": told["mean"] - error,
                    "high": told["mean"] + error,
                    **{name: told[name] for name in ("q10", "q50", "q90")},
                    "bias": told["mean"] - float(truth.mean()),
                }
            )
    return pd.DataFrame(rows)
