"""Smart-factory subsidy (스마트공장 구축 지원): a share of the cost of a step, capped, rationed by budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from simulation.arrays import Column, Flags
from simulation.luck import stream
from simulation.policy.actions import NOTHING, Actions, PolicyView, shared
from simulation.policy.by_year import TOP_LEVEL, AmountByYear, LevelsByYear, ShareByYear, levels_in, number_in
from simulation.policy.queue import paid_in_order
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.units import EOK, MONTHS_A_YEAR, Month


@instrument
class SmartFactorySubsidy(Specification):
    """Pays ``rate`` of the cost of reaching a level, at most its cap, until the money of the year is gone.

    Who is paid first: ``points`` (size and exports, the rank effects of the evidence), ``date`` (longest waiting
    first), ``lottery``; a keyed draw decides between equals. A level without a cap is not supported, nor is
    manufacturing AI without ``ai_cap``. Rate and caps may change from year to year: a year without an entry has that
    of the latest year before it, and before the first there is no support. Years are those of the budget, so that a
    late programme keeps its own rules.
    """

    # Worked example: a step of 3억, a rate of 0.5 and a cap of 1억 pay min(0.5 x 3, 1) = 1억: the firm bears two
    # thirds. 100억 a year serve 100 such firms.

    by_year: ClassVar[tuple[str, ...]] = ("rate", "ai_cap")
    kind: Literal["smart_factory_subsidy"]
    rate: ShareByYear = Field(description="보조율(연도별 가능) / share of the cost that is paid, may differ by year")
    cap: LevelsByYear = Field(
        default_factory=dict, description="단계별 한도(억원, 연도별 가능) / cap by level, 억원, may differ by year"
    )
    ai_cap: AmountByYear = Field(
        default=0.0, description="제조 AI 한도(억원, 연도별 가능) / cap for manufacturing AI, 억원, may differ by year"
    )
    rationing: Literal["points", "date", "lottery"] = Field(default="date", description="선정 순서 / who is paid first")
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers served")
    opens: int = Field(default=1, ge=1, le=12, description="매년 접수 시작 월 / month of the year in which it opens")
    awareness: float = Field(default=0.0, ge=0.0, le=1.0, description="홍보 효과 / awareness hazard added a month")

    @model_validator(mode="after")
    def _rules(self) -> SmartFactorySubsidy:
        if self.rate == {} or self.ai_cap == {}:
            raise ValueError("a rule by year needs at least one year")
        if not (list(_amounts(self.cap)) or any(_amounts(self.ai_cap))):
            raise ValueError("without cap and ai_cap it supports nothing")
        return self

    def generosity(self, year: int) -> float:
        """Share of the cost of a step that is paid in a year."""
        return number_in(self.rate, year)

    def buys(self) -> Mapping[str, float]:
        """Software and equipment of a smart-factory step."""
        return {"smart_factory_step": 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """Operating manufacturers of the size served whose next step, a rung or manufacturing AI, has a cap."""
        caps = levels_in(self.cap, view.year)
        capped = np.array([caps.get(level, 0.0) > 0.0 for level in range(TOP_LEVEL + 2)])
        reached = np.where(view.to_ai, number_in(self.ai_cap, view.year) > 0.0, capped[view.smart_level + 1])
        served = view.operating & view.manufacturing & (view.employees <= self.largest)
        return np.asarray(served & reached & np.isfinite(view.step_cost))

    def grant(self, view: PolicyView, *, eligible: Flags) -> Column:
        """Grant each eligible firm would receive, min(rate x cost, cap) (million KRW)."""
        cap = np.zeros(TOP_LEVEL + 2)
        for level, amount in levels_in(self.cap, view.year).items():
            cap[level] = amount * EOK
        highest = np.where(view.to_ai, number_in(self.ai_cap, view.year) * EOK, cap[view.smart_level + 1])
        cost = np.where(np.isfinite(view.step_cost), view.step_cost, 0.0)
        paid = np.minimum(self.generosity(view.year) * cost, highest)
        return np.where(eligible, paid, 0.0)

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Fund last month's applicants in order; offer what is left to those who may apply this month.

        The lever ``adoption_cost`` holds the share of the next step that an eligible firm would bear if funded, and
        is neutral where there is no money; the grants themselves are transfers.
        """
        money = sum(view.left.values())
        if self.generosity(month.year) == 0.0 or money <= 0.0 or month.month < self.opens or not self.holds(month):
            return NOTHING
        eligible = self.eligible(view)
        grant = self.grant(view, eligible=eligible)
        borne = 1.0 - _share(grant, view.step_cost)
        served = grant > 0.0
        would = served & (view.willing > borne)
        asking = view.applicant & would
        chosen = paid_in_order(
            self.rationing,
            view,
            applicant=asking,
            asked=grant,
            available=money,
            lot=stream(view.seed, "smart factory rationing", step=view.step),
            since=view.applied_since,
        )
        paid = np.where(chosen, grant, 0.0)
        total = float(paid.sum())
        transfers = shared(paid, view.left) if total > 0.0 else ()
        levers: dict[str, Column] = {"adoption_cost": borne}
        waiting = int(np.count_nonzero(asking & ~chosen))
        offered = np.zeros(view.rows)
        offered[would] = (money - total) / max(float(grant[would].sum()), 1e-9)
        told = self.awareness + sold(view, offered, served=served, would=would, waiting=waiting)
        if told > 0.0:
            levers["awareness"] = np.where(eligible, told, 0.0)
        return Actions(levers=levers, transfers=transfers, offered=offered)


def sold(view: PolicyView, offered: Column, *, served: Flags, would: Flags, waiting: int) -> float:
    """Hazard a month at which agents of a programme tell firms of it, so that unusual money finds applicants.

    m = -ln(1 - min(h, max(0, r (G - max(0, u F - H)) / 12 - A) / N)): of G grants what is usual, to a share u of the F
    firms served in a year, needs no further selling, since the record's awareness has come about with it; H of the
    usual are those that programmes asked before offer the same firms. Of the others, r applications come for each
    grant, A wait already, and of the N firms that would apply if they knew agents reach at most h.

    Args:
        view: the tenants; ``technology.applications_per_grant`` (r), ``technology.usual_grants`` (u, percent a year)
            and ``technology.selling_limit`` (h) of its values; ``offered`` by programmes asked before (H).
        offered: G by firm, grants that the money left this year after this month's would pay.
        served: who would be paid for a step.
        would: who would apply for it on knowing of it.
        waiting: A, applicants of this month who are not paid.
    """
    unaware = int(np.count_nonzero(would & ~view.aware))
    grants, before = float(offered.sum()), float((view.offered * served).sum())
    if unaware == 0 or grants <= 0.0:
        return 0.0
    usual = view.values["technology.usual_grants"] / 100.0 * np.count_nonzero(served)
    unusual = grants - max(0.0, usual - before)
    missing = view.values["technology.applications_per_grant"] * unusual / MONTHS_A_YEAR - waiting
    reached = min(view.values["technology.selling_limit"], max(0.0, missing) / unaware)
    return float(-np.log1p(-reached))


def _share(grant: Column, cost: Column) -> Column:
    return np.divide(grant, cost, out=np.zeros(grant.size), where=grant > 0.0)


def _amounts(rule: Any) -> Iterator[float]:
    """Every amount of a rule, by level, by year or both."""
    if isinstance(rule, Mapping):
        for each in rule.values():
            yield from _amounts(each)
    else:
        yield rule
