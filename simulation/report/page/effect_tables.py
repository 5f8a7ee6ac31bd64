"""Tables of the effect: by phase and channel, beside the conventional estimates, from gross to net, and its costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from simulation.catalogue import labels, name_of
from simulation.errors import Text
from simulation.experiments.appraisal import part_label
from simulation.outcomes.impact import BOTH, PHASES, STOCKS, TOTAL, over_years
from simulation.outcomes.metrics import over, paired_difference, quantiles
from simulation.report.lacking import NO_CHANGE, NOTHING_MOVED, lacks_twelve, lacks_year
from simulation.report.page.notes import mean_band_note, told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import number
from simulation.units import UNITS

SPLITS = {
    "employment_women": "men",
    "employment_foreign": "nationals",
    "employment_non_regular": "regular",
    "employment_dispatch": "",
}
"""Groups of workers that a result counts, and the word for all other workers, where they make up the rest."""


def left_out(result: Shown, title: str, *, lacking: Text | None) -> LeftOut | None:
    """Why a table of the programme's effect is missing: a short run, or no run decomposed; nothing without one."""
    return None if result.baseline is None else LeftOut(PAGE[title], lacking or NO_CHANGE)


def impact_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Totals by measure: spending phase, operating phase a year, and both cumulative, each with its band."""
    if result.impact is None or result.impact.empty:
        return left_out(result, "table_impact", lacking=lacks_year(result.series))
    total = result.impact[result.impact["part"] == "total"]
    years = max(1, total["year"].nunique())
    sums, bands = over_years(total, ["measure", "phase"]), _bands(result)
    rows = []
    for measure in total["measure"].unique():
        label, stock = labels()[f"impact.{measure}"], measure in STOCKS
        unit = label.unit.in_language(language) + (word("at_end", language) if stock else "")
        amounts = {phase: float(sums.get((measure, phase), 0.0)) for phase in PHASES}
        cells = []
        for phase in (*PHASES, BOTH):
            value, by = amounts.get(phase, sum(amounts.values())), years if phase == PHASES[1] and not stock else 1
            cells.append(with_band(value / by, bands.get((measure, phase, TOTAL)), by=by, language=language))
        rows.append([label.name.in_language(language), unit, *cells])
    header = (
        ["구분", "단위", "사업기간(누계)", "운영단계(연평균)", "분석기간 누계"]
        if language == "ko"
        else ["Measure", "Unit", "Spending phase, sum", "Operating phase, a year", "Whole period, sum"]
    )
    return Table(word("table_impact", language), header, rows, "", _mean_notes(result, language), texts=2)


Bands = Mapping[tuple[str, str, str], tuple[float, float]]


def _bands(result: Shown) -> Bands:
    """Ends of the 80 % band by measure, phase and part; none in a result that was stored without them."""
    table = result.tables.get("impact_bands")
    if table is None or table.empty:
        return {}
    keys = zip(table["measure"], table["phase"], table["part"], strict=True)
    return dict(zip(keys, zip(table["q10"], table["q90"], strict=True), strict=True))


def with_band(value: float, band: tuple[float, float] | None, *, language: str, by: int = 1, decimals: int = 0) -> str:
    """A mean with the ends of its band, which are divided by so many years; alone where it has none."""
    told = number(value, language, decimals=decimals)
    if band is None or value != value or band[0] != band[0]:
        return told
    low, high = (number(end / by, language, decimals=decimals) for end in band)
    return f"{told} [{low}~{high}]"


def _mean_notes(result: Shown, language: str) -> list[str]:
    """How a table of means with bands is read, and under which outlook."""
    runs = result.manifest["impact_runs"]
    first = (
        mean_band_note(result, runs, language=language)
        if _bands(result)
        else told(result, "use_note", language=language, runs=runs)
    )
    return [first, word("means_note", language, runs=runs), word("stock_note", language)]


def limits_table(result: Shown, language: str) -> Table | LeftOut | None:
    """What limits take from production and jobs, all and each: median and band over runs, boom apart from slump."""
    found = result.tables.get("limits")
    if found is None or found.empty:
        return left_out(result, "table_limits", lacking=lacks_year(result.series))
    rows = []
    for row in found[found["measure"].isin(["production", "jobs"])].to_dict("records"):
        label = labels()[f"impact.{row['measure']}"]
        middle, low, high, effect = (number(float(row[name]), language) for name in ("q50", "q10", "q90", "effect_q50"))
        name = f"{label.name.in_language(language)} ({label.unit.in_language(language)})"
        limit, state = name_of(f"limit.{row['limit']}", language), word(f"limits_{row['state']}", language)
        binding = f"{100.0 * float(row['binding']):.0f} %"
        rows.append([name, limit, state, str(row["runs"]), middle, f"{low}~{high}", effect, binding])
    header = word("limits_header", language).split("|")
    runs = result.manifest["impact_runs"]
    notes = [told(result, "decomposed_note", language=language, runs=runs), word("limits_note", language)]
    return Table(word("table_limits", language), header, rows, "", notes, texts=3)


def channel_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Parts of every measure over the whole period."""
    if result.impact is None or result.impact.empty:
        return left_out(result, "table_channels", lacking=lacks_year(result.series))
    sums = over_years(result.impact, ["measure", "part"])
    wide = sums.unstack("part").loc[
        list(dict.fromkeys(result.impact["measure"])), list(dict.fromkeys(result.impact["part"]))
    ]
    header = [word("item", language), *(name_of(f"part.{part}", language) for part in wide.columns)]
    bands = _bands(result)
    rows = [
        [f"{name_of(f'impact.{measure}', language)} ({labels()[f'impact.{measure}'].unit.in_language(language)})"]
        + [
            with_band(float(each), bands.get((measure, BOTH, part)), language=language)
            for part, each in zip(wide.columns, row, strict=True)
        ]
        for measure, row in zip(wide.index, wide.to_numpy(float), strict=True)
    ]
    return Table(word("table_channels", language), header, rows, "", _mean_notes(result, language))


