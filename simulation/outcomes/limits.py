"""What scarce capacity, labour and homes take from an effect over runs: medians with bands, boom apart from slump.

Means over runs are decided by the few in which demand is high and limits bind; the table of the effect needs them,
since parts must add up, and this one says how the runs lie around them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.arrays import Table
from simulation.outcomes.impact import MEASURES, PARTS, PHASES, STOCKS
from simulation.outcomes.metrics import SPREAD, spread

LIMITS, WHOLE = PARTS.index("limits"), len(PARTS)
ALL, BOOM, SLUMP = "all", "boom", "slump"
LEAST = 4
"""Decomposed runs from which they are parted into boom and slump."""
WHICH = "all"
BINDING = ("capacity", "labour", "homes")
"""Limits in the order in which they are put on: hours and hands are labour, who lives where is homes."""
COLUMNS = ("measure", "limit", "state", "runs", *SPREAD, "effect_q50", "binding")


def limits_table(decomposed: Sequence[Mapping[str, Table]], demand: Table) -> pd.DataFrame:
    """Limits over the whole run by measure: in all runs, and in those whose demand is above or below the median.

    Args:
        decomposed: one mapping per run, ``phase.measure`` -> parts by (month, part), as for ``impact_table``, and
            ``limits.measure`` -> what each limit changes by (month, limit).
        demand: how output of the world without the programme grew, by run (ratio).

    Returns:
        ``COLUMNS``: mean and quantiles of the part of all limits and of each (억원, person-years), median of the whole
        effect, and the share of runs in which the limit takes something away. Means of the limits add up, quantiles
        do not.
    """
    rows = []
    for measure in (each for each in MEASURES if each not in STOCKS):
        parts = np.array([sum(run[f"{phase}.{measure}"].sum(axis=0) for phase in PHASES) for run in decomposed])
        apart = np.array([run[f"limits.{measure}"].sum(axis=0) for run in decomposed])
        by_limit = {WHICH: parts[:, LIMITS], **dict(zip(BINDING, apart.T, strict=True))}
        for (limit, changed), (state, held) in product(by_limit.items(), states(demand).items()):
            taken = changed[held]
            rows.append(
                {
                    "measure": measure,
                    "limit": limit,
                    "state": state,
                    "runs": int(held.sum()),
                    **spread(taken),
                    "effect_q50": float(np.median(parts[held, WHOLE])),
                    "binding": float((taken < 0.0).mean()),
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def states(demand: Table) -> dict[str, NDArray[np.bool_]]:
    """Runs by the state of demand: all, and from four runs those above the median and the others.

    Args:
        demand: growth of output without the programme, by run.
    """
    found = {ALL: np.ones(demand.size, dtype=bool)}
    if demand.size >= LEAST:
        above = demand > np.median(demand)
        found |= {BOOM: above, SLUMP: ~above}
    return found
