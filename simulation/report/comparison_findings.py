"""Titles of the pictures of a comparison: what was found, filled from what they draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import name_of
from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band, told_apart
from simulation.report.compared import Compared
from simulation.report.comparison_words import compared, told
from simulation.report.findings import LIKELY, withheld
from simulation.report.style import number


def difference_found(
    found: Compared, values: Mapping[str, Column], *, measure: str, when: object, language: str
) -> str:
    """Where a measure differs most and least from doing nothing, counting alternatives whose band leaves out zero.

    Args:
        found: the comparison.
        values: paired difference to doing nothing over runs, by alternative, in the stored unit.
        measure: key of the variable.
        when: quarter or year of the values.
        language: ``ko`` or ``en``.
    """
    sure = {key: float(np.median(each)) for key, each in values.items() if told_apart(each)}
    about = {"name": name_of(f"variable.{measure}", language), "when": when}
    if few := _too_few(values.values()):
        return compared("told_few", language, **about, **few)
    if not sure:
        return compared("told_none", language, **about)
    ends = {word: pick(sure, key=lambda key: sure[key]) for word, pick in (("most", max), ("least", min))}
    figures, unit = told([sure[key] for key in ends.values()], measure, language=language)
    shown = dict(zip(("gain", "loss"), (f"{figure}{unit}" for figure in figures), strict=True))
    names = {word: found.name(key, language) for word, key in ends.items()}
    form = "told_one" if len(sure) == 1 else "told_alike" if len(set(sure.values())) == 1 else "told_several"
    return compared(form, language, **about, **names, **shown)


def _too_few(samples: Iterable[Column]) -> dict[str, int]:
    """How many runs there are and how many it takes, where they are too few to tell a difference by."""
    runs = min(each.size for each in samples)
    return {} if carry_a_band(runs) else {"runs": runs, "enough": FEWEST_RUNS}


def gains_found(found: Compared, values: Mapping[tuple[str, str], Column], *, year: int, language: str) -> str:
    """The group of an alternative that gains and the one that loses most jobs, of those that zero is no part of.

    Args:
        found: the comparison.
        values: paired difference of jobs over runs, by alternative and name of the group.
        year: of the values.
        language: ``ko`` or ``en``.
    """
    if few := _too_few(values.values()):
        return compared("gains_few", language, year=year, **few)
    sure = {place: float(np.median(each)) for place, each in values.items() if told_apart(each)}
    up, down = (pick(sure, key=lambda place: sure[place], default=None) for pick in (max, min))
    up, down = (up if up and sure[up] > 0.0 else None), (down if down and sure[down] < 0.0 else None)
    fields: dict[str, object] = {"year": year}
    if up:
        fields |= {"most": up[1], "gain": number(sure[up], language), "winner": found.name(up[0], language)}
    if down:
        fields |= {"least": down[1], "loss": number(abs(sure[down]), language), "loser": found.name(down[0], language)}
    form = ("both" if up[0] == down[0] else "each") if up and down else "most" if up else "least" if down else "none"
    return compared(f"gains_{form}", language, **fields)


def targets_found(found: Compared, judged: Sequence[Mapping[str, Any]], *, language: str) -> str:
    """How many readings are likely under each alternative, or under all where it is the same number."""
    chances = {
        key: [float(row["probability"]) * (not withheld(row)) for row in judged if row["scenario"] == key]
        for key in found.keys
    }
    counted = {key: (sum(chance >= LIKELY for chance in own), len(own)) for key, own in chances.items() if own}
    if len(set(counted.values())) == 1:
        likely, every = next(iter(counted.values()))
        return compared("targets_alike", language, likely=likely, all=every)
    listed = ", ".join(
        compared("targets_of", language, name=found.name(key, language), likely=likely, all=every)
        for key, (likely, every) in counted.items()
    )
    return compared("targets_found", language, listed=listed)
