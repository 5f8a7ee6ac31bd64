"""The studies behind the treated effect, as the command line prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.catalogue import effect_prior, labels, name_of, studies, without_each
from simulation.report.style import number
from simulation.report.words import say


def percent(value: float, language: str) -> str:
    """A share in percent with one decimal; empty where it is unknown."""
    return "-" if value != value else number(100.0 * value, language, decimals=1)


def study_rows(language: str, status: str | None) -> tuple[list[str], list[list[str]]]:
    """Header and rows of every study and outcome, those left out included, with the reason."""
    words = ("study", "outcome", "design_grade", "effect_percent", "error_percent", "pool_weight", "pooled", "reason")
    rows = studies()
    kept = rows if status is None else rows[rows["status"] == status]
    return [say(f"study_{word}", language) for word in words], [
        _row({str(key): value for key, value in row.items()}, language) for row in kept.to_dict("records")
    ]


def _row(row: Mapping[str, Any], language: str) -> list[str]:
    weight = row["weight"]
    return [
        str(row["study"]),
        name_of(f"study.{row['outcome']}", language),
        str(row["grade"]),
        percent(float(row["effect"]), language),
        percent(float(row["standard_error"]), language),
        "-" if weight != weight else number(100.0 * float(weight), language),
        say("yes" if row["included"] == "yes" else "no", language),
        str(row[f"reason_{language}"]),
    ]


def evidence_lines(outcome: str, language: str) -> list[str]:
    """The pool behind a parameter: its studies, mean, error, spread, and the mean without each study."""
    prior, rows = effect_prior(outcome), studies(outcome)
    name = labels()[f"study.{outcome}"].name.in_language(language)
    lines = [
        say(
            "evidence_pool", language, name=name, studies=len(rows), mean=percent(prior.mean, language),
            error=percent(prior.pool.error, language), between=percent(prior.pool.between, language),
            low=percent(prior.low, language), high=percent(prior.high, language),
        ),
        say("evidence_assumed", language),
    ]  # fmt: skip
    left_out = without_each(outcome)
    for row, weight in zip(rows.to_dict("records"), prior.pool.weight, strict=True):
        lines.append(
            say(
                "evidence_study", language, study=row["study"], grade=row["grade"],
                effect=percent(float(row["effect"]), language), weight=number(100.0 * float(weight), language),
                without=percent(left_out[str(row["study"])], language), reason=row[f"reason_{language}"],
            )
        )  # fmt: skip
    return lines
