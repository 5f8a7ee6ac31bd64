"""Units and the calendar: the only place where years become months and won become 억 and 조."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from simulation.errors import DataError
from simulation.texts import texts

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

UNITS = texts("unit")
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
