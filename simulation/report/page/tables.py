"""The numbered tables of the report, each from one table of the result."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from simulation.catalogue import labels, parameters_for, sources
from simulation.experiments.pair import HISTORY
from simulation.outcomes.metrics import over, paired_difference, yearly
from simulation.policy.programmes import pool_totals
from simulation.policy.specification import PAYERS
from simulation.report.bridge import verdict_of
from simulation.report.page.shells import Table
from simulation.report.page.words import word
from simulation.report.result import Result
from simulation.report.style import number
from simulation.report.tables import interval
from simulation.report.targets import row_name, testable
from simulation.report.words import name_of, outlook_name
from simulation.report.worlds import programme_of
from simulation.scenario import Scenario
from simulation.units import EOK

IN_GLOSSARY = (
    "impact.production", "impact.value_added", "impact.jobs", "additionality.deadweight", "additionality.displacement",
    "additionality.leakage", "additionality.net", "phase.spending", "phase.operating", "part.induced", "part.limits",
)  # fmt: skip
STRONGEST = 8
"""Parameters listed as moving with the effect."""
GROUPED = ("value_added", "employment")
COMPLEX_NAMES = {"size_class": "size", "industry": "industry"}


def main_scenario(result: Result) -> Scenario:
    """The scenario asked for, from the manifest."""
    key = result.manifest["scenario"]
    return Scenario.model_validate(next(world for world in result.manifest["worlds"] if world["key"] == key))


def outlook_of(result: Result, language: str) -> str:
    """The outlook as every title says it."""
    return outlook_name(result.setting.outlook, language)


def band_note(result: Result, language: str) -> str:
    """What the brackets of a table hold."""
    return word("band_note", language, runs=result.setting.runs, outlook=outlook_of(result, language))


def programme_table(result: Result, language: str) -> Table:
    """Name, period, place, money and targets of the programme."""
    scenario = main_scenario(result)
    own = programme_of(scenario).instruments.values()
    money = sum(sum(spec.budget.values()) for spec in own)
    names = [getattr(spec, f"name_{language}") or spec.kind for spec in own]
    rows = [
        [word("name", language), getattr(scenario.name, language)],
        [word("place", language), result.setting.complex.name.in_language(language)],
        [word("period", language), f"{scenario.start}~{scenario.end}"],
        [name_of("money.total_cost", language), number(money, language)],
        [word("what", language), ", ".join(names) or "-"],
    ]
    return Table(word("table_programme", language), [word("item", language), word("content", language)], rows, texts=2)


def money_table(result: Result, language: str) -> Table | None:
    """Planned money by year and payer at central values; None without a programme."""
    scenario = main_scenario(result)
    values = {key: q.value for key, q in parameters_for(scenario.complex).items()} | scenario.parameters
    programme = programme_of(scenario)
    pools = pool_totals(scenario.instruments.values(), values)
    spent: dict[int, dict[str, float]] = {}
    for spec in programme.instruments.values():
        resolved = spec.resolved(values, scenario.execution, pools.get(spec.pool or "", 1.0))
        for year, payers in resolved.items():
            for name, account in PAYERS.items():
                row = spent.setdefault(year, dict.fromkeys(PAYERS, 0.0))
                row[name] += payers.get(account, 0.0) / EOK
    if not spent:
        return None
    years = sorted(spent)
    rows = [
        [name_of(f"money.{name}", language)]
        + [number(spent[year][name], language) for year in years]
        + [number(sum(spent[year][name] for year in years), language)]
        for name in PAYERS
    ]
    sums = [sum(spent[year].values()) for year in years]
    rows.append([word("total", language), *(number(each, language) for each in sums), number(sum(sums), language)])
    paid = result.series.get("programme_spending")
    if paid is not None and result.baseline is not None:
        effect = paired_difference(yearly(paid, "programme_spending"), scenario.key, result.baseline)
        found = [
            float(np.median(effect.sel(year=year))) if year in effect["year"].to_numpy() else float("nan")
            for year in years
        ]
        total = float(np.median(effect.sum("year")))
        rows.append(
            [word("table_paid", language), *(number(each, language) for each in found), number(total, language)]
        )
    header = [word("item", language), *map(str, years), word("total", language)]
    unit = "억원" if language == "ko" else "100 million KRW"
    return Table(word("table_money", language), header, rows, unit, [word("plan_note", language)])


def key_table(result: Result, language: str) -> Table | None:
    """The table that ends a run; None where no year is whole."""
    header, rows = result.key_results(language)
    if not rows:
        return None
    return Table(word("table_key", language), header, rows, "", [band_note(result, language)], texts=2)


def impact_table(result: Result, language: str) -> Table | None:
    """Totals by measure: spending phase, operating phase a year, and both cumulative."""
    if result.impact is None or result.impact.empty:
        return None
    total = result.impact[result.impact["part"] == "total"]
    years = max(1, total["year"].nunique())
    rows = []
    for measure in total["measure"].unique():
        own = total[total["measure"] == measure]
        spending = float(own.loc[own["phase"] == "spending", "value"].sum())
        operating = float(own.loc[own["phase"] == "operating", "value"].sum())
        label = labels()[f"impact.{measure}"]
        rows.append(
            [label.name.in_language(language), label.unit.in_language(language)]
            + [number(each, language) for each in (spending, operating / years, spending + operating)]
        )
    header = (
        ["구분", "단위", "사업기간(누계)", "운영단계(연평균)", "분석기간 누계"]
        if language == "ko"
        else ["Measure", "Unit", "Spending phase, sum", "Operating phase, a year", "Whole period, sum"]
    )
    note = word("means_note", language, runs=result.manifest["impact_runs"])
    return Table(word("table_impact", language), header, rows, "", [note], texts=2)


def channel_table(result: Result, language: str) -> Table | None:
    """Parts of every measure over the whole period."""
    if result.impact is None or result.impact.empty:
        return None
    wide = result.impact.pivot_table(index="measure", columns="part", values="value", aggfunc="sum", sort=False)
    header = [word("item", language), *(name_of(f"part.{part}", language) for part in wide.columns)]
    rows = [
        [f"{name_of(f'impact.{measure}', language)} ({labels()[f'impact.{measure}'].unit.in_language(language)})"]
        + [number(float(each), language) for each in row]
        for measure, row in zip(wide.index, wide.to_numpy(float), strict=True)
    ]
    note = word("means_note", language, runs=result.manifest["impact_runs"])
    return Table(word("table_channels", language), header, rows, "", [note])


def group_table(result: Result, language: str) -> Table | None:
    """Paired difference of the last whole year by industry and by size class."""
    if result.baseline is None:
        return None
    main, rows = str(result.manifest["scenario"]), []
    for dimension, prefix in COMPLEX_NAMES.items():
        for key in result.series[dimension].to_numpy():
            cells = [name_of(f"{prefix}.{key}", language)]
            for variable in GROUPED:
                other = next(each for each in COMPLEX_NAMES if each != dimension)
                values = yearly(over(result.series, variable, (other,)), variable)
                if values.sizes["year"] == 0:
                    return None
                own = paired_difference(values.isel(year=-1).sel({dimension: key}), main, result.baseline)
                cells.append(interval(own.to_numpy(), language, 0))
            rows.append(cells)
    units = ["억원", "명"] if language == "ko" else ["100 million KRW", "persons"]
    names = [f"{name_of(f'variable.{v}', language)} ({u})" for v, u in zip(GROUPED, units, strict=True)]
    remarks = [band_note(result, language), word("few_note", language)]
    return Table(word("table_groups", language), [word("item", language), *names], rows, "", remarks)


def conventional_table(result: Result, language: str) -> Table | None:
    """Budget times multiplier, extra output times multiplier, the model and the announcement."""
    rows = result.conventional
    if rows is None or rows.empty:
        return None
    columns = [("base", 0), ("production", 0), ("production_coefficient", 2), ("value_added", 0), ("jobs", 0)]

    def shown(value: float, decimals: int) -> str:
        return "…" if np.isnan(value) else number(value, language, decimals)

    header = (
        ["산정 방식", "기준액(억원)", "생산유발(억원)", "계수", "부가가치유발(억원)", "취업유발(명·년)"]
        if language == "ko"
        else ["Method", "Base", "Production", "Coefficient", "Value added", "Person-years"]
    )
    cells = [
        [str(row[f"method_{language}"]), *(shown(float(row[name]), decimals) for name, decimals in columns)]
        for row in rows.to_dict("records")
    ]
    return Table(word("table_conventional", language), header, cells, "", [word("not_benefit_cost", language)])


def net_table(result: Result, language: str) -> Table | None:
    """Gross to net: one row a part, one column a measure and view."""
    rows = _parts(result)
    if rows is None:
        return None
    columns = rows.drop_duplicates(["view", "measure"])
    names = [
        f"{row[f'view_{language}']}: {row[f'measure_{language}']} ({row[f'unit_{language}']})"
        for row in columns.to_dict("records")
    ]
    mean = rows.set_index(["part", "view", "measure"])["mean"]
    keys = list(zip(columns["view"], columns["measure"], strict=True))
    cells = [
        [name_of(f"additionality.{part}", language)]
        + [number(float(mean[part, view, measure]), language) for view, measure in keys]
        for part in dict.fromkeys(rows["part"])
    ]
    note = word("means_note", language, runs=int(rows.iloc[0]["runs"]))
    return Table(word("table_net", language), [word("item", language), *names], cells, "", [note])


def gains_table(result: Result, language: str) -> Table | None:
    """Jobs gained and lost by group, losers first."""
    rows = gains(result)
    if rows is None:
        return None
    header = [word("item", language), "명 [80 %]" if language == "ko" else "persons [80 %]"]
    cells = [
        [
            str(row[f"group_{language}"]),
            f"{number(float(row['q50']), language)} "
            f"[{number(float(row['q10']), language)}~{number(float(row['q90']), language)}]",
        ]
        for row in rows.to_dict("records")
    ]
    return Table(word("table_gains", language), header, cells, "", [band_note(result, language)])


def gains(result: Result) -> pd.DataFrame | None:
    """Rows of jobs by group that are not zero in every run, smallest median first."""
    table = result.additionality
    if table is None or table.empty:
        return None
    rows = table[(table["table"] == "gains") & (table["measure"] == "jobs")]
    return rows[(rows["q10"] != 0.0) | (rows["q90"] != 0.0)].sort_values("q50", kind="stable")


def _parts(result: Result) -> pd.DataFrame | None:
    table = result.additionality
    return None if table is None or table.empty else table[table["table"] == "parts"]


def target_table(result: Result, language: str) -> Table | None:
    """Every reading with probability, interval, the case without and the class."""
    if result.targets is None or result.targets.empty:
        return None
    header = (
        ["목표", "시행 중앙값 [80 %]", "달성 확률(95 % 신뢰구간)", "미시행 시 확률", "판정"]
        if language == "ko"
        else ["Target", "Median with [80 %]", "Probability (95 % interval)", "Without", "Class"]
    )
    cells = []
    for row in ({str(k): v for k, v in each.items()} for each in result.targets.to_dict("records")):
        name = row_name(row, language, wrapped=False)
        if not testable(row):
            cells.append([name, "-", "-", "-", str(row.get(f"reason_{language}") or "-")])
            continue
        decimals = 1 if row["unit"] == "조원" else 0
        middle, low, high = (number(float(row[key]), language, decimals) for key in ("q50", "q10", "q90"))
        percent = [number(100.0 * float(row[key]), language) for key in ("probability", "low", "high")]
        without = number(100.0 * float(row["probability_without"]), language)
        cells.append(
            [
                name,
                f"{middle} [{low}~{high}]",
                f"{percent[0]} % ({percent[1]}~{percent[2]})",
                f"{without} %" if str(row["compare"]) in ("level", "since_start") else "-",
                name_of(f"verdict.{verdict_of(row)}", language),
            ]
        )
    return Table(word("table_targets", language), header, cells, "", [outlook_of(result, language)])


def cost_table(result: Result, language: str) -> Table | None:
    """Costs in present value and ratios that are no benefit-cost ratios."""
    table = result.additionality
    if table is None or table.empty:
        return None
    rows = table[table["table"].isin(("costs", "ratios"))]
    cells = [
        [
            f"{row[f'part_{language}']} ({row[f'view_{language}']})",
            str(row[f"unit_{language}"]),
            number(float(row["mean"]), language, 0 if abs(float(row["mean"])) >= 10.0 else 2),
        ]
        for row in rows.to_dict("records")
    ]
    header = ["구분", "단위", "값"] if language == "ko" else ["Item", "Unit", "Value"]
    return Table(word("table_costs", language), header, cells, "", [word("not_benefit_cost", language)], texts=2)


def layer_table(result: Result, language: str) -> Table | None:
    """Share of the variance by layer of uncertainty."""
    shares = result.manifest["variance_shares"]
    if not shares:
        return None
    kinds = list(next(iter(shares.values())))
    cells = []
    for measured, found in shares.items():
        kind, variable = measured.split(".")
        name = name_of(f"variable.{variable}", language)
        what = {"level": ("수준", "level"), "effect": ("효과", "effect")}[kind][0 if language == "ko" else 1]
        cells.append([f"{name} ({what})", *(f"{100.0 * float(found[each]):.0f} %" for each in kinds)])
    header = [word("item", language), *(name_of(f"uncertainty.{kind}", language) for kind in kinds)]
    return Table(word("table_layers", language), header, cells)


def driver_table(result: Result, language: str) -> Table | None:
    """Parameters whose draws go with the effect on jobs, strongest first: a first look, no sensitivity analysis."""
    if result.baseline is None or len(result.manifest["draws"]) < STRONGEST:
        return None
    effect = yearly(over(result.series, "employment"), "employment")
    if effect.sizes["year"] == 0:
        return None
    gained = paired_difference(effect.isel(year=-1), str(result.manifest["scenario"]), result.baseline).to_numpy()
    draws = pd.DataFrame(result.manifest["draws"])
    moved = {key: float(spearmanr(draws[key], gained).statistic) for key in draws if np.ptp(draws[key]) > 0.0}
    strongest = sorted(moved, key=lambda key: -abs(moved[key]))[:STRONGEST]
    known = parameters_for(main_scenario(result).complex)
    cells = [[known[key].name.in_language(language), key, f"{moved[key]:+.2f}"] for key in strongest if key in known]
    header = ["모수", "키", "순위상관"] if language == "ko" else ["Parameter", "Key", "Rank correlation"]
    runs = len(draws)
    note = word("drivers_note", language, runs=runs, least=f"{2.0 / np.sqrt(runs - 1):.2f}")
    return Table(word("table_drivers", language), header, cells, "", [note], texts=2)


def assumption_table(result: Result, language: str) -> Table:
    """Every parameter whose status is assumed, with value, range and source."""
    known = [q for q in parameters_for(main_scenario(result).complex).values() if q.status == "assumed"]

    def span(low: float | None, high: float | None) -> str:
        return "-" if low is None or high is None else f"{low:g}~{high:g}"

    listed = sources()
    cells = [
        [
            q.name.in_language(language),
            f"{q.value:g}",
            span(q.low, q.high),
            q.unit,
            listed[q.source].title.in_language(language) if q.source in listed else q.source,
            str(q.year),
        ]
        for q in known
    ]
    header = (
        ["항목", "값", "범위", "단위", "출처", "연도"]
        if language == "ko"
        else ["Item", "Value", "Range", "Unit", "Source", "Year"]
    )
    note = word("assumed_note", language, count=len(known))
    return Table(word("table_assumptions", language), header, cells, "", [note])


def glossary_table(_result: Result, language: str) -> Table:
    """Terms of the report with what they mean here."""
    known = labels()
    cells = [
        [known[key].name.in_language(language), known[key].definition.in_language(language)] for key in IN_GLOSSARY
    ]
    header = ["용어", "뜻"] if language == "ko" else ["Term", "Meaning"]
    return Table(word("table_glossary", language), header, cells, texts=2)


def tests_the_record(result: Result) -> bool:
    """Whether the result holds the world that recreates the record."""
    return any(str(key).endswith(HISTORY) for key in result.series["scenario"].to_numpy())


Maker = Callable[[Result, str], Table | None]
