"""Sentences and heads of a comparison of alternatives, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from simulation.catalogue import name_of
from simulation.experiments.comparison import SWINGS
from simulation.outcomes.verdicts import FEWEST_RUNS, Verdict
from simulation.report.series import band_name
from simulation.report.style import amounts, number, span
from simulation.texts import Say, texts

COMPARED = texts("comparison")


compared = Say("comparison")
HEADS = {
    "employment": ("명", " persons"),
    "tenants": ("개사", " firms"),
    "adopters": ("개사", " firms"),
    SWINGS: (" %p", " points"),
}
"""Units of the measures that are not money, with the space that a language puts before them."""
DECIMALS = {SWINGS: 3}
"""Figures behind the point of what is told in other than whole numbers."""


def measure_name(measure: str, language: str) -> str:
    """Name of what alternatives are told apart by."""
    return compared("swings", language) if measure == SWINGS else name_of(f"variable.{measure}", language)


def unit_of(measure: str, language: str) -> str:
    """Unit of a difference, with the space that a language puts before it."""
    return HEADS.get(measure, ("억원", " (100 million KRW)"))[0 if language == "ko" else 1]


def told(values: Sequence[float], measure: str, *, language: str) -> tuple[list[str], str]:
    """Differences as a sentence says them, and their unit."""
    if measure not in HEADS:
        return amounts(values, language)
    decimals = DECIMALS.get(measure, 0)
    return [number(each, language, decimals=decimals) for each in values], unit_of(measure, language)


SENTENCES: Mapping[Verdict, str] = {
    "same": "same_measure",
    "above": "difference",
    "below": "difference",
    "unclear": "alike",
    "few": "few",
}
"""The sentence for each verdict on the difference of two worlds in one measure."""


def pair(key: str, names: Mapping[str, str], *, both: tuple[str, str], language: str, **fields: object) -> str:
    """A sentence on two worlds by name.

    Args:
        key: of the template.
        names: names of the worlds by key.
        both: keys of the two.
        language: ``ko`` or ``en``.
        fields: what else the template asks for.
    """
    first, second = (names[each] for each in both)
    return compared(key, language, first=first, second=second, **fields)


def sentence(
    row: Mapping[Any, Any],
    names: Mapping[str, str],
    *,
    runs: int,
    language: str,
    period: tuple[str, str] | None = None,
) -> str:
    """The difference of two worlds in one measure, that there is none, or that it cannot be told or judged.

    Args:
        row: of the table of differences.
        names: names of the worlds by key.
        runs: number of runs, which the sentence names where they are too few to judge by.
        language: ``ko`` or ``en``.
        period: first and last year of what is told of more than the year of the row.
    """
    found, unit = told([float(row[key]) for key in ("q50", "q10", "q90")], str(row["measure"]), language=language)
    return pair(
        SENTENCES[row["verdict"]],
        names,
        both=(str(row["against"]), str(row["scenario"])),
        language=language,
        year=row["year"] if period is None else span(*period, language=language),
        measure=measure_name(str(row["measure"]), language),
        middle=found[0] + unit,
        low=found[1],
        high=found[2] + unit,
        band=band_name(runs, language),
        runs=runs,
        enough=FEWEST_RUNS,
    )
