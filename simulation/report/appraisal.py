"""Rows of ``evaluation.csv`` and ``additionality.csv``: what studies would have seen, and gross to net."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from simulation.catalogue import SIZE_CLASSES, complex_data, labels
from simulation.experiments.pair import Unit
from simulation.outcomes.additionality import additionality_table
from simulation.outcomes.evaluation import evaluation_table
from simulation.report.style import number
from simulation.report.words import name_of, say
from simulation.scenario import Scenario
from simulation.start.people import AGE_BANDS, SKILLS
from simulation.units import MONTHS_A_YEAR, Month

LANGUAGES = ("ko", "en")
UNITS = {
    "adopters": ("개사", "firms"),
    "output": ("억원, 2020년 가격", "100 million KRW, 2020 prices"),
    "value_added": ("억원, 2020년 가격", "100 million KRW, 2020 prices"),
    "jobs": ("명", "persons"),
}
NAMES = {
    "adopters": "variable.adopters",
    "output": "variable.output_real",
    "value_added": "variable.value_added",
    "jobs": "variable.employment",
    "money": "additionality.money",
}


def _of(units: Sequence[Unit], prefix: str) -> list[Mapping[str, object]]:
    """Arrays of one kind of twin comparison, per run, without their prefix."""
    runs = [
        {name.removeprefix(prefix): values for name, values in unit.twins.items() if name.startswith(prefix)}
        for unit in units
    ]
    return [run for run in runs if run]


def evaluation_rows(units: Sequence[Unit]) -> pd.DataFrame:
    """Estimates of the effect on the treated with names and a sentence in both languages; no rows without treated."""
    table = evaluation_table(_of(units, "evaluation."))  # type: ignore[arg-type]
    if table.empty:
        return table
    means = table.set_index(["estimator", "outcome"])["mean"]
    for language in LANGUAGES:
        for column in ("estimator", "outcome"):
            table[f"{column}_{language}"] = [name_of(f"evaluation.{key}", language) for key in table[column]]
    for language in LANGUAGES:
        table[f"sentence_{language}"] = [
            _sentence(str(row["estimator"]), str(row["outcome"]), means, language) for _, row in table.iterrows()
        ]
    return table


def _sentence(estimator: str, outcome: str, means: pd.Series, language: str) -> str:
    """Bias of an estimator: for the comparison of before and after it is that less the true effect."""

    def shown(name: str) -> str:
        return number(float(means[name, outcome]), language, 1)

    name = name_of(f"evaluation.{outcome}", language)
    bias = number(float(means[estimator, outcome]) - float(means["true", outcome]), language, 1)
    if estimator == "before_after":
        numbers = {"before": shown("before_after"), "true": shown("true"), "matched": shown("matched")}
        return say("evaluation_bias", language, outcome=name, bias=bias, **numbers)
    own = name_of(f"evaluation.{estimator}", language)
    return say(
        "evaluation_bias_own", language, outcome=name, name=own, mean=shown(estimator), true=shown("true"), bias=bias
    )


PERSONS = {"age": AGE_BANDS, "occupation": SKILLS}
"""Groups of people by which jobs gained are told apart."""


def additionality_rows(units: Sequence[Unit], scenario: Scenario) -> pd.DataFrame:
    """Parts from gross to net with costs and winners, named in both languages; no rows without decomposed years."""
    whole = scenario.months >= MONTHS_A_YEAR
    runs = _of(units, "additionality.") if whole else []
    districts = complex_data(scenario.complex).districts
    year = Month.parse(scenario.end).year
    table = additionality_table(runs, SIZE_CLASSES, [each.key for each in districts], PERSONS, year)  # type: ignore[arg-type]
    if table.empty:
        return table
    names = {f"district.{each.key}": each.name for each in districts}
    for place, language in enumerate(LANGUAGES):
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
            UNITS[measure][place] if measure in UNITS else labels()[f"additionality.{part}"].unit.in_language(language)
            for measure, part in zip(table["measure"], table["part"], strict=True)
        ]
        table[f"note_{language}"] = [
            say("not_benefit_cost", language)
            if kind == "ratios"
            else say(f"note_{part}", language)
            if part == "cost_firms"
            else ""
            for kind, part in zip(table["table"], table["part"], strict=True)
        ]
    return table


def part_label(part: str, mean: float) -> str:
    """Label of a part from gross to net: leakage that adds is named as the gain it is."""
    return "leakage_gain" if part == "leakage" and mean > 0.0 else part


def net_lines(table: pd.DataFrame | None, language: str) -> list[str]:
    """One line a view: medians of net jobs and value added of the last year, and mean cost-effectiveness.

    The medians are those that the report quotes, so that no two of its numbers differ by how they were taken.
    """
    if table is None or table.empty:
        return []
    total = table[table["group"] == "total"].set_index(["table", "view", "measure", "part"]).sort_index()
    mean, median = total["mean"], total["q50"]
    first = table.iloc[0]
    return [
        say(
            "remark_net",
            language,
            view=name_of(f"view.{view}", language),
            year=int(first["year"]),
            jobs=number(float(median["parts", view, "jobs", "net"]), language),
            spending=number(float(median["parts", view, "jobs", "spending"]), language),
            value=number(float(median["parts", view, "value_added", "net"]), language),
            ratio=number(float(mean["ratios", view, "money", "cost_effectiveness"]), language, 2),
            runs=int(first["runs"]),
        )
        for view in ("region", "nation")
    ]
