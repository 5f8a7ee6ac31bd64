"""The people in reach among the residents: what happens to them is counted in the city, and its moves reach them.

Whoever dies or leaves the city goes from both; whoever retires stays a resident without a row; the young and some of
those who come to the city get one; people change home, and firms lose workers who leave.
"""

from __future__ import annotations

import numpy as np

from simulation.arrays import Counts
from simulation.equations import homes, lives
from simulation.equations.columns import Living, Residents
from simulation.luck import stream, uniforms
from simulation.model.parts.register import Register
from simulation.model.parts.settlement import Settlement
from simulation.model.parts.vital import monthly_rates
from simulation.model.world import World
from simulation.start import people as start


def live_on(world: World, home: Settlement, *, register: Register) -> None:
    """Deaths and departures of the people in reach, and who of them looks for another home."""
    people, seed, month = world.people, world.seed_number, world.step_index
    dying, leaving, looking = monthly_rates(home, world.month, value=world.value)
    register.looking = lives.live(
        stream(seed, "life of a person", step=month),
        month,
        people=people.table,
        chances=Living(dying, leaving, world.value["people.leaving_with_job"], looking),
        lookers=register.lookers,
        lost=register.lost,
        died=register.died,
        left=register.left,
    )
    home.flows.deaths += register.died.sum(axis=(1, 2))
    home.flows.departures += register.left.sum(axis=(1, 2))
    home.register -= register.died + register.left


def retire_into_the_city(world: World, home: Settlement, *, rows: Counts) -> None:
    """Nationals who left the labour force stay as residents without a row; foreign workers under permit go home."""
    residents = Residents(home.others, home.register, home.foreign_register)
    home.foreign_flows.departures += lives.leave_reach(
        world.step_index, rows, people=world.people.table, residents=residents
    )


def join(world: World, home: Settlement, *, rows: Counts) -> None:
    """Make residents without a row, or arrivals under permit, people in reach."""
    residents = Residents(home.others, home.register, home.foreign_register)
    home.foreign_flows.arrivals += lives.join_reach(
        world.step_index, rows, people=world.people.table, residents=residents
    )


def rehouse(world: World, home: Settlement, *, register: Register) -> None:
    """People in reach who look choose a zone again: by their life, or because they begin a new job."""
    people, value, seed, month = world.people, world.value, world.seed_number, world.step_index
    rows = homes.who_looks(
        stream(seed, "another home with the job", step=month),
        register.lookers[: register.looking],
        hired=world.market.hired,
        people=people.table,
        with_a_new_job=value["people.move_on_hire"],
    )
    before = homes.rehouse(
        stream(seed, start.HOME_ERRORS),
        rows=rows,
        order=np.argsort(uniforms(stream(seed, "lottery of homes", step=month), people.identifier[rows])),
        people=people.table,
        at_work=register.at_work + (home.zone_worth(value) - register.worth_at_work),
        elsewhere=register.elsewhere + (home.zone_worth(value, commutes=False) - register.worth_elsewhere),
        places=room(home),
    )
    moved = before != people.home[rows]
    rows, before = rows[moved], before[moved]
    settled = rows[people.residence[rows] != world.places.housing]
    people.residence[settled] = people.home[settled]
    count_moves(world, home, rows=rows, before=before)


def grow_older(world: World, home: Settlement) -> None:
    """Birthdays of people in reach into the next age group; residents without a row move up by shares."""
    lives.grow_older(
        world.step_index + 1, people=world.people.table, nationals=home.register, foreigners=home.foreign_register
    )


def room(home: Settlement) -> Counts:
    """Persons who can still find a home, by zone; empty homes of the ring hold as many each as in the city."""
    own, places = slice(0, home.districts), home.places
    free = (places.housing_stock - places.occupied) * float(home.per_home.mean())
    free[own] = places.housing_stock[own] * home.per_home - home.by_district()
    return np.maximum(0, np.floor(free)).astype(np.int64)


def count_moves(world: World, home: Settlement, *, rows: Counts, before: Counts) -> None:
    """Book people in reach who changed home: between districts, out to the ring, in from it."""
    people, flows, districts = world.people, home.flows, home.districts
    after, sex = people.home[rows], people.woman[rows].astype(np.int64)
    group = lives.age_groups(world.step_index, people.born[rows], groups=home.register.shape[1])
    out, into = before < districts, after < districts
    np.subtract.at(home.register, (before[out], group[out], sex[out]), 1)
    np.add.at(home.register, (after[into], group[into], sex[into]), 1)
    flows.moved_out += np.bincount(before[out & into], minlength=districts)
    flows.moved_in += np.bincount(after[out & into], minlength=districts)
    flows.departures += np.bincount(before[out & ~into], minlength=districts)
    flows.arrivals += np.bincount(after[~out & into], minlength=districts)
