"""Search: posts reach people, people and firms choose each other in three rounds, and the new jobs begin."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.arrays import Counts, Flags, flagged
from simulation.catalogue import permit_quota
from simulation.equations import search as rules
from simulation.equations.hiring import place, take_jobs
from simulation.equations.labour import permits_left
from simulation.equations.search_columns import (
    Asked,
    Contacts,
    Draws,
    Jobs,
    Offers,
    Posts,
    Searching,
    Seekers,
    Standards,
    Terms,
    Wants,
    Zones,
)
from simulation.equations.seeking import looking_for_work, seekers
from simulation.luck import stream, uniforms
from simulation.model.world import World
from simulation.start.people import LARGE_CLASS


class Choice(NamedTuple):
    """Who took which post: the posts, advertised ones first, whom each took, and the homes of the complex."""

    posts: Posts
    rows: Counts
    """Row of the person in each contact."""
    filled: Counts
    """Contact by which each post is filled, -1 where it stays open."""
    moves: Flags
    """Whether the person moves into a home of the complex, per post."""
    occupied: int
    """Homes of the complex lived in once they have moved."""


def search(world: World, advertised: Counts, *, latent: Counts) -> None:
    """Fill what can be filled of the advertised and latent posts; counts hires and moves between firms."""
    firms, people, market, places = world.firms, world.people, world.market, world.places
    found = choice(world, advertised, latent=latent)
    take_jobs(
        stream(world.seed_number, "contract of a hire", step=world.step_index),
        world.step_index,
        jobs=Jobs(found.filled, found.moves, found.posts.firm, found.rows),
        housing=places.housing,
        people=people.table,
        terms=Terms(
            by_age=market.age_pay,
            by_skill=market.skill_pay,
            offer=firms.wage_offer,
            floor=world.minimum_pay(),
            large=firms.size_class >= LARGE_CLASS,
            contracts=market.contracts,
        ),
        hired=firms.hires,
        left=market.moves,
    )
    market.hired = found.rows[found.filled[found.filled >= 0]]
    places.occupied[places.housing] = found.occupied
    taken = found.filled[: int(advertised.sum())] >= 0
    world.flows.filled_advertised[:] = np.bincount(found.posts.firm[: taken.size][taken], minlength=advertised.size)
    firms.separations[:] = market.leavers + market.moves
    firms.employees += firms.hires - market.moves


def choice(world: World, advertised: Counts, *, latent: Counts) -> Choice:
    """What people and firms choose of the advertised and latent posts, before anybody moves."""
    places = world.places
    posts, zones = posts_of(world, advertised, latent=latent), zones_of(world)
    offers = offers_of(world, posts)
    seeking, contacts = contacts_of(world, posts, offers=offers, zones=zones)
    lived_in = int(np.count_nonzero(world.people.residence == places.housing))
    homes = max(0, int(places.housing_stock[places.housing]) - lived_in)
    filled, moves, left = place(
        posts.firm,
        seeking.foreign,
        contacts=contacts,
        homes=homes,
        permits=offers.permits,
        rounds=int(world.value["labour.application_rounds"]),
    )
    return Choice(posts, seeking.row[contacts.person], filled, moves, lived_in + homes - left)


def contacts_of(world: World, posts: Posts, *, offers: Offers, zones: Zones) -> tuple[Seekers, Contacts]:
    """Who looks for work, whom posts reach, and who of them would take which post."""
    firms, people, market, value = world.firms, world.people, world.market, world.value
    seed, month = world.seed_number, world.step_index
    searching = Searching(
        usual_minutes=value["labour.usual_commute"],
        elsewhere=value["labour.search_elsewhere"],
        on_the_job=value["labour.search_on_the_job"],
        reservation=value["labour.reservation_start"],
        fall=value["labour.reservation_fall"],
        least=value["labour.reservation_floor"],
        switching_cost=value["labour.switching_cost"],
    )
    looking = looking_for_work(stream(seed, "looks for work", step=month), people.table, searching=searching)
    asks = stream(seed, "post asks for", step=month)
    rung = firms.smart_level + firms.ai
    skill = rules.skills_asked(asks, firms.identifier, posts=posts, post_skills=market.post_skills, rung=rung)
    reached = rules.reach(stream(seed, "post reaches", step=month), firms.identifier, posts=posts, looking=looking)
    seeking = seekers(
        month,
        reached,
        people=people.table,
        offers=offers,
        zones=zones,
        searching=searching,
        wants=Wants(
            dormitory=market.dormitory,
            willing_share=value["people.dormitory_willing"],
            willing_below=value["people.dormitory_age"],
        ),
    )
    return seeking, rules.meet(
        Draws(stream(seed, "rank of an applicant", step=month), stream(seed, "taste for a job", step=month)),
        reached,
        posts=Asked(posts.firm, skill),
        offers=offers,
        seekers=seeking,
        zones=zones,
        standards=Standards(market.age_pay, market.skill_pay, market.fit, value["labour.chance_in_rank"]),
    )


def offers_of(world: World, posts: Posts) -> Offers:
    """What firms offer this month; permits are those of the firms of posts."""
    firms = world.firms
    return Offers(
        identifier=firms.identifier,
        offer=firms.wage_offer,
        benefit=world.levers.commuting_benefit,
        size_class=firms.size_class,
        permits=permits_of(world, posts),
        floor=world.minimum_pay(),
    )


def zones_of(world: World) -> Zones:
    """What zones of residence cost and offer this month."""
    places = world.places
    return Zones(places.rent, places.commute_minutes, places.amenity, world.market.weights, places.housing)


def permits_of(world: World, posts: Posts) -> Counts:
    """Foreign workers that firms of posts may still take on, by quota, what programmes add to it, and who is there."""
    firms, people, quota_added = world.firms, world.people, world.levers.foreign_worker_quota
    employer = people.employer[flagged(people.foreign)]
    hiring = np.flatnonzero(np.bincount(posts.firm, minlength=firms.employees.size))
    held = np.bincount(employer[employer >= 0], minlength=firms.employees.size)[hiring]
    sizes, quota = permit_quota()
    permits = np.zeros_like(firms.employees)
    permits[hiring] = permits_left(firms.employees[hiring], held, sizes=sizes, quota=quota, added=quota_added[hiring])
    return permits


def posts_of(world: World, advertised: Counts, *, latent: Counts) -> Posts:
    """Firm, number within the firm and reach of every post, advertised ones first.

    Firms stand in an order of luck, so that homes of the complex that run out go to no industry first.
    """
    market, identifier, value = world.market, world.firms.identifier, world.value
    lot = stream(world.seed_number, "turn of a firm", step=world.step_index)
    luck = stream(world.seed_number, "looks of a post", step=world.step_index)
    found = []
    for posts, each, first in ((advertised, market.looks, 0), (latent, market.walk_in_looks, rules.LATENT_FROM)):
        hiring = np.flatnonzero(posts > 0)
        order = hiring[np.argsort(uniforms(lot, identifier[hiring]), kind="stable")]
        size = np.maximum(world.firms.employees[order], 1) / value["labour.reference_size"]
        places = each * size ** value["labour.size_reach"]
        found.append(rules.posts_in_turn(luck, identifier, firms=order, count=posts[order], places=places, first=first))
    return Posts(*(np.concatenate(both) for both in zip(*found, strict=True)))
