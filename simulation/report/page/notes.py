"""What stands under a table: how many runs, under which outlook, that a reduced world was used, and the sources."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.catalogue import sources
from simulation.report.page.words import word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.words import outlook_name


def outlook_of(result: Shown, language: str) -> str:
    """The outlook as every title says it."""
    return outlook_name(result.setting.outlook, language)


def told(result: Shown, key: str, *, language: str, **fields: object) -> str:
    """A remark of the word table with the outlook filled in, followed by the scale of a reduced world."""
    text = word(key, language, outlook=outlook_of(result, language), **fields)
    return result.setting.with_scale(text, language)


def band_note(result: Shown, language: str) -> str:
    """What the brackets of a table of medians hold."""
    runs = result.setting.runs
    return told(result, "band_note", language=language, band=band_name(runs, language), runs=runs)


def mean_band_note(result: Shown, runs: int, *, language: str) -> str:
    """How a mean with the ends beside it is read: what they are, over how many decomposed runs."""
    return told(result, "mean_band_note", language=language, band=band_name(runs, language), runs=runs)


def cited(keys: Iterable[str], language: str) -> str:
    """Office and title of every source once; a citation in words stands as it is."""
    known = sources()
    return "; ".join(
        f"{known[key].office.in_language(language)}, {known[key].title.in_language(language)}" if key in known else key
        for key in dict.fromkeys(keys)
    )


def cited_beside(keys: Iterable[str], language: str) -> str:
    """The program itself, then every source once."""
    return "; ".join(each for each in (word("source_own", language), cited(keys, language)) if each)
