"""Settlement facilities (정주·문화·체육시설): buildings that make living in the city better by what they are worth.

What they are worth is not an input: it is the yearly payment that the money amounts to over the life of the buildings,
times a drawn ratio of benefit to cost, set against the pay of those who can use them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Flags
from simulation.catalogue import annuity, discount_rate
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import Month

BENEFIT, LIFE = "policy.facility_benefit", "policy.facility_life"


@instrument
class SettlementFacilities(CapitalSpending):
    """Builds facilities and raises the amenity of the zones whose people use them, from ``opens`` on.

    da = ln(1 + r A / Y), with A the annuity of the money paid so far, at prices of the month, over the life of the
    buildings at the discount rate of public appraisal in force, r the drawn ratio of benefit to cost, and Y what the
    pay of those who live in the zones leaves after rent. A rise of pay by r A / Y of that is worth the same. What
    stands, stays.
    """

    # Worked example: 600억 paid, 30 years at 4.5 %: annuity 0.0614, so A = 36.8억 a year; with r = 0.8 and incomes of
    # Y = 29,500억, da = ln(1 + 0.8 x 36.8 / 29,500) = 0.000998: as good as a tenth of a percent more pay.

    kind: Literal["settlement_facilities"]  # type: ignore[assignment]
    item: str = Field(default="settlement", description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="개관 월 / first month in which people can use them")
    zones: tuple[str, ...] = Field(
        default=(),
        strict=False,
        description="이용 거주지역(없으면 시 전체) / zones whose people use them, else all of the city",
    )

    def served(self, view: PolicyView) -> Flags:
        """Zones of the city whose people use the facilities."""
        named = [not self.zones or zone in self.zones for zone in view.zones]
        return np.asarray(np.array(named, dtype=np.bool_) & (view.income > 0.0))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; from the month of opening, what has been paid is worth something."""
        bought = super().apply(view, month)
        served = self.served(view)
        if view.spent == 0.0 or month < Month.parse(self.opens) or not served.any():
            return bought
        worth = view.values[BENEFIT] * view.worth * annuity(discount_rate(month), view.values[LIFE])
        gain = np.log1p(worth / float(view.income[served].sum()))
        return replace(bought, levers={"amenity": np.where(served, gain, 0.0)})
