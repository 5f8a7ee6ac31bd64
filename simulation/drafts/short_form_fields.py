"""Fields of the short form of a complex: what each may hold, and how much of it a complex can have."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from simulation.catalogue import SECTORS, parameters, table
from simulation.drafts.assumed_output import output_a_worker
from simulation.outcomes.forecast_scores import TOTAL
from simulation.scenario.faults import listed
from simulation.scenario.schema import Name

MOST_FIRMS, MOST_WORKERS = 100_000, 1_000_000
"""Beyond any complex: the largest of the country has some 20,000 firms and 250,000 workers."""
SHARE_TOLERANCE = 1e-3
KEY = r"^[a-z][a-z0-9_]*$"
KNOWN_BY = "investment.capital_output."
"""Parameters by industry; the industries that have one are those to which another may be likened."""
OUTPUT_A_WORKER = (0.005, 50.0)
"""Output of a quarter for each worker (억원): beyond it stand numbers in another unit (0.8 to 1.1 where data ship)."""
ROOM_A_WORKER = (0.005, 100.0)
"""Thousand m2 for each worker (0.1 and 0.2 where data ship): beyond it, even of one half empty, stands another unit."""
SERVICES = ("TRTR", "BSRV", "OSRV", "CONS", "UTIL", "AGMIN")
"""Sectors that are no manufacturing."""
TAKEN = ("ring", "inside", "city")
"""Keys of zones that every complex has, and of their total."""
PERCENT = 100.0


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
        raise ValueError(f"no prices for this quarter; allowed: {known[0]}~{known[-1]}")
    return name


def _percent(value: float) -> float:
    if not 1.0 <= value <= PERCENT:
        raise ValueError("utilisation is in percent, from 1 to 100")
    return value


def _free_zone(key: str) -> str:
    if key in TAKEN:
        raise ValueError(f"the program uses this key itself; taken: {', '.join(TAKEN)}")
    return key


def _free_industry(key: str) -> str:
    if key == TOTAL:
        raise ValueError(f"the program uses this key itself; taken: {TOTAL}")
    return key


class Closed(BaseModel):
    """Frozen, closed to keys it does not know; a truth value is no number and a text no number."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)


class PlaceForm(Closed):
    """A district of the city, and its share of the firms."""

    key: Annotated[str, Field(pattern=KEY), AfterValidator(_free_zone)]
    ko: str = Field(min_length=1)
    en: str = Field(min_length=1)
    tenant_share: float = Field(ge=0.0, le=1.0)


class IndustryForm(Closed):
    """An industry: firms, workers and production (억원) of the quarter, its sectors, and which one it is like.

    Without ``production``, its workers make what they make in the industry it is like (assumed).
    """

    key: Annotated[str, Field(pattern=KEY), AfterValidator(_free_industry)]
    ko: str = Field(min_length=1)
    en: str = Field(min_length=1)
    like: Annotated[str, AfterValidator(_known_industry)]
    sectors: dict[Annotated[str, AfterValidator(_known_sector)], Annotated[float, Field(gt=0.0, le=1.0)]]
    firms: int = Field(ge=1, le=MOST_FIRMS)
    workers: int = Field(ge=1, le=MOST_WORKERS)
    production: float | None = Field(default=None, gt=0.0)

    @model_validator(mode="after")
    def _adds_up(self) -> IndustryForm:
        if abs(sum(self.sectors.values()) - 1.0) > SHARE_TOLERANCE:
            raise ValueError("shares of sectors must add to 1")
        if self.workers < self.firms:
            raise ValueError("every firm has a worker: workers must not be below firms")
        least, most = OUTPUT_A_WORKER
        if self.production is not None and not least * self.workers <= self.production <= most * self.workers:
            raise ValueError(
                f"production is in 100 million KRW (억원) a quarter: {least:g} to {most:g} for each worker"
            )
        return self


class ShortForm(Closed):
    """What is known of a complex in one quarter."""

    name: Name
    city: Name
    province: str = Field(pattern=KEY)
    quarter: Annotated[str, AfterValidator(_known_quarter)]
    utilisation: Annotated[float, AfterValidator(_percent)]
    area: float | None = Field(default=None, gt=0.0)
    districts: tuple[PlaceForm, ...] = Field(min_length=1, strict=False)
    industries: tuple[IndustryForm, ...] = Field(min_length=1, strict=False)

    @field_validator("districts", "industries")
    @classmethod
    def _keys_once(cls, named: tuple[Any, ...]) -> tuple[Any, ...]:
        keys = [each.key for each in named]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"a key stands twice: {', '.join(twice)}")
        return named

    @field_validator("districts")
    @classmethod
    def _whole(cls, districts: tuple[PlaceForm, ...]) -> tuple[PlaceForm, ...]:
        if abs(sum(each.tenant_share for each in districts) - 1.0) > SHARE_TOLERANCE:
            raise ValueError("tenant_share of the districts must add to 1")
        return districts

    @field_validator("industries")
    @classmethod
    def _makes_something(cls, industries: tuple[IndustryForm, ...]) -> tuple[IndustryForm, ...]:
        if all(sector in SERVICES for each in industries for sector in each.sectors):
            raise ValueError(f"no industry lies in a sector of manufacturing; those that are none: {listed(SERVICES)}")
        return industries

    @model_validator(mode="after")
    def _room(self) -> ShortForm:
        least, most = ROOM_A_WORKER
        if self.area is not None and not least * self.workers <= self.area <= most * self.workers:
            raise PydanticCustomError(
                "value_error",
                f"area is in thousand m2: {least:g} to {most:g} for each worker",  # type: ignore[arg-type]
                {"key": "area"},
            )
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
        return sum(self.made_by(each) for each in self.industries)

    @property
    def production_assumed(self) -> bool:
        """Whether the production of an industry is not known."""
        return any(each.production is None for each in self.industries)

    def made_by(self, industry: IndustryForm) -> float:
        """Production of an industry in the quarter (억원), assumed where it is not known."""
        if industry.production is not None:
            return industry.production
        return round(industry.workers * output_a_worker(industry.like, self.quarter), 2)
