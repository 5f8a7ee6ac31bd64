"""Entrants: which rows they may take, of which industry and whose likeness they are (4.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, Counts
from simulation.equations.demography import age_quantile, poisson_count
from simulation.luck import normals, stream, uniforms
from simulation.state import Firms, Network

KINDS = ("lot", "unit")
"""Kinds of site: lots with a plant of their own, and leased units."""


FIRST_RESERVED = 2**40
"""First identifier of those who may enter; the rest of it tells month, kind of site, industry and number."""


MOST = 2**16
"""Candidates of a month, kind of site and industry are numbered below this."""


def industries_of_entrants(firms: Firms, value: Mapping[str, float], *, industries: int) -> Column:
    """Share of each industry among those who come, by kind of site; none of an industry without small firms.

    Lots are asked for by industries in proportion to their tenants. Units are asked for as start-ups of the country
    are made up that such a building admits: by m c in the core industries, in proportion to their tenants, with m the
    share of manufacturing among them and c that of the core industries in manufacturing, and by the rest outside; by
    the rest alone where there is no core.
    """
    tenants = np.bincount(firms.industry[firms.active], minlength=industries).astype(np.float64)
    core = np.append(tenants[:-1] / max(tenants[:-1].sum(), 1.0), 0.0)
    other = np.append(np.zeros(industries - 1), 1.0)
    share = 1.0 - value["demography.unit_manufacturing_share"] * value["demography.unit_core_share"]
    share = share if core.any() else 1.0
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
                [getattr(firms, spec.name), np.full(further, spec.metadata["neutral"], dtype=spec.metadata["kind"])]
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
