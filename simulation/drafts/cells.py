"""What one cell of the table of items may hold: money, a limit, or a choice from a list."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from simulation.drafts.layout import COLUMNS, LARGEST, MONTHS, OLDEST, SHARES, Column
from simulation.drafts.sheets import Reader
from simulation.drafts.workbook import named
from simulation.errors import Text
from simulation.scenario.faults import nearest
from simulation.scenario.written import EOK, month_meant, with_unit

KEY_IN_BRACKETS = re.compile(r".*\(([A-Za-z0-9_.]+)\)\s*")
NUMBER = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
NUMBERS = (LARGEST, OLDEST, *SHARES)


def narrow(text: Any) -> str:
    """A text with the wide forms of digits, letters and signs as ordinary ones: １２００ is 1200."""
    return unicodedata.normalize("NFKC", str(text)).strip()


def value_of(reader: Reader, name: str | int, *, value: Any, where: str, won: int = EOK) -> Any:
    """A cell of an item: money (억원) and limits are numbers, a choice is its key, months and the rest are texts.

    Args:
        reader: the workbook, which notes a fault.
        name: column of the cell; a year is money of that year.
        value: what the cell holds.
        where: name of the cell.
        won: unit in which its column counts money.
    """
    if value is None:
        return None
    if isinstance(name, int) or name in NUMBERS:
        number = _number(reader, name, value=value, where=where)
        return number if number is None or won == EOK else number * won / EOK
    if name in MONTHS:
        return month_in(reader, value, where=where)
    column = COLUMNS[name]
    return str(value) if column.choices is None else _choice(reader, column, value=value, where=where)


def month_in(reader: Reader, value: Any, *, where: str) -> str:
    """The month that a cell means, as the file writes it; as it stands where it means none."""
    month = month_meant(value)
    if month is None and isinstance(value, float):
        year = f"{value:.0f}"
        problem = Text("1월인지 10월인지 알 수 없습니다.", "this may be January or October.")
        remedy = Text(f"{year}-01이나 {year}-10으로 적으십시오.", f"Write {year}-01 or {year}-10.")
        if month_meant(str(value)) is not None:
            reader.fault(where, value, problem=problem, remedy=remedy)
    return month or str(value)


def _number(reader: Reader, name: str | int, *, value: Any, where: str) -> float | None:
    """Money or a limit; a number typed as text counts where it can mean one number only."""
    number = value
    if isinstance(value, str) and NUMBER.fullmatch(narrow(value)):
        number = float(narrow(value).replace(",", ""))
        number = int(number) if number.is_integer() else number
    if isinstance(number, bool) or not isinstance(number, int | float):
        problem = Text("숫자가 아닙니다.", "this is no number.")
    elif number < 0:
        problem = Text("음수입니다.", "this is negative.")
    else:
        return number
    said = with_unit(narrow(value)) if isinstance(value, str) else None
    remedy = Text(
        "단위 없이 0 이상의 숫자만 적고, 없으면 빈칸으로 두십시오.",
        "Give a number of at least 0 without a unit; leave the cell blank where there is none.",
    )
    if name in (LARGEST, OLDEST):
        counted = COLUMNS[str(name)].help
        remedy = Text(f"숫자만 적으십시오({counted.ko}).", f"Write the number alone ({counted.en}).")
    problem, remedy = said or (problem, remedy)
    reader.fault(
        where,
        value,
        problem=problem,
        remedy=remedy,
        key=str(name) if isinstance(name, int) else reader.says(COLUMNS[name].header),
    )
    return None


def _choice(reader: Reader, column: Column, *, value: Any, where: str) -> str | None:
    """The key of a choice, written as in the list, as the key alone or as the name alone."""
    if column.choices is None:
        raise ValueError(f"{column.key} is no choice")
    chosen = KEY_IN_BRACKETS.fullmatch(narrow(value))
    written = chosen[1] if chosen else narrow(value)
    keys = {each: key for key, name in column.choices() for each in (name.ko, name.en, key) if each}
    if written in keys:
        return keys[written]
    if not column.strict:
        return str(value)
    close = nearest(written, keys)
    allowed = [", ".join(named(key, name.in_language(each)) for key, name in column.choices()) for each in ("ko", "en")]
    problem = Text("목록에 없는 값입니다.", "this is not in the list.")
    remedy = Text(f"가능한 값: {allowed[0]}.{close.ko}", f"Allowed: {allowed[1]}.{close.en}")
    reader.fault(where, value, problem=problem, remedy=remedy, key=reader.says(column.header))
    return None
