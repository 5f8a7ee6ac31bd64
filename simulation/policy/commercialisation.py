"""R&D and commercialisation support (기술개발·사업화 지원): a share of the cost of a project, rationed by budget.

An announced number of technologies commercialised is a target. What support does to the chance that a project becomes
sales is drawn from the prior ``research.support_effect``, which includes zero: money that replaces a firm's own, and
projects that would have come anyway, are in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.arrays import Column, Flags
from simulation.luck import stream
from simulation.policy.actions import NOTHING, Actions, PolicyView, shared
from simulation.policy.by_year import AmountByYear, ShareByYear, number_in
from simulation.policy.queue import paid_in_order
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.units import EOK, MONTHS_A_YEAR, Month

EFFECT, TERM = "research.support_effect", "research.term"


@instrument
class Commercialisation(Specification):
    """Pays ``rate`` of the cost of a project, at most ``cap``, to small and mid-sized firms that do research.

    Every firm it may serve asks for support; who is paid first: ``points`` (size and exports: those who do research
    more often anyway, so that supported firms differ beforehand) or ``lottery``. While its project lasts, a firm is
    not supported again, and the lever ``rnd_success`` holds its hazard of a project becoming sales over that without
    support, 1 + effect x share of the cost paid. A project costs what the firm's research costs in the drawn months
    ``research.term`` that it lasts.
    """

    # Worked example: research of 1.5억 a year makes a project of 24 months cost 3억; a rate of 0.5 and a cap of 1억 pay
    # min(0.5 x 3, 1) = 1억, a third of the cost; with an effect of 0.6 the hazard of success is 1 + 0.6 / 3 = 1.2 times
    # that without support. 20억 serve 20 such firms.

    by_year: ClassVar[tuple[str, ...]] = ("rate", "cap")
    kind: Literal["commercialisation"]
    rate: ShareByYear = Field(description="보조율(연도별 가능) / share of the cost that is paid, may differ by year")
    cap: AmountByYear = Field(description="과제당 한도(억원, 연도별 가능) / cap per project, 억원, may differ by year")
    rationing: Literal["points", "lottery"] = Field(default="points", description="선정 순서 / who is paid first")
    smallest: int = Field(default=1, ge=1, description="지원 대상 최소 종사자 수 / fewest workers served")
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")
    opens: int = Field(default=1, ge=1, le=12, description="매년 접수 시작 월 / month of the year in which it opens")

    @model_validator(mode="after")
    def _rules(self) -> Commercialisation:
        if self.rate == {} or self.cap == {}:
            raise ValueError("a rule by year needs at least one year")
        return self

    def generosity(self, year: int) -> float:
        """Share of the cost of a project that is paid in a year."""
        return number_in(self.rate, year)

    def buys(self) -> Mapping[str, float]:
        """Research of the firms that are granted."""
        return {"research": 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating firms of the size served that do research and have no supported project."""
        served = view.operating & (view.employees >= self.smallest) & (view.employees <= self.largest)
        return np.asarray(served & (view.research_cost > 0.0) & ~view.in_project)

    def cost(self, view: PolicyView) -> Column:
        """What a project of each firm costs over the months that it lasts (million KRW)."""
        return np.asarray(view.research_cost * view.values[TERM] / MONTHS_A_YEAR)

    def grant(self, view: PolicyView) -> Column:
        """Grant each eligible firm would receive, min(rate x cost, cap) (million KRW)."""
        highest = number_in(self.cap, view.year) * EOK
        paid = np.minimum(self.generosity(view.year) * self.cost(view), highest)
        return np.where(self.eligible(view), paid, 0.0)

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Fund projects in order while the money of the year lasts."""
        money = sum(view.left.values())
        if money <= 0.0 or month.month < self.opens or not self.holds(month):
            return NOTHING
        grant = self.grant(view)
        chosen = paid_in_order(
            self.rationing,
            view,
            applicant=grant > 0.0,
            asked=grant,
            available=money,
            lot=stream(view.seed, "commercialisation rationing", step=view.step),
        )
        if not chosen.any():
            return NOTHING
        paid = np.where(chosen, grant, 0.0)
        share = np.divide(paid, self.cost(view), out=np.zeros(paid.size), where=chosen)
        levers = {"rnd_success": 1.0 + view.values[EFFECT] * share}
        return Actions(levers, shared(paid, view.left, for_step=False, for_project=True))
