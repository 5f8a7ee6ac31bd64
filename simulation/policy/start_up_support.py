"""Start-up support (창업 지원): grants or services for young firms, and incubation space let at the usual terms.

Announced numbers of start-ups or survivors are targets. What support does to entry and survival is drawn from the
priors ``demography.support_entry`` and ``demography.support_survival``, well below the raw difference between supported
and other firms, which is selection in part.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator, model_validator

from simulation.arrays import Column, Flags
from simulation.luck import normals, stream, uniforms
from simulation.policy.actions import NOTHING, Actions, PolicyView, shared
from simulation.policy.by_year import UnitCost
from simulation.policy.capital_spending import BUILDING, LOCAL_SCALE, CapitalSpending, known_item, plain_spending
from simulation.policy.queue import paid_in_order
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.policy.spending import purchase
from simulation.units import EOK, MONTHS_A_YEAR, Month

FOUNDER_AGE, FOUNDER_SPREAD = "demography.founder_age", "demography.founder_age_spread"
ENTRY, SURVIVAL = "demography.support_entry", "demography.support_survival"


@instrument
class StartUpSupport(Specification):
    """Pays ``cost`` once to every young firm while money lasts, and builds incubation space with a part of the money.

    A supported firm closes less often in its first years (lever ``early_survival``); the prospect of support brings
    more founders, by as much as the money reaches them (lever ``entry_rate``); space adds to leased floor (``sites``).
    Support ``in_kind`` (consulting, space, marketing) is bought by the programme as ``item``, evenly and to the last
    won, whether or not there are firms to use it; a firm is then served at ``cost`` and receives no money.
    """

    # Worked example: 24억 over three years, all in kind at 0.4억 a firm, is 8억 a year: 20 firms. With an effect of ln
    # 1.25 on survival each closes exp(-0.223) = 0.8 times as often in its first years.

    even: ClassVar[bool] = True
    kind: Literal["start_up_support"]
    cost: UnitCost = Field(description="업체당 지원액(억원) / grant per firm, 억원")
    oldest: int = Field(default=36, ge=1, description="지원 대상 최대 업력(개월) / oldest firm served, months")
    oldest_founder: int | None = Field(
        default=None, ge=18, description="창업자 최대 나이(세) / oldest founder served, years, else any"
    )
    rationing: Literal["date", "lottery"] = Field(default="date", description="선정 순서 / who is paid first")
    in_kind: bool = Field(default=False, description="현물(서비스) 지원 / services instead of grants")
    item: str = Field(default="start_up", description="현물 지원의 비목 / cost item of support in kind")
    space: float = Field(
        default=0.0, ge=0.0, lt=1.0, description="창업공간 비중 / share of the money that builds space"
    )
    space_cost: float = Field(
        default=0.0, ge=0.0, description="공간 건설비(억원/천㎡) / cost of space, 억원 per thousand m2"
    )

    _item = field_validator("item")(known_item)

    @model_validator(mode="after")
    def _priced(self) -> StartUpSupport:
        if self.space > 0.0 and self.space_cost == 0.0:
            raise ValueError("space needs space_cost")
        return self

    def spending_only(self) -> CapitalSpending:
        """What it buys, without space, grants or anybody served."""
        return plain_spending(self, self.item) if self.in_kind else plain_spending(self, BUILDING, share=self.space)

    def buys(self) -> Mapping[str, float]:
        """Space, and what young firms are served with or buy with their grants."""
        return {self.item: 1.0} if self.in_kind else {BUILDING: self.space, self.item: 1.0 - self.space}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating firms that are young, of a founder of the age served, and have had no such support."""
        return self._of_age(view, view.operating & (view.age <= self.oldest) & ~view.supported)

    def _of_age(self, view: PolicyView, firms: Flags) -> Flags:
        """Those of some firms whose founder was young enough when founding it: an age drawn once per firm."""
        if self.oldest_founder is not None:
            luck = normals(stream(view.seed, "age of a founder"), view.identifier[firms])
            firms[firms] = view.values[FOUNDER_AGE] + view.values[FOUNDER_SPREAD] * luck <= self.oldest_founder
        return firms

    def _share_of_age(self, view: PolicyView) -> float:
        """Share of founders young enough, P(age <= limit) of the normal distribution they are drawn from."""
        if self.oldest_founder is None:
            return 1.0
        return NormalDist(view.values[FOUNDER_AGE], view.values[FOUNDER_SPREAD]).cdf(self.oldest_founder)

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend this month's part of the year's money: on space, and on young firms, the youngest first or by lot.

        What a month leaves over is there for the next ones, so that a year's money is offered all through the year.
        """
        money = sum(view.left.values())
        if money <= 0.0 or not self.holds(month):
            return NOTHING
        remaining = self.months_to_come(month)
        support = (1.0 - self.space) * money / remaining
        chosen = self._chosen(view, support)
        levers: dict[str, Column] = {
            "entry_rate": np.where(~view.operating & (view.age == 0), self._attraction(view, support), 1.0),
            "early_survival": np.where(chosen, np.exp(-view.values[SURVIVAL]), 1.0),
        }
        if self.space > 0.0:
            floor = self.space * money / remaining / (self.space_cost * EOK)
            levers["sites"] = np.full(view.rows, floor)
        bought = 1.0 if self.in_kind else self.space
        payers = {account: amount * bought / remaining for account, amount in view.left.items()}
        what = self.item if self.in_kind else BUILDING
        purchases = (
            (purchase("", what, payers=payers, local_scale=view.values.get(LOCAL_SCALE, 1.0)),) if bought > 0.0 else ()
        )
        granted = np.where(chosen, self.cost * EOK, 0.0)
        granted_at_all = chosen.any() and not self.in_kind
        transfers = shared(granted, view.left, for_step=False) if granted_at_all else ()
        return Actions(levers=levers, transfers=transfers, purchases=purchases)

    def _chosen(self, view: PolicyView, money: float) -> Flags:
        if self.in_kind:
            # Nothing is carried over to the next month, so the last place is given by lot: right on average.
            lot = stream(view.seed, "last place of start-up support", step=view.step)
            money += float(uniforms(lot, np.zeros(1, dtype=np.int64))[0]) * self.cost * EOK
        # The order by date takes the longest wait first; the youngest firm has the most early years before it.
        return paid_in_order(
            self.rationing,
            view,
            applicant=self.eligible(view),
            asked=np.full(view.rows, self.cost * EOK),
            available=money,
            lot=stream(view.seed, "start-up support rationing", step=view.step),
            since=view.age,
        )

    def _attraction(self, view: PolicyView, monthly_money: float) -> float:
        """Entry over its usual rate: the drawn effect times the share of start-ups that the month's money reaches.

        Where founders must be young, the effect is on their share of all founders.
        """
        young = int(self._of_age(view, view.operating & (view.age < MONTHS_A_YEAR)).sum()) / MONTHS_A_YEAR
        places = monthly_money / (self.cost * EOK)
        reached = min(1.0, places / young) if young > 0.0 else 1.0
        return 1.0 + view.values[ENTRY] * reached * self._share_of_age(view)
