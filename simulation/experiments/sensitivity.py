"""Rows of ``sensitivity.csv``: which drawn parameters the answers of a result move with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from simulation.catalogue import complex_table, has_table, parameters_for
from simulation.experiments.level_paths import level_paths
from simulation.experiments.pair import Unit
from simulation.outcomes.metrics import over, yearly
from simulation.outcomes.path_probability import FEWEST_RUNS
from simulation.outcomes.ranking import ranked
from simulation.outcomes.target_values import months_of
from simulation.scenario import Scenario

ANSWERS = (
    ("gain", "employment"), ("gain", "value_added"), ("gain", "production"), ("level", "revenue"),
    ("level", "employment"),
)  # fmt: skip
"""What is asked of the last whole year: the effect of the programme, and levels given the outside path."""
COLUMNS = (
    "answer", "variable", "parameter", "parameter_ko", "parameter_en", "status", "learned", "runs", "correlation",
    "error", "least", "told",
)  # fmt: skip


def sensitivity_rows(
    units: Sequence[Unit], series: xr.Dataset, *, main: Scenario, baseline: str | None
) -> pd.DataFrame:
    """One row for each answer and drawn parameter, strongest first; none from fewer than eight runs or without a year.

    Args:
        units: finished runs with their draws.
        series: dataset of the worlds.
        main: the scenario asked for.
        baseline: key of the world without the programme, if there is one.
    """
    made = [pd.DataFrame(columns=list(COLUMNS))]
    if len(units) >= FEWEST_RUNS:
        draws = pd.DataFrame([dict(unit.draw) for unit in units])
        for answer, variable in ANSWERS:
            values = yearly(over(series, variable), variable)
            if values.sizes["year"] == 0 or (answer == "gain" and baseline is None):
                continue
            last = values.isel(year=-1)
            asked = last.sel(scenario=main.key).to_numpy()
            given = None
            if answer == "gain":
                asked = asked - last.sel(scenario=baseline).to_numpy()
            else:
                asked, given = np.log(asked), _path(main, series, year=int(last["year"]))
            if np.ptp(asked) > 0.0:
                made.append(_told(ranked(draws, asked, given=given), main.complex, answer=answer, variable=variable))
    return pd.concat([each for each in made if len(each)] or made, ignore_index=True)[list(COLUMNS)]


def _path(main: Scenario, series: xr.Dataset, *, year: int) -> NDArray[np.float64] | None:
    paths = level_paths(main, 0)
    return None if paths is None else paths.features(months_of(series), year)[0]


def _told(table: pd.DataFrame, complex_: str, *, answer: str, variable: str) -> pd.DataFrame:
    """The rows with names, status and whether the record has spoken of the parameter."""
    known = parameters_for(complex_)
    learned = set(complex_table(complex_, "posterior").columns) if has_table(complex_, "posterior") else set()
    table = table[table["parameter"].isin(list(known))].assign(answer=answer, variable=variable)
    for language in ("ko", "en"):
        table[f"parameter_{language}"] = [known[key].name.in_language(language) for key in table["parameter"]]
    table["status"] = [known[key].status for key in table["parameter"]]
    table["learned"] = [key in learned for key in table["parameter"]]
    return table
