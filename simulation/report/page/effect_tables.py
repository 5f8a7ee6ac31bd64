"""Tables of the effect: by phase and channel, beside the conventional estimates, from gross to net, and its costs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.catalogue import labels, name_of
from simulation.errors import Text
from simulation.experiments.appraisal import part_label
from simulation.outcomes.impact import PHASES, STOCKS, over_years
from simulation.report.lacking import NO_CHANGE, NOTHING_MOVED, lacks_twelve, lacks_year
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.shown import Shown
from simulation.report.style import number


def _left_out(result: Shown, title: str, *, lacking: Text | None) -> LeftOut | None:
    """Why a table of the programme's effect is missing: a short run, or no run decomposed; nothing without one."""
    return None if result.baseline is None else LeftOut(PAGE[title], lacking or NO_CHANGE)


def impact_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Totals by measure: spending phase, operating phase a year, and both cumulative."""
    if result.impact is None or result.impact.empty:
        return _left_out(result, "table_impact", lacking=lacks_year(result.series))
    total = result.impact[result.impact["part"] == "total"]
    years = max(1, total["year"].nunique())
    rows = []
    sums = over_years(total, ["measure", "phase"])
    for measure in total["measure"].unique():
        spending, operating = (float(sums.get((measure, phase), 0.0)) for phase in PHASES)
        label, stock = labels()[f"impact.{measure}"], measure in STOCKS
        unit = label.unit.in_language(language) + (word("at_end", language) if stock else "")
        shown = (spending, operating / (1 if stock else years), spending + operating)
        rows.append([label.name.in_language(language), unit, *(number(each, language) for each in shown)])
    header = (
        ["구분", "단위", "사업기간(누계)", "운영단계(연평균)", "분석기간 누계"]
        if language == "ko"
        else ["Measure", "Unit", "Spending phase, sum", "Operating phase, a year", "Whole period, sum"]
    )
    notes = [word("means_note", language, runs=result.manifest["impact_runs"]), word("stock_note", language)]
    return Table(word("table_impact", language), header, rows, "", notes, texts=2)


def limits_table(result: Shown, language: str) -> Table | LeftOut | None:
    """What limits take from production and jobs, all and each: median and band over runs, boom apart from slump."""
    found = result.tables.get("limits")
    if found is None or found.empty:
        return _left_out(result, "table_limits", lacking=lacks_year(result.series))
    rows = []
    for row in found[found["measure"].isin(["production", "jobs"])].to_dict("records"):
        label = labels()[f"impact.{row['measure']}"]
        middle, low, high, effect = (number(float(row[name]), language) for name in ("q50", "q10", "q90", "effect_q50"))
        name = f"{label.name.in_language(language)} ({label.unit.in_language(language)})"
        limit, state = name_of(f"limit.{row['limit']}", language), word(f"limits_{row['state']}", language)
        binding = f"{100.0 * float(row['binding']):.0f} %"
        rows.append([name, limit, state, str(row["runs"]), middle, f"{low}~{high}", effect, binding])
    header = word("limits_header", language).split("|")
    return Table(word("table_limits", language), header, rows, "", [word("limits_note", language)], texts=3)


def channel_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Parts of every measure over the whole period."""
    if result.impact is None or result.impact.empty:
        return _left_out(result, "table_channels", lacking=lacks_year(result.series))
    sums = over_years(result.impact, ["measure", "part"])
    wide = sums.unstack("part").loc[
        list(dict.fromkeys(result.impact["measure"])), list(dict.fromkeys(result.impact["part"]))
    ]
    header = [word("item", language), *(name_of(f"part.{part}", language) for part in wide.columns)]
    rows = [
        [f"{name_of(f'impact.{measure}', language)} ({labels()[f'impact.{measure}'].unit.in_language(language)})"]
        + [number(float(each), language) for each in row]
        for measure, row in zip(wide.index, wide.to_numpy(float), strict=True)
    ]
    notes = [word("means_note", language, runs=result.manifest["impact_runs"]), word("stock_note", language)]
    return Table(word("table_channels", language), header, rows, "", notes)


