"""The record as the office published it, and what a rival may learn of it: the record without moves of firms."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.catalogue import ComplexData
from simulation.equations.splicing import splice_back
from simulation.experiments.origins import MEASURES

TOTAL = "total"
POINTS = MEASURES[-1]
"""The measure that is a rate already: its errors are percentage points, those of the others percent."""


def published(data: ComplexData, measure: str) -> pd.DataFrame:
    """A measure as the office published it: quarter by total and industry; missing where it is masked."""
    column = {"production_eok_krw": "production", "tenant_firms": "tenants", "utilisation_pct": "utilisation"}
    name = column.get(measure, measure)
    wide = data.record_industry[name].unstack("industry").reindex(data.quarters)
    return pd.concat([data.record_total[name].rename(TOTAL), wide], axis=1).astype(float)


def unmasked(data: ComplexData, measure: str, *, industry: str) -> pd.Series:
    """A published measure; where the office masks an industry's production, its split of the total."""
    record = published(data, measure)[industry]
    if measure == MEASURES[0] and industry != TOTAL:
        levels, _ = data.production_levels(data.quarters)
        record = record.fillna(pd.Series(levels[:, data.industries.index(industry)], index=data.quarters))
    return record.dropna()


def scaled(levels: Column, base: float, *, measure: str) -> Column:
    """Levels as percent over a base, 100 ln(level / base), or as points where the measure is a rate."""
    if measure == POINTS:
        return np.asarray(levels - base)
    with np.errstate(divide="ignore"):
        return np.asarray(100.0 * np.log(levels / base))


def learned_from(data: ComplexData, measure: str, *, industry: str, last: str) -> Column:
    """What a rival knows at a quarter: the record up to it, in percent (points) over its last value.

    An industry steps as the total does into quarters in which the office moved firms between industries: such a step is
    no growth, and the model is told so as well.
    """
    known = unmasked(data, measure, industry=industry)[:last]
    own = scaled(known.to_numpy(dtype=np.float64), float(known.iloc[-1]), measure=measure)
    if industry == TOTAL:
        return own
    whole = published(data, measure)[TOTAL].reindex(known.index)
    steps = scaled(whole.to_numpy(dtype=np.float64), float(whole.iloc[-1]), measure=measure)
    moved = np.array([quarter in data.reclassified for quarter in known.index], dtype=np.bool_)
    return splice_back(own, steps, breaks=moved)
