"""Numbers and changes as people write them, where the file wants another form: what is meant, and how to write it."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from simulation.errors import Text
from simulation.scenario.relative import is_relative

_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
MEANT_PERCENT = re.compile(rf"([+-]?)\s*{_NUMBER}\s*(?:%|퍼센트|프로|percent|per cent|pct)", re.IGNORECASE)
MEANT_FACTOR = re.compile(rf"(?:[x×*]\s*{_NUMBER}\s*배?|{_NUMBER}\s*(?:[x×*]|배|times))", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
QUOTES = "\"'“”‘’ "
"""Marks around a text, those of word processors too, which stand in the value itself."""
WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^\W\d_].*)")
WON = re.compile(r"(조|억|천만|백만|만|천)?\s*원?")
COUNTED = re.compile(r"명|인|개월|개|개사|곳|호|회|건|대|세|months|persons|workers|firms|homes|runs")
"""Words of what an option counts; after any other, such as 년 where months are asked for, the number may be another."""
IN_WON = {"조": 10**12, "억": 10**8, "천만": 10**7, "백만": 10**6, "만": 10**4, "천": 10**3, None: 1}
EOK, MILLION = 10**8, 10**6
"""Units of money of the options, in won: 억원, and million KRW where an option says so."""
MEANT_MONTH = re.compile(
    r"(?P<year>[12][0-9]{3})(?:\s*[-./년]\s*(?P<month>[0-9]{1,2})|(?P<joined>[01][0-9]))"
    r"\s*월?(?:\s*[-./]?\s*[0-9]{1,2}\s*일?)?\s*\.?"
)


def month_meant(value: Any) -> str | None:
    """The month that people mean by ``2019.3``, ``2019년 3월``, ``2019/03/15`` or ``201903``, as ``2019-03``.

    Args:
        value: what stands there. The number 2019.1 means no month: it may have been 2019.10.
    """
    found = MEANT_MONTH.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    month = 0 if found is None else int(found["month"] or found["joined"])
    ambiguous = isinstance(value, float) and month == 1 and str(value).endswith(".1")
    return None if found is None or ambiguous or not 1 <= month <= 12 else f"{found['year']}-{month:02d}"


def meant(value: Any, won: int = EOK) -> tuple[Text, Text] | None:
    """Problem and remedy of a text that means a number, or a change of one, and is written as neither.

    ``10 %`` says no direction, ``2배`` and ``2x`` are factors in another form, ``60억`` is a number with its unit.

    Args:
        value: what stands there.
        won: unit of money of the option.

    Returns:
        Nothing where it means no number.
    """
    if not isinstance(value, str) or is_relative(value):
        return None
    written = unicodedata.normalize("NFKC", value).strip(QUOTES)
    if NUMBER.fullmatch(written):
        return _as_text(written)
    percent, factor = MEANT_PERCENT.fullmatch(written), MEANT_FACTOR.fullmatch(written)
    if percent and not percent[1]:
        return _no_sign(percent[2])
    if percent or factor:
        return _other_form(f"{percent[1]}{percent[2]} %" if percent else f"x{factor[1] or factor[2]}" if factor else "")
    return with_unit(written, won)


def _in_unit(written: str, won: int) -> tuple[str, bool] | None:
    """The number of a text like ``1.2조`` in the unit of money asked for, and whether it is money; else None."""
    found = WITH_UNIT.fullmatch(written)
    if found is None:
        return None
    number, unit = Decimal(found[1].replace(",", "")), WON.fullmatch(found[2])
    if unit is None:
        return (f"{number:f}", False) if COUNTED.fullmatch(found[2].strip()) else None
    return f"{(number * IN_WON[unit[1]] / won).normalize():f}", True


def _as_text(written: str) -> tuple[Text, Text]:
    bare = written.replace(",", "")
    problem = Text(
        "숫자가 글자로 적혀 있습니다(따옴표나 전각).", "this number is written as text, in quotes or wide digits."
    )
    if bare != written:
        problem = Text("숫자 안에 쉼표가 있습니다.", "there is a comma inside a number.")
    return problem, Text(f"따옴표나 쉼표 없이 {bare}(으)로 적으십시오.", f"Write {bare} alone.")


def _no_sign(digits: str) -> tuple[Text, Text]:
    share = f"{Decimal(digits) / 100:f}"
    return (
        Text("퍼센트에 부호가 없어 늘리라는 것인지 줄이라는 것인지 알 수 없습니다.", "percent need a sign."),
        Text(
            f"상위 값을 바꾸려면 override: 아래나 --set에서 '+{digits} %' 또는 '-{digits} %'로, 비중 자체면 "
            f"{share}(으)로 적으십시오.",
            f"Under override: or --set, write '+{digits} %' for more than the parent's value or '-{digits} %' for "
            f"less; for a share, write {share}.",
        ),
    )


def _other_form(change: str) -> tuple[Text, Text]:
    return (
        Text("상위 값을 바꾸는 꼴이 아닙니다.", "this is no form of a change."),
        Text(
            f'override: 아래나 --set에 따옴표를 붙여 "{change}"처럼 적으십시오(가능: "+10 %", "-10 %", "x2").',
            f'Under override: or --set, write "{change}", in quotes (allowed: "+10 %", "-10 %", "x2").',
        ),
    )


def with_unit(written: str, won: int = EOK) -> tuple[Text, Text] | None:
    """Problem and remedy of a number with its unit, with the number that is meant; nothing for any other text."""
    found = _in_unit(written, won)
    if found is None:
        return None
    number, money = found
    unit = {EOK: Text("억원", "100 million KRW"), MILLION: Text("백만원", "million KRW")}[won]
    ko, en = (f" 단위는 {unit.ko}입니다.", f", in {unit.en}") if money else ("", "")
    return (
        Text("숫자에 단위가 붙어 있습니다.", "there is a unit with the number."),
        Text(f"단위 없이 {number}(으)로 적으십시오.{ko}", f"Write the number alone: {number}{en}."),
    )
