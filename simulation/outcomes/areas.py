"""Where a programme's effect lands: complex, services of its city, rest of the province and of the country.

The same difference as the total of the table by channel, read by area; the areas add up to it exactly. Imports are a
measure of their own: what the change in output anywhere in the country buys abroad.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from simulation.arrays import Table
from simulation.outcomes.impact import MEASURES, STOCKS, yearly_parts
from simulation.outcomes.metrics import SPREAD, spread
from simulation.units import Month

BY_AREA = "areas."
"""How the keys of effects by area begin, in what a decomposed run tells."""
NAMES = ("complex", "rest_of_province", "rest_of_korea", "services")
"""What the areas are called in the table, in the order in which output is counted."""
OWN, NATION = "province", "nation"
SUMS = {OWN: ("complex", "services", "rest_of_province"), NATION: NAMES}
"""Sums of areas that stand beside them: the own province and the country."""
AREA_COLUMNS = ("measure", "area", "runs", *SPREAD)


def area_table(decomposed: Sequence[Mapping[str, Table]], months: Sequence[Month]) -> pd.DataFrame:
    """Spread over runs of the effect by area over all whole years: flows add, a stock stands at the last end.

    Args:
        decomposed: one mapping per run, ``areas.<measure>`` -> effect by (month, area) with the areas of
            :data:`NAMES` (억원 at 2020 prices, person-years, persons).
        months: months of the first dimension.

    Returns:
        Columns measure, area (:data:`NAMES` and :data:`SUMS`), runs, mean, q10, q50, q90; means add over areas,
        quantiles do not. No row where a run holds no whole year.
    """
    rows: list[dict[str, object]] = []
    for measure in MEASURES:
        stock, key = measure in STOCKS, BY_AREA + measure
        yearly = [yearly_parts(run[key], months, stock=stock) for run in decomposed if key in run]
        if not yearly or not yearly[0]:
            continue
        values = np.array([run[max(run)] if stock else sum(run.values()) for run in yearly])
        by_area = dict(zip(NAMES, values.T, strict=True))
        by_area |= {name: np.sum([by_area[area] for area in areas], axis=0) for name, areas in SUMS.items()}
        for area, each in by_area.items():
            rows.append({"measure": measure, "area": area, "runs": each.size, **spread(each)})
    return pd.DataFrame(rows, columns=list(AREA_COLUMNS))
