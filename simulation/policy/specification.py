"""What every instrument file says: when, with whose money, at which stage of planning, from which source."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from simulation.units import Month

MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
TOLERANCE = 1e-9


class Closed(BaseModel):
    """Frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class MoneySources(Closed):
    """Shares of the money by source: 국비, 도비, 시비, 민자; they add to one."""

    state: float = Field(default=0.0, ge=0.0, le=1.0)
    province: float = Field(default=0.0, ge=0.0, le=1.0)
    city: float = Field(default=0.0, ge=0.0, le=1.0)
    private: float = Field(default=0.0, ge=0.0, le=1.0)

    @model_validator(mode="after")
    def _whole(self) -> MoneySources:
        if abs(self.state + self.province + self.city + self.private - 1.0) > TOLERANCE:
            raise ValueError("state, province, city and private must add to 1")
        return self


class Specification(Closed):
    """Common options of all instruments.

    ``budget`` is money by calendar year in 억원 at prices of the year; ``stage`` says whether it is a plan, a budget
    or an outturn (an outturn is paid as it stands, the others times the drawn execution rate).
    """

    name_ko: str = Field(default="", description="사업명")
    name_en: str = Field(default="", description="name of the item")
    budget: dict[int, float] = Field(default_factory=dict, description="연도별 금액(억원) / 억원 by year")
    sources: MoneySources = Field(default_factory=lambda: MoneySources(state=1.0), description="재원 / sources of money")
    stage: Literal["plan", "budget", "outturn"] = "plan"
    start: str | None = Field(default=None, pattern=MONTH, description="첫 달 / first month, the first budget year else")
    end: str | None = Field(default=None, pattern=MONTH, description="마지막 달 / last month, the last budget year else")
    source: str = Field(description="출처 / key of the source, see 'sandan list sources'")
    status: Literal["announced", "plan", "budget", "outturn", "assumed", "estimated", "measured", "derived"]
    range: tuple[float, float] | None = Field(
        default=None, description="금액의 범위(배율) / range of the amount, as factors of it"
    )
    note: str = ""

    @model_validator(mode="after")
    def _sensible(self) -> Specification:
        if any(amount < 0.0 for amount in self.budget.values()):
            raise ValueError("a budget must not be negative")
        if self.range is not None and not 0.0 <= self.range[0] <= self.range[1]:
            raise ValueError("range must be two factors in order")
        return self

    def budget_of(self, month: Month) -> float:
        """Money of the month in 억원: a twelfth of the year's, within the window."""
        if self.start is not None and month < Month.parse(self.start):
            return 0.0
        if self.end is not None and month > Month.parse(self.end):
            return 0.0
        return self.budget.get(month.year, 0.0) / 12.0
