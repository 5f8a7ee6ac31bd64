"""The page that sets the referee's table before and after the mends side by side: its tables are those of the files.

``python tests/house/test_referee_page.py`` writes the tables anew after the referee's table of the gallery was.
"""

from __future__ import annotations

import csv
from pathlib import Path

from simulation.experiments.referee import questions
from simulation.report.referee import said
from simulation.report.style import number

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "referee.md"
BEGIN, END = "<!-- tables of results/gallery/referee*.csv -->", "<!-- end of tables -->"
MEASURES = ("employment", "output_real", "jobs_region", "population")
UNITS = {"persons": "persons", "억원": "100 million KRW a year at 2020 prices"}

Rows = dict[tuple[str, str], dict[str, str]]


def kept(name: str) -> Rows:
    """Rows of a table of the gallery by question and measure."""
    with (ROOT / "results" / "gallery" / name).open(encoding="utf-8-sig", newline="") as lines:
        return {(row["question"], row["measure"]): row for row in csv.DictReader(lines)}


def cell(row: dict[str, str] | None, absent: str) -> str:
    """Size with its interval, percent and lag; an interval with zero in it says so in place of a size."""
    if row is None:
        return absent
    mean, low, high = (number(float(row[name]), "en") for name in ("mean", "low", "high"))
    if row["sign"] == "0":
        return f"{said('0', 'en')} ({low} to {high})"
    percent = number(float(row["percent"]), "en", decimals=2)
    lag = "" if row["lag"] == "-1" else f", {row['lag']} months"
    return f"{mean} ({low} to {high}), {percent} %{lag}"


def tables() -> str:
    """One table a measure, as Markdown; that of jobs says what was read of each question too."""
    before, after = kept("referee_before.csv"), kept("referee.csv")
    parts = []
    for measure in MEASURES:
        unit = UNITS[next(row["unit"] for (_, name), row in after.items() if name == measure)]
        read = measure == MEASURES[0]
        lines = [f"### {said(measure, 'en').capitalize()} ({unit})", ""]
        lines += ["| change | before | after |" + (" what was read |" if read else "")]
        lines += ["|---|---|---|" + ("---|" if read else "")]
        for each in questions():
            cells = (
                cell(before.get((each.key, measure)), "not expressible"),
                cell(after.get((each.key, measure)), "not asked yet"),
            )
            line = f"| {each.name.en} | {cells[0]} | {cells[1]} |"
            told = "; ".join(f"{one.said.en} ({one.source}; {said(one.read, 'en')})" for one in each.literature)
            lines.append(line + (f" {told or 'nothing'} |" if read else ""))
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def test_the_page_shows_the_tables_that_ship() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = text.split(BEGIN)[1].split(END)[0].strip()
    assert shown == tables(), "python tests/house/test_referee_page.py writes the tables of docs/referee.md anew"


def test_a_size_that_runs_do_not_tell_is_not_given_as_one() -> None:
    row = {"mean": "-84.9", "low": "-252.0", "high": "82.1", "sign": "0", "percent": "-0.07", "lag": "-1"}
    assert cell(row, "") == "not told from none (-252 to 82)"
    told = {"mean": "-2550.4", "low": "-3743.5", "high": "-1357.3", "sign": "-1", "percent": "-2.129", "lag": "20"}
    assert cell(told, "") == "-2,550 (-3,744 to -1,357), -2.13 %, 20 months"
    assert cell(None, "not expressible") == "not expressible"


if __name__ == "__main__":
    head, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n\n{tables()}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")
