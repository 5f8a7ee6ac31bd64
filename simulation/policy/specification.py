"""What every instrument of a scenario says: when, with whose money, at which stage of planning, from which source."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Literal, Self, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

from simulation.accounts import Account
from simulation.arrays import Flags
from simulation.policy.actions import Actions, PolicyView
from simulation.policy.by_year import Amount, Year
from simulation.units import EOK, MONTHS_A_YEAR, Month, months_of

MONTH = r"^[12]\d{3}-(0[1-9]|1[0-2])$"
TOLERANCE = 1e-9
EXECUTION_RATE = "policy.execution_rate"
PRIVATE_REALISATION = "policy.private_realisation"
Status = Literal["announced", "plan", "budget", "outturn", "assumed", "estimated", "measured", "derived"]
ABOUT = (
    "kind", "name_ko", "name_en", "stage", "scaled_by", "pool", "fixed_dates", "source", "status", "status_of",
    "source_of", "note", "off",
)  # fmt: skip
"""Options that say what an instrument is and where it comes from; all others hold its values."""
PAYERS = {"state": Account.STATE, "province": Account.PROVINCE, "city": Account.CITY, "private": Account.PRIVATE}


def is_month(option: FieldInfo) -> bool:
    """Whether an option holds a month."""
    return any(getattr(each, "pattern", None) == MONTH for each in option.metadata)


class Closed(BaseModel):
    """Frozen, closed to keys it does not know; a truth value is no number and a text no number."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


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


