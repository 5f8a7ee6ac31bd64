"""What a picture shows, told in words for those who cannot see it: its axes, what rises and falls, the last values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import pandas as pd

from simulation.catalogue import labels, name_of
from simulation.outcomes.metrics import QUANTILES
from simulation.outcomes.verdicts import carry_a_band
from simulation.report.findings import shown
from simulation.report.style import counted
from simulation.texts import Say

tell = Say("alt_text")
NO_SERIES = ("when", "unit", "record", "fixed_ratio", *QUANTILES)
"""Columns of what is drawn that name no line."""
MOST = 12
"""Lines of a picture that are told one by one."""


def joined(sentences: Iterable[str]) -> str:
    """Sentences in a row, each closed by a full stop."""
    return " ".join(f"{each}." for each in sentences if each)


def paths_told(
    data: pd.DataFrame,
    *,
    runs: int,
    language: str,
    unit: str | Callable[[str], str],
    names: Mapping[str, str] | None = None,
) -> str:
    """The axes of lines over time, and of each line where it begins, where it ends and with which band.

    Args:
        data: what is drawn: columns ``when`` and the quantiles over runs; the other columns name the line.
        runs: number of runs: below ten the spread is no band.
        language: ``ko`` or ``en``.
        unit: of the vertical axis, or a function from the variable to it.
        names: words for entries of the columns that name a line, where the label table has none.
    """
    about = [str(name) for name in data.columns if name not in NO_SERIES]
    when = [str(each) for each in data["when"]]
    sentences = [tell("time", language, first=when[0], last=when[-1])]
    sentences += [tell("up", language, unit=counted(unit)[1])] if isinstance(unit, str) else []
    groups = list(data.groupby(about, sort=False)) if about else [((), data)]
    spread = spread_of(runs)
    for key, rows in groups[:MOST]:
        entries = [str(each) for each in (key if isinstance(key, tuple) else (key,))]
        called = ", ".join(filter(None, (_name(each, names or {}, language=language) for each in entries)))
        factor, own = counted(unit if isinstance(unit, str) else unit(str(rows["variable"].iloc[0])))
        told = rows.assign(**{name: factor * rows[name] for name in ("q10", "q50", "q90", "record") if name in rows})
        said = _path(told, called, spread=spread, language=language)
        sentences += [said if isinstance(unit, str) else f"{said}, {own}", *_record(told, language)]
    if len(groups) > MOST:
        sentences.append(tell("more", language, count=len(groups) - MOST))
    return joined(sentences)


def _path(rows: pd.DataFrame, name: str, *, spread: str, language: str) -> str:
    """Where one line begins and ends."""
    first, last = rows.iloc[0], rows.iloc[-1]
    start, end, low, high = (
        shown(float(value), language) for value in (first["q50"], last["q50"], last["q10"], last["q90"])
    )
    change = float(last["q50"]) - float(first["q50"])
    key = "stays" if start == end else "rises" if change > 0.0 else "falls"
    band = tell(spread, language, low=low, high=high)
    return tell(key, language, name=name, first=first["when"], start=start, last=last["when"], end=end, band=band)


def _record(rows: pd.DataFrame, language: str) -> list[str]:
    """The last quarter of the record that is drawn, if any."""
    known = rows.dropna(subset=["record"]) if "record" in rows else rows.iloc[:0]
    if known.empty:
        return []
    last = known.iloc[-1]
    return [tell("record", language, last=last["when"], value=shown(float(last["record"]), language))]


def _name(entry: str, names: Mapping[str, str], *, language: str) -> str:
    """Words for what names a line: given ones, or those of the label table."""
    if entry in names:
        return names[entry]
    key = next((each for each in (f"variable.{entry}", entry) if each in labels()), None)
    return entry if key is None else name_of(key, language)


Row = tuple[str, float, float | None, float | None]
"""Name, middle, and the ends of a band where there is one."""


def rows_told(rows: Sequence[Row], *, across: str, language: str, spread: str = "band", order: bool = True) -> str:
    """The axes of a picture of rows, and of each row its value with its band, the largest first.

    Args:
        rows: what stands in each row.
        across: what the horizontal axis counts; nothing on a map.
        language: ``ko`` or ``en``.
        spread: what the band is: ``band``, ``interval``, ``few`` or ``range``.
        order: whether rows are told from the largest value down, or as they stand.
    """
    told = sorted(rows, key=lambda row: -row[1]) if order else list(rows)
    factor, unit = counted(across)
    sentences = [tell("across", language, unit=unit), tell("rows", language, count=len(rows))] if across else []
    for name, middle, low, high in told if len(told) <= MOST else [*told[: MOST // 2], *told[-MOST // 2 :]]:
        band = "" if low is None or high is None else tell(
            spread, language, low=shown(factor * low, language), high=shown(factor * high, language)
        )  # fmt: skip
        sentences.append(tell("value", language, name=name, end=shown(factor * middle, language), band=band))
    if len(told) > MOST:
        sentences.append(tell("more", language, count=len(told) - MOST))
    return joined(sentences)


def spread_of(runs: int) -> str:
    """What the ends over so many runs are called."""
    return "band" if carry_a_band(runs) else "few"
