"""What would have to be true for a target to be met, read off the runs that were made and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.arrays import Column
from simulation.outcomes.path_probability import LevelPaths
from simulation.units import MONTHS_A_YEAR, Month

NEEDED = ("met", "best", "middle", "multiple", "growth_least", "growth_best", "growth_middle")
"""What :func:`needed` says of a reading."""


def needed(values: Column, without: Column, *, target: float, growth: Column | None = None) -> dict[str, float]:
    """What the runs say would have to be true for half of them to meet a target, or how far they are from it.

    ``multiple`` is the median over runs of (target - without) / (with - without): how many times what it does the
    programme would have to do, were its effect in proportion. A run that meets the target without it asks for none (0),
    one to which it adds nothing for more than any (infinity).

    Args:
        values: what the target looks at, by run (the difference to the world without, where it asks for a gain).
        without: the same without the programme; none (0) of a gain.
        target: in the same unit.
        growth: yearly growth of outside demand by run (percent), where the value is a level that follows it.

    Returns:
        ``met`` (runs), ``best`` and ``middle`` (highest and median value, percent of the target), ``multiple``; with
        ``growth`` also ``growth_least`` (smallest among the runs that met it, nan where none did), ``growth_best``
        (that of the highest value) and ``growth_middle`` (median of all runs).
    """
    met = values >= target
    added, missing = values - without, target - without
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(missing <= 0.0, 0.0, np.where(added > 0.0, missing / added, np.inf))
    found = {
        "met": float(met.sum()),
        "best": 100.0 * float(values.max()) / target,
        "middle": 100.0 * float(np.median(values)) / target,
        "multiple": float(np.quantile(times, 0.5, method="inverted_cdf")),
    }
    if growth is not None:
        found |= {
            "growth_least": float(growth[met].min()) if met.any() else float("nan"),
            "growth_best": float(growth[np.argmax(values)]),
            "growth_middle": float(np.median(growth)),
        }
    return found


def yearly_growth(paths: LevelPaths, months: Sequence[Month], *, year: int) -> Column:
    """Yearly growth of nominal outside demand from the start to the mean of a year, by run (percent).

    g = 100 (exp(x / T) - 1), with x the log of the year's mean over the start and T the years to the middle of it.

    Args:
        paths: outside paths of the runs.
        months: months of the paths, the first one after the start.
        year: calendar year of the target.
    """
    of_runs, _ = paths.features(months, year)
    ahead = np.mean([place + 1 for place, month in enumerate(months) if month.year == year]) / MONTHS_A_YEAR
    return np.asarray(100.0 * np.expm1(of_runs[:, 1] / ahead))


def steadiness(monthly: Column) -> Column:
    """Standard deviation over the months of the growth against the same month a year before, by run (percent).

    Args:
        monthly: a stock by run and month, longer than a year.
    """
    grown = 100.0 * (monthly[:, MONTHS_A_YEAR:] / monthly[:, :-MONTHS_A_YEAR] - 1.0)
    return np.asarray(grown.std(axis=1))


def first_year(series: Mapping[str, Column], variable: str, *, kind: str) -> float:
    """Median over runs of a variable at the first month (``stock``), or of its sum over the first year.

    Args:
        series: arrays of (run, month) by variable.
        variable: a variable or a sum ``a+b``.
        kind: ``stock``, ``flow`` or ``cumulative``.
    """
    total = np.sum([series[name] for name in variable.split("+")], axis=0)
    return float(np.median(total[:, 0] if kind == "stock" else total[:, :MONTHS_A_YEAR].sum(axis=1)))
