"""Commuting and dormitory support (통근·기숙사 지원): so much a month for each worker of the firms served.

How far it keeps people is found, not set: the allowance adds to the pay that workers compare (lever
``commuting_benefit``), and the elasticities of search and quits do the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Flags
from simulation.policy.actions import NOTHING, Actions, PolicyView, shared
from simulation.policy.monthly import served_by_lot
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.policy.spending import HOUSEHOLDS
from simulation.units import Month


@instrument
class CommutingSupport(Specification):
    """Pays ``amount`` a worker and month to firms of up to ``largest`` workers, by lot, while money lasts."""

    # Worked example: 0.05 million KRW a month for a firm of 40 workers is 2 million KRW; 12억 a year are 100 million
    # KRW a month and serve 50 such firms, 2,000 people.

    even: ClassVar[bool] = True
    kind: Literal["commuting_support"]
    amount: float = Field(
        gt=0.0, le=1.0, description="1인당 월 지원액(백만원) / allowance a worker and month, million KRW"
    )
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")

    def buys(self) -> Mapping[str, float]:
        """What the households that receive it buy."""
        return {HOUSEHOLDS: 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating firms of the size served."""
        return np.asarray(view.operating & (view.employees > 0) & (view.employees <= self.largest))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Serve firms in an order drawn once, as far as this month's part of the year's money goes."""
        money = sum(view.left.values())
        if money <= 0.0 or not self.holds(month):
            return NOTHING
        claim = self.amount * view.employees.astype(np.float64)
        served = served_by_lot(self, view, month=month, claim=claim, lot="commuting support")
        if not served.any():
            return NOTHING
        paid = np.where(served, claim, 0.0)
        levers = {"commuting_benefit": np.where(served, self.amount, 0.0)}
        return Actions(levers, shared(paid, view.left, for_step=False, to_workers=True))
