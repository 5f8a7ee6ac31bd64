"""The people in reach are residents: what happens to them is counted in the city, and the city's moves reach them.

The register of people in reach holds part of the residents with a row of their own. Whoever dies or leaves the city
goes from both; whoever retires stays a resident without a row; the young and some of those who come to the city get
one; people change home, and firms lose workers who leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from simulation.arrays import Column, Counts
from simulation.equations import careers, homes, lives
from simulation.equations.population import monthly
from simulation.luck import stream
from simulation.model.settlement import Settlement, vital_rates
from simulation.start import people as start

if TYPE_CHECKING:
    from simulation.model.complex import Complex

MOST_COMING = 0.9
"""Highest part of an age group of those who come that gets a row."""


@dataclass(slots=True)
class Register:
    """What ties the people in reach to the residents.

    ``at_work`` and ``elsewhere``: utility by zone of those who work in the complex and of others at the start;
    ``worth_at_work`` and ``worth_elsewhere``: what zones were worth then. ``others_leave`` and ``others_look``: rates
    of residents without a row over those of all, by age group, at which all together move as published although
    people with a job leave less often. ``coming``: part of those who come that gets a row, by age group, at which as
    many come at the start as leave. ``lookers`` rows of those who look for another home this month, the first
    ``looking`` of them; ``lost`` workers that firms lose in the month; ``died`` and ``left`` by district, age group
    and sex.
    """

    at_work: Column
    elsewhere: Column
    worth_at_work: Column
    worth_elsewhere: Column
    others_leave: Column
    others_look: Column
    coming: Column
    lookers: Counts
    lost: Counts
    died: Counts
    left: Counts
    looking: int = 0


def register_of(world: Complex, home: Settlement) -> Register:
    """Tie people and residents together at the start."""
    people, value = world.people, world.value
    at_work, elsewhere = start.zone_utilities(world.data, value)
    at_work[world.places.housing] = elsewhere[world.places.housing] = -np.inf
    leaving = value["city.turnover_level"] * home.rates.out_rate
    with_job = value["people.leaving_with_job"]
    city = (people.status != careers.OUT) & ~people.foreign & (people.home < home.districts)
    groups = home.rates.out_rate.size
    age = lives.age_groups(0, people.born[city], groups)
    weight = np.where(people.status[city] == careers.UNEMPLOYED, 1.0, with_job)
    in_reach = np.bincount(age, minlength=groups)
    leaving_like = np.bincount(age, weights=weight, minlength=groups)
    persons = home.persons.sum(axis=(0, 2))
    others = np.maximum(1, persons - in_reach)
    coming = (home.rates.in_flow + home.rates.out_rate * persons * (value["city.turnover_level"] - 1.0)) * world.scale
    return Register(
        at_work=at_work,
        elsewhere=elsewhere,
        worth_at_work=home.zone_worth(value),
        worth_elsewhere=home.zone_worth(value, commutes=False),
        others_leave=(persons - leaving_like) / others,
        others_look=persons / others,
        coming=np.minimum(MOST_COMING, leaving * leaving_like / np.maximum(coming, 1.0)),
        lookers=np.zeros(people.identifier.size, dtype=np.int64),
        lost=np.zeros(world.firms.identifier.size, dtype=np.int64),
        died=np.zeros_like(home.others),
        left=np.zeros_like(home.others),
    )


def monthly_rates(world: Complex, home: Settlement) -> tuple[Column, Column, Column]:
    """Chance of dying (by age group and sex), of leaving without a job and of looking for a home, in the month."""
    _, mortality = vital_rates(world, home)
    leaving = world.value["city.turnover_level"] * home.rates.out_rate * np.exp(-home.better)
    return monthly(mortality), monthly(leaving), monthly(home.rates.district_rate)


def live_on(world: Complex, home: Settlement, register: Register) -> None:
    """Deaths and departures of the people in reach, and who of them looks for another home."""
    people, seed, month = world.people, world.seed_number, world.step_index
    dying, leaving, looking = monthly_rates(world, home)
    register.looking = lives.live(
        stream(seed, "life of a person", month),
        month,
        people.identifier,
        people.employer,
        people.status,
        people.tenure,
        people.born,
        people.woman,
        people.foreign,
        people.home,
        dying,
        leaving,
        world.value["people.leaving_with_job"],
        looking,
        register.lookers,
        register.lost,
        register.died,
        register.left,
    )
    home.flows.deaths += register.died.sum(axis=(1, 2))
    home.flows.departures += register.left.sum(axis=(1, 2))
    home.register -= register.died + register.left


def retire_into_the_city(world: Complex, home: Settlement, rows: Counts) -> None:
    """Nationals who left the labour force stay as residents without a row; foreign workers under permit go home."""
    people = world.people
    home.foreign_flows.departures += lives.leave_reach(
        world.step_index, rows, people.born, people.woman, people.foreign, people.home,
        home.others, home.register, home.foreign_register,
    )  # fmt: skip


def join(world: Complex, home: Settlement, rows: Counts) -> None:
    """Make residents without a row, or arrivals under permit, people in reach."""
    people = world.people
    home.foreign_flows.arrivals += lives.join_reach(
        world.step_index, rows, people.status, people.born, people.woman, people.foreign, people.home,
        home.others, home.register, home.foreign_register,
    )  # fmt: skip


def rehouse(world: Complex, home: Settlement, register: Register) -> None:
    """People in reach who look choose a zone again: by their life, or because they begin a new job."""
    people, value, seed, month = world.people, world.value, world.seed_number, world.step_index
    rows = homes.who_looks(
        stream(seed, "another home with the job", month),
        register.lookers[: register.looking],
        world.market.hired,
        people.identifier,
        people.employer,
        people.status,
        people.foreign,
        value["people.move_on_hire"],
    )
    before = homes.rehouse(
        stream(seed, start.HOME_ERRORS),
        stream(seed, "lottery of homes", month),
        rows,
        people.identifier,
        people.employer,
        people.home,
        register.at_work + (home.zone_worth(value) - register.worth_at_work),
        register.elsewhere + (home.zone_worth(value, commutes=False) - register.worth_elsewhere),
        room(home),
    )
    moved = before != people.home[rows]
    rows, before = rows[moved], before[moved]
    settled = rows[people.residence[rows] != world.places.housing]
    people.residence[settled] = people.home[settled]
    count_moves(world, home, rows, before)


def grow_older(world: Complex, home: Settlement) -> None:
    """Birthdays of people in reach into the next age group; residents without a row move up by shares."""
    people = world.people
    lives.grow_older(
        world.step_index + 1, people.status, people.born, people.woman, people.foreign, people.home,
        home.register, home.foreign_register,
    )  # fmt: skip


def room(home: Settlement) -> Counts:
    """Persons who can still find a home, by zone; empty homes of the ring hold as many each as in the city."""
    own, places = slice(0, home.districts), home.places
    free = (places.housing_stock - places.occupied) * float(home.per_home.mean())
    free[own] = places.housing_stock[own] * home.per_home - home.by_district()
    return np.maximum(0, np.floor(free)).astype(np.int64)


def count_moves(world: Complex, home: Settlement, rows: Counts, before: Counts) -> None:
    """Book people in reach who changed home: between districts, out to the ring, in from it."""
    people, flows, districts = world.people, home.flows, home.districts
    after, sex = people.home[rows], people.woman[rows].astype(np.int64)
    group = lives.age_groups(world.step_index, people.born[rows], home.register.shape[1])
    out, into = before < districts, after < districts
    np.subtract.at(home.register, (before[out], group[out], sex[out]), 1)
    np.add.at(home.register, (after[into], group[into], sex[into]), 1)
    flows.moved_out += np.bincount(before[out & into], minlength=districts)
    flows.moved_in += np.bincount(after[out & into], minlength=districts)
    flows.departures += np.bincount(before[out & ~into], minlength=districts)
    flows.arrivals += np.bincount(after[~out & into], minlength=districts)
