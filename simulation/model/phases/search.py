"""Search: posts reach people, people and firms choose each other in three rounds, and the new jobs begin."""

from __future__ import annotations

import numpy as np

from simulation.catalogue import permit_quota
from simulation.equations import search as rules
from simulation.equations.hiring import place, take_jobs
from simulation.equations.labour import permits_left
from simulation.equations.seeking import seekers
from simulation.luck import stream
from simulation.model.world import World
from simulation.start.people import LARGE_CLASS

REFERENCE_SIZE = 20.0
"""Workers of a firm whose posts reach ``looks_per_post`` people."""


def search(world: World, advertised: np.ndarray, latent: np.ndarray) -> None:
    """Fill what can be filled of the advertised and latent posts; counts hires and moves between firms."""
    firms, people, market, value = world.firms, world.people, world.market, world.value
    places, seed, month = world.places, world.seed_number, world.step_index
    looking = seekers(
        stream(seed, "looks for work", month),
        people.identifier,
        people.employer,
        people.status,
        people.tenure,
        people.residence,
        people.wage,
        firms.size_class,
        world.levers.commuting_benefit,
        places.rent,
        places.commute_minutes,
        places.amenity,
        market.weights,
        value["labour.usual_commute"],
        value["labour.search_elsewhere"],
        value["labour.search_on_the_job"],
        np.array([value[f"labour.reservation_{name}"] for name in ("start", "fall", "floor")]),
        value["labour.switching_cost"],
        market.wanted,
    )
    firm, number, looks = posts_of(world, advertised, latent)
    permits = permits_of(world)
    skill_key = stream(seed, "post asks for", month)
    reached = rules.reach(stream(seed, "post reaches", month), firms.identifier, firm, number, looks, looking)
    rung = firms.smart_level + firms.ai
    contacts = rules.meet(
        skill_key,
        stream(seed, "taste for a job", month),
        month,
        *reached,
        firms.identifier,
        firm,
        rules.skills_asked(skill_key, firms.identifier, firm, number, market.post_skills, rung),
        permits,
        firms.wage_offer,
        world.levers.commuting_benefit,
        firms.size_class,
        people.identifier,
        people.employer,
        people.skill,
        people.foreign,
        people.residence,
        people.born,
        people.ability,
        market.age_pay,
        market.skill_pay,
        market.dormitory,
        value["people.dormitory_willing"],
        market.wanted,
        places.rent,
        places.commute_minutes,
        places.amenity,
        market.weights,
        places.housing,
        market.fit,
    )
    lived_in = int(np.count_nonzero(people.residence == places.housing))
    homes = max(0, int(places.housing_stock[places.housing]) - lived_in)
    filled, moves, left = place(firm, people.foreign, *contacts, homes, permits)
    take_jobs(
        stream(seed, "contract of a hire", month),
        filled,
        firm,
        contacts[1],
        moves,
        places.housing,
        people.identifier,
        people.employer,
        people.status,
        people.tenure,
        people.contract,
        people.residence,
        people.wage,
        month,
        people.born,
        people.skill,
        people.ability,
        market.age_pay,
        market.skill_pay,
        firms.wage_offer,
        world.minimum_pay(),
        firms.size_class >= LARGE_CLASS,
        market.contracts,
        firms.hires,
        market.moves,
    )
    market.hired = contacts[1][filled[filled >= 0]]
    places.occupied[places.housing] = lived_in + homes - left
    taken = filled[: int(advertised.sum())] >= 0
    world.flows.filled_advertised[:] = np.bincount(firm[: taken.size][taken], minlength=advertised.size)
    firms.separations[:] = market.leavers + market.moves
    firms.employees += firms.hires - market.moves


def permits_of(world: World) -> np.ndarray:
    """Foreign workers each firm may still take on, by its quota, what programmes add to it, and who is there."""
    firms, people = world.firms, world.people
    working = np.flatnonzero(people.foreign & (people.employer >= 0))
    held = np.bincount(people.employer[working], minlength=firms.employees.size)
    return permits_left(firms.employees, held, *permit_quota(), world.levers.foreign_worker_quota)


def posts_of(world: World, advertised: np.ndarray, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Firm, number within the firm and reach of every post, advertised ones first; firms in order of identifier."""
    order, market = world.fixed.firm_order, world.market
    firm, number, looks = [], [], []
    reach = np.maximum(world.firms.employees, 1) / REFERENCE_SIZE
    reach = reach ** world.value["labour.size_reach"]
    for posts, each, first in ((advertised, market.looks, 0), (latent, market.walk_in_looks, 2048)):
        owners = np.repeat(order, posts[order])
        opening = np.repeat(np.cumsum(posts[order]) - posts[order], posts[order])
        firm.append(owners)
        number.append(np.arange(owners.size) - opening + first)
        # The firm's own rounding offset keeps the mean reach of a post right where it is a small number.
        looks.append(np.floor(each * reach[owners] + world.fixed.rounding[owners]).astype(np.int64))
    return np.concatenate(firm), np.concatenate(number), np.concatenate(looks)
