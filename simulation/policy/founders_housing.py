"""Founders' housing (창업지원주택): homes at low rent for one-person founders, who then start a firm more often."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.policy.actions import Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import BUILDING, CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import EOK, Month

ENTRY = "demography.founders_housing_entry"


@instrument
class FoundersHousing(CapitalSpending):
    """Builds homes at ``cost`` each and lets them, from ``opens`` on, to founders of firms up to ``oldest`` months.

    Start-ups enter 1 + e h times as often (lever ``entry_rate``): e the drawn effect on founders who are sure of a
    home, h the homes that the money paid so far has built, at most ``units`` where they are said, over the start-ups
    whose founders may live in them, at most one. Founders are no agents: their homes are none of the workers', and
    firms that enter still need a free site.
    """

    # Worked example: 158억 paid at 0.5억 a home is 316 homes; where 1,264 start-ups could live in them a quarter
    # does, and with e = 0.2 start-ups enter 1 + 0.2 x 0.25 = 1.05 times as often.

    kind: Literal["founders_housing"]  # type: ignore[assignment]
    item: str = Field(default=BUILDING, description="비목 / cost item")
    cost: UnitCost = Field(description="호당 사업비(억원) / cost of a home, 억원")
    units: int | None = Field(default=None, ge=0, description="최대 공급 호수 / most homes to be built, else no limit")
    opens: str = Field(pattern=MONTH, description="입주 시작 월 / month in which founders move in")
    oldest: int = Field(default=36, ge=1, description="입주 가능 최대 업력(개월) / oldest firm, months")

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend this month's part of the year's money on building, and let what is built."""
        bought = super().apply(view, month)
        built = view.spent / (self.cost * EOK)
        built = built if self.units is None else min(view.scale * self.units, built)
        if built == 0.0 or month < Month.parse(self.opens):
            return bought
        founders = int((view.operating & (view.age <= self.oldest)).sum())
        rise = view.values[ENTRY] * min(1.0, built / max(1, founders))
        start_ups = ~view.operating & (view.age == 0)
        return replace(bought, levers={"entry_rate": np.where(start_ups, 1.0 + rise, 1.0)})