def conventional_table(result: Shown, language: str) -> Table | None:
    """Budget times multiplier, extra output times multiplier, the model and the announcement."""
    rows = result.conventional
    if rows is None or rows.empty:
        return None
    columns = [("base", 0), ("production", 0), ("production_coefficient", 2), ("value_added", 0), ("jobs", 0)]

    def shown(value: float, decimals: int) -> str:
        return "…" if np.isnan(value) else number(value, language, decimals=decimals)

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
        + [*(shown(float(row[name]), decimals) for name, decimals in columns)]
        for row in rows.to_dict("records")
    ]
    return Table(word("table_conventional", language), header, cells, "", [word("caution_3", language)], texts=3)


def net_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Gross to net: one row a part, one column a measure and view."""
    rows = _parts(result)
    if rows is None:
        return _left_out(result, "table_net", lacking=lacks_twelve(result.series))
    columns = rows.drop_duplicates(["view", "measure"]).sort_values("view", ascending=False, kind="stable")
    names = [f"{row[f'measure_{language}']} ({row[f'unit_{language}']})" for row in columns.to_dict("records")]
    views = [(str(view), int(count)) for view, count in columns.groupby(f"view_{language}", sort=False).size().items()]
    mean = rows.set_index(["part", "view", "measure"])["mean"]
    keys = list(zip(columns["view"], columns["measure"], strict=True))
    cells = [
        [_part_name(mean, part, language=language)]
        + [number(float(mean[part, view, measure]), language) for view, measure in keys]
        for part in dict.fromkeys(rows["part"])
    ]
    note = word("means_note", language, runs=int(rows.iloc[0]["runs"]))
    return Table(word("table_net", language), [word("item", language), *names], cells, "", [note], groups=views)


def _part_name(mean: pd.Series, part: str, *, language: str) -> str:
    """Name of a part; leakage that adds in one view or measure and takes in another keeps its own name."""
    found = mean[part].to_numpy(float)
    gains_only = bool((found >= 0.0).all() and (found > 0.0).any())
    return name_of(f"additionality.{part_label(part, 1.0 if gains_only else -1.0)}", language)


def gains_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Jobs gained and lost by group, losers first."""
    rows = gains(result)
    if rows is None:
        return _left_out(result, "table_gains", lacking=lacks_twelve(result.series))
    if rows.empty:
        return LeftOut(PAGE["table_gains"], NOTHING_MOVED)
    header = [word("item", language), "명 [80 %]" if language == "ko" else "persons [80 %]"]
    cells = [
        [
            str(row[f"group_{language}"]),
            f"{number(float(row['q50']), language)} "
            f"[{number(float(row['q10']), language)}~{number(float(row['q90']), language)}]",
        ]
        for row in rows.to_dict("records")
    ]
    first = rows.iloc[0]
    note = word("gains_note", language, year=int(first["year"]), runs=int(first["runs"]))
    return Table(word("table_gains", language), header, cells, "", [note])


def gains(result: Shown) -> pd.DataFrame | None:
    """Rows of jobs by group that are not zero in every run, smallest median first."""
    table = result.additionality
    if table is None or table.empty:
        return None
    rows = table[(table["table"] == "gains") & (table["measure"] == "jobs")]
    return rows[(rows["q10"] != 0.0) | (rows["q90"] != 0.0)].sort_values("q50", kind="stable")


def _parts(result: Shown) -> pd.DataFrame | None:
    table = result.additionality
    return None if table is None or table.empty else table[table["table"] == "parts"]


def cost_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Costs in present value and ratios that are no benefit-cost ratios."""
    table = result.additionality
    if table is None or table.empty:
        return _left_out(result, "table_costs", lacking=lacks_twelve(result.series))
    rows = table[table["table"].isin(("costs", "ratios"))]
    cells = [
        [
            str(row[f"part_{language}"]) + (f", {row[f'view_{language}']}" if row["table"] == "ratios" else ""),
            str(row[f"unit_{language}"]),
            number(float(row["mean"]), language, decimals=0 if abs(float(row["mean"])) >= 10.0 else 2),
        ]
        for row in rows.to_dict("records")
    ]
    header = ["구분", "단위", "값"] if language == "ko" else ["Item", "Unit", "Value"]
    notes = [name_of("note.cost_firms", language), word("not_benefit_cost", language)]
    return Table(word("table_costs", language), header, cells, "", notes, texts=2)
