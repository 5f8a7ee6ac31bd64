"""How likely each announced target is: one row per reading, with the interval, and the same without the programme.

A target needs a kind (stock, flow, cumulative), unit, price base, area and date; where the announcement left one
open, each reading is judged on its own row of the table ``targets``. The same runs serve every target, so a higher
target is never more likely than a lower one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import table
from simulation.outcomes.conditions import NEEDED, needed, yearly_growth
from simulation.outcomes.draw_probability import MoreWorlds, learned, probability_over_draws
from simulation.outcomes.metrics import QUANTILES, quantiles
from simulation.outcomes.path_probability import FEWEST_RUNS, FOLLOWS, LevelPaths, probability_over_paths
from simulation.outcomes.target_values import LEVEL, Factors, Series, chance, reading_value
from simulation.units import Month

TESTED = ("probability", "low", "high")
BY_PATHS, BY_DRAWS, BY_RUNS = "paths", "draws", "runs"
"""How a probability was found: over many outside paths, over many draws of parameters, or as a share of runs."""
WIDEST = 0.34
"""Width of a 95 % interval above which no verdict is given: that of the widest class of a verdict."""


def follows_path(row: Mapping[Any, Any], sample: NDArray[np.float64]) -> bool:
    """Whether a reading is a level that hangs on the outside path, with runs enough to learn how."""
    return row["compare"] == LEVEL and row["variable"] in FOLLOWS and sample.size >= FEWEST_RUNS and sample.min() > 0.0


def of_one_world(row: Mapping[Any, Any]) -> bool:
    """Whether a reading is a level within one world, of which worlds without the programme can tell much."""
    return bool(row["testable"] != "no" and row["compare"] == LEVEL)


def target_readings(keys: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Readings of the targets named, of all where none is, in the order of the table."""
    rows = table("targets").fillna({"factor": "", "variable": "", "reading": ""}).astype(object)
    named = rows if keys is None else rows[rows["key"].isin(list(keys))]
    return [{str(k): v for k, v in row.items()} for row in named.to_dict("records")]


def judge(
    series: Series,
    without: Series,
    *,
    months: Sequence[Month],
    outlook: str,
    keys: Sequence[str] | None = None,
    factors: Factors | None = None,
    paths: LevelPaths | None = None,
    more: MoreWorlds | None = None,
) -> pd.DataFrame:
    """Judge every reading of the given targets.

    Args:
        series: totals of the world with the programme, arrays of (run, month) by variable (see :func:`series_of`).
        without: the same of the world without it, run by run under the same luck.
        months: months of the arrays.
        outlook: ``announced`` or ``recorded``; every probability belongs to one.
        keys: targets to judge; all of the table when missing.
        factors: multipliers named by readings (see :func:`simulation.outcomes.conventional.factors`).
        paths: outside paths of the runs and many more; levels are integrated over these.
        more: further worlds, most of them without the programme; levels are integrated over draws of their parameters.

    Returns:
        One row per reading: the columns of the table, ``n``, ``outlook``, ``method`` (how the probability was found),
        ``paths`` (number of paths integrated over, 0 where none), ``worlds`` and ``pairs`` (worlds without the
        programme, and seeds with both, that it was learned from; 0 where the share of runs stands), probability with
        ``low`` and ``high``, ``residual`` (what neither paths nor parameters explain, percent), quantiles
        and mean with the programme; the same with the ending ``_without``; ``difference``, the median of the paired
        differences; what would have to be true (see :func:`simulation.outcomes.conditions.needed`).
        A reading that cannot be judged has ``testable`` no, with the reason, and no probability.
    """
    judged = [
        judge_reading(
            row, series, without=without, months=months, outlook=outlook, factors=factors or {}, paths=paths, more=more
        )
        for row in target_readings(keys)
    ]
    found = ("target", "outlook", "n", "method", "paths", "worlds", "pairs")
    columns = [*table("targets").columns, *found, *_numbers(""), *_numbers("_without"), "difference", *NEEDED]
    return pd.DataFrame(judged, columns=columns)


def _numbers(ending: str) -> list[str]:
    return [f"{name}{ending}" for name in (*TESTED, "residual", *QUANTILES)]


