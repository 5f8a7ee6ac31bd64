"""Works (구조고도화·재생사업): roads, parking, green, clean workplaces, and buildings put to another use."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.catalogue import annuity, discount_rate
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.capital_spending import BUILDING, CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import MONTHS_A_YEAR, Month

BENEFIT, LIFE = "policy.works_benefit", "policy.facility_life"


@instrument
class Works(CapitalSpending):
    """Builds and, from ``opens`` on, makes working in the complex better by what the works are worth to its workers.

    b = r A / (12 n) a head and month (lever ``commuting_benefit``): A the annuity of the money paid so far over the
    life of the works, r the drawn ratio of benefit to cost, n the people who work there; people compare it with pay.
    Works in another ``area`` (another estate, the city) are bought from the same builders, and that is all they do
    here. What stands, stays.
    """

    # Worked example: 1,000억 paid, 30 years at 4.5 %: annuity 0.0614, so A = 61.4억 a year; with r = 0.3 and 120,000
    # people that is 18.4억 / 12 / 120,000 = 0.00128 million KRW a head and month.

    kind: Literal["works"]  # type: ignore[assignment]
    item: str = Field(default=BUILDING, description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="준공 월 / first month in which they are used")
    area: Literal["complex", "elsewhere"] = Field(
        default="complex", description="장소: 단지 안, 밖(다른 단지·시) / inside the complex, or elsewhere in the city"
    )

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; from the month of opening, workers of the complex are better off."""
        bought = super().apply(view, month)
        people = int(view.employees[view.operating].sum())
        if self.area != "complex" or view.spent == 0.0 or month < Month.parse(self.opens) or people == 0:
            return bought
        worth = view.values[BENEFIT] * view.worth * annuity(discount_rate(month), view.values[LIFE])
        each = np.where(view.operating, worth / MONTHS_A_YEAR / people, 0.0)
        return replace(bought, levers={"commuting_benefit": each})
