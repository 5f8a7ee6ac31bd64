"""Employment retention (고용유지지원): pay of people a firm has no work for, so that it keeps them."""

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

EFFECT = "labour.retention_subsidy_effect"


@instrument
class EmploymentRetention(Specification):
    """Pays ``rate`` of the pay of the posts that a firm keeps beyond its plan, by lot, while the month's money lasts.

    Firms served keep the drawn share of surplus posts they would have given up (lever ``employment_retention``, on top
    of the national subsidy); the rest would have been kept anyway, and is paid for all the same.
    """

    # Worked example: a firm with 4 posts too many at 3 million KRW a month and a rate of 0.5 is paid 6 million KRW a
    # month; 1억 a month serves 16 such firms.

    even: ClassVar[bool] = True
    kind: Literal["employment_retention"]
    rate: float = Field(gt=0.0, le=1.0, description="인건비 지원율 / share of the pay of surplus posts that is paid")
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")

    def buys(self) -> Mapping[str, float]:
        """What the households that keep their pay buy."""
        return {HOUSEHOLDS: 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating firms of the size served that keep more posts than they need."""
        return np.asarray(view.operating & (view.employees <= self.largest) & (view.surplus > 0.0))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Serve firms in an order drawn once, as far as this month's part of the year's money goes."""
        money = sum(view.left.values())
        if money <= 0.0 or not self.holds(month):
            return NOTHING
        claim = np.where(self.eligible(view), self.rate * view.wage * view.surplus, 0.0)
        served = served_by_lot(self, view, month=month, claim=claim, lot="employment retention")
        if not served.any():
            return NOTHING
        paid = np.where(served, claim, 0.0)
        levers = {"employment_retention": np.where(served, view.values[EFFECT], 0.0)}
        return Actions(levers, shared(paid, view.left, for_step=False))
