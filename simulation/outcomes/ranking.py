"""Which drawn parameters an answer moves with over the runs, and how much of that so few runs can tell.

With tens of runs and a hundred parameters the strongest rank correlation is large by luck alone. A parameter is told
from the others only beyond what the strongest of as many idle ones would reach once in twenty.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import norm, spearmanr

from simulation.arrays import Column

LEVEL = 0.95
"""Chance that none of as many idle parameters is told."""


def least_told(runs: int, parameters: int) -> float:
    """Rank correlation beyond which a parameter is told, tanh(z / sqrt(n - 3)), z at 1 - (1 - level) / 2 p.

    Args:
        runs: n, less what was learned from them before.
        parameters: p, ranked side by side (Bonferroni).

    Source: Fisher (1921), transformation of a correlation.
    """
    bound = norm.ppf(1.0 - (1.0 - LEVEL) / (2.0 * parameters))
    return float(np.tanh(bound / np.sqrt(runs - 3))) if runs > 3 else 1.0


def ranked(draws: pd.DataFrame, answer: Column, *, given: Column | None = None) -> pd.DataFrame:
    """Rank correlation of an answer with every drawn parameter, strongest first.

    Args:
        draws: parameters drawn, one row a run; those that never move are left out.
        answer: what is asked, by run.
        given: what explains the answer before any parameter may (the outside path), run by feature, the first a one.

    Returns:
        Columns parameter, runs, correlation (Spearman), error (1 / sqrt(n - 1)), least (correlation that is told)
        and told.
    """
    moving = draws.loc[:, draws.max() > draws.min()]
    left, runs = answer, answer.size
    if given is not None:
        left = answer - given @ np.linalg.lstsq(given, answer, rcond=None)[0]
        runs -= given.shape[1] - 1
    found = np.array([float(spearmanr(moving[name], left).statistic) for name in moving])
    least = least_told(runs, found.size)
    table = pd.DataFrame(
        {
            "parameter": list(moving),
            "runs": answer.size,
            "correlation": found,
            "error": 1.0 / np.sqrt(runs - 1),
            "least": least,
            "told": np.abs(found) > least,
        }
    )
    return table.iloc[np.argsort(-np.abs(found), kind="stable")].reset_index(drop=True)
