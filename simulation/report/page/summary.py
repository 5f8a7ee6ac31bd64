"""The first page: what was found in sentences, and the box with the number to quote."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simulation.catalogue import name_of
from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.outcomes.verdicts import FEWEST_RUNS, Verdict, carry_a_band, verdict_on, verdict_on_band
from simulation.report.comparison_words import told
from simulation.report.page.main_points import factor_line, verdict_line
from simulation.report.page.notes import outlook_of
from simulation.report.page.shells import Box, Lines
from simulation.report.page.words import word
from simulation.report.premises import premises_of
from simulation.report.remarks import target_lines
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import amounts, measured, money_unit, number, span
from simulation.report.tables import shown_in
from simulation.report.targets import judged_rows
from simulation.wording import inside

TOLD = ("value_added", "employment")
"""Measures of which the first page tells the difference."""
EFFECTS: Mapping[Verdict, str] = {
    "same": "same",
    "above": "effect",
    "below": "effect",
    "unclear": "unclear",
    "few": "few",
}
"""The line on a paired difference for each verdict on it."""


def scope_line(result: Shown, language: str) -> str:
    """What was asked of which place, over which time, with how many runs."""
    scenario = result.scenario
    fields = {
        "name": getattr(scenario.name, language),
        "start": scenario.start,
        "end": scenario.end,
        "complex": result.setting.complex.name.in_language(language),
        "runs": result.setting.runs,
    }
    return word("scope" if result.baseline is not None else "scope_alone", language, **fields)


def summary_lines(result: Shown, language: str) -> Lines:
    """Scope, effects with their bands, channels, net effect, targets, main factors and the caution, one line each."""
    texts = [scope_line(result, language), *effect_lines(result, language), *_channel_line(result, language)]
    texts += net_line(result, language)
    if result.targets is not None:
        texts += verdict_line(result, language)
        judged = judged_rows(result.targets)
        texts += target_lines(judged, outlook_of(result, language), language=language, where=word("targets", language))
    texts += factor_line(result, language)
    return Lines([*texts, word("basis", language)], "□")


def effect_lines(result: Shown, language: str) -> list[str]:
    """The paired difference of the last whole year with its band, or that it cannot be told or judged."""
    if result.baseline is None:
        return []
    lines, main, band_is = [], str(result.manifest["scenario"]), band_name(result.setting.runs, language)
    for variable in TOLD:
        values = yearly(over(result.series, variable), variable)
        if values.sizes["year"] == 0:
            continue
        last = values.isel(year=-1)
        paired = paired_difference(last, main, baseline=result.baseline).to_numpy()
        found, name = quantiles(paired), name_of(f"variable.{variable}", language)
        divisor, decimals, unit = shown_in(variable, last, language=language)
        level = number(float(np.median(last.sel(scenario=main))) / divisor, language, decimals=decimals)
        level = measured(level, unit, language=language)
        band = [found[name] for name in ("q50", "q10", "q90")]
        figures, ending = told(band, variable, language=language)
        lines.append(
            word(
                EFFECTS[verdict_on(paired)],
                language,
                year=int(last["year"]),
                measure=name,
                level=level,
                difference=figures[0] + ending,
                low=figures[1],
                high=figures[2] + ending,
                band=band_is,
                runs=paired.size,
                enough=FEWEST_RUNS,
            )
        )
    return lines


def _channel_line(result: Shown, language: str) -> list[str]:
    if result.impact is None or result.impact.empty:
        return []
    rows = result.impact[(result.impact["measure"] == "production") & (result.impact["part"] != "total")]
    sums = rows.groupby("part", sort=False)["value"].sum()
    figures, _ = amounts(sums.to_list(), language)
    names = [inside(name_of(f"part.{part}", language)) for part in sums.index]
    parts = ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))
    runs = result.manifest["impact_runs"]
    return [word("channels", language, parts=parts, unit=money_unit(language), runs=runs)]


def net_line(result: Shown, language: str) -> list[str]:
    """Net jobs in both views, or nothing where no run was decomposed."""
    table = result.additionality
    if table is None or table.empty:
        return []
    own = table[(table["table"] == "parts") & (table["measure"] == "jobs") & (table["part"] == "net")]
    runs = int(own.iloc[0]["runs"])
    shown: dict[str, str] = {}
    for view, row in own.set_index("view")[["q50", "q10", "q90"]].iterrows():
        middle, low, high = (number(float(each), language) for each in row)
        shown |= {str(view): middle, f"{view}_band": span(low, high, language=language)}
    fields = {"year": int(own.iloc[0]["year"]), "runs": runs, "enough": FEWEST_RUNS, "band": band_name(runs, language)}
    return [word("net_line" if carry_a_band(runs) else "net_few", language, **fields, **shown)]


def quote_box(result: Shown, language: str) -> Box:
    """The one number to quote, and in one clause each how the others differ from it."""
    table = result.additionality
    title = word("quote_title", language)
    if table is None or table.empty:
        why = "no_programme_to_quote" if result.baseline is None else "none_to_quote"
        return Box(title, "-", [word(why, language)])
    jobs = table[(table["measure"] == "jobs") & (table["view"] == "region")]
    lasting = jobs[jobs["table"] == "lasting"].iloc[0]
    net = jobs[(jobs["table"] == "parts") & (jobs["part"] == "net")].iloc[0]
    shown = {name: number(float(lasting[key]), language) for name, key in
             (("middle", "q50"), ("low", "q10"), ("high", "q90"))}  # fmt: skip
    runs = int(lasting["runs"])
    band = band_name(runs, language)
    quoted = word("quote_number", language, year=int(lasting["year"]), band=band, **shown)
    texts = [word("quote_what", language, outlook=outlook_of(result, language), runs=runs)]
    verdict = verdict_on_band(float(lasting["q10"]), float(lasting["q90"]), runs=runs)
    if verdict == "few":
        texts.insert(0, word("quote_look", language, number=quoted))
        quoted = word("quote_few", language, runs=runs, enough=FEWEST_RUNS)
    elif verdict == "unclear":
        texts.append(word("quote_zero", language, band=band))
    texts.append(word("quote_spending", language, value=number(float(net["q50"]), language)))
    if result.impact is not None and not result.impact.empty:
        work = result.impact[(result.impact["measure"] == "jobs") & (result.impact["part"] == "total")]["value"].sum()
        texts.append(word("quote_inducement", language, value=number(float(work), language)))
    level = yearly(over(result.series, "employment"), "employment")
    if level.sizes["year"]:
        main = str(result.manifest["scenario"])
        middle = float(np.median(level.isel(year=-1).sel(scenario=main)))
        texts.append(word("quote_level", language, value=number(middle, language)))
    if result.setting.scale != 1.0:
        texts.append(result.setting.scale_note(language))
    texts += [remark.in_language(language).rstrip(".") for remark in premises_of(result.scenario)]
    return Box(title, quoted, texts)
