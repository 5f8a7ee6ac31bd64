"""The city's people and homes in a run: what they start from, and what stays fixed over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from simulation.arrays import Column, Counts
from simulation.catalogue import AGE_GROUPS, ComplexData, Residents, has_residents, residents, table, zones
from simulation.equations.housing import offer, place_worth
from simulation.equations.lives import count_residents
from simulation.state import Firms, Places, Workers
from simulation.units import MONTHS_A_YEAR, Month, annual_rate_to_monthly

WORKING_AGES = slice(3, 13)
"""Age groups 15-19 to 60-64."""
ADULTS = slice(4, None)
"""Age groups of 20 and over."""


@dataclass(slots=True)
class PopulationFlows:
    """What happened to the residents in a month (persons), and how many there were before it, by district."""

    opening: Counts
    births: Counts
    deaths: Counts
    arrivals: Counts
    departures: Counts
    moved_in: Counts
    moved_out: Counts
    real_wage: float = 0.0

    @classmethod
    def of(cls, by_district: Counts) -> PopulationFlows:
        """No event yet, at the residents of a moment."""
        births, deaths, arrivals, departures, moved_in, moved_out = (np.zeros_like(by_district) for _ in range(6))
        return cls(by_district.copy(), births, deaths, arrivals, departures, moved_in, moved_out)

    def closing(self) -> Column:
        """Residents there must be once the month is over, by district (persons)."""
        came = self.births + self.arrivals + self.moved_in
        return np.asarray(self.opening + came - self.deaths - self.departures - self.moved_out, dtype=np.float64)

    def open(self, by_district: Counts) -> None:
        """Begin a month with its residents and no event."""
        self.opening[:] = by_district
        for count in (self.births, self.deaths, self.arrivals, self.departures, self.moved_in, self.moved_out):
            count[:] = 0


@dataclass(slots=True)
class Settlement:
    """Residents and zones of one world.

    Residents by district, age group and sex: nationals are ``others``, counts without a row of their own, and those of
    the ``register`` of people in reach; foreigners likewise are ``foreign_others`` and those in reach under permit.
    ``sex_share`` of those who come by age group, as at the start; the first rows of ``places`` are the districts.
    ``pay``, ``jobs`` and ``hands`` are pay per worker of the complex, jobs of residents that the model moves, and
    residents of working age at the start, with which later months are compared. ``better`` is how much better the city
    has become by age group (log points of each gross flow), ``came`` who came last month, by age group.
    """

    rates: Residents
    others: Counts
    register: Counts
    foreign_others: Counts
    foreign_register: Counts
    foreign_profile: Column
    places: Places
    base_stock: Column
    per_home: Column
    natural_vacancy: Column
    built: Column
    sex_share: Column
    size: Column
    start_offer: Column
    start_rent: Column
    start_worth: Column
    start_amenity: Column
    start_minutes: Column
    pay: float
    jobs: float
    hands: float
    per_home_growth: float
    flows: PopulationFlows
    foreign_flows: PopulationFlows
    better: Column
    came: Column
    price: float = 1.0
    keys: tuple[str, ...] = field(default=())

    @property
    def persons(self) -> Counts:
        """Registered residents (nationals) by district, age group and sex."""
        return self.others + self.register

    @property
    def foreigners(self) -> Counts:
        """Foreign residents by district, age group and sex."""
        return self.foreign_others + self.foreign_register

    @property
    def districts(self) -> int:
        """Number of districts of the city."""
        return int(self.others.shape[0])

    def by_district(self) -> Counts:
        """Residents by district."""
        total: Counts = self.persons.sum(axis=(1, 2))
        return total

    def hands_by_district(self) -> Counts:
        """Residents of working age by district."""
        working: Counts = self.persons[:, WORKING_AGES].sum(axis=(1, 2))
        return working

    def hands_now(self) -> float:
        """Residents of working age."""
        return float(self.hands_by_district().sum())

    def utility(self, value: Mapping[str, float]) -> Column:
        """Utility of each district at the pay of the start and prices of the start, rents in those prices."""
        return self.zone_worth(value)[: self.districts]

    def zone_worth(self, value: Mapping[str, float], commutes: bool = True) -> Column:
        """The same for every zone, for those who go to the complex or, without the way, for those who do not."""
        places = self.places
        return place_worth(
            self.pay,
            places.rent / self.price,
            minutes=places.commute_minutes if commutes else np.zeros_like(places.commute_minutes),
            amenity=places.amenity,
            weights=(
                value["city.pay_weight"],
                value["city.minute_weight"],
                value["city.amenity_weight"],
                value["labour.least_left"],
            ),
        )


def settlement(
    data: ComplexData, places: Places, *, people: Workers, month: Month, value: Mapping[str, float], scale: float,
    pay: float, jobs: float,
) -> Settlement | None:  # fmt: skip
    """Residents, homes and rents at the start, at the size of the world; none where a complex ships no residents.

    Args:
        data: the complex.
        places: its zones of residence.
        people: people in reach.
        month: month at whose end the run starts.
        value: parameters of the run (``city.*``).
        scale: size of the world.
        pay: pay per worker of the complex (million KRW a month).
        jobs: jobs of residents that the model moves.
    """
    if not has_residents(data.key):
        return None
    zone_table = zones(data.key)
    district_keys = tuple(district.key for district in data.districts)
    rates = residents(data.key, district_keys, start=month)
    shape = rates.persons.shape
    register, on_permit = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    count_in_reach(people, 0, nationals=register, foreigners=on_permit)
    # A cell of a reduced world may be rounded to fewer residents than it has people in reach.
    persons = np.maximum(np.floor(rates.persons * scale + 0.5).astype(np.int64), register)
    profile = foreign_profile(zone_table, len(district_keys)) * value["city.foreign_residents"] * scale
    foreigners = np.maximum(np.floor(profile + 0.5).astype(np.int64), on_permit)
    own = slice(0, len(district_keys))
    vacancy = 1.0 - places.occupied / places.housing_stock
    city_vacancy = 1.0 - places.occupied[own].sum() / places.housing_stock[own].sum()
    natural = vacancy.copy()
    natural[own] += value["city.natural_vacancy"] - city_vacancy
    by_district = persons.sum(axis=(1, 2))
    built = zone_table["building_share"].to_numpy(float)
    found = Settlement(
        rates=rates,
        others=persons - register,
        register=register,
        foreign_others=foreigners - on_permit,
        foreign_register=on_permit,
        foreign_profile=np.maximum(0.0, profile - on_permit),
        places=places,
        base_stock=places.housing_stock.copy(),
        per_home=by_district / places.occupied[own],
        natural_vacancy=natural,
        built=built / built.sum() * value["city.homes_added"] * scale / 12.0,
        sex_share=rates.persons.sum(axis=0) / rates.persons.sum(axis=(0, 2))[:, None],
        size=np.log(by_district / by_district.sum()),
        start_offer=offer(places.housing_stock[own], places.occupied[own], turnover=value["city.home_turnover"]),
        start_rent=places.rent[own].copy(),
        start_worth=np.zeros(len(district_keys)),
        start_amenity=places.amenity.copy(),
        start_minutes=places.commute_minutes.copy(),
        pay=pay,
        jobs=jobs,
        hands=float(persons[:, WORKING_AGES].sum()),
        per_home_growth=annual_rate_to_monthly(value["city.household_size_trend"] / 100.0),
        flows=PopulationFlows.of(by_district),
        foreign_flows=PopulationFlows.of(foreigners.sum(axis=(1, 2))),
        better=np.zeros(len(AGE_GROUPS)),
        came=np.zeros(len(AGE_GROUPS)),
        keys=tuple(zone_table.index),
    )
    found.start_worth[:] = found.utility(value)
    return found


def count_in_reach(people: Workers, month: int, *, nationals: Counts, foreigners: Counts) -> None:
    """Count the people in reach who live in the city by district, age group in a month of the run, and sex."""
    count_residents(month, people=people.table, nationals=nationals, foreigners=foreigners)


def jobs_of_residents(
    firms: Firms, services: Column, *, open_posts: float, jobs_per_million: Column, share: float
) -> float:
    """Jobs of residents that the model moves: their part of the complex's, open ones with them, and city services.

    Args:
        firms: columns of the firms.
        services: output of the city's services by sector (million KRW a month).
        open_posts: posts of the complex that are advertised and not filled.
        jobs_per_million: jobs a million KRW of output a year, by sector.
        share: share of the complex's jobs that residents hold.
    """
    return share * (float(firms.labour.sum()) + open_posts) + float(services @ jobs_per_million) * MONTHS_A_YEAR


def income_after_rent(home: Settlement, employed: float) -> Column:
    """What pay leaves after rent by zone, 12 n (p y - r), over those who live there and work (million KRW a year).

    n: residents of working age times the share of them in work at the start; in housing of the complex one person a
    home; nobody outside the city, whose people are not known. y: pay of the start in its prices, as in
    :meth:`Settlement.utility`; p: consumer prices.

    Args:
        home: the residents.
        employed: residents in work at the start (persons).
    """
    places, own = home.places, slice(0, home.districts)
    earners = np.zeros(places.rent.size)
    earners[own] = home.hands_by_district() * (employed / home.hands)
    earners[places.housing] = places.occupied[places.housing]
    left: Column = MONTHS_A_YEAR * earners * np.maximum(home.pay * home.price - places.rent, 0.0)
    return left


def foreign_profile(zone_table: pd.DataFrame, districts: int) -> Column:
    """Share of the foreign residents by district, age group and sex; they live where the complex's workers do."""
    where = zone_table["worker_share"].to_numpy(float)[:districts]
    by_age = table("foreign_profile").set_index("age_group").loc[list(AGE_GROUPS), ["male", "female"]].to_numpy(float)
    return np.asarray((where / where.sum())[:, None, None] * by_age / by_age.sum())
