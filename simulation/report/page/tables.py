"""The numbered tables of the report, each from one table of the result."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from simulation.catalogue import member_name, name_of, parameters_for, variables
from simulation.experiments.worlds import programme_of
from simulation.outcomes.metrics import over, paired_difference, yearly
from simulation.outcomes.money import ALL
from simulation.policy.programmes import pool_totals
from simulation.policy.specification import PAYERS
from simulation.report.lacking import LACKING, lacks_year
from simulation.report.money import planned_money
from simulation.report.page.notes import band_note, cited, cited_beside, told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import PAGE, word
from simulation.report.shown import Shown
from simulation.report.style import amounts, money_unit, number, span, with_unit
from simulation.report.tables import interval
from simulation.scenario import HISTORY
from simulation.units import EOK

GROUPED = ("value_added", "employment")
SPLIT = ("size_class", "industry")
STAGES = ("plan", "budget", "outturn")
"""Stages of planning that money may be at, one for each item of a scenario."""


def programme_table(result: Shown, language: str) -> Table:
    """Name, who leads it, period, place, money and targets of the programme, from the sources that its file names."""
    scenario = result.scenario
    lead = scenario.lead
    own, money = programme_of(scenario).instruments.values(), planned_money(result.money)
    figures, unit = amounts([money or 0.0], language)
    names = [getattr(spec, f"name_{language}") or name_of(f"instrument.{spec.kind_name()}", language) for spec in own]
    rows = [
        [word("name", language), getattr(scenario.name, language)],
        [word("lead", language), word("unnamed", language) if lead is None else getattr(lead, language)],
        [word("place", language), result.setting.complex.name.in_language(language)],
        [word("period", language), span(scenario.start, scenario.end, language=language)],
        [name_of("money.total_cost", language), "-" if money is None else figures[0] + unit],
        [word("what", language), "; ".join(names) or "-"],
    ]
    if result.targets is not None and not result.targets.empty:
        aims = dict.fromkeys(str(name) for name in result.targets[f"name_{language}"])
        rows.append([word("announced", language), "; ".join(aims)])
    header = [word("item", language), word("content", language)]
    keys = [*([] if lead is None else [lead.source]), *(spec.source for spec in own)]
    return Table(word("table_programme", language), header, rows, texts=2, source=cited(keys, language))


def money_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Planned money by year and payer at central values, what of it is paid and what is not; None without any."""
    if not programme_of(result.scenario).instruments:
        return None
    spent = _planned(result)
    if not sum(row[ALL] for row in spent.values()):
        return LeftOut(PAGE["table_money"], LACKING["nothing_paid"])
    paid = _paid(result)
    years = range(min(*spent, *paid), max(*spent, *paid) + 1) if paid else sorted(spent)
    taken = _taken_up(result)
    rows = []
    for name in (*PAYERS, ALL):
        planned = [spent[year][name] if year in spent else math.nan for year in years]
        said = word("total", language) if name == ALL else name_of(f"money.{name}", language)
        found = [
            *planned,
            sum(row[name] for row in spent.values()),
            *taken.get(name, (0.0, 0.0) if taken else (math.nan, math.nan)),
        ]
        rows.append([said, *amounts(found, language)[0]])
    rows += _stage_rows(spent, years, language=language)
    notes = [word("plan_note", language)]
    if moved := result.scenario.shift:
        notes.append(word("moved_note", language, moved=moved))
    if paid:
        total = sum(paid.values())
        share = 100.0 * total / sum(row[ALL] for row in spent.values())
        said = word("table_paid", language, share=number(share, language))
        found = [paid.get(year, math.nan) for year in years]
        rows.append([said, *amounts([*found, total], language)[0], "-", "-"])
        notes.append(told(result, "paid_note", language=language, runs=result.setting.runs))
    columns = ("total", "paid_by_payer", "not_taken_up")
    header = [word("item", language), *map(str, years), *(word(each, language) for each in columns)]
    keys = [spec.source for spec in programme_of(result.scenario).instruments.values()]
    source = cited_beside(keys, language)
    return Table(word("table_money", language), header, rows, money_unit(language), notes, source)


