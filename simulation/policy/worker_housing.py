"""Worker housing (근로자 주거 지원): homes of a zone, most often inside the complex, built with the money that is paid.

What homes do to jobs is not an input: they lower the rent and the way to work of those who live in them, and firms
may then fill posts that stayed open. Announced numbers of homes are what the money must buy.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.arrays import Column
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import BUILDING, CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import EOK, Month


@instrument
class WorkerHousing(CapitalSpending):
    """Builds homes at ``cost`` each, evenly over the months of each year, and lets them from ``opens`` on.

    As many homes open as the money paid so far has built, at most ``units`` where they are said, and stay open after
    the dates of the programme. ``rent_ratio`` is the rent of homes of the zone over the rent before.
    """

    # Worked example: 500억 over two years at 1억 a home build 20.8 homes a month; opened after 18 months they are
    # 375, after 24 months 500.

    kind: Literal["worker_housing"]  # type: ignore[assignment]
    item: str = Field(default=BUILDING, description="비목 / cost item")
    units: int | None = Field(default=None, ge=0, description="최대 공급 호수 / most homes to be built, else no limit")
    cost: UnitCost = Field(description="호당 사업비(억원) / cost of a home, 억원")
    opens: str = Field(pattern=MONTH, description="입주 시작 월 / month in which people move in")
    zone: str | None = Field(
        default=None,
        description="거주지역(zones.csv), 없으면 단지 내 / zone (zones.csv), inside the complex if missing",
    )
    rent_ratio: float = Field(default=1.0, gt=0.0, le=1.5, description="임대료 배율 / rent over the rent before")

    @model_validator(mode="after")
    def _rented(self) -> WorkerHousing:
        if self.units == 0 and self.rent_ratio != 1.0:
            raise ValueError("rent_ratio needs units")
        return self

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend this month's part of the year's money on building, and let what is built."""
        bought = super().apply(view, month)
        levers: dict[str, Column] = {}
        built = view.spent / (self.cost * EOK)
        built = built if self.units is None else min(view.scale * self.units, built)
        place = self.zone or next(reversed(view.zones), None)
        if place in view.zones and built > 0.0 and month >= Month.parse(self.opens):
            mine = np.array([zone == place for zone in view.zones])
            levers["housing_units"] = np.where(mine, built, 0.0)
            if self.rent_ratio != 1.0:
                levers["rent"] = np.where(mine, self.rent_ratio, 1.0)
        return replace(bought, levers=levers) if levers else bought
