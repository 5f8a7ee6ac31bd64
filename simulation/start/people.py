"""The people of the start state: who works where, of what age and skill, living where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from simulation.arrays import Column, Counts
from simulation.catalogue import ComplexData, zones
from simulation.equations.careers import ELSEWHERE, EMPLOYED, UNEMPLOYED
from simulation.equations.hazards import HIGHEST_HAZARD, settled_tenure, tenure_hazard
from simulation.equations.homes import first_homes
from simulation.luck import normals, stream, uniforms
from simulation.state import Firms, Workers, allocate

AGE_BANDS = ("age_15_29", "age_30_39", "age_40_49", "age_50_59", "age_60_plus")
BAND_STARTS = np.array([19, 30, 40, 50, 60, 70])
"""First age of each band; nobody of the complex starts below 19 or past 70."""
SKILLS = ("production", "technician", "office", "digital")
CONTRACTS = ("regular", "non_regular", "in_house", "dispatched")
LARGE_CLASS = 3
"""First size class of large firms: contracts differ, and employment permits are not given."""
FREE_ROWS = 0.08
"""Rows kept free for newcomers, as a share of the people at the start; rows of retirees are used again."""
LONGEST_TENURE = 480
"""Months of tenure that are told apart."""
ROUNDS = 30
"""Rounds in which tenure settles, which it does far sooner."""
HOME_ERRORS = "home of a person"
"""Decision whose draws are the errors of a person and zone, the same for life."""
YOUNGEST_ON_PERMIT, OLDEST_ON_PERMIT = 19, 40
"""Ages in years at which people work under an employment permit (E-9: 18 to 39 at arrival)."""


def people(firms: Firms, pool: int, *, data: ComplexData, draw: Mapping[str, float], seed: int) -> Workers:
    """Everybody the firms employ, firm by firm, the pool behind them, and free rows.

    Args:
        firms: the firms with their employees and hazards.
        pool: people in reach who are unemployed or employed elsewhere.
        data: the complex.
        draw: drawn parameters (``people.*``, ``labour.*``).
        seed: seed of the run; keys every draw.
    """
    employed = int(firms.employees.sum())
    there = employed + pool
    workers = allocate(Workers, there + int(FREE_ROWS * there))
    workers.identifier[:] = np.arange(workers.identifier.size)
    workers.employer[:employed] = np.repeat(np.arange(firms.employees.size), firms.employees)
    workers.status[:employed] = EMPLOYED
    looking = uniforms(stream(seed, "start status"), workers.identifier[employed:there])
    workers.status[employed:there] = np.where(looking < draw["people.unemployed_share"], UNEMPLOYED, ELSEWHERE)
    _persons(workers, np.arange(there), draw=draw, seed=seed)
    _homes(workers, employed, there=there, data=data, draw=draw, seed=seed)
    _jobs(workers, employed, firms=firms, draw=draw, seed=seed)
    return workers


def chosen(key: np.uint64, people_keys: Counts, *, shares: Sequence[float] | Column) -> Counts:
    """Category of each person by cumulative shares, which are made to add to one."""
    edges = np.cumsum(np.asarray(shares, dtype=np.float64))
    place = uniforms(key, people_keys) * edges[-1]
    return np.asarray(np.minimum(np.searchsorted(edges, place, side="right"), edges.size - 1), dtype=np.int64)


def _persons(workers: Workers, rows: Counts, *, draw: Mapping[str, float], seed: int) -> None:
    keys = workers.identifier[rows]
    band = chosen(stream(seed, "age band"), keys, shares=[draw[f"people.age_share.{name}"] for name in AGE_BANDS])
    width = (BAND_STARTS[1:] - BAND_STARTS[:-1])[band]
    age = 12.0 * (BAND_STARTS[band] + width * uniforms(stream(seed, "age in band"), keys))
    workers.born[rows] = -age.astype(np.int64)
    workers.woman[rows] = uniforms(stream(seed, "sex"), keys) < draw["people.women_share"] / 100.0
    workers.skill[rows] = chosen(stream(seed, "skill"), keys, shares=skill_shares(draw))
    workers.ability[rows] = abilities(keys, draw, seed=seed)


def skill_shares(draw: Mapping[str, float]) -> Column:
    """Shares of occupations among people and posts, adding to one."""
    shares = np.array([draw[f"people.skill_share.{name}"] for name in SKILLS])
    return np.asarray(shares / shares.sum())


def abilities(keys: Counts, draw: Mapping[str, float], *, seed: int) -> Column:
    """Pay of each person relative to alike people, log-normal with mean one."""
    spread = draw["people.pay_spread"]
    return np.asarray(np.exp(spread * normals(stream(seed, "ability"), keys) - 0.5 * spread**2))


def pool_zones(data: ComplexData, draw: Mapping[str, float]) -> Column:
    """Where people in reach live, by zone: city residents as homes are occupied, others as in-commuters do."""
    table = zones(data.key)
    city = (table["kind"] == "district").to_numpy()
    ring = (table["kind"] == "ring").to_numpy()
    homes = np.where(city, table["housing_stock"] * (1.0 - table["vacancy_rate"]), 0.0)
    commuters = np.where(ring, table["worker_share"], 0.0)
    outside = draw["people.pool_outside_city"]
    shares = (1.0 - outside) * homes / homes.sum()
    if commuters.sum() > 0.0:
        shares = shares + outside * commuters / commuters.sum()
    return np.asarray(shares)


def zone_utilities(data: ComplexData, draw: Mapping[str, float]) -> tuple[Column, Column]:
    """Utility by zone, the logarithm of its share, at which workers of the complex and others live where they do."""
    with np.errstate(divide="ignore"):
        return np.log(zones(data.key)["worker_share"].to_numpy(float)), np.log(pool_zones(data, draw))


def _homes(
    workers: Workers, employed: int, *, there: int, data: ComplexData, draw: Mapping[str, float], seed: int
) -> None:
    """Where people live, by errors per person and zone that stay with them, and where those in the complex belong."""
    key, keys = stream(seed, HOME_ERRORS), workers.identifier
    at_work, elsewhere = zone_utilities(data, draw)
    workers.residence[:employed] = first_homes(key, keys[:employed], at_work)
    workers.residence[employed:there] = first_homes(key, keys[employed:there], elsewhere)
    workers.home[:there] = workers.residence[:there]
    inside = np.flatnonzero(workers.residence == at_work.size - 1)
    workers.home[inside] = first_homes(key, keys[inside], elsewhere)


def contract_shares(draw: Mapping[str, float]) -> Column:
    """Shares of contracts by size of firm (row 0 under 300 workers, row 1 others), regular first."""
    rows = []
    for size in ("small", "large"):
        others = [draw[f"people.contract_share.{name}.{size}"] / 100.0 for name in CONTRACTS[1:]]
        rows.append([1.0 - sum(others), *others])
    return np.array(rows)


def _jobs(workers: Workers, employed: int, *, firms: Firms, draw: Mapping[str, float], seed: int) -> None:
    keys = workers.identifier[:employed]
    size_class = firms.size_class[workers.employer[:employed]]
    large = size_class >= LARGE_CLASS
    shares = contract_shares(draw)
    for rows, row_shares in ((~large, shares[0]), (large, shares[1])):
        workers.contract[:employed][rows] = chosen(stream(seed, "contract"), keys[rows], shares=row_shares)
    heads_small = max(1.0, float((~large).sum()))
    permits = draw["people.foreign_share"] / 100.0 * employed / heads_small
    foreign = ~large & (uniforms(stream(seed, "foreign"), keys) < permits)
    workers.foreign[:employed] = foreign
    workers.skill[:employed][foreign] = SKILLS.index("production")
    span = (OLDEST_ON_PERMIT - YOUNGEST_ON_PERMIT) * uniforms(stream(seed, "age on a permit"), keys[foreign])
    workers.born[:employed][foreign] = -(12.0 * (YOUNGEST_ON_PERMIT + span)).astype(np.int64)
    places = uniforms(stream(seed, "start tenure"), keys)
    early = tenure_hazard(draw["labour.early_leaving"], draw["labour.early_months"], longest=LONGEST_TENURE)
    rate = np.array([firms.separation_rate[firms.size_class == size].max(initial=0.0) for size in range(4)])
    for size in range(4):
        rows = size_class == size
        # The base under the early hazard that gives the class its mean rate when tenure has settled.
        base, hazard = rate[size], rate[size] * early
        for _ in range(ROUNDS):
            hazard = np.minimum(base * early, HIGHEST_HAZARD)
            alive = np.concatenate([[1.0], np.cumprod(1.0 - hazard)[:-1]])
            base *= rate[size] / max(float((alive * hazard).sum() / alive.sum()), 1e-12)
        workers.tenure[:employed][rows] = settled_tenure(hazard, places[rows])
    # Nobody has worked longer than since the first age of all.
    longest = np.maximum(0, -workers.born[:employed] - 12 * int(BAND_STARTS[0]))
    np.minimum(workers.tenure[:employed], longest, out=workers.tenure[:employed])
