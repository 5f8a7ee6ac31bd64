"""The labour market of a run: tables of hazards and pay, and the buffers of the month's search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import SIZE_CLASSES, ComplexData, table
from simulation.equations import careers
from simulation.equations.hazards import retirement_hazard, tenure_hazard
from simulation.equations.seeking import OLDEST, place_utility
from simulation.equations.skills import occupations_of_posts
from simulation.equations.technology import TOP_LEVEL
from simulation.luck import stream, uniforms
from simulation.start import pay
from simulation.start import people as start
from simulation.start.firms import open_posts_at_start
from simulation.state import Firms, Places, Workers


@dataclass(slots=True)
class LabourMarket:
    """What the labour phase needs beside the columns.

    ``pay_at_start`` pay of the workers of the start by size class and its sum, the fixed set that measures the cost of
    labour;
    ``base`` hazard of a person of relative hazard one by size class; ``base_offer`` pay offered but for the state of
    the market, per firm (million KRW a month); ``usual_offer`` mean offer by size class at the start; ``post_skills``
    occupations among posts by rung of technology (AI counts as one more); ``unfilled`` smoothed share of unfilled
    posts per firm and ``usual_unfilled`` the same at the start; ``worth_at_start`` worth of a place at the start (log
    points of pay), mean over workers; ``moves`` people who changed between firms of the complex this month,
    ``retired`` who retired, ``hired`` rows of those who began a job, ``in_commuters`` workers who live outside the
    city, ``commuting_at_start`` their share at the start and ``from_elsewhere`` workers who live in another province.
    """

    by_age: Column
    by_tenure: Column
    by_contract: Column
    retires: Column
    age_pay: Column
    skill_pay: Column
    weights: Column
    contracts: Column
    post_skills: Column
    fit: Column
    dormitory: Column
    unfilled: Column
    usual_unfilled: Column
    usual_offer: Column
    worth_at_start: float
    unemployed_at_start: int
    foreign_at_start: int
    looks: float
    walk_in_looks: float
    give_up: float
    lost_elsewhere: float
    leavers: Counts
    retired: Counts
    moves: Counts
    newcomers: Counts
    free: Counts
    hired: Counts
    pay_at_start: tuple[tuple[Column, float], ...]
    base: Column
    base_offer: Column
    pool_utility: Column
    people_at_start: int
    free_rows: int = 0
    in_commuters: int = 0
    from_elsewhere: float = 0.0
    commuting_at_start: float = 0.0
    wage_index: float = 1.0


FIRST_LOOKS = 25.0
"""Places of the register a post reaches before the share of posts filled has told how many it must."""


def labour_market(
    firms: Firms, people: Workers, *, places: Places, data: ComplexData, value: Mapping[str, float], seed: int
) -> LabourMarket:  # fmt: skip
    """Prepare the labour market of a run from its start state.

    ``turnover.settle`` adds who leaves, ``first_search.settle_search`` how many people a post reaches and who loses
    work elsewhere.

    Args:
        firms: columns of the firms.
        people: people in reach.
        places: zones of residence.
        data: the complex.
        value: parameters of the run (``labour.*``, ``people.*``).
        seed: seed of the run.
    """
    employed, heads = people.employer >= 0, np.maximum(firms.employees, 0).astype(float)
    advertised, latent = open_posts_at_start(firms, value)
    tables = _tables(value)
    worth = place_worth(places, firms, weights=tables["weights"])
    in_commuters = commuters(people, places)
    return LabourMarket(
        **tables,
        **_empty_buffers(firms.identifier.size, people.identifier.size),
        dormitory=uniforms(stream(seed, "dormitory"), people.identifier),
        unfilled=advertised + latent,
        usual_unfilled=advertised + latent,
        usual_offer=_usual_offers(firms, heads),
        worth_at_start=float(worth[people.residence[employed]].mean()) if employed.any() else 0.0,
        unemployed_at_start=max(1, int((people.status == careers.UNEMPLOYED).sum())),
        foreign_at_start=int((people.foreign & employed).sum()),
        looks=FIRST_LOOKS,
        walk_in_looks=0.0,
        give_up=min(1.0, value["labour.walk_in_fill"] * float(latent @ heads) / max(float(advertised @ heads), 1e-9)),
        lost_elsewhere=0.0,
        pay_at_start=pay_by_size(firms, people),
        base=np.zeros(len(SIZE_CLASSES)),
        base_offer=firms.wage_offer.copy(),
        pool_utility=start.zone_utilities(data, value)[1],
        people_at_start=int((people.status != careers.OUT).sum()),
        in_commuters=in_commuters,
        from_elsewhere=float(places.outside_province[people.residence[employed]].sum()),
        commuting_at_start=in_commuters / max(1, int(employed.sum())),
    )


def _tables(value: Mapping[str, float]) -> dict[str, Any]:
    """Tables by age, tenure, contract and occupation, which follow from the parameters alone."""
    contracts = np.cumsum(start.contract_shares(value), axis=1)
    quits_by_contract = [1.0, *(value[f"labour.quits_by_contract.{name}"] for name in start.CONTRACTS[1:])]
    weights = [value[f"labour.{name}_weight"] for name in ("pay", "commute", "amenity", "size")]
    automated = [1.0 - value["technology.fewer_production"], 1.0, 1.0 - value["technology.fewer_office"], 1.0]
    skills = list(start.SKILLS)
    return {
        "by_age": pay.by_age_band(value, "labour.quits_by_age"),
        "by_tenure": tenure_hazard(
            value["labour.early_leaving"], value["labour.early_months"], longest=start.LONGEST_TENURE
        ),
        "by_contract": np.array(quits_by_contract, dtype=np.float64),
        "retires": retirement_hazard(
            np.arange(OLDEST + 1),
            value["labour.retirement_age"],
            late=value["labour.late_leaving"] / 100.0,
            doubling=value["labour.late_leaving_doubling"],
            oldest=value["labour.oldest_age"],
        ),
        "age_pay": pay.by_age_band(value, "people.pay_by_age"),
        "skill_pay": pay.skill_pay(value),
        "weights": np.array([*weights, value["labour.least_left"]], dtype=np.float64),
        "contracts": contracts / contracts[:, -1:],
        "post_skills": occupations_of_posts(start.skill_shares(value), np.array(automated), rungs=TOP_LEVEL + 2),
        "fit": np.ascontiguousarray(table("skill_fit").set_index("post").loc[skills, skills].to_numpy(float)),
    }


def _empty_buffers(firms: int, people: int) -> dict[str, Any]:
    """Counts of a month by firm and lists of people, which the first month fills."""
    by_firm = {name: np.zeros(firms, dtype=np.int64) for name in ("leavers", "retired", "moves")}
    lists = {name: np.zeros(people, dtype=np.int64) for name in ("newcomers", "free")}
    return {**by_firm, **lists, "hired": np.zeros(0, dtype=np.int64)}


def _usual_offers(firms: Firms, heads: Column) -> Column:
    """Pay offered by firms of each size class, mean over their workers; one where a class has none."""
    offers = np.ones(len(SIZE_CLASSES))
    for size in range(len(SIZE_CLASSES)):
        mine = firms.size_class == size
        if heads[mine].sum() > 0.0:
            offers[size] = float((firms.wage_offer * heads)[mine].sum() / heads[mine].sum())
    return offers


def pay_by_size(firms: Firms, people: Workers) -> tuple[tuple[Column, float], ...]:
    """Pay of the workers of each size class in rising order, and its sum (million KRW a month)."""
    working = np.flatnonzero((people.employer >= 0) & (people.employer < firms.identifier.size))
    size = firms.size_class[people.employer[working]]
    paid = (np.sort(people.wage[working[size == each]]) for each in range(len(SIZE_CLASSES)))
    return tuple((pay, float(pay.sum())) for pay in paid)


def place_worth(places: Places, firms: Firms, *, weights: Column) -> Column:
    """Worth of living in each zone, in log points of the mean pay of the complex."""
    pay = float((firms.wage * firms.employees).sum()) / max(1.0, float(firms.employees.sum()))
    utility = [
        place_utility(
            pay,
            rent,
            minutes=minutes,
            amenity=amenity,
            pay_weight=weights[0],
            commute_weight=weights[1],
            amenity_weight=weights[2],
            least_left=weights[4],
        )
        for rent, minutes, amenity in zip(places.rent, places.commute_minutes, places.amenity, strict=True)
    ]
    return np.asarray(np.array(utility) / weights[0] - np.log(pay))


def quits_by_zone(market: LabourMarket, places: Places, *, firms: Firms, elasticity: float) -> Column:
    """Factor on quits of living in each zone, exp(-eta (V_z - V_0)), V in log points of pay."""
    worth = place_worth(places, firms, weights=market.weights)
    return np.asarray(np.exp(-elasticity * (worth - market.worth_at_start)))


def commuters(people: Workers, places: Places) -> int:
    """Workers of the complex who live outside the city (persons)."""
    return int(np.count_nonzero((people.employer >= 0) & ~places.in_city[people.residence]))