def conventional_table(result: Shown, language: str) -> Table | None:
    """Budget times multiplier, extra output times multiplier, the model and the announcement."""
    rows = result.conventional
    if rows is None or rows.empty:
        return None
    columns = [("base", 0), ("production", 0), ("production_coefficient", 2), ("value_added", 0), ("jobs", 0)]

    def shown(row: Mapping[Any, Any], name: str, *, decimals: int) -> str:
        value, ends = float(row[name]), [float(row.get(f"{name}_{end}", np.nan)) for end in ("q10", "q90")]
        if np.isnan(value):
            return "…"
        return with_band(value, (ends[0], ends[1]), language=language, decimals=decimals)

    header = (
        ["산정 방식", "기준", "가격", "기준액(억원)", "생산유발(억원)", "계수", "부가가치유발(억원)", "취업유발(명·년)"]
        if language == "ko"
        else [
            "Method",
            "Base",
            "Prices",
            "Amount (100 million KRW)",
            "Production (100 million KRW)",
            "Coefficient",
            "Value added (100 million KRW)",
            "Jobs (person-years)",
        ]
    )
    cells = [
        [str(row[f"{name}_{language}"]) for name in ("method", "base_of", "prices")]
        + [*(shown(row, name, decimals=decimals) for name, decimals in columns)]
        for row in rows.to_dict("records")
    ]
    runs = {"runs": result.setting.runs, "impact_runs": result.manifest["impact_runs"]}
    notes = [
        told(result, "conventional_note", language=language, **runs),
        word("caution_3", language),
    ]
    return Table(word("table_conventional", language), header, cells, "", notes, texts=3)


