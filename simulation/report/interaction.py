"""The folder of an interaction of two groups of instruments: table, lines and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from simulation.catalogue import name_of
from simulation.experiments.appraisal import NAMES, UNITS
from simulation.experiments.interaction import MEASURES, TOGETHER, Groups, told_apart
from simulation.outcomes.folder import whole_folder
from simulation.outcomes.full_size import scale_note
from simulation.policy.specification import Specification
from simulation.report.style import amount, counted, span
from simulation.report.tables import Rows, write_csv
from simulation.report.words import say
from simulation.scenario import Scenario
from simulation.texts import Say

tell = Say("interaction")
FOLDER = "interaction"
DECIMALS = 1
Instruments = Mapping[str, Specification]


def save_interaction(
    table: pd.DataFrame, groups: Groups, *, scenario: Scenario, out: Path, language: str
) -> tuple[Path, list[str], Rows, list[str]]:
    """Write ``<out>/<scenario>/interaction``.

    Args:
        table: rows of :func:`simulation.experiments.interaction.interaction`.
        groups: the instruments named and the others.
        scenario: the world with both.
        out: folder of results.
        language: ``ko`` or ``en``.

    Returns:
        The folder, header and rows by measure, and lines: what the groups hold, what is measured, the sentence.
    """
    own, (named, others) = scenario.instruments, groups
    held = {"named": named, "others": others, "interaction": [*named, *others], "total": [*named, *others]}
    target = out / scenario.key / FOLDER
    with whole_folder(target) as draft:
        write_csv(_labelled(table, held, own=own), draft / f"{FOLDER}.csv")
    header = [say(word, language) for word in ("measure", "unit_word")]
    header += [name_of(f"part.{part}", language) for part in TOGETHER]
    said = [
        tell(
            "group",
            language,
            part=name_of(f"part.{part}", language),
            names=", ".join(_titles(held[part], own, language=language)),
        )
        for part in ("named", "others")
    ]
    said += [tell("remark", language), sentence(table, language)]
    if scenario.scale != 1.0:
        said.append(scale_note(scenario.scale, language))
    return target, header, _rows(table, language), said


def _titles(names: Sequence[str], own: Instruments, *, language: str) -> list[str]:
    """Names of instruments as people read them; the key where an instrument has none."""
    return [(own[each].name_ko if language == "ko" else own[each].name_en) or each for each in names]


def _labelled(table: pd.DataFrame, held: Mapping[str, list[str]], *, own: Instruments) -> pd.DataFrame:
    """The table with names and units in both languages and the instruments of every line."""
    named = table.copy()
    measure = list(named["measure"])
    named.insert(2, "part_ko", [name_of(f"part.{each}", "ko") for each in named["part"]])
    named.insert(1, "measure_ko", [name_of(NAMES[each], "ko") for each in measure])
    for column, language in (("unit_ko", "ko"), ("unit", "en")):
        named.insert(2, column, [UNITS[each].in_language(language) for each in measure])
    named["instruments"] = [", ".join(held[part]) for part in named["part"]]
    named["instruments_ko"] = [", ".join(_titles(held[part], own, language="ko")) for part in named["part"]]
    return named


def _rows(table: pd.DataFrame, language: str) -> Rows:
    """One row a measure: every part as mean and 80 % band."""
    spread = table[["mean", "q10", "q90"]].to_numpy(float)
    cells = dict(zip(zip(table["measure"], table["part"], strict=True), spread, strict=True))
    rows: Rows = []
    for measure in MEASURES:
        unit = UNITS[measure].in_language(language)
        row = [name_of(NAMES[measure], language), counted(unit)[1]]
        for part in TOGETHER:
            mean, low, high = (
                amount(float(each), unit, language=language, decimals=DECIMALS) for each in cells[measure, part]
            )
            row.append(f"{mean} [{span(low, high, language=language)}]")
        rows.append(row)
    return rows


def sentence(table: pd.DataFrame, language: str) -> str:
    """Whether the interaction is distinguishable from zero, measure by measure."""
    runs = int(table["runs"].iloc[0])
    if runs == 1:
        return tell("said_one_run", language)
    names: dict[bool, list[str]] = {True: [], False: []}
    for measure, apart in told_apart(table).items():
        names[apart].append(name_of(NAMES[measure], language))
    yes, no = ("; ".join(names[each]) or tell("none", language) for each in (True, False))
    return tell("said", language, runs=runs, apart=yes, not_apart=no)
