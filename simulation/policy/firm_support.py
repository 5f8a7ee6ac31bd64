"""Strong-small-firm support (강소기업 육성): marketing abroad, advice and certification, and guarantees for credit.

Research of the same firms is paid for by the kind ``commercialisation``. An announced number of strong small firms is
a target, never an input.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from simulation.arrays import Flags
from simulation.luck import stream, uniforms
from simulation.policy.actions import NOTHING, Actions, PolicyView
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import LOCAL_SCALE, CapitalSpending, known_item, plain_spending
from simulation.policy.queue import paid_in_order
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.policy.spending import purchase
from simulation.units import EOK, MONTHS_A_YEAR, Month

MARKETING, QUALITY = "policy.marketing_effect", "policy.consulting_quality"


@instrument
class FirmSupport(Specification):
    """Serves manufacturers between two sizes at ``cost`` a firm and year, as far as the money of the month goes.

    While it is served, a firm has orders from abroad of e m (lever ``export_access``), with m its part of the money
    that is marketing and e the drawn orders a won; its quality is 1 + q times as good (``treated_quality``), q drawn,
    where the rest of the money is advice; and a guarantee of ``guarantee`` adds to its credit line (``credit``).
    A guarantee is no money paid; what lenders lose is booked with them. Who is served first: ``points`` (size and
    exports) or a ``lottery`` drawn once.
    """

    # Worked example: 1억 a firm and year, half of it marketing, is 1억 x 0.5 / 12 = 4.17 million KRW a month; with
    # e = 2 it brings orders of 8.33 million KRW a month, 1억 a year. 20억 a year serve 20 firms.

    even: ClassVar[bool] = True
    kind: Literal["firm_support"]
    item: str = Field(default="start_up", description="비목 / cost item")
    cost: UnitCost = Field(description="업체당 연간 지원액(억원) / money a firm and year, 억원")
    marketing: float = Field(
        default=0.5, ge=0.0, le=1.0, description="해외마케팅 비중 / share of the money that is marketing abroad"
    )
    guarantee: float = Field(default=0.0, ge=0.0, description="업체당 보증(억원) / guarantee a firm, 억원")
    smallest: int = Field(default=10, ge=1, description="지원 대상 최소 종사자 수 / fewest workers served")
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")
    rationing: Literal["points", "lottery"] = Field(default="points", description="선정 순서 / who is served first")
    industries: tuple[str, ...] = Field(
        default=(), strict=False, description="지원 업종(없으면 전 업종) / industries served, else all"
    )

    _item = field_validator("item")(known_item)

    def spending_only(self) -> CapitalSpending:
        """What it buys, with nobody served."""
        return plain_spending(self, self.item)

    def buys(self) -> Mapping[str, float]:
        """Services of its item."""
        return {self.item: 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers of the sizes and industries served."""
        of_size = (view.employees >= self.smallest) & (view.employees <= self.largest)
        return np.asarray(view.operating & view.manufacturing & of_size & view.in_industries(self.industries))

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Buy this month's services for as many firms as they reach; unused money buys them all the same."""
        money = sum(view.left.values())
        if money <= 0.0 or not self.holds(month):
            return NOTHING
        remaining = self.months_to_come(month)
        payers = {account: amount / remaining for account, amount in view.left.items()}
        bought = purchase("", self.item, payers=payers, local_scale=view.values.get(LOCAL_SCALE, 1.0))
        each = self.cost * EOK / MONTHS_A_YEAR
        # Nothing is carried over to the next month, so the last place is given by lot: right on average.
        lot = stream(view.seed, "last place of firm support", step=view.step)
        reach = money / remaining + float(uniforms(lot, np.zeros(1, dtype=np.int64))[0]) * each
        served = paid_in_order(
            self.rationing,
            view,
            applicant=self.eligible(view) & ~view.served,
            asked=np.full(view.rows, each),
            available=reach,
            lot=stream(view.seed, "strong small firms"),
        )
        advice = view.values[QUALITY] if self.marketing < 1.0 else 0.0
        return Actions(
            levers={
                "export_access": np.where(served, view.values[MARKETING] * self.marketing * each, 0.0),
                "treated_quality": np.where(served, 1.0 + advice, 1.0),
                "credit": np.where(served, self.guarantee * EOK, 0.0),
            },
            purchases=(bought,),
        )
