"""The line that says how much of the money of programmes was spent."""

from __future__ import annotations

import pandas as pd

from simulation.errors import Text
from simulation.outcomes.money import ALL, REASONS, ROUNDING, WHY
from simulation.report.style import amounts


def planned_money(table: pd.DataFrame | None) -> float | None:
    """Money planned by all instruments and sources over the plan (억원), mean of the runs; None where nobody pays."""
    if table is None or table.empty:
        return None
    return float(table.loc[(table["instrument"] == ALL) & (table["source"] == ALL), "planned"].iloc[0])


def outside_the_months(table: pd.DataFrame | None) -> tuple[float, float] | None:
    """Money planned, and what of it lies outside the months simulated (억원); None where that is nothing."""
    if table is None or table.empty:
        return None
    whole = table[(table["instrument"] == ALL) & (table["source"] == ALL)].iloc[0]
    planned, outside = float(whole["planned"]), float(whole["outside_window"])
    return (planned, outside) if outside > ROUNDING * planned else None


def money_line(table: pd.DataFrame | None, language: str) -> list[str]:
    """One line: planned, paid, and what was not taken up and why; all of it spent only where that is so."""
    if table is None or table.empty:
        return []
    whole = table[(table["instrument"] == ALL) & (table["source"] == ALL)].iloc[0]
    (planned, paid, left), unit = amounts(
        [float(whole[name]) for name in ("planned", "paid", "not_taken_up")], language
    )
    if float(whole["not_taken_up"]) <= ROUNDING * float(whole["planned"]):
        return [Text(f"사업비 {planned}{unit} 전액 지출", f"Money: all of {planned}{unit} spent").in_language(language)]
    reasons = ", ".join(
        f"{WHY[reason].in_language(language)} {amounts([float(whole[reason])], language)[0][0]}"
        for reason in REASONS
        if float(whole[reason]) > ROUNDING
    )
    said = Text(
        f"사업비 계획 {planned}{unit}, 지출 {paid}{unit}, 미집행 {left}{unit}({reasons}); money.csv",
        f"Money: {planned}{unit} planned, {paid} paid, {left} not taken up ({reasons}); see money.csv",
    )
    return [said.in_language(language)]
