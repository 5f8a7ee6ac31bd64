"""City: homes and rents, births, deaths and ageing, moves into, out of and within the city."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Counts
from simulation.equations import housing, population
from simulation.luck import stream
from simulation.model.parts.settlement import Settlement, jobs_of_residents
from simulation.model.parts.vital import moment, pool_of_migrants, vital_rates
from simulation.model.phases.foreigners import foreigners
from simulation.model.phases.register import grow_older, rehouse, room
from simulation.model.world import World
from simulation.units import MONTHS_A_YEAR, annual_rate_to_monthly

PERSONS_A_CELL = 1 << 20
"""Room for the identifiers of the movers of one cell."""


def house_move_and_age(world: World) -> None:
    """Move the housing market and the residents one month on."""
    home = world.moving
    if home is None:
        return
    set_places(world, home)
    if world.register is not None:
        rehouse(world, home, register=world.register)
        grow_older(world, home)
    live_and_die(world, home)
    move(world, home)
    foreigners(world, home)
    own, places = slice(0, home.districts), home.places
    home.per_home *= 1.0 + home.per_home_growth
    places.occupied[own] = housing.homes_occupied(
        home.by_district().astype(float), home.per_home, homes=places.housing_stock[own]
    )


def set_places(world: World, home: Settlement) -> None:
    """New homes, what programmes add, and rents after last month's vacancy."""
    places, levers = home.places, world.zone_levers
    home.base_stock += home.built
    places.housing_stock[:] = home.base_stock + levers.housing_units
    places.occupied[:] = np.minimum(places.occupied, places.housing_stock)
    places.amenity[:] = home.start_amenity + levers.amenity
    places.commute_minutes[:] = home.start_minutes * levers.commuting_cost
    inflation = math.log(world.fixed.consumer_inflation)
    home.price *= world.fixed.consumer_inflation
    vacancy = 1.0 - places.occupied / places.housing_stock
    natural, own = vacancy.copy(), slice(0, home.districts)
    natural[own] = home.natural_vacancy[own]
    places.market_rent[:] = housing.rent_next(
        places.market_rent, vacancy, natural=natural, speed=world.value["city.rent_speed"], inflation=inflation
    )
    places.rent[:] = places.market_rent * levers.rent


def live_and_die(world: World, home: Settlement) -> None:
    """Deaths and birthdays of residents without a row of their own, and all births."""
    seed, month, rates = world.seed_number, world.step_index, home.rates
    fertility, mortality = vital_rates(rates, world.month, value=world.value)
    persons, flows = home.others, home.flows
    chance = np.broadcast_to(population.monthly(mortality), persons.shape).copy()
    died = population.those_who(stream(seed, "death", step=month), persons, probability=chance)
    persons -= died
    now = moment(world.month.number)
    share = population.ageing_share(rates.births, rates.first_birth_year, time=now, mortality=mortality)
    up = population.moving_up(
        stream(seed, "age group", step=month), persons, share=np.broadcast_to(share, persons.shape).copy()
    )
    persons -= up
    persons[:, 1:] += up[:, :-1]
    mothers = home.persons[:, :, 1] * fertility / MONTHS_A_YEAR
    born = population.arriving(stream(seed, "birth", step=month), mothers).sum(axis=1)
    boys = population.those_who(
        stream(seed, "boy or girl", step=month), born, probability=np.full(born.size, world.value["city.boys"])
    )
    persons[:, 0, 0] += boys
    persons[:, 0, 1] += born - boys
    flows.births += born
    flows.deaths += died.sum(axis=(1, 2))


def attraction(world: World, home: Settlement) -> float:
    """How much better than at the start the city is for those who move (log points of each gross flow)."""
    value, firms = world.value, world.firms
    weight = home.by_district() / home.by_district().sum()
    worth = home.utility(value) - home.start_worth
    place = float(worth @ weight) / value["city.pay_weight"]
    # A place is worth a rise of what rent left of pay at the start; the rise of pay itself is that part of it.
    left = home.pay - float(home.start_rent @ weight)
    home.flows.real_wage = (math.exp(place) - 1.0) * left
    heads = float(firms.labour.sum())
    trend = value["labour.wage_growth"] / 100.0 if world.switches.wages_move else 0.0
    grown = (1.0 + annual_rate_to_monthly(trend)) ** (world.step_index + 1)
    pay = float((firms.wage * firms.labour).sum()) / max(heads, 1.0) / home.pay / grown
    employed = value["city.employed_residents"] * world.scale
    exposed = min(1.0, value["households.resident_share"] * heads / employed)
    chance = population.relative_chance(
        jobs_now(world), home.jobs, other=max(0.0, employed - home.jobs), hands=home.hands_now() / home.hands
    )
    relative_pay = exposed * math.log(pay) if pay > 0.0 else 0.0
    return population.pull(
        chance,
        relative_pay,
        place=place,
        per_chance=value["city.chance_elasticity"],
        per_pay=value["city.pay_elasticity"],
    )


