"""Demand (공공구매·수요 창출): public buyers, vehicles, defence orders, visitors; what is bought is the dose."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Flags
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.units import Month


@instrument
class DemandPurchase(CapitalSpending):
    """Buys goods or services of an item; a share ``named`` of what is bought in the province goes to chosen tenants.

    Orders that name a firm (lever ``procurement``) go to operating manufacturers of the ``industries`` up to
    ``largest`` workers, in proportion to their workers; without them, tenants get their usual part. Spending of
    visitors is such an item: visitors x days x spending a day is the money.
    """

    # Worked example, visitors: 3,000 people x 3 days x 0.3 million KRW a day = 27억. Example, orders: 120억 a year, of
    # which the item buys 0.3 in the province, half of it by name: 120 x 0.3 x 0.5 = 18억 a year to chosen firms.

    kind: Literal["demand_purchase"]  # type: ignore[assignment]
    named: float = Field(
        default=0.0, ge=0.0, le=1.0, description="지정 발주 비중 / share of local purchases that name a firm"
    )
    industries: tuple[str, ...] = Field(
        default=(), strict=False, description="발주 업종(없으면 전 업종) / industries of named firms, else all"
    )
    largest: int = Field(default=1_000_000, ge=1, description="발주 업체 최대 종사자 수 / most workers of a named firm")

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers of the industries and sizes that are named."""
        may = view.operating & view.manufacturing & (view.employees > 0) & (view.employees <= self.largest)
        return np.asarray(may & view.in_industries(self.industries))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend evenly; what names a firm is a demand for the firm's own goods instead of those of the item."""
        bought = super().apply(view, month)
        heads = np.where(self.eligible(view), view.employees, 0).astype(np.float64)
        if self.named == 0.0 or not bought.purchases or heads.sum() == 0.0:
            return bought
        (plain,) = bought.purchases
        orders = self.named * float(plain.local.sum()) * heads / heads.sum()
        mine = np.bincount(view.sector, weights=orders, minlength=plain.local.size)
        local = (1.0 - self.named) * plain.local + mine
        domestic = plain.domestic - plain.local + local
        return replace(
            bought, purchases=(replace(plain, local=local, domestic=domestic),), levers={"procurement": orders}
        )
