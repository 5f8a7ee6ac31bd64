"""What a picture draws, as a table that is saved beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from simulation.arrays import Column
from simulation.outcomes.metrics import QUANTILES
from simulation.report.series import Setting, over_runs, record_of


def quantile_rows(values: Column, when: Sequence[str], **about: str) -> pd.DataFrame:
    """One row a time with the quantiles over runs.

    Args:
        values: array (run, time).
        when: name of each time.
        about: columns that say what is drawn.
    """
    found = over_runs(np.asarray(values, dtype=float))
    return pd.DataFrame({**about, "when": list(when), **{name: found[name] for name in QUANTILES}})


def with_record(table: pd.DataFrame, setting: Setting, *, variable: str, divisor: float = 1.0) -> pd.DataFrame:
    """The table with the record of its times as a last column, where the office publishes one."""
    record = record_of(setting, variable)
    return table if record is None else table.assign(record=table["when"].map(record / divisor))
