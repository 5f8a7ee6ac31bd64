"""Supply of sites (특화단지·지식산업센터): lots and leased floor that firms can then take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.arrays import Column
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.capital_spending import BUILDING, CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import EOK, Month


@instrument
class SiteSupply(CapitalSpending):
    """Builds lots and leased floor and lets what the money paid so far has built from ``opens`` on.

    ``lots`` is the share of the money that lays out lots at ``lot_cost`` each, the rest builds floor at ``floor_cost``
    a thousand m2 (levers ``lots`` and ``sites``). Whether anybody comes is found, not set: free sites are let at the
    usual pace, so that a tenant more is no growth of output by itself.
    """

    # Worked example: 300억, half for lots at 15억 and half for floor at 20억 a thousand m2, is 10 lots and 7.5
    # thousand m2 once all is paid.

    kind: Literal["site_supply"]  # type: ignore[assignment]
    item: str = Field(default=BUILDING, description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="공급 시작 월 / first month in which sites are let")
    lots: float = Field(default=0.0, ge=0.0, le=1.0, description="용지 비중 / share of the money that lays out lots")
    lot_cost: float = Field(default=0.0, ge=0.0, description="필지당 조성비(억원) / cost of a lot, 억원")
    floor_cost: float = Field(
        default=0.0, ge=0.0, description="건축비(억원/천㎡) / cost of floor, 억원 per thousand m2"
    )

    @model_validator(mode="after")
    def _priced(self) -> SiteSupply:
        if (self.lots > 0.0 and self.lot_cost == 0.0) or (self.lots < 1.0 and self.floor_cost == 0.0):
            raise ValueError("lots need lot_cost, floor needs floor_cost")
        return self

    def built(self, money: float) -> Mapping[str, float]:
        """Lots and thousand m2 of floor that an amount builds (million KRW)."""
        lots = self.lots * money / (self.lot_cost * EOK) if self.lots > 0.0 else 0.0
        floor = (1.0 - self.lots) * money / (self.floor_cost * EOK) if self.lots < 1.0 else 0.0
        return {"lots": lots, "sites": floor}

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; let all that is built when it opens, and what is built later at once."""
        bought = super().apply(view, month)
        opens = Month.parse(self.opens)
        money = bought.paid + (view.spent if month == opens else 0.0)
        if month < opens or money == 0.0:
            return bought
        levers: dict[str, Column] = {
            key: np.full(view.rows, amount) for key, amount in self.built(money).items() if amount > 0.0
        }
        return replace(bought, levers=levers)
