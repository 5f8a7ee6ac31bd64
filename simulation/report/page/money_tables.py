"""Tables of money: what of it is demand, what was planned, paid and not taken up, and what a net job costs."""

from __future__ import annotations

from simulation.catalogue import name_of
from simulation.experiments.demand import demand_of
from simulation.experiments.worlds import programme_of
from simulation.outcomes.money import ALL
from simulation.report.lacking import lacks_twelve
from simulation.report.page.effect_tables import left_out, with_band
from simulation.report.page.notes import mean_band_note, told
from simulation.report.page.shells import LeftOut, Table
from simulation.report.page.words import word
from simulation.report.series import band_name
from simulation.report.shown import Shown
from simulation.report.style import amounts, counted, money_unit, number
from simulation.units import EOK

EXACT = 10.0
"""From here on an amount has no decimals."""


def base_table(result: Shown, language: str) -> Table | None:
    """Programme money, what of it is no demand, what is by kind of purchase, and how much of that is bought nearby."""
    found = demand_of(programme_of(result.scenario))
    if not found.money:
        return None
    lines = [
        (name_of("money.total_cost", language), found.money),
        *((word(f"without_{name}", language), -amount) for name, amount in found.excluded.items() if amount),
        (word("base", language), found.base),
        *((word("base_of", language, item=word(f"kind_{kind}", language)), amount)
          for kind, amount in found.kinds.items() if amount),
        (word("base_local", language), found.local),
        (word("base_abroad", language), found.imported),
    ]  # fmt: skip
    rows = [
        [name, *amounts([money / EOK], language)[0], f"{number(100.0 * money / found.money, language, decimals=1)} %"]
        for name, money in lines
    ]
    header = word("base_header", language).split("|")
    unit = money_unit(language)
    return Table(word("table_base", language), header, rows, unit, [word("base_note", language)])


def use_table(result: Shown, language: str) -> Table | None:
    """One row an instrument: planned, paid, not taken up and why."""
    money = result.money
    if money is None or money.empty:
        return None
    own = money[money["source"] == ALL]
    rows = [
        [
            str(row[f"instrument_{language}"]) if row["instrument"] != ALL else word("total", language),
            *amounts([float(row[key]) for key in ("planned", "paid", "not_taken_up")], language)[0],
            str(row[f"why_{language}"]) if isinstance(row[f"why_{language}"], str) and row[f"why_{language}"] else "-",
        ]
        for row in own.to_dict("records")
    ]
    header = word("use_header", language).split("|")
    note = told(result, "use_note", language=language, runs=int(own["runs"].iloc[0]))
    return Table(word("table_use", language), header, rows, money_unit(language), [note])


def cost_table(result: Shown, language: str) -> Table | LeftOut | None:
    """Costs in present value and ratios that are no benefit-cost ratios, each with its band; None where nobody pays."""
    table = result.additionality
    if table is None or table.empty:
        return left_out(result, "table_costs", lacking=lacks_twelve(result.series))
    if not (table["table"] == "ratios").any():
        return None
    rows = table[table["table"].isin(("costs", "ratios"))]
    cells = [
        [
            str(row[f"part_{language}"]) + (f", {row[f'view_{language}']}" if row["table"] == "ratios" else ""),
            counted(str(row[f"unit_{language}"]))[1],
            with_band(
                float(row["mean"]),
                (float(row["q10"]), float(row["q90"])),
                language=language,
                unit=str(row[f"unit_{language}"]),
                decimals=0 if abs(float(row["mean"])) >= EXACT else 2,
            ),
        ]
        for row in rows.to_dict("records")
    ]
    runs = int(rows["runs"].iloc[0])
    header = [word("item", language), word("unit", language), f"{word('mean', language)} [{band_name(runs, language)}]"]
    notes = [
        mean_band_note(result, runs, language=language),
        word("ratio_note", language),
        name_of("note.cost_firms", language),
        word("not_benefit_cost", language),
    ]
    return Table(word("table_costs", language), header, cells, "", notes, texts=2)
