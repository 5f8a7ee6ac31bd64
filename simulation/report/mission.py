"""The table of announced programmes: what runs each row, what each does alone, and why one does little."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from simulation.catalogue import name_of
from simulation.errors import LANGUAGES, Text
from simulation.experiments.alone import MEASURES, Programme, announced_programmes, doses_of, effects_alone, within_luck
from simulation.outcomes.folder import whole_folder
from simulation.report.style import amounts, span
from simulation.report.tables import write_csv
from simulation.scenario import load
from simulation.texts import Say
from simulation.units import EOK_IN_BILLION

say = Say("mission")
PURCHASES = "purchases"
"""In place of a lever, where what is bought is all that a programme does."""
TEST, TEST_OF_PURCHASES = "test_a_lever_moves_a_named_series", "test_what_is_bought_reaches_tenants"

TAKEN_UP = 0.5
"""Share of the planned money below which it is not taken up."""


def test_of(row: Programme) -> str:
    """The test that holds the way by which a row acts."""
    return TEST_OF_PURCHASES if row.lever == PURCHASES else TEST


def mission(language: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows: what runs each announced programme, with which instrument and lever, and its test."""
    korean = language == "ko"
    header = (
        ["키", "사업", "시나리오", "정책수단", "정책변수", "검사"]
        if korean
        else ["key", "programme", "scenario", "instrument", "lever", "test"]
    )
    return header, [_mission_row(row, korean) for row in announced_programmes()]


def _mission_row(row: Programme, korean: bool) -> list[str]:
    name = row.name_ko if korean else row.name_en
    if not row.runs:
        return [row.key, name, "-", "-", "-", row.reason_ko if korean else row.reason_en]
    kind = load(row.scenario).instruments[row.instrument].kind_name()
    return [row.key, name, row.scenario, f"{row.instrument} ({kind})", row.lever, test_of(row)]


def mission_effects(
    language: str,
    *,
    runs: int,
    scale: float,
    parts: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[str], list[list[str]]]:
    """Header and rows: change of output, value added and jobs through each programme alone, with band and reason."""
    korean = language == "ko"
    rows = [row for row in announced_programmes() if row.runs]
    found = effects_alone(rows, runs, scale=scale, parts=parts, progress=progress)
    header = (
        ["키", "사업", "배수", "지출(억원)", "생산 변화(억원)", "부가가치 변화(억원)", "고용 변화(명)", "비고"]
        if korean
        else [
            "key",
            "programme",
            "dose",
            "paid (billion KRW)",
            "output (billion KRW)",
            "value added (billion KRW)",
            "jobs (persons)",
            "remark",
        ]
    )
    lines = []
    for row in rows:
        for dose in doses_of(row):
            mine = found[(found["key"] == row.key) & (found["dose"] == dose)].set_index("measure")
            paid = amounts([float(mine["paid"].iloc[0])], language)[0][0]
            bands = [_band(mine, measure, language=language) for measure in MEASURES]
            remark = why_little(mine, dose).in_language(language) if dose == doses_of(row)[-1] else ""
            lines.append([row.key, row.name_ko if korean else row.name_en, f"x{dose}", paid, *bands, remark])
    return header, lines


def save_effects(header: list[str], rows: list[list[str]], *, out: Path) -> Path:
    """Write the table as ``<out>/programmes/effects.csv`` and return the file."""
    folder = out / "programmes"
    with whole_folder(folder) as draft:
        write_csv(pd.DataFrame(rows, columns=header), draft / "effects.csv")
    return folder / "effects.csv"


def why_little(largest: pd.DataFrame, dose: int) -> Text:
    """Why the largest dose stays within luck, as the runs say it; nothing where it does not.

    Args:
        largest: lines of a programme at its largest dose, by measure (see ``effects_alone``).
        dose: times its money.
    """
    if not within_luck(largest):
        return Text("", "")
    return Text(*(_reasons(largest, dose, language=language) for language in LANGUAGES))


def _reasons(largest: pd.DataFrame, dose: int, *, language: str) -> str:
    first = largest.iloc[0]
    still = not largest[["low", "high"]].to_numpy().any() and not first["moved"]
    said = [say("still" if still else "luck" if dose > 1 else "once", language, dose=dose)]
    if first["paid"] < (1.0 if still else TAKEN_UP) * first["planned"]:
        money = {name: amounts([float(first[name])], language)[0][0] for name in ("paid", "planned")}
        said.append(say("unspent", language, **money))
    if still:
        said += [say("anyway", language)] if first["paid"] > 0.0 else []
    elif first["moved"]:
        name = name_of(f"variable.{first['moved']}", language)
        said.append(say("moves", language, name=name, percent=f"{first['moved_percent']:+.2g}"))
    else:
        said.append(say("nothing_alike", language))
    # Runs at which the mean stands two standard errors from none, for the measure nearest to being told.
    needed = (2.0 * largest["spread"] / largest["mean"].abs().where(largest["mean"] != 0.0)) ** 2
    if needed.notna().any():
        name = name_of(f"variable.{needed.idxmin()}", language)
        said.append(say("would_tell", language, name=name, runs=f"{np.ceil(needed.min()):,.0f}"))
    return "; ".join(said)


def _band(lines: pd.DataFrame, measure: str, *, language: str) -> str:
    found = lines.loc[[measure], ["low", "middle", "high"]].to_numpy(float)[0]
    # Money in billions where English reads it; jobs are heads in either language.
    tenths = language != "ko" and MEASURES[measure] == "flow"
    low, middle, high = (f"{each / EOK_IN_BILLION:+,.1f}" if tenths else f"{each:+,.0f}" for each in found)
    return f"{middle} ({span(low, high, language=language)})"
