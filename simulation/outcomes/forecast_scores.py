"""A forecast table held against a record that came later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from simulation.errors import SandanError
from simulation.outcomes.metrics import PROBABILITIES, QUANTILES
from simulation.outcomes.scores import quantile_score
from simulation.outcomes.stored import stored_table

TOTAL = "total"
KEYS = ("variable", "industry", "quarter")
RATES = ("utilisation_pct",)


def read_forecast(path: Path) -> pd.DataFrame:
    """A forecast with the columns variable, industry, quarter, mean and quantiles.

    Raises:
        SandanError: the file is no table, or lacks a column.
    """
    return _read(path, (*KEYS, *QUANTILES))


def read_record(path: Path, measures: tuple[str, ...]) -> pd.DataFrame:
    """A record with a column ``quarter``, if need be ``industry`` (else all rows are totals), and measures, made long.

    Args:
        path: CSV in UTF-8.
        measures: names of measures; those that are there are used.

    Raises:
        SandanError: the file is missing, is no table, or holds no quarter or no measure.
    """
    table = _read(path, ("quarter",))
    if "industry" not in table.columns:
        table = table.assign(industry=TOTAL)
    held = [name for name in measures if name in table.columns]
    if not held:
        known = ", ".join(measures)
        raise SandanError(
            f"{path}: 견줄 변수가 없습니다. 열 이름은 {known} 중에서 하나 이상이어야 합니다.",
            f"{path}: no measure to score; name a column after one of {known}.",
        )
    long = table.melt(["quarter", "industry"], held, var_name="variable", value_name="came")
    long["came"] = pd.to_numeric(long["came"], errors="coerce")
    return long.dropna(subset=["came"])


def score_forecast(forecast: pd.DataFrame, record: pd.DataFrame) -> pd.DataFrame:
    """One row a figure that came: error of the median, quantile score, and whether the 50, 80 and 95 % bands held it.

    Errors and scores are percent of what came, and percentage points where the measure is a rate.

    Args:
        forecast: table of :func:`read_forecast`.
        record: table of :func:`read_record`.
    """
    joined = forecast.merge(record, on=list(KEYS), how="inner")
    levels, rows = np.array(PROBABILITIES), []
    for row in joined.to_dict("records"):
        came = float(row["came"])
        unit = 1.0 if row["variable"] in RATES else 100.0 / came
        found = np.array([float(row[name]) for name in QUANTILES[1:]])
        rows.append(
            {
                **{name: row[name] for name in KEYS},
                "came": came,
                "median": row["q50"],
                "error": unit * (float(row["q50"]) - came),
                "score": unit * quantile_score(levels, found, came=came),
                "in_50": float(row["q25"] <= came <= row["q75"]),
                "in_80": float(row["q10"] <= came <= row["q90"]),
                "in_95": float(row["q025"] <= came <= row["q975"]),
            }
        )
    return pd.DataFrame(rows)


def score_means(scores: pd.DataFrame) -> pd.DataFrame:
    """Means by variable and industry: figures, absolute error, bias, score, coverage in percent."""
    rows = []
    for (variable, industry), found in scores.groupby(["variable", "industry"], sort=False):
        rows.append(
            {
                "variable": variable,
                "industry": industry,
                "figures": len(found),
                "mae": found["error"].abs().mean(),
                "bias": found["error"].mean(),
                "score": found["score"].mean(),
                **{f"cover_{band}": 100.0 * found[f"in_{band}"].mean() for band in (50, 80, 95)},
            }
        )
    return pd.DataFrame(rows)


def _read(path: Path, needed: tuple[str, ...]) -> pd.DataFrame:
    table = stored_table(path)
    missing = [name for name in needed if name not in table.columns]
    if missing:
        lacking, there = ", ".join(missing), ", ".join(map(str, table.columns))
        raise SandanError(
            f"{path}: 열 {lacking}이(가) 없습니다. 있는 열: {there}. 첫 줄의 열 이름을 고치십시오.",
            f"{path}: column {lacking} is missing; there are {there}. Mend the names in the first line.",
        )
    return table
