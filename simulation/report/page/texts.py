"""Lines of text that stand under a heading of the report without a table of their own."""

from __future__ import annotations

import re

from simulation.catalogue import parameters_for
from simulation.experiments.effects import output_multiplier
from simulation.report.bridge import paragraph
from simulation.report.page.effect_tables import with_band
from simulation.report.page.notes import outlook_of
from simulation.report.page.summary import net_line, scope_line
from simulation.report.page.tables import tests_the_record
from simulation.report.page.words import word
from simulation.report.premises import premises_of
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import amounts, span
from simulation.report.words import layers

BOTH = re.compile(r"\(([^()/]+)/([^()/]+)\)")
"""A name in both languages: (기본값/default)."""


def scope_lines(result: Shown, language: str) -> list[str]:
    """Place, time and question."""
    scenario, name = result.scenario, result.setting.complex.name.in_language(language)
    return [
        word("scope_place", language, complex=name),
        word("scope_time", language, start=scenario.start, end=scenario.end),
        scope_line(result, language),
    ]


def method_lines(_result: Shown, language: str) -> list[str]:
    """How the answer is found."""
    return [word("method", language)]


def premise_lines(result: Shown, language: str) -> list[str]:
    """What is given, how much is assumed, and the assumptions that the scenario itself makes."""
    assumed = sum(q.status == "assumed" for q in parameters_for(result.scenario.complex).values())
    first = word("premise_line", language, runs=result.setting.runs, count=assumed)
    return [first, *(remark.in_language(language).rstrip(".") for remark in premises_of(result.scenario))]


def outside_lines(result: Shown, language: str) -> list[str]:
    """Which path the outside world takes and what the bands hold of it."""
    outlook = result.setting.outlook
    said = word(f"outside_{outlook}", language)
    return [word("outside_line", language, outlook=outlook_of(result, language), text=said),
            word("outside_bands", language, layers=layers(outlook, language))]  # fmt: skip


def announced_lines(result: Shown, language: str) -> list[str]:
    """Why the announced effect and the model differ, where one was announced."""
    if result.conventional is None or result.baseline is None:
        return []
    multiplier = output_multiplier(result.series, result.scenario)
    return paragraph(
        result.conventional,
        result.series,
        baseline=result.baseline,
        money=result.money,
        multiplier=multiplier,
        language=language,
    )


def view_lines(result: Shown, language: str) -> list[str]:
    """The net number of both views and what the views take away."""
    lines = net_line(result, language)
    return [*lines, word("views_line", language)] if lines else []


def tax_lines(result: Shown, language: str) -> list[str]:
    """Tax that comes back, in present value and over public money; nothing where nobody pays or no run is split."""
    table = result.additionality
    if table is None or table.empty or not (table["table"] == "ratios").any():
        return []
    (tax, share) = (
        table.loc[table["part"] == part, ["mean", "q10", "q90"]].to_numpy(dtype=float)[0].tolist()
        for part in ("tax_back", "tax_back_share")
    )
    (mean, low, high), unit = amounts(tax, language)
    shown = {
        "tax": f"{mean}{unit} [{span(low, high, language=language)}]",
        "share": with_band(share[0], (share[1], share[2]), language=language, decimals=2),
    }
    runs = int(result.manifest["impact_runs"])
    return [word("tax_line", language, band=band_name(runs, language), runs=runs, **shown)]


def test_lines(result: Shown, language: str) -> list[str]:
    """The worst residual of the accounts, and where the test against the record stands when it is not here."""
    lines = [word("residual", language, value=f"{result.manifest['worst_identity_residual']['all']:.1e}")]
    if not tests_the_record(result):
        lines.append(word("verified", language, name=f"{result.scenario.complex}/history"))
    return lines


def reproduce_lines(result: Shown, language: str) -> list[str]:
    """The command that makes the same result again, what was changed, and the keys of what it was made from."""
    kept = result.manifest
    told = {"seed": kept["seed_base"], "run": kept["run_key"], "code": kept["code"][:12], "data": kept["data"][:12]}
    lines = [word("reproduce_line", language)]
    if changes := "; ".join(_in_one(each, language) for each in kept["overrides"]):
        lines.append(word("reproduce_changes", language, scenario=kept["scenario"], changes=changes))
    return [*lines, word("reproduce_keys", language, runs=kept["runs"], **told)]


def _in_one(text: str, language: str) -> str:
    """A change as one language says it, where what was not set is named in both."""
    return BOTH.sub(r"\1" if language == "ko" else r"\2", text)
