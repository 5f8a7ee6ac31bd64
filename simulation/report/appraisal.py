"""Sentences on what studies would have seen of the treated firms, and lines on gross to net."""

from __future__ import annotations

from math import nan

import pandas as pd

from simulation.catalogue import name_of
from simulation.errors import LANGUAGES
from simulation.report.style import amounts, number
from simulation.report.words import say


def with_sentences(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``evaluation.csv`` with a sentence on the bias of each estimate in both languages."""
    means = table.set_index(["estimator", "outcome"])["mean"]
    pairs = list(zip(table["estimator"], table["outcome"], strict=True))
    said = {
        f"sentence_{language}": [
            _sentence(str(estimator), str(outcome), means=means, language=language) for estimator, outcome in pairs
        ]
        for language in LANGUAGES
    }
    return table.assign(**said)


def _sentence(estimator: str, outcome: str, *, means: pd.Series, language: str) -> str:
    """Bias of an estimator: for the comparison of before and after it is that less the true effect."""

    def shown(name: str) -> str:
        return number(float(means[name, outcome]), language, decimals=1)

    name = name_of(f"evaluation.{outcome}", language)
    bias = number(float(means[estimator, outcome]) - float(means["true", outcome]), language, decimals=1)
    if estimator == "before_after":
        numbers = {"before": shown("before_after"), "true": shown("true"), "matched": shown("matched")}
        return say("evaluation_bias", language, outcome=name, bias=bias, **numbers)
    own = name_of(f"evaluation.{estimator}", language)
    return say(
        "evaluation_bias_own", language, outcome=name, name=own, mean=shown(estimator), true=shown("true"), bias=bias
    )


def net_lines(table: pd.DataFrame | None, language: str) -> list[str]:
    """One line a view: medians of net jobs and value added of the last year, mean cost-effectiveness if anybody pays.

    The medians are those that the report quotes, so that no two of its numbers differ by how they were taken.
    """
    if table is None or table.empty:
        return []
    total = table[table["group"] == "total"].set_index(["table", "view", "measure", "part"]).sort_index()
    mean, median = total["mean"], total["q50"]
    first, form = table.iloc[0], "remark_net" if (table["table"] == "ratios").any() else "remark_net_free"
    return [
        say(
            form,
            language,
            view=name_of(f"view.{view}", language),
            year=int(first["year"]),
            jobs=number(float(median["parts", view, "jobs", "net"]), language),
            spending=number(float(median["parts", view, "jobs", "spending"]), language),
            value=amounts([float(median["parts", view, "value_added", "net"])], language)[0][0],
            ratio=number(float(mean.get(("ratios", view, "money", "cost_effectiveness"), nan)), language, decimals=2),
            runs=int(first["runs"]),
        )
        for view in ("region", "nation")
    ]
