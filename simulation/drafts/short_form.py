"""The short form of a complex: what a planner knows of it, read strictly; the rest is assumed elsewhere."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from simulation import strict_yaml
from simulation.catalogue import SECTORS, complexes, parameters, table
from simulation.errors import InputFault, SandanError, ScenarioError, Text
from simulation.scenario.faults import explained, fault_of, listed, nearest
from simulation.scenario.schema import Name
from simulation.strict_yaml import Located

SHARE_TOLERANCE = 1e-3
KEY = r"^[a-z][a-z0-9_]*$"
KNOWN_BY = "investment.capital_output."
"""Parameters by industry; the industries that have one are those to which another may be likened."""
EXAMPLE = Path(str(files("simulation"))) / "data" / "short_form.yaml"


def known_industries() -> list[str]:
    """Industries with general parameters of their own."""
    return sorted(key.removeprefix(KNOWN_BY) for key in parameters() if key.startswith(KNOWN_BY))


def _known_industry(name: str) -> str:
    if name not in known_industries():
        raise ValueError(f"unknown industry; allowed: {listed(known_industries())}")
    return name


def _known_sector(name: str) -> str:
    if name not in SECTORS:
        raise ValueError(f"unknown sector; allowed: {', '.join(SECTORS)}")
    return name


def _known_quarter(name: str) -> str:
    known = sorted(table("producer_prices")["quarter"].unique())
    if name not in known:
        raise ValueError(f"no prices for this quarter; allowed: {known[0]} to {known[-1]}")
    return name


class Closed(BaseModel):
    """Frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PlaceForm(Closed):
    """A district of the city, and its share of the firms."""

    key: str = Field(pattern=KEY)
    ko: str
    en: str
    tenant_share: float = Field(ge=0.0, le=1.0)


class IndustryForm(Closed):
    """An industry: firms, workers and production (억원) of the quarter, its sectors, and which one it is like."""

    key: str = Field(pattern=KEY)
    ko: str
    en: str
    like: Annotated[str, AfterValidator(_known_industry)]
    sectors: dict[Annotated[str, AfterValidator(_known_sector)], Annotated[float, Field(gt=0.0, le=1.0)]]
    firms: int = Field(ge=1)
    workers: int = Field(ge=1)
    production: float = Field(gt=0.0)

    @model_validator(mode="after")
    def _adds_up(self) -> IndustryForm:
        if abs(sum(self.sectors.values()) - 1.0) > SHARE_TOLERANCE:
            raise ValueError("shares of sectors must add to 1")
        if self.workers < self.firms:
            raise ValueError("every firm has a worker: workers must not be below firms")
        return self


class ShortForm(Closed):
    """What is known of a complex in one quarter."""

    name: Name
    city: Name
    province: str = Field(pattern=KEY)
    quarter: Annotated[str, AfterValidator(_known_quarter)]
    utilisation: float = Field(gt=0.0, le=100.0)
    area: float | None = Field(default=None, gt=0.0)
    districts: tuple[PlaceForm, ...] = Field(min_length=1)
    industries: tuple[IndustryForm, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _adds_up(self) -> ShortForm:
        if abs(sum(each.tenant_share for each in self.districts) - 1.0) > SHARE_TOLERANCE:
            raise ValueError("tenant_share of the districts must add to 1")
        for named in (self.districts, self.industries):
            if len({each.key for each in named}) < len(named):
                raise ValueError("a key stands twice")
        return self

    @property
    def firms(self) -> int:
        """Firms in all."""
        return sum(each.firms for each in self.industries)

    @property
    def workers(self) -> int:
        """Workers in all."""
        return sum(each.workers for each in self.industries)

    @property
    def production(self) -> float:
        """Production of the quarter in all (억원)."""
        return sum(each.production for each in self.industries)


RULES = {
    "unknown industry; allowed": "없는 업종입니다. 가능한 값",
    "unknown sector; allowed": "없는 부문입니다. 가능한 값",
    "no prices for this quarter; allowed": "물가 자료가 없는 분기입니다. 가능한 값",
    "shares of sectors must add to 1": "부문 비중의 합은 1이어야 합니다",
    "every firm has a worker: workers must not be below firms": "종사자 수는 업체 수보다 작을 수 없습니다",
    "tenant_share of the districts must add to 1": "구별 tenant_share의 합은 1이어야 합니다",
    "a key stands twice": "같은 key가 두 번 있습니다",
}
"""Rules between values, in Korean."""


def new_key(key: str) -> None:
    """Hold the key of a new complex against those there are.

    Raises:
        SandanError: it is no key, or a complex has it.
    """
    if not re.fullmatch(KEY, key):
        raise SandanError(
            Text(
                f"{key}: 산업단지의 키는 소문자로 시작하고 소문자·숫자·밑줄만 씁니다. 예: my_complex",
                f"{key}: a key begins with a small letter and holds small letters, digits and underscores: my_complex.",
            )
        )
    if key in complexes():
        raise SandanError(
            Text(
                f"{key}: 이미 있는 산업단지입니다({listed(complexes())}). 다른 키를 쓰십시오.",
                f"{key}: there is such a complex ({listed(complexes())}). Choose another key.",
            )
        )


def read_form(path: Path) -> ShortForm:
    """Read a short form.

    Raises:
        ScenarioError: with every fault found, each with line, key, value and remedy.
    """
    document = strict_yaml.load(path)
    if not isinstance(document.value, dict):
        problem = Text("키와 값으로 된 양식이 아닙니다.", "this is no form of keys and values.")
        remedy = Text(
            "'sandan new complex 이름'이 쓰는 form.yaml을 고치십시오.",
            "Mend the form.yaml of 'sandan new complex NAME'.",
        )
        raise ScenarioError([InputFault(document.file, 1, 1, "", "", problem, remedy)])
    try:
        return ShortForm.model_validate(document.value)
    except ValidationError as error:
        raise ScenarioError([_fault(document, dict(item)) for item in error.errors()]) from error


def _fault(document: Located, item: dict[str, Any]) -> InputFault:
    location = tuple(part for part in item["loc"] if part != "[key]")
    if item["type"] == "extra_forbidden":
        known = _keys_beside(location)
        close = nearest(str(location[-1]), known)
        problem = Text("모르는 키입니다.", "this key is unknown.")
        remedy = Text(f"가능한 키: {listed(known)}.{close.ko}", f"Allowed keys: {listed(known)}.{close.en}")
        return fault_of(document, location, problem=problem, remedy=remedy)
    if item["type"] == "string_pattern_mismatch":
        problem = Text(
            "소문자·숫자·밑줄로 된 이름이 아닙니다.", "this is no name of small letters, digits and underscores."
        )
        return fault_of(
            document, location, problem=problem, remedy=Text("예: machine_parts", "For example: machine_parts.")
        )
    problem, remedy = explained(item, location)
    known_rule = next((rule for rule in RULES if rule in problem.en), None)
    if known_rule is not None:
        rest = re.sub(r"^.*?" + re.escape(known_rule), "", problem.en)
        problem = Text(f"{RULES[known_rule]}{rest}", problem.en)
    return fault_of(document, location or ("industries",), problem=problem, remedy=remedy)


def _keys_beside(location: tuple[Any, ...]) -> list[str]:
    if len(location) == 1:
        return sorted(ShortForm.model_fields)
    forms: dict[str, type[BaseModel]] = {"industries": IndustryForm, "districts": PlaceForm}
    return sorted(forms.get(str(location[0]), Name).model_fields)
