"""Manufacturing AI service (제조 특화 AI 서비스): models made once, so that a firm's own step to AI costs less."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Flags
from simulation.luck import stream, uniforms
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import EOK, Month

SAVING = "policy.ai_saving"


@instrument
class ManufacturingAiService(CapitalSpending):
    """Buys development and, from ``works_from`` on, offers the service to as many firms as the money so far serves.

    A firm served takes the step to manufacturing AI at 1 - s of its cost (lever ``ai_cost``), s drawn. Places go by a
    lot drawn once among operating manufacturers on the rung ``least_level`` or above; whether it pays to take the step
    is for the firm to weigh, and who has no data or digital people cannot.
    """

    # Worked example: 40억 paid at 2억 a firm serves 20 firms; with s = 0.2 a step that costs 3억 costs them 2.4억.

    kind: Literal["manufacturing_ai_service"]  # type: ignore[assignment]
    item: str = Field(default="software_and_data", description="비목 / cost item")
    works_from: str = Field(pattern=MONTH, description="서비스 시작 월 / first month of the service")
    cost: UnitCost = Field(description="업체당 개발·적용비(억원) / money for each firm served, 억원")
    least_level: int = Field(default=1, ge=1, le=4, description="이용 최소 단계 / lowest rung that can use it")

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers on a rung that yields data."""
        return np.asarray(view.operating & view.manufacturing & (view.smart_level >= self.least_level))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; once it works, lower the cost of the step of those who have a place."""
        bought = super().apply(view, month)
        places = int(view.spent / (self.cost * EOK))
        can = np.flatnonzero(self.eligible(view) & ~view.served)
        if places == 0 or month < Month.parse(self.works_from) or can.size == 0:
            return bought
        luck = uniforms(stream(view.seed, "place in the AI service"), view.identifier[can])
        cost = np.ones(view.rows)
        cost[can[np.argsort(luck, kind="stable")[:places]]] = 1.0 - view.values[SAVING]
        return replace(bought, levers={"ai_cost": cost})
