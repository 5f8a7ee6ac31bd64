"""The state of a complex as columns: one array per attribute, one row per firm or worker.

Rules in :mod:`simulation.equations` read and return such columns, the phases of the month write them, and Mesa agents
are row views on them. Every column states its unit and meaning in its field metadata. Volumes are million KRW at 2020
prices, money is million KRW of the month, flows are per month.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np

from simulation.arrays import Codes, Column, Counts, Flags
from simulation.equations.columns import People

_PEOPLE = attrgetter(*People._fields)

Table = TypeVar("Table", bound="Firms | Workers | Levers | ZoneLevers | Places")

NO_EMPLOYER = -1


STAYS, NEUTRAL, LIKENESS = "stays", "neutral", "likeness"
"""What becomes of a column: it stays as it is, is emptied, or is that of the small firm an entrant takes after."""


def column(
    kind: type, unit: str, meaning: str, neutral: float = 0.0, *, enters_as: str = STAYS, leaves_as: str = STAYS
) -> Any:
    """Declare one column: its NumPy type, unit, meaning, value of an unused row, what entry and exit do to it."""
    about = {"kind": kind, "unit": unit, "meaning": meaning, "neutral": neutral}
    return field(metadata={**about, "enters_as": enters_as, "leaves_as": leaves_as})


def inherited(kind: type, unit: str, meaning: str, neutral: float = 0.0) -> Any:
    """Declare a column that an entrant has in common with the small firm of its industry that it takes after."""
    return column(kind, unit, meaning, neutral, enters_as=LIKENESS)


def emptied(kind: type, unit: str, meaning: str, neutral: float = 0.0) -> Any:
    """Declare a column that is neutral again once the firm has left."""
    return column(kind, unit, meaning, neutral, leaves_as=NEUTRAL)


def lever(combine: str, unit: str, meaning: str, neutral: float = 0.0) -> Any:
    """Declare one lever: how two pulls on it combine (``add``, ``multiply``, ``lowest``), then as :func:`column`."""
    pulled = {"kind": np.float64, "unit": unit, "meaning": meaning, "neutral": neutral, "combine": combine}
    return field(metadata=pulled)


def allocate(table: type[Table], rows: int) -> Table:
    """Allocate every column of ``table`` once, at ``rows`` rows and its neutral value."""
    columns = {
        spec.name: np.full(rows, spec.metadata["neutral"], dtype=spec.metadata["kind"]) for spec in fields(table)
    }
    return table(**columns)


@cache
def _emptied(table: type[Any]) -> tuple[tuple[str, float], ...]:
    """Columns that are neutral again once a firm has left, and their neutral values: asked every month of a run."""
    left = [spec for spec in fields(table) if spec.metadata["leaves_as"] == NEUTRAL]
    return tuple((spec.name, spec.metadata["neutral"]) for spec in left)


def empty_rows(table: Table, rows: Counts) -> None:
    """Empty the columns of rows that are left, but for those that stay as they are."""
    kind: Any = type(table)
    for name, neutral in _emptied(kind):
        getattr(table, name)[rows] = neutral


def take_after(table: Table, rows: Counts, *, models: Counts) -> None:
    """Give rows that are entered what they have in common with the rows they take after."""
    for spec in fields(table):
        if spec.metadata["enters_as"] == LIKENESS:
            column = getattr(table, spec.name)
            column[rows] = column[models]


def copy_of(table: Table) -> Table:
    """Copy every column, so that two worlds can start from one state without sharing it."""
    return type(table)(**{spec.name: getattr(table, spec.name).copy() for spec in fields(table)})


@dataclass(slots=True)
class Firms:
    """Tenants of the complex, one row each; rows beyond those that exist are reserved for entries."""

    identifier: Counts = column(np.int64, "id", "permanent identifier, the agent key of every draw", -1)
    active: Flags = emptied(np.bool_, "flag", "has an occupancy contract (a tenant)")
    operating: Flags = emptied(np.bool_, "flag", "produces; a tenant that does not has a site but no workers")
    industry: Counts = column(np.int64, "index", "position in the industries of the complex")
    sector: Counts = inherited(np.int64, "index", "position in catalogue.SECTORS (18 sectors)")
    size_class: Counts = column(np.int64, "index", "position in catalogue.SIZE_CLASSES, at the start or at entry")
    anchor: Flags = column(np.bool_, "flag", "one of the large firms with an order path of its own")
    manufacturing: Flags = inherited(np.bool_, "flag", "counted in the KICOX concept of production")
    district: Counts = inherited(np.int64, "index", "district of the site")
    age: Counts = column(np.int64, "months", "age of the firm")
    leased: Flags = column(np.bool_, "flag", "sits in a leased unit; else on a lot")
    months_beyond: Counts = emptied(np.int64, "months", "months beyond the credit line without earning interest")
    closing_ratio: Column = column(np.float64, "ratio", "hazard of closing early over that without support", 1.0)

    employees: Counts = emptied(np.int64, "persons", "workers who name the firm as employer")
    established_posts: Column = emptied(np.float64, "persons", "posts to keep filled (정원)")
    labour: Column = emptied(np.float64, "persons", "heads at work this month")
    vacancies: Counts = emptied(np.int64, "posts", "posts still open at month end")
    hires: Counts = column(np.int64, "persons/month", "workers hired in the month")
    separations: Counts = column(np.int64, "persons/month", "workers who left in the month")
    separation_rate: Column = inherited(np.float64, "share/month", "monthly hazard of leaving")
    latent_posts: Counts = emptied(np.int64, "posts", "posts the firm gave up advertising")
    wage: Column = inherited(np.float64, "million KRW/month", "pay per head, without employers' contributions")
    wage_offer: Column = inherited(np.float64, "million KRW/month", "pay offered to a standard person")

    productivity: Column = inherited(np.float64, "million KRW 2020/head/month", "output per head at normal hours")
    labour_cost: Column = column(np.float64, "ratio", "lasting real product wage over its start path", 1.0)
    capacity: Column = emptied(np.float64, "million KRW 2020/month", "output at full reported utilisation")
    smart_level: Counts = emptied(np.int64, "level", "rung of the smart-factory ladder, 0 to 4")
    adoption_month: Counts = emptied(np.int64, "month", "month of the last step, up the ladder or to AI", -1)
    ai: Flags = emptied(np.bool_, "flag", "runs manufacturing AI on the data of its smart factory")
    to_ai: Flags = emptied(np.bool_, "flag", "the next step is manufacturing AI, not the next rung")
    aware: Flags = emptied(np.bool_, "flag", "knows what the next rung would do")
    required_worth: Column = column(np.float64, "ratio", "worth over cost the firm asks of a smart step")
    willing: Column = column(np.float64, "share", "highest share of the cost of a step the firm would bear", -1.0)
    application: Flags = emptied(np.bool_, "flag", "applied for a subsidy in the month before")
    applied_since: Counts = emptied(np.int64, "month", "month of the first application for the present step", -1)
    treated_productivity: Column = emptied(np.float64, "ratio", "productivity over its untreated path", 1.0)
    treated_quality: Column = emptied(np.float64, "ratio", "quality over its untreated path", 1.0)

    research: Flags = emptied(np.bool_, "flag", "does research and development")
    research_ratio: Column = emptied(np.float64, "ratio", "hazard of commercialisation over that unsupported", 1.0)
    research_until: Counts = emptied(np.int64, "month", "last month of the supported research project", -1)
    research_gain: Column = emptied(np.float64, "ratio", "quality that projects through support will bring", 1.0)
    research_quality: Column = emptied(np.float64, "ratio", "quality that they have brought so far", 1.0)

    tier: Counts = inherited(np.int64, "code", "place in the chain below an anchor, 1 to 4; 0 for none")
    anchor_row: Counts = inherited(np.int64, "row", "anchor whose programmes the firm works for, -1 for none", -1)
    subcontract_share: Column = inherited(np.float64, "share", "outside demand that hangs on that anchor's orders")
    order_book: Flags = column(np.bool_, "flag", "an anchor that delivers contracts from an order book")
    outside_base: Column = column(np.float64, "million KRW 2020/month", "outside demand at the start path")
    order_path: Column = column(np.float64, "ratio", "order path: an anchor's own, and of those below it", 1.0)
    orders_outside: Column = column(np.float64, "million KRW 2020/month", "outside demand of the month")
    orders_inside: Column = column(np.float64, "million KRW 2020/month", "orders of tenants, placed last month")
    orders_programme: Column = column(np.float64, "million KRW 2020/month", "programme purchases of the month")
    demand: Column = emptied(np.float64, "million KRW 2020/month", "demand received in the month")
    expected_demand: Column = emptied(np.float64, "million KRW 2020/month", "demand expected for the month")
    backlog: Column = emptied(np.float64, "million KRW 2020", "outside orders not yet delivered")
    inventory: Column = emptied(np.float64, "million KRW 2020", "finished goods in stock")
    target_output: Column = emptied(np.float64, "million KRW 2020/month", "output the firm plans")
    output: Column = column(np.float64, "million KRW 2020/month", "output of the month")
    sales_inside: Column = column(np.float64, "million KRW 2020/month", "deliveries to tenants")
    sales_programme: Column = column(np.float64, "million KRW 2020/month", "deliveries to programmes")
    sales_outside: Column = column(np.float64, "million KRW 2020/month", "deliveries outside the complex")
    export_share: Column = inherited(np.float64, "share", "share of outside sales that leaves the country")

    price: Column = inherited(np.float64, "index 2020=1", "selling price", 1.0)
    unit_cost: Column = column(np.float64, "ratio", "unit cost over its untreated path", 1.0)
    lowest_cost: Column = column(np.float64, "ratio", "lowest unit cost so far over its untreated path", 1.0)
    own_price: Column = column(np.float64, "ratio", "list price over that of the industry", 1.0)
    conceded: Column = column(np.float64, "ratio", "price after what buyers claw back over list price", 1.0)
    value_added_share: Column = inherited(np.float64, "share", "value added over output at the start")
    bought_inside: Column = column(np.float64, "million KRW/month", "inputs delivered by tenants")
    bought_outside: Column = column(np.float64, "million KRW/month", "inputs bought outside the complex")
    intermediate_inputs: Column = column(np.float64, "million KRW/month", "inputs used up in production")
    value_added: Column = column(np.float64, "million KRW/month", "output less intermediate inputs")
    wage_bill: Column = column(np.float64, "million KRW/month", "wages and salaries paid")
    contributions: Column = column(np.float64, "million KRW/month", "employers' social contributions")
    production_tax: Column = column(np.float64, "million KRW/month", "taxes on production")
    subsidy: Column = column(np.float64, "million KRW/month", "grants for equipment received")
    employment_subsidy: Column = column(np.float64, "million KRW/month", "subsidies on employment received")
    depreciation: Column = column(np.float64, "million KRW/month", "consumption of fixed capital")
    investment: Column = column(np.float64, "million KRW/month", "fixed investment paid")
    operating_surplus: Column = column(np.float64, "million KRW/month", "surplus net of depreciation")
    interest: Column = column(np.float64, "million KRW/month", "interest paid on credit drawn")
    dividends: Column = column(np.float64, "million KRW/month", "surplus paid out to owners")
    input_stock: Column = emptied(np.float64, "million KRW", "inputs paid for and not yet used")
    cash: Column = column(np.float64, "million KRW", "liquid funds, negative when a credit line is used")


@dataclass(slots=True)
class Workers:
    """People in reach of the complex: everybody it employs, the pool it can hire from, and free rows for newcomers.

    Whole numbers but the identifier take no more room than they need: a month reads most of these columns several
    times, and what it costs is mostly the way from memory. Codes and zones count to 255, months to 32,767.
    """

    identifier: Counts = column(np.int64, "id", "agent key of every draw; a newcomer gets a new one", -1)
    employer: Codes = column(np.int32, "row", "row of the employing firm, -1 for nobody's", NO_EMPLOYER)
    status: Codes = column(np.uint8, "code", "employed here, unemployed, employed elsewhere, out (careers.py)", 3)
    tenure: Codes = column(np.int16, "months", "months with the employer, or in the present status")
    born: Codes = column(np.int16, "month", "month of birth, counted from the start (negative)", -360)
    woman: Flags = column(np.bool_, "flag", "sex")
    foreign: Flags = column(np.bool_, "flag", "works under an employment permit (E-9)")
    skill: Codes = column(np.uint8, "code", "occupation: production, technician, office, digital")
    contract: Codes = column(np.uint8, "code", "regular, non-regular, in-house subcontract, dispatched")
    residence: Codes = column(np.uint8, "index", "zone of residence, position in catalogue.zones")
    home: Codes = column(np.uint8, "index", "zone to return to from housing of the complex")
    wage: Column = column(np.float64, "million KRW/month", "pay; for others the pay they are used to")
    ability: Column = column(np.float64, "ratio", "pay relative to alike people, fixed for a person", 1.0)

    @property
    def table(self) -> People:
        """The same columns as one argument of a compiled rule."""
        return People(*_PEOPLE(self))


@dataclass(slots=True)
class Levers:
    """What a programme may move: the closed table of levers, one row per firm, neutral where nobody pulls.

    What is declared here is the whole table: an instrument can pull nothing else, and a phase reads each. A neutral
    table is the baseline bit for bit: phases multiply by one or add zero and never ask which
    instrument pulled.
    """

    adoption_cost: Column = lever("lowest", "ratio", "share of the cost of a smart step the firm bears", 1.0)
    awareness: Column = lever("add", "hazard/month", "awareness hazard added by programmes")
    treated_productivity: Column = lever("multiply", "ratio", "productivity of treated firms", 1.0)
    treated_quality: Column = lever("multiply", "ratio", "quality and delivery of treated firms", 1.0)
    data_spillover: Column = lever("multiply", "ratio", "effect of steps where all around share data", 1.0)
    rnd_success: Column = lever("multiply", "ratio", "hazard that a project supported now becomes sales", 1.0)
    rnd_pace: Column = lever("multiply", "ratio", "hazard of projects becoming sales through shared equipment", 1.0)
    ai_cost: Column = lever("multiply", "ratio", "cost of manufacturing AI over that without a shared service", 1.0)
    credit: Column = lever("add", "million KRW", "credit line that guarantees add")
    export_access: Column = lever("add", "million KRW/month", "orders from abroad that marketing brings")
    procurement: Column = lever("add", "million KRW/month", "orders of public buyers to the firm")
    outside_demand: Column = lever("multiply", "ratio", "outside demand over its path", 1.0)
    energy_price: Column = lever("multiply", "ratio", "price of energy from outside over that of the path", 1.0)
    energy_cover: Column = lever("add", "share", "share of its energy from plants of programmes")
    minimum_pay: Column = lever("multiply", "ratio", "minimum wage over the law's, the same in every row", 1.0)
    contributions: Column = lever("multiply", "ratio", "employers' social contributions over those of the law", 1.0)
    hours_law: Column = lever("add", "flag", "limit of weekly hours holds ahead of the law's date")
    commuting_benefit: Column = lever("add", "million KRW/head/month", "worth of allowances and workplaces to workers")
    foreign_worker_quota: Column = lever("add", "persons", "foreign workers a firm may employ on top")
    skill_supply: Column = lever("add", "persons/month", "people trained for digital work")
    employment_retention: Column = lever("add", "share", "surplus posts kept by programmes")
    entry_rate: Column = lever("multiply", "ratio", "chance that a candidate of the month enters", 1.0)
    early_survival: Column = lever("lowest", "ratio", "hazard of closing early of firms supported now", 1.0)
    sites: Column = lever("add", "thousand m2", "leased floor added this month, the same in every row")
    lots: Column = lever("add", "lots", "lots added this month, the same in every row")
    attraction: Column = lever("add", "posts", "posts that a firm attracted this month brings")
    closure: Column = lever("add", "flag", "closes this month by an event")


@dataclass(slots=True)
class ZoneLevers:
    """What a programme may move in a zone of residence, one row per zone; neutral where nobody pulls."""

    housing_units: Column = lever("add", "homes", "homes that programmes add to the zone")
    rent: Column = lever("multiply", "ratio", "rent asked over the rent of the market", 1.0)
    amenity: Column = lever("add", "log points", "amenity added, in pay it is worth")
    commuting_cost: Column = lever("multiply", "ratio", "time and cost of the way to work", 1.0)


@dataclass(slots=True)
class Places:
    """Zones of residence, one row each: districts, the commuting ring, housing inside the complex last."""

    housing_stock: Column = column(np.float64, "homes", "homes, those of programmes with them")
    occupied: Column = column(np.float64, "homes", "homes lived in")
    market_rent: Column = column(np.float64, "million KRW/month", "rent of the market, a home of 59 m2")
    rent: Column = column(np.float64, "million KRW/month", "rent asked")
    amenity: Column = column(np.float64, "log points", "worth of living there, 0 = the city at the start")
    commute_minutes: Column = column(np.float64, "minutes", "one way to the complex, at the cost felt")
    in_city: Flags = column(np.bool_, "flag", "within the city, the complex's own housing with it")
    outside_province: Column = column(np.float64, "share", "part that lies in another province than the complex")

    @property
    def housing(self) -> int:
        """Row of the complex's own housing, the last."""
        return int(self.rent.size - 1)


@dataclass(frozen=True, slots=True)
class Network:
    """Supplier links in buyer order (compressed rows).

    ``coefficient[k]`` is the volume bought from ``supplier[k]`` per unit volume of the buyer's output, that is
    phi_r a_rs omega_ij with sum of omega over the suppliers of one sector equal to one; ``share[k]`` is omega itself.
    """

    start: Counts
    supplier: Codes
    coefficient: Column
    share: Column
    sector: Codes
