"""Rows, sites and candidates of firm demography: what is laid out once, before the first month.

Rows behind the tenants are reserved for those who may come. A reserved row belongs to one month, kind of site and
industry, and all that its firm would be (size, age, likeness) is drawn with its identifier: whoever enters is the same
firm in every world of a seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, Counts
from simulation.equations.demography import EARLY_YEARS, age_quantile, poisson_count, surviving_share
from simulation.equations.links import Customers
from simulation.luck import normals, stream, uniforms
from simulation.state import Firms, Network, take_after

KINDS = ("lot", "unit")
"""Kinds of site: lots with a plant of their own, and leased units."""
FIRST_RESERVED = 2**40
"""First identifier of those who may enter; the rest of it tells month, kind of site, industry and number."""
MOST = 2**16
"""Candidates of a month, kind of site and industry are numbered below this."""


@dataclass(slots=True)
class Demography:
    """What demography knows of rows and sites.

    ``due`` month in which a reserved row may enter (-1 for the tenants of the start), ``luck`` its draw, ``posts`` size
    at the start or planned at entry, ``model`` row of the firm it takes after, ``new_firm`` whether it is a start-up;
    ``entered``, ``closed``, ``left`` month of each event or -1; ``free`` and ``stock`` sites by kind; ``weight`` share
    of industries among those who come and ``top_rate`` candidates a month, by kind and industry; ``written_off``
    stocks of goods (volume) and inputs (million KRW) given up in the month, per firm; ``made`` output by month and
    industry; ``customers`` who buys from whom.
    """

    due: Counts
    luck: Column
    posts: Column
    model: Counts
    new_firm: NDArray[np.bool_]
    entered: Counts
    closed: Counts
    left: Counts
    free: Column
    stock: Column
    weight: Column
    top_rate: Column
    closing_share: Column
    written_off: Column
    written_off_inputs: Column
    made: Column
    customers: Customers

    def rows(self, month: int) -> int:
        """Rows that hold a firm or may have done so by a month: tenants and candidates due until then stand first."""
        return int(np.searchsorted(self.due, month, side="right"))

    def survival(self, now: int) -> Column:
        """Share of start-ups alive after one to five years (see ``equations.demography.surviving_share``)."""
        rows = np.flatnonzero(self.new_firm & (self.entered >= 0))
        return surviving_share(self.entered[rows], self.closed[rows], left=self.left[rows], now=now)


def lay_out_demography(
    firms: Firms,
    network: Network,
    *,
    value: Mapping[str, float],
    seed: int,
    industries: int,
    months: int,
    scale: float,
    on: bool,
) -> tuple[Firms, Network, Demography]:
    """Seat the tenants, count free sites, and add the rows of those who may enter, with their suppliers.

    Args:
        firms: the tenants at the start.
        network: their supplier links.
        value: parameters of the run (``demography.*``, ``start.*``).
        seed: seed of the run.
        industries: number of industries of the complex.
        months: months of the run, each with candidates of its own.
        scale: size of the world, for floor that is added.
        on: whether there is demography at all; off there are no further rows.
    """
    stock, free = seat(firms, value, seed=seed) if on else (np.zeros(2), np.zeros(2))
    weight = industries_of_entrants(firms, value, industries=industries)
    letting = np.array([value[f"demography.letting.{kind}"] for kind in KINDS])
    added = value["demography.supply_years"] * value["demography.floor_added"] * scale / value["demography.unit_floor"]
    coming = free + np.array([0.0, added])
    top_rate = value["demography.entry_headroom"] * (coming * letting)[:, None] * weight
    candidates = np.array([candidates_of(seed, month, top_rate=top_rate) for month in range(months if on else 0)])
    due, kind, industry, number = places_of(candidates)
    tenants, further = firms.identifier.size, due.size
    wider = with_rows(firms, further)
    rows = np.arange(tenants, tenants + further)
    model = np.arange(tenants + further)
    if further:
        wider.identifier[rows] = FIRST_RESERVED + ((due * len(KINDS) + kind) * industries + industry) * MOST + number
        wider.industry[rows], wider.leased[rows] = industry, kind == KINDS.index("unit")
        model[rows] = likenesses(wider, rows, tenants=tenants, seed=seed)
        take_after(wider, rows, models=model[rows])
        network = with_buyers(network, model[rows])
    posts, new_firm = characters(wider, rows, value=value, seed=seed)
    state = Demography(
        due=np.concatenate([np.full(tenants, -1), due]),
        luck=uniforms(stream(seed, "entry"), wider.identifier),
        posts=posts,
        model=model,
        new_firm=new_firm,
        entered=np.full(tenants + further, -1),
        closed=np.full(tenants + further, -1),
        left=np.full(tenants + further, -1),
        free=free,
        stock=stock,
        weight=weight,
        top_rate=top_rate,
        closing_share=np.array(
            [value[f"demography.closing_share.year_{year}"] / 100.0 for year in range(1, EARLY_YEARS + 1)]
        ),
        written_off=np.zeros(tenants + further),
        written_off_inputs=np.zeros(tenants + further),
        made=np.zeros((months, industries)),
        customers=Customers.of(network.start, network.supplier),
    )
    return wider, network, state


def seat(firms: Firms, value: Mapping[str, float], *, seed: int) -> tuple[Column, Column]:
    """Put the smallest tenants into leased units, the others on lots; return the stock and the free sites by kind."""
    luck = uniforms(stream(seed, "seat at the start"), firms.identifier)
    smallest = np.lexsort((luck, firms.employees))
    firms.leased[smallest[: round(value["demography.leased_share"] * int(firms.active.sum()))]] = True
    taken = np.array([float((firms.active & ~firms.leased).sum()), float((firms.active & firms.leased).sum())])
    free = np.round(taken * np.array([value[f"demography.free_share.{kind}"] for kind in KINDS]))
    return taken + free, free


def industries_of_entrants(firms: Firms, value: Mapping[str, float], *, industries: int) -> Column:
    """Share of each industry among those who come, by kind of site; none of an industry without small firms.

    Lots are asked for by industries in proportion to their tenants. Units are asked for as start-ups of the country
    are made up that such a building admits: by m c in the core industries, in proportion to their tenants, with m the
    share of manufacturing among them and c that of the core industries in manufacturing, and by the rest outside.
    """
    tenants = np.bincount(firms.industry[firms.active], minlength=industries).astype(np.float64)
    core = np.append(tenants[:-1] / max(tenants[:-1].sum(), 1.0), 0.0)
    other = np.append(np.zeros(industries - 1), 1.0)
    share = 1.0 - value["demography.unit_manufacturing_share"] * value["demography.unit_core_share"]
    small = firms.operating & (firms.size_class == 0)
    known = np.bincount(firms.industry[small], minlength=industries) > 0
    return np.stack([tenants / max(tenants.sum(), 1.0), (1.0 - share) * core + share * other]) * known


def candidates_of(seed: int, month: int, *, top_rate: Column) -> Counts:
    """Number of candidates of one month by kind of site and industry."""
    luck = uniforms(stream(seed, "entry candidates", step=month), np.arange(top_rate.size))
    return poisson_count(luck.reshape(top_rate.shape), top_rate)


def places_of(candidates: Counts) -> tuple[Counts, Counts, Counts, Counts]:
    """Month, kind of site, industry and number within them of every candidate, from counts by the three."""
    if candidates.size == 0:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none
    due, kind, industry = np.nonzero(candidates)
    times = candidates[due, kind, industry]
    number = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    repeated = [np.repeat(each, times).astype(np.int64) for each in (due, kind, industry)]
    return repeated[0], repeated[1], repeated[2], number.astype(np.int64)


def likenesses(firms: Firms, rows: Counts, *, tenants: int, seed: int) -> Counts:
    """For each reserved row, the small operating firm of its industry that it takes after (keyed)."""
    luck = uniforms(stream(seed, "likeness of an entrant"), firms.identifier[rows])
    small = firms.operating & (firms.size_class == 0)
    found = np.empty(rows.size, dtype=np.int64)
    for industry in np.unique(firms.industry[rows]):
        mine = firms.industry[rows] == industry
        members = np.flatnonzero(small[:tenants] & (firms.industry[:tenants] == industry))
        members = members[np.argsort(firms.identifier[members], kind="stable")]
        if mine.any():
            found[mine] = members[np.minimum((luck[mine] * members.size).astype(np.int64), members.size - 1)]
    return found


def characters(
    firms: Firms, rows: Counts, *, value: Mapping[str, float], seed: int
) -> tuple[Column, NDArray[np.bool_]]:
    """Size of every firm and whether a reserved row is a start-up; sets the age of those that are none.

    Tenants have the workers of the start; the posts that entrants open are log-normal around the median of the kind of
    site, between one and the largest small firm.
    """
    keys = firms.identifier[rows]
    median = np.array([value[f"demography.entrant_size.{kind}"] for kind in KINDS])[firms.leased[rows].astype(int)]
    luck = normals(stream(seed, "size of an entrant"), keys)
    posts = firms.employees.astype(np.float64)
    sizes = np.rint(median * np.exp(value["demography.entrant_size_spread"] * luck))
    posts[rows] = np.clip(sizes, 1.0, value["demography.largest_entrant"])
    new_firm = np.zeros(firms.identifier.size, dtype=np.bool_)
    new_firm[rows] = uniforms(stream(seed, "start-up"), keys) < value["demography.new_firm_share"]
    older = age_quantile(
        uniforms(stream(seed, "age of an entrant"), keys), value["start.mean_age"], shape=value["start.age_shape"]
    )
    firms.age[rows] = np.where(new_firm[rows], 0, np.maximum(12, older))
    return posts, new_firm


def with_rows(firms: Firms, further: int) -> Firms:
    """The same columns with further, unused rows."""
    return Firms(
        **{
            spec.name: np.concatenate(
                [
                    getattr(firms, spec.name),
                    np.full(further, spec.metadata["neutral"], dtype=spec.metadata["kind"]),
                ]
            )
            for spec in fields(Firms)
        }
    )


def with_buyers(network: Network, models: Counts) -> Network:
    """A network of its own in which further rows buy as the rows do that they take after."""
    length = np.diff(network.start)[models]
    links = np.concatenate([np.arange(network.start[model], network.start[model + 1]) for model in models])
    every = np.concatenate([np.arange(network.supplier.size), links])
    start = np.concatenate([network.start, network.start[-1] + np.cumsum(length)])
    return Network(
        start.astype(np.int64),
        network.supplier[every],
        network.coefficient[every],
        network.share[every],
        network.sector[every],
    )
