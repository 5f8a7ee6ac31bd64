"""Columns and terms of the search for work as named tuples, so that compiled rules take them by name."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from simulation.arrays import Codes, Column, Counts, Flags


class Zones(NamedTuple):
    """What zones of residence cost and offer, and how that is weighed.

    Rent (million KRW a month), minutes to work, amenity (log points); ``weights`` of pay, commute, amenity and size of
    the firm, and the least share of pay left after rent; ``housing`` the zone of the complex's own housing.
    """

    rent: Column
    minutes: Column
    amenity: Column
    weights: Column
    housing: int


class Offers(NamedTuple):
    """What firms offer.

    Per firm: its key, pay offered and benefit (million KRW a month), size class, foreign workers it may take on; and
    ``floor``, full-time pay at the minimum wage (million KRW a month), which every start is paid at least.
    """

    identifier: Counts
    offer: Column
    benefit: Column
    size_class: Counts
    permits: Counts
    floor: float


class Searching(NamedTuple):
    """Who looks and what they ask for.

    Usual minutes to work; shares who look elsewhere and on the job; ``reservation`` ratio at the start of
    unemployment, its ``fall`` a month and the ``least`` it falls to; cost of changing the employer (utility).
    """

    usual_minutes: float
    elsewhere: float
    on_the_job: float
    reservation: float
    fall: float
    least: float
    switching_cost: float


class Seekers(NamedTuple):
    """Those who look for work and are reached by a post: the place of each row of the register, then a row each.

    Whoever posts reach lies anywhere in the register; what is asked of them then stands close together here: their
    ``row``, key, employer, age (years), occupation, permit, zone and ability, the utility ``asked`` of a post, and
    whether they are ``willing`` to live in the complex.
    """

    place: Codes
    row: Counts
    identifier: Counts
    employer: Codes
    age: Codes
    skill: Codes
    foreign: Flags
    residence: Codes
    ability: Column
    asked: Column
    willing: Flags


class Posts(NamedTuple):
    """Per post: its firm, its number within the firm (a key), and places of the register it looks at."""

    firm: Counts
    number: Counts
    looks: Counts


class Asked(NamedTuple):
    """Per post: its firm and the occupation it asks for."""

    firm: Counts
    skill: Counts


class Reached(NamedTuple):
    """Posts and the people they reach, in order of posts and looks."""

    post: Counts
    person: Counts


class Contacts(NamedTuple):
    """Posts and the seekers who would take them: utility at home and after a move, and the firm's rank of them."""

    post: Counts
    person: Counts
    at_home: Column
    moved: Column
    rank: Column


class Draws(NamedTuple):
    """Keys of chance in ranking and of tastes for jobs."""

    rank: np.uint64
    taste: np.uint64


class Wants(NamedTuple):
    """Who would live in the complex: a draw a person, share willing, below which age (years)."""

    dormitory: Column
    willing_share: float
    willing_below: float


class Standards(NamedTuple):
    """Pay over the offer by age and occupation; fit of occupations (post by person); chance in a ranking ."""

    by_age: Column
    by_skill: Column
    fit: Column
    chance_in_rank: float


class Jobs(NamedTuple):
    """Contact by which each post is filled (-1 where open) and who moves; firm per post, row of people per contact."""

    filled: Counts
    moves: Flags
    firm: Counts
    person: Counts


class Terms(NamedTuple):
    """Terms of new jobs.

    Pay over the offer by age and occupation, offer per firm, minimum pay (million KRW a month); whether a firm is
    large, and cumulative shares of contracts in small (row 0) and large firms (row 1).
    """

    by_age: Column
    by_skill: Column
    offer: Column
    floor: float
    large: Flags
    contracts: Column
