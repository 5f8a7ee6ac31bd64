"""Energy infrastructure (신재생·미래형 에너지 기반): plants whose energy tenants buy at a price that does not move."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Flags
from simulation.policy.actions import NOTHING, Actions, PolicyView
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import Month

YIELD = "policy.energy_yield"


@instrument
class EnergySupport(CapitalSpending):
    """Builds plants and, from ``opens`` on, covers a share of the energy of the firms served.

    c = min(1, y K / B) (lever ``energy_cover``): y the drawn worth of the energy that a won invested makes in a year, K
    the money paid so far at prices of the month, B what the energy of all firms served costs in a year. They pay the
    drawn ``policy.own_energy_price`` for it whatever the market asks, so that both price and its swings are smaller.
    A sector saves by its energy in the input-output table. What stands, stays.
    """

    # Worked example: 200억 paid, y = 10 %: energy worth 20억 a year. Where the firms served pay B = 400억, c = 0.05; at
    # 0.9 of the price they save 0.05 x 0.1 x 400 = 2억 a year.

    kind: Literal["energy_support"]  # type: ignore[assignment]
    item: str = Field(default="energy", description="비목 / cost item")
    opens: str = Field(pattern=MONTH, description="가동 월 / first month in which the plants run")
    industries: tuple[str, ...] = Field(
        default=(), strict=False, description="공급 업종(없으면 전 업종) / industries served, else all"
    )

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers of the industries served."""
        return np.asarray(view.operating & view.manufacturing & view.in_industries(self.industries))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend as any purchase does; once the plants run, those served buy part of their energy from them."""
        bought = super().apply(view, month)
        served = self.eligible(view)
        bill = float(view.energy_bill[served].sum()) if served.any() else 0.0
        if view.spent == 0.0 or month < Month.parse(self.opens) or bill == 0.0:
            return bought
        cover = min(1.0, view.values[YIELD] / 100.0 * view.worth / bill)
        levers = {"energy_cover": np.where(served, cover, 0.0)}
        return replace(bought if bought is not NOTHING else Actions(), levers=levers)
