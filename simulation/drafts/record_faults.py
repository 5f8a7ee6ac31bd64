"""Whether a new file of the office follows on the record of a complex: every wrong cell with its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from simulation.catalogue.vintages import KEYS, record_table
from simulation.errors import InputFault, Text
from simulation.scenario.faults import listed
from simulation.units import MONTHS_A_QUARTER, Month

QUARTER = r"\d{4}Q[1-4]"
TOTAL, INDUSTRY = "record_total", "record_industry"
NEEDED = {
    TOTAL: ("quarter", "production", "employment", "tenants", "utilisation"),
    INDUSTRY: ("quarter", "industry", "production", "employment", "utilisation", "tenants", "operating_firms"),
}
WHOLE = ("employment", "tenants", "operating_firms")
ADDED = ("production", "employment", "tenants")
"""Columns whose industries lie within the total."""
RATE = "utilisation"
MASKED = "production"
"""The column that the office leaves empty where an industry could be recognised."""
FACTOR = 5.0
"""A figure this many times the one before is taken for another unit, not for news."""
MOST = 100.0

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One file as it was written: which table it is, its columns, and its rows from the second line on."""

    shown: str
    table: str
    columns: Sequence[str]
    rows: Rows

    def fault(self, row: int, column: str, *, problem: Text, remedy: Text) -> InputFault:
        """A fault in a cell; rows count from the head, as a spreadsheet counts them."""
        place = self.columns.index(column) + 1
        return InputFault(self.shown, row + 2, place, column, self.rows[row][column], problem, remedy)


def faults_of(found: RecordFile, complex_key: str, *, published: Month) -> Iterator[InputFault]:
    """Every cell that is no figure of its column, then every row that does not follow on the record."""
    before = record_table(complex_key, found.table)
    core = sorted(set(before["industry"])) if found.table == INDUSTRY else []
    wrong = [fault for row in range(len(found.rows)) for fault in _cell_faults(found, row, core=core)]
    yield from wrong
    if wrong:
        return
    yield from _row_faults(found, before, published=published)


def _cell_faults(found: RecordFile, row: int, *, core: Sequence[str]) -> Iterator[InputFault]:
    cells = found.rows[row]
    if not re.fullmatch(QUARTER, cells["quarter"]):
        yield found.fault(
            row,
            "quarter",
            problem=Text("분기가 아닙니다.", "this is no quarter."),
            remedy=Text("2022Q1처럼 적으십시오.", "Write it like 2022Q1."),
        )
    if core and cells["industry"] not in core:
        yield found.fault(
            row,
            "industry",
            problem=Text("실적에 없는 업종입니다.", "the record has no such industry."),
            remedy=Text(f"가능한 값: {listed(core)}.", f"Allowed: {listed(core)}."),
        )
    for name in NEEDED[found.table][1 + bool(core) :]:
        text = cells[name]
        if core and name == MASKED and not text:
            continue
        whole, percent = name in WHOLE, name == RATE
        value = float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else -1.0
        if value > 0.0 and (value <= MOST or not percent) and (value.is_integer() or not whole):
            continue
        kind = Text("0보다 큰 정수", "a whole number above 0") if whole else Text("0보다 큰 수", "a number above 0")
        kind = Text("0보다 크고 100 이하인 수", "a number above 0 and up to 100") if percent else kind
        yield found.fault(
            row,
            name,
            problem=Text("쓸 수 없는 값입니다.", "this value cannot be used."),
            remedy=Text(f"{kind.ko}를 쉼표와 단위 없이 적으십시오.", f"Write {kind.en}, without separators or units."),
        )


def _row_faults(found: RecordFile, before: pd.DataFrame, *, published: Month) -> Iterator[InputFault]:
    """Quarters twice, before the record, after a gap or after the vintage; figures of another unit."""
    keys, seen = KEYS[found.table], set()
    known = sorted(set(before["quarter"]))
    levels = {tuple(row[key] for key in keys): row for row in before.to_dict("records")}
    reached = known[-1]
    for row in sorted(range(len(found.rows)), key=lambda at: found.rows[at]["quarter"]):
        cells = found.rows[row]
        quarter, key = cells["quarter"], tuple(cells[name] for name in keys)
        end = Month.parse(f"{quarter[:4]}-{MONTHS_A_QUARTER * int(quarter[-1]):02d}")
        following = (Month.parse(f"{reached[:4]}-{MONTHS_A_QUARTER * int(reached[-1]):02d}") + MONTHS_A_QUARTER).quarter
        problem = remedy = None
        if key in seen:
            problem = Text("이 줄의 분기가 앞에도 있습니다.", "an earlier row holds the same.")
            remedy = Text("한 줄만 남기십시오.", "Keep one of them.")
        elif quarter < known[0]:
            problem = Text(f"실적이 시작하는 {known[0]}보다 앞입니다.", f"the record begins with {known[0]}.")
            remedy = Text("이 줄을 지우십시오.", "Delete the row.")
        elif quarter > following:
            problem = Text(f"{following}이(가) 빠졌습니다.", f"{following} is missing before it.")
            remedy = Text("빠진 분기를 함께 적으십시오.", "Add the missing quarter.")
        elif end >= published:
            problem = Text(f"공표한 달({published})까지 끝나지 않은 분기입니다.", f"it had not ended by {published}.")
            remedy = Text("분기나 --vintage를 고치십시오.", "Mend the quarter or --vintage.")
        if problem and remedy:
            yield found.fault(row, "quarter", problem=problem, remedy=remedy)
            continue
        seen.add(key)
        yield from _other_unit(found, row, last=levels.get(key) or levels.get((max(known[0], reached), *key[1:]), {}))
        levels[key] = {name: figure(cells[name]) for name in NEEDED[found.table]}
        reached = max(reached, quarter)


def _other_unit(found: RecordFile, row: int, *, last: Mapping[object, object]) -> Iterator[InputFault]:
    for name in (*ADDED, RATE):
        now, then = figure(found.rows[row][name]), figure(str(last.get(name, "")))
        if now and then and not 1.0 / FACTOR <= now / then <= FACTOR:
            unit = {
                "production": Text("억원", "100 million KRW"),
                "employment": Text("명", "persons"),
                RATE: Text("%", "percent"),
            }
            said = unit.get(name, Text("개사", "firms"))
            yield found.fault(
                row,
                name,
                problem=Text(
                    f"앞의 값({then:,.0f})의 {now / then:.2g}배입니다.",
                    f"this is {now / then:.2g} times {then:,.0f} before.",
                ),
                remedy=Text(f"단위는 {said.ko}입니다. 값을 고치십시오.", f"The unit is {said.en}. Mend the figure."),
            )


def figure(text: str) -> float | None:
    """The number that a cell holds; nothing where it is empty or a word."""
    try:
        value = float(text)
    except ValueError:
        return None
    return None if value != value else value
