"""The questions a council asks about a programme, answered from the run."""

from __future__ import annotations

from simulation.outcomes.verdicts import FEWEST_RUNS, carry_a_band, verdict_on_band
from simulation.report.page.net_tables import gains
from simulation.report.page.summary import quote_box
from simulation.report.page.words import word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import number
from simulation.scenario import Scenario, gallery
from simulation.units import MONTHS_A_YEAR

LATE = "_late"
"""Ending of the ready variant of a scenario whose programmes begin a year later."""


def question_lines(result: Shown, language: str) -> list[tuple[str, str]]:
    """Questions a council asks about a programme, answered from the run; none where nothing was added."""
    if result.baseline is None:
        return []
    box, found = quote_box(result, language), gains(result)
    answers = [(word("question_quote", language), box.number)]
    if found is not None:
        told = found.to_dict("records")
        judged = [verdict_on_band(float(row["q10"]), float(row["q90"]), runs=int(row["runs"])) for row in told]
        losing = [row for row, verdict in zip(told, judged, strict=True) if verdict == "below"]
        listed = ", ".join(f"{row[f'group_{language}']} {number(float(row['q50']), language)}" for row in losing)
        runs = int(result.manifest["impact_runs"])
        key = "answer_losers" if listed else "answer_no_losers" if carry_a_band(runs) else "answer_losers_few"
        text = word(key, language, groups=listed, band=band_name(runs, language), runs=runs, enough=FEWEST_RUNS)
        answers.append((word("question_losers", language), text))
    page = result.bridge(language)
    if page is not None and result.conventional is not None and "announced" in set(result.conventional["method"]):
        first = next((line[2:] for line in page.splitlines() if line.startswith("- ")), "")
        answers.append((word("question_difference", language), first))
    return [*answers, (word("question_late", language), late_answer(result.scenario, language))]


def late_answer(scenario: Scenario, language: str) -> str:
    """The command that answers what a year's delay does: a ready variant that ships, or the same scenario moved.

    Args:
        scenario: as it was run; what it is late already counts.
        language: ``ko`` or ``en``.
    """
    shipped, key = gallery(), scenario.key
    prompt = key.removesuffix(LATE)
    if {prompt, prompt + LATE} <= set(shipped):
        return word("answer_late", language, command=f"sandan compare {prompt} {prompt}{LATE}")
    name = key if key in shipped else word("own_file", language)
    return word(
        "answer_late_moved", language, command=f"sandan run {name} --set shift={scenario.shift + MONTHS_A_YEAR}"
    )
