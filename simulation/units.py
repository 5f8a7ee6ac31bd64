"""Units and the calendar: the only place where years become months and won become 억 and 조."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from simulation.errors import DataError, Text

EOK = 100.0
"""Million KRW in one 억원 (100 million KRW)."""
EOK_IN_BILLION = 10.0
"""억원 in one billion KRW, the unit in which English counts them."""
JO = 1_000_000.0
"""Million KRW in one 조원 (10^12 KRW)."""
MONTHS_A_YEAR = 12
MONTHS_A_QUARTER = 3
QUARTERS_A_YEAR = 4
MINIMUM_WAGE_HOURS = 209.0
"""Paid hours of a full-time month on which the minimum wage is counted (40 hours a week with the paid rest day)."""

UNITS: dict[str, Text] = {
    "share": Text("비율", "share"),
    "ratio": Text("배율", "ratio"),
    "percent": Text("%", "percent"),
    "percent/year": Text("%/년", "percent a year"),
    "percent/month": Text("%/월", "percent a month"),
    "share/month": Text("비율/월", "share a month"),
    "log points": Text("로그", "log points"),
    "log points/year": Text("로그/년", "log points a year"),
    "utility": Text("효용", "units of utility"),
    "utility/minute": Text("효용/분", "units of utility a minute"),
    "utility/class": Text("효용/규모", "units of utility a size class"),
    "ratio/month": Text("배율/월", "ratio a month"),
    "elasticity": Text("탄력성", "elasticity"),
    "minutes": Text("분", "minutes"),
    "places": Text("곳", "places of the register"),
    "million KRW/head/month": Text("백만원/명/월", "million KRW a head and month"),
    "persons/month": Text("명/월", "persons a month"),
    "exponent": Text("지수", "exponent"),
    "index 2020=100": Text("2020=100", "index, 2020=100"),
    "months": Text("개월", "months"),
    "years": Text("년", "years"),
    "persons": Text("명", "persons"),
    "firms": Text("개사", "firms"),
    "posts": Text("개", "posts"),
    "projects": Text("건", "projects"),
    "tasks": Text("개 과제", "tasks"),
    "links": Text("개", "links"),
    "quarters": Text("분기", "quarters"),
    "thousand m2": Text("천㎡", "thousand square metres"),
    "억원": Text("억원", "100 million KRW"),
    "조원": Text("조원", "trillion KRW"),
    "million KRW": Text("백만원", "million KRW"),
    "million KRW/month": Text("백만원/월", "million KRW a month"),
    "KRW/hour": Text("원/시간", "KRW an hour"),
    "KRW/USD": Text("원/달러", "KRW per USD"),
    "million USD": Text("백만달러", "million USD"),
    "억원/firm": Text("억원/개사", "100 million KRW per firm"),
    "hazard/month": Text("위험률/월", "hazard a month"),
    "hazard/year": Text("위험률/년", "hazard a year"),
    "level": Text("단계", "level"),
    "homes": Text("호", "homes"),
    "contracts/year": Text("건/년", "contracts a year"),
    "homes/year": Text("호/년", "homes a year"),
    "per minute": Text("1/분", "per minute"),
    "million KRW/person/year": Text("백만원/명·년", "million KRW a person and year"),
    "million KRW/dwelling/year": Text("백만원/호·년", "million KRW a home and year"),
    "million KRW/dwelling": Text("백만원/호", "million KRW a home"),
}
"""The closed vocabulary of units; a test refuses any other."""


@cache
def _month_number(text: str) -> int:
    """Number of a month as scenarios write it; programmes ask for the same few every month of a run."""
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if match is None:
        raise DataError(f"'{text}': 연월이 아닙니다. 2018-12처럼 적으십시오.", f"'{text}' is no month; write 2018-12.")
    return int(match[1]) * MONTHS_A_YEAR + int(match[2]) - 1


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month as a whole number, so that adding months is adding numbers."""

    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2018-12``.

        Raises:
            DataError: the text is no month.
        """
        return cls(_month_number(str(text)))

    @property
    def year(self) -> int:
        """Calendar year."""
        return self.number // MONTHS_A_YEAR

    @property
    def month(self) -> int:
        """Month of the year, 1 to 12."""
        return self.number % MONTHS_A_YEAR + 1

    @property
    def quarter(self) -> str:
        """Quarter that holds the month, such as ``2018Q4``."""
        return f"{self.year}Q{(self.month - 1) // MONTHS_A_QUARTER + 1}"

    def __add__(self, months: int) -> Month:
        return Month(self.number + months)

    def __sub__(self, other: Month) -> int:
        return self.number - other.number

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


def months_of(year: int) -> list[Month]:
    """The twelve months of a calendar year."""
    return [Month(year * MONTHS_A_YEAR + month) for month in range(MONTHS_A_YEAR)]


def last_month(quarter: str) -> Month:
    """Last month of a quarter such as ``2018Q4``."""
    return Month.parse(f"{quarter[:4]}-{MONTHS_A_QUARTER * int(quarter[-1]):02d}")


def annual_rate_to_monthly(rate: float) -> float:
    """Monthly growth that compounds to a yearly one, (1 + g)^(1/12) - 1."""
    return float((1.0 + rate) ** (1.0 / MONTHS_A_YEAR) - 1.0)


def annual_hazard_to_monthly(share: float) -> float:
    """Monthly hazard with the same yearly total, 1 - (1 - h)^(1/12)."""
    return float(1.0 - (1.0 - share) ** (1.0 / MONTHS_A_YEAR))