def judge_reading(
    row: Mapping[Any, Any],
    series: Series,
    *,
    without: Series,
    months: Sequence[Month],
    outlook: str,
    factors: Factors,
    paths: LevelPaths | None,
    more: MoreWorlds | None = None,
) -> dict[str, Any]:
    """Judge one reading: a row of the table of targets, with what :func:`judge` adds to it.

    Args:
        row: one reading, its ``value`` in its ``unit``.
        series, without, months, outlook, factors, paths, more: as in :func:`judge`.
    """
    runs = next(iter(series.values())).shape[0]
    found: dict[str, Any] = {**row, "target": row["key"], "outlook": outlook, "n": runs, "method": BY_RUNS}
    found |= {"paths": 0, "worlds": 0, "pairs": 0}
    if row["testable"] == "no":
        return found
    worlds = {"": series, "_without": without}
    values = {
        ending: reading_value(row, world, without=without, months=months, factors=factors)
        for ending, world in worlds.items()
    }
    further = _of_more_worlds(row, values, more=more, months=months, factors=factors)
    for ending, sample in values.items():
        if sample is None:
            return {
                **found,
                "testable": "no",
                "reason_ko": "이 결과에는 필요한 변수나 연도, 계수가 없음",
                "reason_en": "this result holds no such variable, year or multiplier",
            }
        known = None if further is None else (further[ending], further["_without"])
        likely, how = _likelihood(row, sample, known=known, months=months, paths=paths, more=more)
        # What without was learned from is part of what the pairs tell.
        found |= how if ending == "" else {}
        judged = {**likely, **quantiles(sample)}
        found.update({f"{name}{ending}": number for name, number in judged.items()})
    gained = [sample for sample in values.values() if sample is not None]
    found["difference"] = float(np.median(gained[0] - gained[-1]))
    growth = None
    if paths is not None and follows_path(row, gained[0]):
        growth = yearly_growth(paths, months, year=int(row["at"]))
    return found | needed(gained[0], gained[-1], target=float(row["value"]), growth=growth)


def _likelihood(
    row: Mapping[Any, Any],
    sample: NDArray[np.float64],
    *,
    known: tuple[NDArray[np.float64], NDArray[np.float64]] | None,
    months: Sequence[Month],
    paths: LevelPaths | None,
    more: MoreWorlds | None,
) -> tuple[dict[str, float], dict[str, Any]]:
    """Probability that a reading reaches its value, and how it was found: over paths, draws, or as a share of runs.

    Args:
        row, months, paths, more: as in :func:`judge_reading`.
        sample: the reading in each run.
        known: the level over the target in each pair, the runs first, and in each world without the programme, those of
            the pairs first; None where further worlds tell nothing.
    """
    value = float(row["value"])
    on_path = paths if follows_path(row, sample) else None
    if known is not None and more is not None:
        paired, without = known
        how: dict[str, Any] = {"method": BY_DRAWS if on_path is None else BY_PATHS}
        how |= {"worlds": without.size, "pairs": paired.size}
        beside = np.ones((without.size, 1)), np.ones((more.drawn(()).shape[0], 1))
        if paths is not None:
            beside = paths.of_worlds(months, int(row["at"]), worlds=without.size)
            how["paths"] = beside[1].shape[0]
        return probability_over_draws(learned(paired, without, more=more, known=beside)), how
    if on_path is not None:
        of_runs, drawn = on_path.features(months, int(row["at"]))
        found = probability_over_paths(sample, value, of_runs=of_runs, drawn=drawn)
        return found, {"method": BY_PATHS, "paths": drawn.shape[0]}
    return chance(sample, value), {}


def _of_more_worlds(
    row: Mapping[Any, Any],
    own: Mapping[str, NDArray[np.float64] | None],
    *,
    more: MoreWorlds | None,
    months: Sequence[Month],
    factors: Factors,
) -> dict[str, NDArray[np.float64]] | None:
    """A level over its target in runs and further worlds, with the programme and without; None if they tell nothing."""
    runs, base = own[""], own["_without"]
    if more is None or runs is None or base is None or base.size < FEWEST_RUNS or not of_one_world(row):
        return None
    found = reading_value(row, more.series, without=more.series, months=months, factors=factors)
    if found is None:
        return None
    with_it = reading_value(row, more.with_programme, without=more.series, months=months, factors=factors)
    target = float(row["value"])
    return {
        "": (runs if with_it is None else np.concatenate([runs, with_it])) / target,
        "_without": np.concatenate([base, found]) / target,
    }
