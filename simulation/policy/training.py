"""Training (인력양성): courses are bought, and who completes them does digital work.

What that changes is found, not set: more digital workers in reach fill posts that ask for them and set the pace of
the effects of smart-factory steps.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.policy.actions import Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.units import EOK, Month

COMPLETION = "policy.training_completion"


@instrument
class Training(CapitalSpending):
    """Trains people at ``cost`` each; the drawn share of them completes the course and can use it at work.

    Lever ``skill_supply``: persons = money of the month / cost x share. An announced number of trainees is what the
    money must buy, not an input.
    """

    # Worked example: 30억 at 0.1억 a person trains 300; with a completion of 0.6 they are 180 people more who do
    # digital work, 15 a month.

    kind: Literal["training"]  # type: ignore[assignment]
    item: str = Field(default="education", description="비목 / cost item")
    cost: UnitCost = Field(description="1인당 교육비(억원) / cost of training a person, 억원")

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Buy this month's courses; their completers are the month's supply, spread over the rows of the lever."""
        bought = super().apply(view, month)
        persons = bought.paid / (self.cost * EOK) * view.values[COMPLETION]
        if persons == 0.0:
            return bought
        return replace(bought, levers={"skill_supply": np.full(view.rows, persons / view.rows)})
