"""Why a picture or a table of a short or odd run has nothing to show; the page says it where it would have stood."""

from __future__ import annotations

from collections.abc import Sequence

import xarray as xr

from simulation.errors import Text
from simulation.report.series import months_of, whole_quarters
from simulation.report.words import say
from simulation.texts import texts
from simulation.units import MONTHS_A_YEAR

LACKING = texts("lacking")
LEAST_QUARTERS = 2


def lacks_quarters(series: xr.Dataset) -> Text | None:
    """Why no path by quarter can be drawn, if so."""
    return LACKING["no_quarters"] if whole_quarters(series).size < LEAST_QUARTERS else None


def lacks_year(series: xr.Dataset) -> Text | None:
    """Why nothing can be said by year, if so."""
    return LACKING["no_year"] if not (months_of(series).year.value_counts() == MONTHS_A_YEAR).any() else None


def lacks_twelve(series: xr.Dataset) -> Text | None:
    """Why nothing can be said of the last twelve months, if so."""
    return LACKING["no_twelve"] if series.sizes["month"] < MONTHS_A_YEAR else None


def lacks_change(series: xr.Dataset) -> Text | None:
    """Why nothing can be said of the change over the run, if so."""
    return LACKING["no_time"] if series.sizes["month"] < 2 else None


def left_out_lines(left_out: Sequence[tuple[Text, Text]], language: str) -> list[str]:
    """One line a reason with all that it keeps from being shown, in the order of the first."""
    by_reason: dict[Text, list[str]] = {}
    for title, why in left_out:
        by_reason.setdefault(why, []).append(title.in_language(language))
    return [
        say("skipped", language, what=", ".join(dict.fromkeys(titles)), why=why.in_language(language))
        for why, titles in by_reason.items()
    ]
