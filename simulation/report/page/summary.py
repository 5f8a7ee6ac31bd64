"""The first page: what was found in sentences, and the box with the number to quote."""

from __future__ import annotations

import numpy as np

from simulation.catalogue import name_of
from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.report.page.main_points import factor_line, verdict_line
from simulation.report.page.notes import outlook_of
from simulation.report.page.shells import Box, Lines
from simulation.report.page.words import word
from simulation.report.premises import premises_of
from simulation.report.remarks import target_lines
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import amounts, money_unit, number
from simulation.report.tables import SHOWN
from simulation.report.targets import judged_rows
from simulation.wording import inside

TOLD = ("value_added", "employment")
"""Measures of which the first page tells the difference."""


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
    """The paired difference of the last whole year with its band, or that it cannot be told from none."""
    if result.baseline is None:
        return []
    lines, main, band_is = [], str(result.manifest["scenario"]), band_name(result.setting.runs, language)
    for variable in TOLD:
        values = yearly(over(result.series, variable), variable)
        if values.sizes["year"] == 0:
            continue
        last = values.isel(year=-1)
        found = quantiles(paired_difference(last, main, baseline=result.baseline).to_numpy())
        name = name_of(f"variable.{variable}", language)
        if found["q10"] <= 0.0 <= found["q90"]:
            lines.append(word("unclear", language, measure=name, band=band_is))
            continue
        divisor, decimals, unit_ko, unit_en = SHOWN[variable]
        unit = unit_ko if language == "ko" else f" {unit_en}"
        level = number(float(np.median(last.sel(scenario=main))) / divisor, language, decimals=decimals)
        band = [found[name] for name in ("q50", "q10", "q90")]
        money = divisor > 1.0
        figures, ending = amounts(band, language) if money else ([number(each, language) for each in band], unit)
        lines.append(
            word(
                "effect",
                language,
                year=int(last["year"]),
                measure=name,
                level=f"{level}{unit}",
                difference=figures[0] + ending,
                low=figures[1],
                high=figures[2] + ending,
                band=band_is,
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
    return [word("channels", language, parts=parts, unit=money_unit(language))]


def net_line(result: Shown, language: str) -> list[str]:
    """Net jobs in both views, or nothing where no run was decomposed."""
    table = result.additionality
    if table is None or table.empty:
        return []
    own = table[(table["table"] == "parts") & (table["measure"] == "jobs") & (table["part"] == "net")]
    middle = own.set_index("view")["q50"]
    shown = {view: number(float(middle[view]), language) for view in ("region", "nation")}
    return [word("net_line", language, year=int(own.iloc[0]["year"]), **shown)]


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
    band = band_name(int(lasting["runs"]), language)
    texts = [word("quote_what", language, outlook=outlook_of(result, language), runs=int(lasting["runs"]))]
    if lasting["q10"] <= 0.0 <= lasting["q90"]:
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
    return Box(title, word("quote_number", language, year=int(lasting["year"]), band=band, **shown), texts)