def _paid(result: Shown) -> dict[int, float]:
    """Money of the programme that leaves its payers by year of the run (mean, 억원), in the years that see any."""
    paid = result.series.get("programme_spending")
    if paid is None or result.baseline is None:
        return {}
    every = yearly(paid, "programme_spending", whole_years=False)
    effect = paired_difference(every, result.scenario.key, baseline=result.baseline).mean("run")
    found = {int(year): float(effect.sel(year=year)) for year in effect["year"].to_numpy()}
    return {year: amount for year, amount in found.items() if amount}


def _stage_rows(spent: Mapping[int, Mapping[str, float]], years: Sequence[int], *, language: str) -> list[list[str]]:
    """One row a stage of planning, with dots where the sources hold no money at it."""
    rows = []
    for stage in STAGES:
        money = [spent[year][stage] if year in spent else math.nan for year in years]
        total = sum(row[stage] for row in spent.values())
        told = amounts([*money, total], language)[0] if total else ["…"] * (len(money) + 1)
        said = word("stage_of", language, stage=name_of(f"status.{stage}", language))
        rows.append([said, *told, "-", "-"])
    return rows


def _planned(result: Shown) -> dict[int, dict[str, float]]:
    """Money of the programme by year as planned, at central values of the shares (억원): by payer, in all, by stage.

    What execution and realisation rates cut is no part of a plan: it stands under what is not taken up.
    """
    scenario = result.scenario
    values = {key: q.value for key, q in parameters_for(scenario.complex).items()} | scenario.parameters
    pools = pool_totals(scenario.instruments.values(), values)
    spent: dict[int, dict[str, float]] = {}
    for spec in programme_of(scenario).instruments.values():
        resolved = spec.resolved(values, False, pool_total=pools.get(spec.pool or "", 1.0))
        for year, payers in resolved.items():
            row = spent.setdefault(year, dict.fromkeys((*PAYERS, ALL, *STAGES), 0.0))
            for name, account in PAYERS.items():
                for each in (name, ALL, spec.stage):
                    row[each] += payers.get(account, 0.0) / EOK
    return spent


def _taken_up(result: Shown) -> dict[str, tuple[float, float]]:
    """By payer and for all: paid and not taken up (억원), as far as the result holds what became of the money."""
    money = result.money
    if money is None or money.empty:
        return {}
    own = money[money["instrument"] == ALL].set_index("source")
    return {str(name): (float(row["paid"]), float(row["not_taken_up"])) for name, row in own.iterrows()}


def key_table(result: Shown, language: str) -> Table | LeftOut:
    """The table that ends a run."""
    header, rows = result.key_results(language)
    if not rows:
        return LeftOut(PAGE["table_key"], LACKING["no_year"])
    notes = [band_note(result, language)]
    if result.baseline is not None:
        notes.append(word("heads_note", language))
    return Table(word("table_key", language), header, rows, "", notes, texts=2)


def group_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Paired difference of the last whole year by industry and by size class."""
    if result.baseline is None:
        return None
    if lacking := lacks_year(result.series):
        return LeftOut(PAGE["table_groups"], lacking)
    main, rows = str(result.manifest["scenario"]), []
    stored = {each: variables()[each].unit.in_language(language) for each in GROUPED}
    for dimension in SPLIT:
        for key in result.series[dimension].to_numpy():
            cells = [member_name(dimension, str(key), language=language)]
            for variable in GROUPED:
                other = next(each for each in SPLIT if each != dimension)
                values = yearly(over(result.series, variable, dimensions=(other,)), variable)
                own = paired_difference(values.isel(year=-1).sel({dimension: key}), main, baseline=result.baseline)
                cells.append(interval(own.to_numpy(), language, decimals=0, unit=stored[variable]))
            rows.append(cells)
    names = [with_unit(name_of(f"variable.{each}", language), stored[each]) for each in GROUPED]
    remarks = [band_note(result, language), word("few_note", language), word("heads_note", language)]
    return Table(word("table_groups", language), [word("item", language), *names], rows, "", remarks)


def tests_the_record(result: Shown) -> bool:
    """Whether the result holds the world that recreates the record."""
    return any(str(key).endswith(HISTORY) for key in result.series["scenario"].to_numpy())


Maker = Callable[[Shown, str], Table | LeftOut | None]
"""A table, or why it has nothing to show; nothing where the result does not ask for it."""
