"""What ties the people in reach to the residents of whom they are a part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import ComplexData
from simulation.equations import careers, lives
from simulation.model.parts.settlement import Settlement
from simulation.start import people as start
from simulation.state import Workers


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


def register_of(
    home: Settlement, people: Workers, *, data: ComplexData, value: Mapping[str, float], scale: float, firms: int
) -> Register:
    """Tie people and residents together at the start.

    Args:
        home: the residents.
        people: people in reach.
        data: the complex.
        value: parameters of the run (``city.*``, ``people.*``).
        scale: size of the world.
        firms: rows of firms.
    """
    at_work, elsewhere = start.zone_utilities(data, value)
    at_work[home.places.housing] = elsewhere[home.places.housing] = -np.inf
    leaving = value["city.turnover_level"] * home.rates.out_rate
    with_job = value["people.leaving_with_job"]
    city = (people.status != careers.OUT) & ~people.foreign & (people.home < home.districts)
    groups = home.rates.out_rate.size
    age = lives.age_groups(0, people.born[city], groups=groups)
    weight = np.where(people.status[city] == careers.UNEMPLOYED, 1.0, with_job)
    in_reach = np.bincount(age, minlength=groups)
    leaving_like = np.bincount(age, weights=weight, minlength=groups)
    persons = home.persons.sum(axis=(0, 2))
    others = np.maximum(1, persons - in_reach)
    at_full_size = home.rates.persons.sum(axis=(0, 2))
    coming = (home.rates.in_flow + home.rates.out_rate * at_full_size * (value["city.turnover_level"] - 1.0)) * scale
    return Register(
        at_work=at_work,
        elsewhere=elsewhere,
        worth_at_work=home.zone_worth(value),
        worth_elsewhere=home.zone_worth(value, commutes=False),
        others_leave=(persons - leaving_like) / others,
        others_look=persons / others,
        coming=np.minimum(value["people.most_coming"], leaving * leaving_like / np.maximum(coming, 1.0)),
        lookers=np.zeros(people.identifier.size, dtype=np.int64),
        lost=np.zeros(firms, dtype=np.int64),
        died=np.zeros_like(home.others),
        left=np.zeros_like(home.others),
    )
