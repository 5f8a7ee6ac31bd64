"""Manufacturing-data sharing (제조데이터 연결·공유): a platform is bought, adopters gain more, others hear of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Column, Flags
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import Month

STRENGTH, HEARD = "technology.data_spillover", "technology.sharing_awareness"


@instrument
class DataSharingNetwork(CapitalSpending):
    """Buys a platform and, once it works, raises what steps do at firms that share data.

    The lever is 1 + the drawn strength; the model multiplies it by the share of adopters around a firm, so that a
    platform without members does nothing. What members show, all can see: as long as there are any, the drawn
    awareness is added at every operating manufacturer. Without ``works_from`` or dates it only spends, and before its
    money is spent it does nothing.
    """

    # Worked example: with a strength of 0.4 the lever of members is 1.4; where 0.25 of the firms around one have
    # adopted, what its steps do is 1 + 0.4 x 0.25 = 1.1 times as much.

    kind: Literal["data_sharing_network"]  # type: ignore[assignment]
    item: str = Field(default="software_and_data", description="비목 / cost item")
    works_from: str | None = Field(default=None, pattern=MONTH, description="운영 시작 월 / first month it works")
    least_level: int = Field(default=1, ge=1, le=4, description="참여 최소 단계 / lowest rung that can share data")

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers on a rung that yields data."""
        return np.asarray(view.operating & view.manufacturing & (view.smart_level >= self.least_level))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; from the month it works, pull the lever of those who share."""
        bought = super().apply(view, month)
        paid_for = view.spent + bought.paid > 0.0
        works = self.works_from is not None and month >= Month.parse(self.works_from)
        members = self.eligible(view)
        if not (paid_for and works and self.holds(month) and members.any()):
            return bought
        levers: dict[str, Column] = {}
        if view.values[STRENGTH] > 0.0:
            levers["data_spillover"] = np.where(members, 1.0 + view.values[STRENGTH], 1.0)
        if view.values[HEARD] > 0.0:
            levers["awareness"] = np.where(view.operating & view.manufacturing, view.values[HEARD], 0.0)
        return replace(bought, levers=levers)
