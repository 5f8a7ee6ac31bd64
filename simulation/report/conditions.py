"""What would have to be true for a target to be met, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from simulation.report.style import number
from simulation.texts import Say

said = Say("claims")
MOST_TIMES = 1_000.0
"""Beyond so many times what a programme does, a proportion says no more than that it is far too little."""


def condition(row: Mapping[str, Any], language: str) -> str:
    """What would have to be true, as the runs say it."""

    def shown(column: str) -> str:
        return number(float(row[column]), language, decimals=1)

    never = float(row["met"]) == 0.0
    if pd.notna(row.get("growth_middle")):
        if never:
            return said("growth_none", language, best=shown("best"), growth=shown("growth_best"))
        counted = {"met": int(row["met"]), "runs": int(row["n"])}
        return said("growth_met", language, least=shown("growth_least"), middle=shown("growth_middle"), **counted)
    times = float(row["multiple"])
    if times <= 0.0:
        clause = said("times_free", language)
    elif times <= 1.0:
        clause = said("times_enough", language)
    elif times <= MOST_TIMES:
        clause = said("times", language, times=number(times, language, decimals=1))
    elif np.isfinite(times):
        clause = said("times_beyond", language, most=number(MOST_TIMES, language))
    else:
        clause = said("times_never", language)
    return said("none" if never else "some", language, best=shown("best"), middle=shown("middle"), times=clause)
