"""Rules that change from year to year: one value for all years, or values by year, each standing until the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar, cast

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

Value = TypeVar("Value")
FLAT, BY_YEAR = "flat", "by_year"
TAGS = (FLAT, BY_YEAR)
"""Words by which the schema tells the two forms apart; they are no part of a key."""

TOP_LEVEL = 4
LEVEL_RULE = "cap is by level 1, 2, 3, 4, or by year and then by level; 2022: {1: 0.5, 2: 2.0}"


def _whole(given: Any, digits: str, *, rule: str) -> Any:
    """A key of a mapping as a whole number; one spelling only, so that no entry hides behind another."""
    if isinstance(given, str):
        if not re.fullmatch(r"[+-]?[0-9.]+", given):
            raise PydanticCustomError("int_type", "a whole number")  # type: ignore[arg-type]
        if not re.fullmatch(digits, given):
            raise ValueError(rule)
        return int(given)
    return given


def _year(given: Any) -> Any:
    return _whole(given, "[1-9][0-9]{3}", rule="a year is written with four digits, once, like 2019")


def _level_key(given: Any) -> Any:
    return _whole(given, "[0-9]", rule=LEVEL_RULE)


def _level(given: int) -> int:
    if not 1 <= given <= TOP_LEVEL:
        raise ValueError(LEVEL_RULE)
    return given


Year = Annotated[int, BeforeValidator(_year), Field(ge=1970, le=2100)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Amount = Annotated[float, Field(ge=0.0)]
UnitCost = Annotated[float, Field(ge=0.0001)]
"""Money for one unit in 억원, at least 10,000 won: less was meant in another unit of money."""
Level = Annotated[int, BeforeValidator(_level_key), AfterValidator(_level)]
Levels = dict[Level, Amount]


def _form(given: Any) -> str:
    return BY_YEAR if isinstance(given, Mapping) else FLAT


def _form_of_levels(given: Any) -> str:
    nested = isinstance(given, Mapping) and any(isinstance(each, Mapping) for each in given.values())
    return BY_YEAR if nested else FLAT


ShareByYear = Annotated[Annotated[Share, Tag(FLAT)] | Annotated[dict[Year, Share], Tag(BY_YEAR)], Discriminator(_form)]
"""A share, or shares by year."""
AmountByYear = Annotated[
    Annotated[Amount, Tag(FLAT)] | Annotated[dict[Year, Amount], Tag(BY_YEAR)], Discriminator(_form)
]
"""An amount, or amounts by year."""
LevelsByYear = Annotated[
    Annotated[Levels, Tag(FLAT)] | Annotated[dict[Year, Levels], Tag(BY_YEAR)], Discriminator(_form_of_levels)
]
"""Amounts by level, or such tables by year."""


def in_force(rule: Mapping[int, Value], year: int, *, before: Value) -> Value:
    """The value of a year: its own entry or that of the latest year before it.

    Args:
        rule: values by the first year they hold for.
        year: calendar year asked for.
        before: value before the first of them.
    """
    begun = [first for first in rule if first <= year]
    return rule[max(begun)] if begun else before


def number_in(rule: float | Mapping[int, float], year: int) -> float:
    """A number that may differ by year; zero before its first year."""
    return in_force(rule, year, before=0.0) if isinstance(rule, Mapping) else rule


def levels_in(rule: Mapping[int, float] | Mapping[int, Levels], year: int) -> Mapping[int, float]:
    """A table by level that may differ by year; empty before its first year."""
    if _form_of_levels(rule) == FLAT:
        return cast("Mapping[int, float]", rule)
    return in_force(cast("Mapping[int, Levels]", rule), year, before={})