def jobs_now(world: World) -> float:
    """Jobs of residents that the model moves, this month."""
    return jobs_of_residents(
        world.firms,
        world.city.services,
        open_posts=float(world.firms.vacancies.sum()),
        jobs_per_million=world.jobs_per_million(),
        share=world.value["households.resident_share"],
    )


def move(world: World, home: Settlement) -> None:
    """Residents without a row leave the city, come to it and change district; who comes or changes chooses one."""
    value, rates, flows, persons = world.value, home.rates, home.flows, home.others
    seed, month = world.seed_number, world.step_index
    better = home.better = attraction(world, home) * rates.response
    leave, look = (1.0, 1.0) if world.register is None else (world.register.others_leave, world.register.others_look)
    gross, size = value["city.turnover_level"], persons.shape
    leaving = population.monthly(gross * rates.out_rate * leave * np.exp(-better))
    left = population.those_who(
        stream(seed, "leaves the city", step=month), persons, probability=_by_cell(leaving, size)
    )
    persons -= left
    looking = population.monthly(rates.district_rate * look)
    movers = population.those_who(
        stream(seed, "looks for a district", step=month), persons, probability=_by_cell(looking, size)
    )
    persons -= movers
    coming = in_flow(world, home) * np.exp(better)
    arrived = population.arriving(stream(seed, "comes to the city", step=month), coming[:, None] * home.sex_share)
    settle(world, home, movers=movers, arrived=arrived)
    home.came = arrived.sum(axis=1).astype(np.float64)
    flows.departures += left.sum(axis=(1, 2))


def in_flow(world: World, home: Settlement) -> NDArray[np.float64]:
    """Expected in-flow of the month by age group at the conditions of the start.

    The gross size moves in- and out-flow by the same number of people at the start, so that it leaves the balance.
    """
    rates, value = home.rates, world.value
    begun = rates.out_rate * rates.persons.sum(axis=(0, 2)) * (value["city.turnover_level"] - 1.0)
    yearly = (rates.in_flow + begun) * value["city.in_flow_level"] * pool_of_migrants(rates, world.month) * world.scale
    flow: NDArray[np.float64] = np.maximum(0.0, yearly) / MONTHS_A_YEAR
    return flow


def settle(world: World, home: Settlement, *, movers: Counts, arrived: Counts) -> None:
    """Give movers and arrivals a district; who finds no home goes back, or does not come."""
    persons, places, flows = home.others, home.places, home.flows
    own = slice(0, home.districts)
    choosers, cells = _rows(np.concatenate([movers.ravel(), arrived.ravel()]))
    offered = housing.offer(places.housing_stock[own], places.occupied[own], turnover=world.value["city.home_turnover"])
    utility = home.size + np.log(np.maximum(offered, 1.0) / home.start_offer)
    utility += home.utility(world.value) - home.start_worth
    free = room(home)[own]
    chosen = housing.choose_zones(
        stream(world.seed_number, "district", step=world.step_index), choosers, utility=utility, places=free
    )
    here, cell = cells < movers.size, cells % persons[0].size
    origin = np.where(here, cells // persons[0].size, housing.NOWHERE)
    placed = np.where(chosen == housing.NOWHERE, origin, chosen)
    staying = placed != housing.NOWHERE
    cells_of_all = placed[staying] * persons[0].size + cell[staying]
    persons += np.bincount(cells_of_all, minlength=persons.size).reshape(persons.shape)
    count = home.districts
    flows.arrivals += np.bincount(placed[staying & ~here], minlength=count)
    flows.moved_in += np.bincount(placed[here], minlength=count)
    flows.moved_out += movers.sum(axis=(1, 2))


def _by_cell(by_age: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """A rate by age group for every cell."""
    return np.broadcast_to(by_age[None, :, None], shape).copy()


def _rows(counts: Counts) -> tuple[Counts, Counts]:
    """One row per person of each cell: its identifier (cell and place in it) and its cell."""
    cells = np.repeat(np.arange(counts.size, dtype=np.int64), counts)
    first = np.repeat(np.cumsum(counts) - counts, counts)
    return cells * PERSONS_A_CELL + np.arange(cells.size, dtype=np.int64) - first, cells
