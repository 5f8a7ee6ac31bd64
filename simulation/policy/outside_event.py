"""Outside events (대내외 여건): demand, energy prices and the law of pay and hours other than on their paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Column
from simulation.policy.actions import PolicyView
from simulation.policy.by_year import AmountByYear, number_in
from simulation.policy.event import Event
from simulation.policy.registry import instrument
from simulation.units import Month


@instrument
class OutsideEvent(Event):
    """Multiplies demand, energy prices, the minimum wage or employers' contributions, or brings the hours law forward.

    A factor is one value or values by year; a year before its first has none. Demand can be of some ``industries``.
    """

    # Worked example: demand {2020: 0.9} leaves 0.9 of the outside orders of every month from 2020-01 on.

    by_year: ClassVar[tuple[str, ...]] = ("demand", "energy_price", "minimum_pay", "contributions")
    kind: Literal["outside_event"]
    demand: AmountByYear = Field(default=1.0, description="외부 수요 배율(연도별 가능) / factor on outside demand")
    energy_price: AmountByYear = Field(
        default=1.0, description="에너지 가격 배율(연도별 가능) / factor on the price of energy"
    )
    minimum_pay: AmountByYear = Field(
        default=1.0, description="최저임금 배율(연도별 가능) / factor on the minimum wage of the law"
    )
    contributions: AmountByYear = Field(
        default=1.0,
        description="고용주 사회보험료율 배율(연도별 가능) / factor on employers' social contributions of the law",
    )
    hours_law: bool = Field(
        default=False, description="주 52시간제 전면 적용 / the limit of weekly hours holds for all sizes at once"
    )
    industries: tuple[str, ...] = Field(
        default=(), strict=False, description="수요 변화 업종(없으면 전 업종) / industries whose demand moves, else all"
    )

    def pulls(self, view: PolicyView, month: Month) -> Mapping[str, Column]:
        """The factors of the month; what stays as it is is no pull."""
        hit = view.in_industries(self.industries)
        found = {
            "outside_demand": np.where(hit, factor(self.demand, month), 1.0),
            "energy_price": np.full(view.rows, factor(self.energy_price, month)),
            "minimum_pay": np.full(view.rows, factor(self.minimum_pay, month)),
            "contributions": np.full(view.rows, factor(self.contributions, month)),
        }
        levers: dict[str, Column] = {key: column for key, column in found.items() if (column != 1.0).any()}
        if self.hours_law:
            levers["hours_law"] = np.ones(view.rows)
        return levers


def factor(rule: float | Mapping[int, float], month: Month) -> float:
    """The factor of a month's year, one before the first."""
    begun = not isinstance(rule, Mapping) or month.year >= min(rule, default=month.year + 1)
    return number_in(rule, month.year) if begun else 1.0
