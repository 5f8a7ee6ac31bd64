"""Worker housing (근로자 주거 지원): homes of a zone, most often inside the complex, built with the money that is paid.

What homes do to jobs is not an input: they lower the rent and the way to work of those who live in them, and firms
may then fill posts that stayed open. Announced numbers of homes are what the money must buy.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.policy.actions import NOTHING, Actions, Column, Flags, PolicyView, Purchase
from simulation.policy.capital_spending import BUILDING, LOCAL_SCALE, CapitalSpending, building_part
from simulation.policy.specification import MONTH, Specification
from simulation.policy.spending import purchase
from simulation.units import EOK, MONTHS_A_YEAR, Month


class WorkerHousing(Specification):
    """Builds homes at ``cost`` each, evenly over the months of each year, and lets them from ``opens`` on.

    As many homes open as the money paid so far has built, at most ``units``, and stay open after the dates of the
    programme. ``rent_ratio`` is the rent of homes of the zone over the rent before.
    """

    kind: Literal["worker_housing"]
    units: int = Field(ge=0, description="공급 호수 / homes to be built")
    cost: float = Field(gt=0.0, description="호당 사업비(억원) / cost of a home, 억원")
    opens: str = Field(pattern=MONTH, description="입주 시작 월 / month in which people move in")
    zone: str = Field(default="complex_housing", description="거주지역 / zone of residence, see zones.csv")
    rent_ratio: float = Field(default=1.0, gt=0.0, le=1.5, description="임대료 배율 / rent over the rent before")

    @model_validator(mode="after")
    def _rented(self) -> WorkerHousing:
        if self.units == 0 and self.rent_ratio != 1.0:
            raise ValueError("rent_ratio needs units")
        return self

    def spending_only(self) -> CapitalSpending:
        """The construction of the homes, without homes."""
        return building_part(self)

    def eligible(self, view: PolicyView) -> Flags:
        """No firm applies: homes are let to workers."""
        return np.zeros(view.rows, dtype=np.bool_)

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend this month's part of the year's money on building, and let what is built."""
        levers: dict[str, Column] = {}
        built = min(float(self.units), view.spent / (self.cost * EOK))
        if self.zone in view.zones and built > 0.0 and month >= Month.parse(self.opens):
            mine = np.array([zone == self.zone for zone in view.zones])
            levers["housing_units"] = np.where(mine, built, 0.0)
            if self.rent_ratio != 1.0:
                levers["rent"] = np.where(mine, self.rent_ratio, 1.0)
        purchases: tuple[Purchase, ...] = ()
        remaining = sum(self.holds(month + ahead) for ahead in range(MONTHS_A_YEAR - month.month + 1))
        payers = {account: amount / remaining for account, amount in view.left.items() if remaining and amount > 0.0}
        if payers and self.holds(month):
            purchases = (purchase("", BUILDING, payers, view.values.get(LOCAL_SCALE, 1.0)),)
        return Actions(levers=levers, purchases=purchases) if levers or purchases else NOTHING
