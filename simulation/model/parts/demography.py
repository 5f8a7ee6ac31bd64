"""Rows and sites of firm demography: what is laid out once, before the first month.

Rows behind the tenants are reserved for those who may come. A reserved row belongs to one month, kind of site and
industry, and all that its firm would be (size, age, likeness) is drawn with its identifier: whoever enters is the same
firm in every world of a seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column, Counts
from simulation.equations.closing import (
    EARLY_YEARS,
    closing_probability,
    moving_probability,
    surviving_share,
    yearly_hazard,
)
from simulation.equations.demography import settled_letting
from simulation.equations.links import Customers
from simulation.luck import stream, uniforms
from simulation.model.parts.entrants import (
    FIRST_RESERVED,
    KINDS,
    MOST,
    candidates_of,
    characters,
    industries_of_entrants,
    likenesses,
    places_of,
    with_buyers,
    with_rows,
)
from simulation.state import Firms, Network, take_after
from simulation.units import MONTHS_A_YEAR


@dataclass(slots=True)
class Demography:
    """What demography knows of rows and sites.

    ``due`` month in which a reserved row may enter (-1 for the tenants of the start), ``luck`` its draw, ``posts`` size
    at the start or planned at entry, ``model`` row of the firm it takes after, ``new_firm`` whether it is a start-up;
    ``entered``, ``closed``, ``left`` month of each event or -1; ``free`` and ``stock`` sites by kind; ``weight`` share
    of industries among those who come and ``top_rate`` candidates a month, by kind and industry; ``letting``
    share of free sites let a month by kind with which as many are let at the start as come free; ``written_off``
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
    letting: Column
    closing_share: Column
    written_off: Column
    written_off_inputs: Column
    made: Column
    customers: Customers

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
    closing_share = np.array(
        [value[f"demography.closing_share.year_{year}"] / 100.0 for year in range(1, EARLY_YEARS + 1)]
    )
    added = np.array([0.0, value["demography.floor_added"] * scale / value["demography.unit_floor"]])
    letting = settled_letting(sites_given_up(firms, closing_share, value=value) + added / MONTHS_A_YEAR, free)
    coming = free + value["demography.supply_years"] * added
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
        letting=letting,
        closing_share=closing_share,
        written_off=np.zeros(tenants + further),
        written_off_inputs=np.zeros(tenants + further),
        made=np.zeros((months, industries)),
        customers=Customers.of(network.start, network.supplier),
    )
    return wider, network, state


def sites_given_up(firms: Firms, closing_share: Column, *, value: Mapping[str, float]) -> Column:
    """Sites by kind that tenants of the start are expected to give up in a month: those who close or move away."""
    rows = np.flatnonzero(firms.active & ~firms.anchor)
    posts = firms.employees[rows].astype(np.float64)
    size = {"reference": value["demography.closing_reference"], "size_effect": value["demography.closing_size"]}
    closing = closing_probability(
        yearly_hazard(firms.age[rows], closing_share, fall=value["demography.closing_fall"]),
        posts,
        **size,
        loss=np.zeros(rows.size, dtype=np.bool_),
        loss_effect=0.0,
        ratio=np.ones(rows.size),
    )
    moving = moving_probability(value["demography.moving_rate"] / 100.0, posts, **size)
    going = closing + moving - closing * moving
    return np.asarray(
        np.bincount(firms.leased[rows].astype(np.int64), weights=going, minlength=len(KINDS)), dtype=np.float64
    )


def seat(firms: Firms, value: Mapping[str, float], *, seed: int) -> tuple[Column, Column]:
    """Put the smallest tenants into leased units, the others on lots; return the stock and the free sites by kind."""
    rows = np.flatnonzero(firms.active)
    luck = uniforms(stream(seed, "seat at the start"), firms.identifier[rows])
    smallest = rows[np.lexsort((luck, firms.employees[rows]))]
    firms.leased[smallest[: round(value["demography.leased_share"] * rows.size)]] = True
    taken = np.array([float((firms.active & ~firms.leased).sum()), float((firms.active & firms.leased).sum())])
    free = np.round(taken * np.array([value[f"demography.free_share.{kind}"] for kind in KINDS]))
    return taken + free, free
