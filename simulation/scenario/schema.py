"""What a scenario file may say: a frozen, strict schema; an unknown key is an error with the nearest known one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from simulation.policy.instrument import InstrumentSpec
from simulation.policy.specification import MONTH
from simulation.switches import Switches
from simulation.units import Month

LONGEST = 600
"""Months a run may last: 50 years."""
SMALLEST = 0.01
"""Smallest world: 1:100; a smaller one has no firms left in most industries."""
LARGEST_SEED = 2**53
"""A larger number loses digits where a manifest is read as JSON."""


def known_switch(name: str) -> str:
    """The name, where it is a channel of the model."""
    known = [each.name for each in fields(Switches)]
    if name not in known:
        raise ValueError(f"there is no such switch; allowed: {', '.join(known)}")
    return name


SwitchName = Annotated[str, AfterValidator(known_switch)]


class Strict(BaseModel):
    """Frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


class Name(Strict):
    """A text in both languages."""

    ko: str = Field(min_length=1, description="한국어 / Korean")
    en: str = Field(min_length=1, description="영어 / English")


class Lead(Name):
    """Who leads a programme, as its source names it."""

    source: str = Field(description="출처 / key of the source, see 'sandan list sources'")


class Lever(Strict):
    """A handle on the scenario for people and planners: a key that may be moved between two bounds."""

    name: str = Field(description="설정 키 / the option it moves, as in --set")
    low: float
    high: float
    step: float = Field(gt=0)
    unit: str
    label: Name

    @model_validator(mode="after")
    def _ordered(self) -> Lever:
        if self.low >= self.high:
            raise ValueError("low must be below high")
        return self


class Scenario(Strict):
    """One resolved scenario: what to simulate, for how long, under which outlook, with which programmes."""

    key: str = Field(default="", description="파일 이름에서 정해짐 / set from the file name")
    name: Name = Field(description="이름(한국어·영어) / title in both languages")
    summary: Name | None = Field(default=None, description="요약 / summary in both languages")
    lead: Lead | None = Field(default=None, description="시행 주체와 출처 / who carries it out, with source")
    complex: str = Field(description="산업단지 / key of a complex that ships with the package")
    start: str = Field(pattern=MONTH, description="시작 상태의 월(분기 말) / month at whose end the state is taken")
    end: str = Field(pattern=MONTH, description="마지막 월 / last simulated month")
    outlook: Literal["announced", "recorded"] = Field(
        default="announced",
        description="전망 기준: announced 발표 시점, recorded 실적 여건 / what is known of outside demand",
    )
    runs: int = Field(default=16, ge=1, le=100_000, description="반복 수 / number of runs")
    seed: int = Field(default=1, ge=0, le=LARGEST_SEED, description="난수 기준값 / base of the seeds")
    scale: float = Field(default=1.0, ge=SMALLEST, le=20.0, description="1은 실제 크기 / 1 is one agent per real unit")
    parameter_layer: Literal["posterior", "prior"] = Field(
        default="posterior",
        description="모수 추출: posterior 실적에서 배움, prior 사전분포 / learned from the record, or priors",
    )
    execution: bool = Field(
        default=True, description="집행률·민자 실현율 적용 / whether execution and private realisation rates apply"
    )
    shift: int = Field(default=0, ge=-120, le=120, description="사업 지연(개월) / months by which programmes are late")
    parameters: dict[str, float] = Field(default_factory=dict, description="고정할 매개변수 / held at a value")
    instruments: dict[str, InstrumentSpec] = Field(default_factory=dict, description="정책수단 / instruments by name")
    switches: dict[SwitchName, bool] = Field(
        default_factory=dict, description="모형 경로 켜고 끄기 / channels of the model turned on or off"
    )
    targets: tuple[str, ...] = Field(
        default=(), strict=False, description="발표 목표 / keys of announced targets to judge"
    )
    levers: tuple[Lever, ...] = Field(
        default=(), strict=False, description="조정 손잡이 / options that people and planners may move"
    )

    # Tools that try to iterate over a value, as mesa.batch_run does, take a scenario as one value.
    __iter__ = None  # type: ignore[assignment]

    def replace(self, key: str | None = None, **changes: Any) -> Scenario:
        """This scenario with options changed, such as ``replace(shift=12)`` or ``replace(**{"a.b": "x2"})``.

        Args:
            key: name of the new scenario, by which a comparison tells the two apart; the old one when missing.
            changes: values by option; dotted keys, relative amounts and ``off`` as under ``--set``.

        Raises:
            ScenarioError: with every fault found.
        """
        return type(self).changed(self, changes, key)

    def _repr_html_(self) -> str:
        return type(self).card(self)

    # Reading and judging stand above the schema and are handed down, so that no import runs in a circle.
    changed: ClassVar[Callable[[Scenario, Mapping[str, Any], str | None], Scenario]]
    card: ClassVar[Callable[[Scenario], str]]

    @property
    def channels(self) -> Switches:
        """Every channel of the model: as the scenario turns it, else in its ordinary position."""
        return Switches(**self.switches)

    @property
    def months(self) -> int:
        """Number of simulated months."""
        return Month.parse(self.end) - Month.parse(self.start)

    @model_validator(mode="after")
    def _in_order(self) -> Scenario:
        if self.months < 1:
            raise PydanticCustomError("months", "end must be later than start", {"key": "end"})
        if self.months > LONGEST:
            raise PydanticCustomError("months", "a run lasts 600 months at most", {"key": "end"})
        if Month.parse(self.start).month % 3 != 0:
            raise PydanticCustomError("months", "start must be the last month of a quarter", {"key": "start"})
        return self


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, for editors: a file may also extend another and override its options."""
    schema = Scenario.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "sandan scenario"
    schema["properties"]["extends"] = {
        "type": "string",
        "description": "상위 시나리오 / one parent: a shipped name or a path relative to this file",
    }
    schema["properties"]["override"] = {
        "type": "object",
        "description": "상위 시나리오의 값을 바꿀 때 / options of the parent that are meant to change, by dotted key",
    }
    schema["properties"].pop("key", None)
    schema["required"] = []
    return schema
