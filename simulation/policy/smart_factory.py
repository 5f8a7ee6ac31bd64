"""Smart-factory subsidy (스마트공장 구축 지원): a share of the cost of a step, capped, rationed by budget."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.equations.rationing import funded, funding_order
from simulation.luck import stream, uniforms
from simulation.policy.actions import NOTHING, Actions, Column, Flags, PolicyView, Transfer
from simulation.policy.specification import Specification
from simulation.units import EOK, Month

LEVELS = (1, 2, 3, 4)


class SmartFactorySubsidy(Specification):
    """Pays ``rate`` of the cost of reaching a level, at most its cap, until the money of the year is gone.

    Who is paid first: ``points`` (size and exports, the rank effects of the evidence), ``date`` (longest waiting
    first), ``lottery``; a keyed draw decides between equals. A level without a cap is not supported, nor is
    manufacturing AI without ``ai_cap``.
    """

    kind: Literal["smart_factory_subsidy"]
    rate: float = Field(ge=0.0, le=1.0, description="보조율 / share of the cost that is paid")
    cap: dict[int, float] = Field(default_factory=dict, description="단계별 한도(억원) / cap by level, 억원")
    ai_cap: float = Field(default=0.0, ge=0.0, description="제조 AI 한도(억원) / cap for manufacturing AI, 억원")
    rationing: Literal["points", "date", "lottery"] = "date"
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")
    opens: int = Field(default=1, ge=1, le=12, description="매년 접수 시작 월 / month of the year in which it opens")
    awareness: float = Field(default=0.0, ge=0.0, le=1.0, description="홍보 효과 / awareness hazard added a month")

    @model_validator(mode="after")
    def _levels(self) -> SmartFactorySubsidy:
        if set(self.cap) - set(LEVELS):
            raise ValueError("cap is by level 1, 2, 3, 4")
        return self

    @property
    def generosity(self) -> float:
        """Share of the cost of a step that is paid."""
        return self.rate

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers of the size served whose next step, a rung or manufacturing AI, has a cap."""
        reached = np.isin(view.smart_level + 1, [level for level, cap in self.cap.items() if cap > 0.0])
        reached = np.where(view.to_ai, self.ai_cap > 0.0, reached)
        served = view.operating & view.manufacturing & (view.employees <= self.largest)
        return np.asarray(served & reached & np.isfinite(view.step_cost))

    def grant(self, view: PolicyView) -> Column:
        """Grant each eligible firm would receive, min(rate x cost, cap) (million KRW)."""
        cap = np.zeros(LEVELS[-1] + 2)
        for level, amount in self.cap.items():
            cap[level] = amount * EOK
        highest = np.where(view.to_ai, self.ai_cap * EOK, cap[view.smart_level + 1])
        cost = np.where(np.isfinite(view.step_cost), view.step_cost, 0.0)
        return np.where(self.eligible(view), np.minimum(self.rate * cost, highest), 0.0)

    def points(self, view: PolicyView) -> Column:
        """Score of an application: size and exports."""
        points: Column = np.log(np.maximum(view.employees, 1)) + view.export_share
        return points

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Fund last month's applicants in order; offer what is left to those who may apply this month.

        The lever ``adoption_cost`` holds the share of the next step that an eligible firm would bear if funded, and
        is neutral where there is no money; the grants themselves are transfers.
        """
        money = sum(view.left.values())
        if self.rate == 0.0 or money <= 0.0 or month.month < self.opens or not self.holds(month):
            return NOTHING
        grant = self.grant(view)
        luck = uniforms(stream(view.seed, "smart factory rationing", view.step), view.identifier)
        borne = 1.0 - _share(grant, view.step_cost)
        asking = view.applicant & (grant > 0.0) & (view.willing > borne)
        line = np.flatnonzero(asking)
        points, since = self.points(view)[line], view.applied_since[line]
        order = line[funding_order(self.rationing, points, since, luck[line], view.identifier[line])]
        chosen = funded(order, asking, grant, money)
        paid = np.where(chosen, grant, 0.0)
        total = float(paid.sum())
        transfers = tuple(
            Transfer("", account, paid * (amount / money)) for account, amount in view.left.items() if total > 0.0
        )
        levers: dict[str, Column] = {"adoption_cost": borne}
        if self.awareness > 0.0:
            levers["awareness"] = np.where(self.eligible(view), self.awareness, 0.0)
        return Actions(levers=levers, transfers=transfers)


def _share(grant: Column, cost: Column) -> Column:
    return np.divide(grant, cost, out=np.zeros(grant.size), where=grant > 0.0)
