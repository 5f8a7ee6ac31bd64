"""The page a planner can quote: announced figure, coefficients and the model's answer in a table and a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from simulation.outcomes.metrics import over, paired_difference, quantiles, yearly
from simulation.outcomes.target_values import LEVEL
from simulation.report.findings import verdict_of
from simulation.report.money import outside_the_months
from simulation.report.series import Setting
from simulation.report.style import amounts, decimals_in_jo, money_told, number
from simulation.report.targets import row_name, testable
from simulation.report.words import outlook_name
from simulation.texts import Say

say = Say("bridge")
GAIN_UNITS = {
    "ko": {"persons": "명", "firms": "개사", "percent": "%p"},
    "en": {"조원": "trillion KRW", "percent": "points"},
}
"""Units of a difference as sentences write them."""


def _told(amount: float, language: str) -> str:
    """Money of so many 억원 with the unit that suits it."""
    (figure,), unit = money_told([amount], language)
    return f"{figure}{unit}"


def bridge_page(
    rows: pd.DataFrame,
    series: xr.Dataset,
    *,
    setting: Setting,
    baseline: str,
    targets: pd.DataFrame | None,
    money: pd.DataFrame | None,
    multiplier: float,
    language: str,
) -> str:
    """Table, paragraph and verdicts as text that pastes into a document.

    Args:
        rows: rows of ``conventional.csv``.
        series: dataset holding both worlds, the programme's first.
        setting: what every page says about the result.
        baseline: key of the world without the programme.
        targets: rows of ``targets.csv``, where targets were judged.
        money: rows of ``money.csv``, where anybody pays.
        multiplier: production in the province per won of extra output.
        language: ``ko`` or ``en``.
    """
    outlook = outlook_name(setting.outlook, language)
    unit = setting.with_scale(say("unit", language, runs=setting.runs, outlook=outlook), language)
    lines = [f"# {say('title', language)}", "", unit, ""]
    header = say("header", language).split(" | ")
    lines += ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += [_table_row(row, language) for row in rows.to_dict("records")]
    lines += ["", say("notes", language), ""]
    told = paragraph(rows, series, baseline=baseline, money=money, multiplier=multiplier, language=language)
    lines += [f"- {text}" for text in told]
    if targets is not None:
        lines += [f"- {text}" for text in verdicts(targets, outlook, language=language)]
    return "\n".join(lines) + "\n"


def _table_row(row: Mapping[Any, Any], language: str) -> str:
    """One method: amount, production with its coefficient, value added, jobs; unknown amounts as three dots."""

    def shown(name: str) -> str:
        value = float(row[name])
        return "…" if np.isnan(value) else number(value, language, decimals=2 if name.endswith("coefficient") else 0)

    def money(name: str) -> str:
        value = float(row[name])
        return "…" if np.isnan(value) else amounts([value], language)[0][0]

    cells = [
        str(row[f"method_{language}"]),
        str(row[f"base_of_{language}"]),
        money("base"),
        str(row[f"prices_{language}"]),
    ]
    cells += [money("production"), shown("production_coefficient")]
    return "| " + " | ".join([*cells, money("value_added"), shown("jobs")]) + " |"


def paragraph(
    rows: pd.DataFrame,
    series: xr.Dataset,
    *,
    baseline: str,
    money: pd.DataFrame | None,
    multiplier: float,
    language: str,
) -> list[str]:
    """Sentences on what separates the announced figure from the estimates; none where nothing was announced."""
    produced = rows.set_index("method")["production"]
    if "announced" not in produced.index or np.isnan(float(produced["announced"])):
        return [say("levels", language)]
    announced = float(produced["announced"])
    base = float(rows.set_index("method")["base"]["announced"])
    coefficient = rows.set_index("method")["production_coefficient"]
    main = str(series["scenario"].to_numpy()[0])
    output = yearly(over(series, "output_real"), "output_real")
    sentences = []
    if not np.isnan(float(produced["model"])):
        model = _told(float(produced["model"]), language)
        sentences.append(say("difference", language, announced=_told(announced, language), model=model))
    if (lost := outside_the_months(money)) is not None:
        planned, outside = (_told(each, language) for each in lost)
        sentences.append(say("cut_off", language, planned=planned, outside=outside))
    if base > 0.0:
        sentences.append(say(
            "spending", language, money=_told(base, language),
            nation=_told(float(produced["spending_nation"]), language),
            province=_told(float(produced["spending_province"]), language),
            type_2=_told(float(produced["spending_province_type_2"]), language),
            needed=number(float(coefficient["announced"]), language, decimals=2),
            reached=number(float(coefficient["spending_nation"]), language, decimals=2),
        ))  # fmt: skip
    if output.sizes["year"]:
        year = int(output["year"].to_numpy()[-1])
        last = output.sel(year=year)
        extra = quantiles(paired_difference(last, main, baseline=baseline).to_numpy())
        own = float(last.sel(scenario=baseline).median())
        (middle, low, high), unit = money_told([extra[name] for name in ("q50", "q10", "q90")], language)
        sentences += [
            say(
                "output", language, extra=_told(announced / multiplier, language), year=year,
                coefficient=number(multiplier, language, decimals=2),
                model=f"{middle}{unit}", low=low, high=high,
            ),
            say(
                "true_if", language, share=number(100.0 * announced / multiplier / own, language, decimals=1),
                model_share=number(100.0 * extra["q50"] / own, language, decimals=2),
            ),
        ]  # fmt: skip
    return [*sentences, say("again", language), say("levels", language)]


def verdicts(targets: pd.DataFrame, outlook: str, *, language: str) -> list[str]:
    """One sentence a target: its class, or its readings where the announcement left open what is meant.

    A level carries the probability without the programme and the difference the programme makes; a target that is an
    effect has none without it.
    """
    rows = [{str(key): value for key, value in row.items()} for row in targets.to_dict("records")]
    judged = [row for row in rows if testable(row)]
    sentences = []
    for key in dict.fromkeys(row["target"] for row in judged):
        own = [row for row in judged if row["target"] == key]
        name = str(own[0][f"name_{language}"])
        if len(own) > 1:
            listed = ", ".join(_reading(row, language) for row in own)
            sentences.append(say("undefined", language, name=name, n=len(own), outlook=outlook, readings=listed))
        else:
            sentences.append(_verdict(own[0], outlook, language=language))
            if str(own[0]["compare"]) == LEVEL:
                sentences[-1] += f"; {_without(own[0], language)}"
    return sentences


def _reading(row: Mapping[str, Any], language: str) -> str:
    """One reading with its probability; a level with the one without the programme and the difference as well."""
    text = f"{row[f'reading_{language}']} {number(100.0 * float(row['probability']), language)} %"
    return f"{text} [{_without(row, language)}]" if str(row["compare"]) == LEVEL else text


def _verdict(row: Mapping[str, Any], outlook: str, *, language: str) -> str:
    percents = {
        name: number(100.0 * float(row[column]), language)
        for name, column in (("p", "probability"), ("p0", "probability_without"), ("low", "low"), ("high", "high"))
    }
    name = row_name(dict(row), language, wrapped=False)
    return say(verdict_of(row), language, name=name, outlook=outlook, runs=int(row["n"]), **percents)


def _without(row: Mapping[str, Any], language: str) -> str:
    decimals = decimals_in_jo(float(row["difference"])) if row["unit"] == "조원" else 0
    return say(
        "without",
        language,
        p0=number(100.0 * float(row["probability_without"]), language),
        gain=number(float(row["difference"]), language, decimals=decimals),
        unit=GAIN_UNITS[language].get(str(row["unit"]), str(row["unit"])),
    )  # fmt: skip
