"""Smart-factory subsidy (스마트공장 구축 지원): a share of the cost of a step up the ladder, capped, rationed by budget."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from simulation.policy.specification import Specification

LEVELS = (1, 2, 3, 4)


class SmartFactorySubsidy(Specification):
    """Pays ``rate`` of the cost of reaching a level, at most its cap, until the money of the year is gone.

    Who is paid first: ``points`` (small gap to the required return last: the firm's own gain decides), ``date`` (in
    order of application, by keyed draw within a month), ``lottery`` (keyed draw).
    """

    kind: Literal["smart_factory_subsidy"]
    rate: float = Field(ge=0.0, le=1.0, description="보조율 / share of the cost that is paid")
    cap: dict[int, float] = Field(default_factory=dict, description="단계별 한도(억원) / highest subsidy by level, 억원")
    rationing: Literal["points", "date", "lottery"] = "date"
    largest: int = Field(default=299, ge=1, description="지원 대상 최대 종사자 수 / most workers of an eligible firm")
    awareness: float = Field(default=0.0, ge=0.0, le=1.0, description="홍보 효과 / awareness hazard added a month")

    @model_validator(mode="after")
    def _levels(self) -> SmartFactorySubsidy:
        if set(self.cap) - set(LEVELS):
            raise ValueError("cap is by level 1, 2, 3, 4")
        return self
