"""What one cell of the table of items may hold: money, a limit, or a choice from a list."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from simulation.drafts.layout import COLUMNS, SHARES, Column
from simulation.drafts.sheets import Reader
from simulation.drafts.workbook import named
from simulation.errors import Text
from simulation.scenario.faults import nearest
from simulation.scenario.written import with_unit

KEY_IN_BRACKETS = re.compile(r".*\(([A-Za-z0-9_.]+)\)\s*")
NUMBER = re.compile(r"[-+]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?")
HEADED_YEAR = re.compile(r"([0-9]{4})\s*년?")
FIRST_YEAR, LAST_YEAR = 1970, 2100
NUMBERS = ("largest", "oldest", *SHARES)


def narrow(text: Any) -> str:
    """A text with the wide forms of digits, letters and signs as ordinary ones: １２００ is 1200."""
    return unicodedata.normalize("NFKC", str(text)).strip()


def year_of(title: Any) -> int | None:
    """The year that a header names, as 2024, 2024년 or ２０２４; nothing where it names none."""
    found = HEADED_YEAR.fullmatch(narrow(title))
    year = int(found[1]) if found else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def value_of(reader: Reader, name: str | int, *, value: Any, where: str) -> Any:
    """A cell of an item: money and limits are numbers, a choice is its key, the rest are texts."""
    if value is None:
        return None
    if isinstance(name, int) or name in NUMBERS:
        return _number(reader, name, value=value, where=where)
    column = COLUMNS[name]
    return str(value) if column.choices is None else _choice(reader, column, value=value, where=where)


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
