"""Research and test centre (시험·연구 장비 공동활용): shared equipment or knowledge that firms' projects draw on.

One kind for what differs only in its numbers: test plants, centres for parts, diagnosis of used motors, technology
sharing, joint laboratories of a campus. An announced number of technologies is a target, never an input.
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

EFFECT, LIFE, USE = "research.support_effect", "policy.equipment_life", "policy.centre_use"


@instrument
class ResearchCentre(CapitalSpending):
    """Buys equipment and, from ``opens`` on, lets the projects of the firms served draw on it.

    Their projects become sales 1 + e min(1, u A / R) times as often (lever ``rnd_pace``): A the annuity of the money
    paid so far, at prices of the month, over the life of the equipment, u the drawn share of its service that firms
    use, R what the research of all firms served costs in a year, e the drawn effect of a project whose whole cost is
    paid. A service worth so much does what a grant of the same worth would. What stands, stays.
    """

    # Worked example: 100억 paid, 8 years at 4.5 %: annuity 0.1516, so A = 15.2억 a year; half of it used is 7.6억.
    # Where the firms served spend R = 76억 a year on research, a tenth of the cost is borne; with e = 0.4 the hazard
    # of their projects is 1 + 0.4 x 0.1 = 1.04 times that without the centre.

    kind: Literal["research_centre"]  # type: ignore[assignment]
    item: str = Field(default="shared_equipment", description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="가동 월 / first month in which firms can use it")
    industries: tuple[str, ...] = Field(
        default=(), strict=False, description="이용 업종(없으면 전 업종) / industries served, else all"
    )
    largest: int = Field(default=299, ge=1, description="이용 업체 최대 종사자 수 / most workers of a firm served")

    def eligible(self, view: PolicyView) -> Flags:
        """Operating firms of the size and industries served that do research."""
        served = view.operating & (view.employees <= self.largest) & (view.research_cost > 0.0)
        return np.asarray(served & view.in_industries(self.industries))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; from the month of opening, projects of those served go faster."""
        bought = super().apply(view, month)
        served = self.eligible(view)
        if view.spent == 0.0 or month < Month.parse(self.opens) or not served.any():
            return bought
        service = view.values[USE] * view.worth * annuity(discount_rate(month), view.values[LIFE])
        borne = min(1.0, service / float(view.research_cost[served].sum()))
        pace = np.where(served, 1.0 + view.values[EFFECT] * borne, 1.0)
        return replace(bought, levers={"rnd_pace": pace})
