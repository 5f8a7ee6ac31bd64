"""The studies of what smart factories do, pooled into the prior of the treated effect.

No study is randomised and none prints an interval: the standard errors are assumed by design (``effect_designs``).
Results without a comparison group, self-reported process productivity, outliers and firms counted twice are listed
with the reason and left out. Selection is not corrected for, it is carried: two results in which a comparison with
controls found nothing stand beside the ones that found much, and the spread between them is part of the prior.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from scipy.special import ndtri

from simulation.catalogue.files import table
from simulation.equations.meta_analysis import Pool, random_effects, study_error
from simulation.units import Month

INFORMED: Mapping[str, str] = {"technology.demand_gain": "output", "technology.productivity_gain": "jobs"}
"""Outcome whose pool a parameter rests on: the first is that effect, the second is set so that jobs follow it."""
BAND = 0.95
QUARTER = 4.0
"""A band of 95 % is about four deviations wide."""


@dataclass(frozen=True, slots=True)
class EffectPrior:
    """The effect on the treated as a truncated normal distribution (share of the level without the step)."""

    outcome: str
    mean: float
    low: float
    high: float
    spread: float
    pool: Pool


def studies(outcome: str | None = None) -> pd.DataFrame:
    """Rows of ``effect_studies``: of one outcome those that are pooled, else all of them."""
    rows = table("effect_studies")
    return rows if outcome is None else rows[(rows["outcome"] == outcome) & (rows["included"] == "yes")]


def assumed_errors(rows: pd.DataFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Standard error of each study by its design; a sample given as one number is two halves."""
    designs = table("effect_designs").set_index(["outcome", "grade"])
    own = designs.loc[list(zip(rows["outcome"], rows["grade"], strict=True))]
    assumed = own["firms_assumed"].to_numpy(dtype=float)
    treated = rows["n_treated"].to_numpy(dtype=float)
    control = rows["n_control"].to_numpy(dtype=float)
    whole_sample = rows["design"].str.startswith("survey").to_numpy() & np.isnan(control)
    treated = np.where(np.isnan(treated), assumed, np.where(whole_sample, treated / 2.0, treated))
    control = np.where(np.isnan(control), treated, control)
    readings = (rows["high"] - rows["low"]).to_numpy(dtype=float) / 2.0
    design = own["design_error"].to_numpy(dtype=float)
    return study_error(float(own["firm_deviation"].iloc[0]), treated, control=control, design=design, readings=readings)


@cache
def effect_prior(outcome: str) -> EffectPrior:
    """Prior of the effect on the treated.

    Centre: mean of the random-effects pool. Range: the band in which 95 % of further settings would lie, cut to the
    readings found, since no admitted study saw more or less; in whole percent. Spread: a quarter of the range.

    Args:
        outcome: ``output`` or ``jobs``.
    """
    rows = studies(outcome)
    pool = random_effects(rows["effect"].to_numpy(dtype=float), assumed_errors(rows))
    reach = float(ndtri(0.5 + BAND / 2.0)) * pool.spread
    low = round(max(pool.mean - reach, float(rows["low"].min())), 2)
    high = round(min(pool.mean + reach, float(rows["high"].max())), 2)
    return EffectPrior(outcome, pool.mean, low, high, (high - low) / QUARTER, pool)


def stock_relative(start: Month, reference: Month) -> float:
    """Smart factories of the country at the end of a month over those at another, on straight lines between counts.

    Args:
        start: month asked for; before the first count and after the last that count stands.
        reference: month with which it is compared.
    """
    rows = table("smart_factory_stock")
    months = [Month.parse(str(month)).number for month in rows["month"]]
    there, then = np.interp([start.number, reference.number], months, rows["factories"].to_numpy(dtype=float))
    return float(there / then)


def without_each(outcome: str) -> dict[str, float]:
    """Mean of the pool when one study is left out, by that study."""
    rows = studies(outcome)
    effect, error = rows["effect"].to_numpy(dtype=float), assumed_errors(rows)
    others = ~np.eye(len(rows), dtype=bool)
    return {
        str(name): random_effects(effect[kept], error[kept]).mean
        for name, kept in zip(rows["study"], others, strict=True)
    }
