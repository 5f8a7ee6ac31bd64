"""``money.csv`` with names in both languages, and the line that says how much of the money was spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.errors import Text
from simulation.outcomes.money import ALL, REASONS, ROUNDING, money_table
from simulation.report.style import number
from simulation.report.words import name_of
from simulation.scenario import Scenario

LANGUAGES = ("ko", "en")
TOTAL = Text("전체", "all")
WHY = {
    "": Text("", ""),
    "outside_window": Text("모의 기간 밖", "outside the months simulated"),
    "execution": Text("집행률·민자 실현율", "execution and realisation rates"),
    "no_applicants": Text("대상·신청 없음", "nobody qualified or applied"),
}


def money_rows(runs: Sequence[Mapping[str, NDArray[np.float64]]], scenario: Scenario) -> pd.DataFrame:
    """Rows of ``money.csv`` of the instruments of a scenario, with names and the reason in both languages.

    Args:
        runs: of each run, amounts by ``instrument.source`` (million KRW).
        scenario: the scenario without what its baseline holds.
    """
    own = [
        {key: amounts for key, amounts in run.items() if key.rsplit(".", 1)[0] in scenario.instruments} for run in runs
    ]
    table = money_table(own)
    if table.empty:
        return table
    for language in LANGUAGES:
        table[f"instrument_{language}"] = [_named(scenario, str(name), language) for name in table["instrument"]]
        table[f"source_{language}"] = [
            TOTAL.in_language(language) if source == ALL else name_of(f"money.{source}", language)
            for source in table["source"]
        ]
        table[f"why_{language}"] = [WHY[str(why)].in_language(language) for why in table["why"]]
    return table


def _named(scenario: Scenario, name: str, language: str) -> str:
    if name == ALL:
        return TOTAL.in_language(language)
    spec = scenario.instruments[name]
    return (spec.name_ko if language == "ko" else spec.name_en) or name


def planned_money(table: pd.DataFrame | None) -> float | None:
    """Money planned by all instruments and sources over the plan (억원), mean of the runs; None where nobody pays."""
    if table is None or table.empty:
        return None
    return float(table.loc[(table["instrument"] == ALL) & (table["source"] == ALL), "planned"].iloc[0])


def money_line(table: pd.DataFrame | None, language: str) -> list[str]:
    """One line: planned, paid, and what was not taken up and why; all of it spent only where that is so."""
    if table is None or table.empty:
        return []
    whole = table[(table["instrument"] == ALL) & (table["source"] == ALL)].iloc[0]
    planned, paid = (number(float(whole[name]), language) for name in ("planned", "paid"))
    if float(whole["not_taken_up"]) <= ROUNDING * float(whole["planned"]):
        return [
            Text(f"사업비 {planned}억원 전액 지출", f"Money: all of {planned} (100 million KRW) spent").in_language(
                language
            )
        ]
    reasons = ", ".join(
        f"{WHY[reason].in_language(language)} {number(float(whole[reason]), language)}"
        for reason in REASONS
        if float(whole[reason]) > ROUNDING
    )
    left = number(float(whole["not_taken_up"]), language)
    said = Text(
        f"사업비 계획 {planned}억원, 지출 {paid}억원, 미집행 {left}억원({reasons}); money.csv",
        f"Money: {planned} planned, {paid} paid, {left} not taken up ({reasons}); 100 million KRW, see money.csv",
    )
    return [said.in_language(language)]
