"""Rows of ``evaluation.csv`` and ``additionality.csv``: what studies would have seen, and gross to net."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.catalogue import SIZE_CLASSES, complex_data, labels, name_of
from simulation.errors import LANGUAGES
from simulation.experiments.pair import Unit
from simulation.experiments.worlds import programme_of
from simulation.outcomes.additionality import additionality_table
from simulation.outcomes.evaluation import evaluation_table
from simulation.scenario import Scenario
from simulation.start.people import AGE_BANDS, SKILLS
from simulation.texts import texts
from simulation.units import MONTHS_A_YEAR, Month

UNITS = texts("appraisal.unit")
"""The name of output says the prices it is counted in."""
NAMES = {
    "adopters": "variable.adopters",
    "output": "variable.output_real",
    "value_added": "variable.value_added",
    "jobs": "variable.employment",
    "money": "additionality.money",
}


def _of(units: Sequence[Unit], prefix: str) -> list[Mapping[str, NDArray[np.float64]]]:
    """Arrays of one kind of twin comparison, per run, without their prefix."""
    runs = [
        {name.removeprefix(prefix): values for name, values in unit.twins.items() if name.startswith(prefix)}
        for unit in units
    ]
    return [run for run in runs if run]


def evaluation_rows(units: Sequence[Unit]) -> pd.DataFrame:
    """Estimates of the effect on the treated with names in both languages; no rows without treated."""
    table = evaluation_table(_of(units, "evaluation."))
    if table.empty:
        return table
    for language in LANGUAGES:
        for column in ("estimator", "outcome"):
            table[f"{column}_{language}"] = [name_of(f"evaluation.{key}", language) for key in table[column]]
    return table


NOTED = ("ratios", "cost_firms")
"""Kinds of rows and parts that carry a remark of the label table."""
PERSONS = {"age": AGE_BANDS, "occupation": SKILLS}
"""Groups of people by which jobs gained are told apart."""


def additionality_rows(units: Sequence[Unit], scenario: Scenario) -> pd.DataFrame:
    """Parts from gross to net with costs and winners, named in both languages; no rows without decomposed years."""
    whole = scenario.months >= MONTHS_A_YEAR
    runs = _of(units, "additionality.") if whole else []
    districts = complex_data(scenario.complex).districts
    year = Month.parse(scenario.end).year
    table = additionality_table(
        runs, SIZE_CLASSES, districts=[each.key for each in districts], persons=PERSONS, year=year
    )
    if table.empty:
        return table
    own = programme_of(scenario).instruments.values()
    if not any(sum(spec.budget.values()) and not spec.off for spec in own):
        # Where nobody pays for a programme, usual grants that come out differently are no cost of it.
        table = table[table["table"] != "ratios"].reset_index(drop=True)
    names = {f"district.{each.key}": each.name for each in districts}
    for language in LANGUAGES:
        table[f"measure_{language}"] = [
            name_of("additionality.ratio" if kind == "ratios" else NAMES[measure], language)
            for kind, measure in zip(table["table"], table["measure"], strict=True)
        ]
        table[f"view_{language}"] = [name_of(f"view.{key}", language) for key in table["view"]]
        table[f"part_{language}"] = [
            name_of(f"additionality.{part_label(str(part), float(mean))}", language)
            for part, mean in zip(table["part"], table["mean"], strict=True)
        ]
        groups = {key: name.in_language(language) for key, name in names.items()}
        table[f"group_{language}"] = [
            groups.get(str(key)) or name_of(str(key).replace("size_class.", "size.").replace("total", "industry.total"),
                                            language)
            for key in table["group"]
        ]  # fmt: skip
        table[f"unit_{language}"] = [
            (UNITS[measure] if measure in UNITS else labels()[f"additionality.{part}"].unit).in_language(language)
            for measure, part in zip(table["measure"], table["part"], strict=True)
        ]
        table[f"note_{language}"] = [
            name_of(f"note.{key}", language) if (key := "ratios" if kind == "ratios" else part) in NOTED else ""
            for kind, part in zip(table["table"], table["part"], strict=True)
        ]
    return table


def part_label(part: str, mean: float) -> str:
    """Label of a part from gross to net: leakage that adds is named as the gain it is."""
    return "leakage_gain" if part == "leakage" and mean > 0.0 else part