class Specification(Closed, ABC):
    """Common options of all instruments, which act only through levers, transfers and purchases.

    ``budget`` is money by calendar year in 억원 at prices of the year; ``stage`` says whether it is a plan, a budget
    or an outturn (an outturn is paid as it stands, the others times the drawn rates where the scenario asks for it).
    An uncertain amount is ``scaled_by`` a parameter, so that its range is drawn like any other; within a ``pool`` the
    parameters are shares of one total and are made to add to one. ``by_year`` names the options that take one value
    for all years as well as values by year, ``even`` says whether the money of a year is spread over its months or is
    there for whoever asks first. What is ``off`` never acts, and keeps its place in its pool. ``status`` and
    ``source`` are those of every value that ``status_of`` and ``source_of`` do not name.
    """

    by_year: ClassVar[tuple[str, ...]] = ()
    even: ClassVar[bool] = False
    name_ko: str = Field(default="", description="사업명 / name of the item in Korean")
    name_en: str = Field(default="", description="사업명(영문) / name of the item")
    budget: dict[Year, Amount] = Field(default_factory=dict, description="연도별 금액(억원) / 억원 by year")
    sources: MoneySources = Field(default_factory=lambda: MoneySources(state=1.0), description="재원 / who pays")
    stage: Literal["plan", "budget", "outturn"] = Field(
        default="plan", description="단계: 계획, 예산, 결산(결산은 그대로 지출) / an outturn is paid as it stands"
    )
    start: str | None = Field(default=None, pattern=MONTH, description="첫 달 / first month, else open")
    end: str | None = Field(default=None, pattern=MONTH, description="마지막 달 / last month, else open")
    scaled_by: str | None = Field(default=None, description="금액에 곱할 매개변수 / parameter that scales it")
    pool: str | None = Field(default=None, description="비중 합이 1인 묶음 / shares add to 1 in it")
    fixed_dates: bool = Field(default=False, description="사업 지연(shift)과 무관 / not moved by the key shift")
    source: str = Field(description="출처 / key of the source, see 'sandan list sources'")
    status: Status = Field(description="값의 구분 / how well the numbers are known")
    status_of: dict[str, Status] = Field(
        default_factory=dict,
        description="구분이 다른 값, 예: {opens: assumed, budget.2021: budget} / status of values that differ, as in "
        "{opens: assumed, budget.2021: budget}",
    )
    source_of: dict[str, str] = Field(
        default_factory=dict,
        description="출처가 다른 값, 예: {cost: judgement} / source of values that differ, as in {cost: judgement}",
    )
    note: str = Field(default="", description="비고 / remark")
    off: bool = Field(
        default=False, description="사업 제외(묶음의 자리는 유지) / taken away; keeps its place in a pool"
    )

    @model_validator(mode="after")
    def _sensible(self) -> Specification:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ValueError("end lies before start")
        smallest, largest = (getattr(self, name, None) for name in ("smallest", "largest"))
        if smallest is not None and largest is not None and smallest > largest:
            raise ValueError("smallest lies above largest, so that it serves no firm")
        if self.pool is not None and self.scaled_by is None:
            raise ValueError("a pool needs scaled_by")
        return self

    @classmethod
    def kind_name(cls) -> str:
        """The word by which a scenario names this kind of instrument."""
        (kind,) = get_args(cls.model_fields["kind"].annotation)
        return str(kind)

    @classmethod
    def month_options(cls) -> list[str]:
        """Options that are a month of its own, such as ``opens``, beside its first and last."""
        return [name for name, field in cls.model_fields.items() if is_month(field) and name not in ("start", "end")]

    @classmethod
    def value_options(cls) -> list[str]:
        """Options that hold values: money, dates, rules, shares and sizes."""
        return [name for name in cls.model_fields if name not in ABOUT]

    def eligible(self, view: PolicyView) -> Flags:
        """Firms it may serve: none, where a kind does not say otherwise."""
        return np.zeros(view.rows, dtype=np.bool_)

    @abstractmethod
    def apply(self, view: PolicyView, month: Month) -> Actions:
        """What it does this month with the money in ``view.left``: a kind says what."""

    def generosity(self, year: int) -> float:
        """Share of a firm's cost that is paid in a year; 0 for what is no grant."""
        return 0.0

    def stopped(self) -> Self:
        """The same instrument, never acting; it keeps its place in a pool, so that others' money stays the same."""
        return self.model_copy(update={"off": True})

    def spending_only(self) -> Specification:
        """What is left of it when only its purchases count: nothing, for an instrument that buys nothing."""
        return self.stopped()

    @abstractmethod
    def buys(self) -> Mapping[str, float]:
        """What its money buys in the end: items of ``spending_vectors`` (or pay spent by households) with their shares.

        A conventional estimate prices a programme by it; a grant to a firm is priced as what the firm buys with it.
        """

    def holds(self, month: Month) -> bool:
        """Whether a month lies within the dates of the instrument."""
        after = self.start is None or month >= Month.parse(self.start)
        return not self.off and after and (self.end is None or month <= Month.parse(self.end))

    def months_to_come(self, month: Month) -> int:
        """Months from this one to December in which it holds: what is left of a year's money is spread over them."""
        first, last = month, month + (MONTHS_A_YEAR - month.month)
        if self.start is not None:
            first = max(first, Month.parse(self.start))
        if self.end is not None:
            last = min(last, Month.parse(self.end))
        return 0 if self.off else max(0, last - first + 1)

    def share_within(self, year: int, first: Month, *, last: Month, delay: int = 0) -> float:
        """Share of the money of a year of the plan that a run can pay.

        What the run is too late for is made up in the months of the year that it still reaches, as in the plan; what
        it is too early for is out of reach: months within / months reached where money is spread evenly, else one as
        soon as one month is within.

        Args:
            year: year of the plan.
            first: first simulated month.
            last: last simulated month.
            delay: months by which the programme is late.
        """
        held = [month for month in months_of(year) if self.holds(month)]
        reached = [month for month in held if month + delay >= first]
        within = [month for month in reached if month + delay <= last]
        if not within:
            return 0.0
        return len(within) / len(reached) if self.even else 1.0

    def resolved(
        self, values: Mapping[str, float], execution: bool, *, pool_total: float = 1.0
    ) -> dict[int, dict[Account, float]]:
        """Money to be spent by year and payer (million KRW).

        amount x share of source x (scaling / pool total) x rate, with the execution rate for public and the private
        realisation for private money where ``execution`` is on and the budget is no outturn.

        Args:
            values: drawn parameters by key.
            execution: whether those rates apply in this world.
            pool_total: sum of the scaling shares of the pool.
        """
        factor = 1.0 if self.scaled_by is None else values[self.scaled_by] / pool_total
        spent: dict[int, dict[Account, float]] = {}
        for year, amount in self.budget.items():
            spent[year] = {}
            for name, account in PAYERS.items():
                rate = 1.0
                if execution and self.stage != "outturn":
                    rate = values[PRIVATE_REALISATION if account is Account.PRIVATE else EXECUTION_RATE]
                part = amount * EOK * float(getattr(self.sources, name)) * factor * rate
                if part > 0.0:
                    spent[year][account] = part
        return spent