def net_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Gross to net: one row a part, one column a measure and view."""
    rows = _parts(result)
    if rows is None:
        return left_out(result, "table_net", lacking=lacks_twelve(result.series))
    columns = rows.drop_duplicates(["view", "measure"]).sort_values("view", ascending=False, kind="stable")
    names = [f"{row[f'measure_{language}']} ({row[f'unit_{language}']})" for row in columns.to_dict("records")]
    views = [(str(view), int(count)) for view, count in columns.groupby(f"view_{language}", sort=False).size().items()]
    placed = rows.set_index(["part", "view", "measure"])
    mean, low, high = placed["mean"], placed["q10"], placed["q90"]
    keys = list(zip(columns["view"], columns["measure"], strict=True))
    cells = [
        [_part_name(mean, part, language=language)]
        + [
            with_band(float(mean[part, *key]), (float(low[part, *key]), float(high[part, *key])), language=language)
            for key in keys
        ]
        for part in dict.fromkeys(rows["part"])
    ]
    runs = int(rows.iloc[0]["runs"])
    notes = [
        mean_band_note(result, runs, language=language),
        word("means_note", language, runs=runs),
        word("substitution_note", language),
    ]
    return Table(word("table_net", language), [word("item", language), *names], cells, "", notes, groups=views)


def _part_name(mean: pd.Series, part: str, *, language: str) -> str:
    """Name of a part; leakage that adds in one view or measure and takes in another keeps its own name."""
    found = mean[part].to_numpy(float)
    gains_only = bool((found >= 0.0).all() and (found > 0.0).any())
    return name_of(f"additionality.{part_label(part, 1.0 if gains_only else -1.0)}", language)


def gains_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Jobs gained and lost by group, losers first."""
    rows = gains(result)
    if rows is None:
        return left_out(result, "table_gains", lacking=lacks_twelve(result.series))
    if rows.empty:
        return LeftOut(PAGE["table_gains"], NOTHING_MOVED)
    band = band_name(int(result.manifest["impact_runs"]), language)
    header = [word("item", language), f"{UNITS['persons'].in_language(language)} [{band}]"]
    cells = [
        [
            str(row[f"group_{language}"]),
            f"{number(float(row['q50']), language)} "
            f"[{number(float(row['q10']), language)}~{number(float(row['q90']), language)}]",
        ]
        for row in rows.to_dict("records")
    ]
    first = rows.iloc[0]
    runs = result.manifest["impact_runs"]
    note = told(result, "gains_note", language=language, year=int(first["year"]), runs=runs, band=band)
    return Table(word("table_gains", language), header, cells, "", [note])


def gains(result: Shown) -> pd.DataFrame | None:
    """Rows of jobs by group that are not zero in every run, smallest median first.

    Groups of firms and of ages and occupations come from the decomposed runs, sex, permit and contract from all runs.
    """
    table = result.additionality
    if table is None or table.empty:
        return None
    rows = table[(table["table"] == "gains") & (table["measure"] == "jobs")]
    people = people_gains(result, int(rows["year"].iloc[0]))
    rows = pd.concat([rows, people], ignore_index=True) if not people.empty else rows
    return rows[(rows["q10"] != 0.0) | (rows["q90"] != 0.0)].sort_values("q50", kind="stable")


def people_gains(result: Shown, year: int) -> pd.DataFrame:
    """Paired difference in workers at the end of a year by sex, permit and contract, as far as the result holds them.

    Args:
        result: with the world without the programme.
        year: whose December is told.

    Returns:
        Columns group_ko, group_en, year, runs, mean, q10, q50, q90; who is no member of a group is all workers less it.
    """
    main, last = str(result.manifest["scenario"]), f"{year}-12"
    if result.baseline is None or last not in {str(each)[:7] for each in result.series["month"].to_numpy()}:
        return pd.DataFrame()

    def change(variable: str) -> np.ndarray:
        values = over(result.series, variable).sel(month=last).isel(month=-1)
        return np.asarray(paired_difference(values, main, baseline=str(result.baseline)), dtype=float)

    found, every = {}, change("employment")
    for variable, others in SPLITS.items():
        if variable in result.series:
            found[labels()[f"variable.{variable}"].name] = change(variable)
            if others:
                found[PAGE[others]] = every - change(variable)
    return pd.DataFrame(
        [
            {"group_ko": name.ko, "group_en": name.en, "year": year, "runs": values.size, **quantiles(values)}
            for name, values in found.items()
        ]
    )


def _parts(result: Shown) -> pd.DataFrame | None:
    table = result.additionality
    return None if table is None or table.empty else table[table["table"] == "parts"]
