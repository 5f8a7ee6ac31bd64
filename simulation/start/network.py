"""The supplier network: sparse, directed, and adding up to the complex's input-output coefficients exactly (4.2)."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from simulation.arrays import Column, Counts, compiled, longer
from simulation.equations.production import orders_to_suppliers
from simulation.luck import stream, uniform, uniforms
from simulation.state import Firms, Network

TRIES = 24
"""Draws of a supplier after which a buyer takes whoever has something left, in turn."""
KEYS_A_SECTOR, FIRST_SCAN = 1000, 1_000_000
"""Keys set aside for the draws of a sector, and the first of those by which a turn begins somewhere."""
LEFT_OVER = 0.02
"""Part of the limit of sales inside that stays unsold, so that the last buyer still finds suppliers."""


def build_network(
    firms: Firms, share: Column, *, province: Column, inside_limit: float, links: int, seed: int
) -> tuple[Network, Column]:
    """Draw suppliers for every buyer and sector until its volume is met; return the network and the shares used.

    Each buyer takes at least ``links`` suppliers of a sector where their limits allow, drawn with probability
    proportional to size, each up to its limit of sales inside; a large buyer so needs many suppliers, and degrees
    come out heavy-tailed. Where a sector could not serve the share of the province it is given, the share is cut to
    what it can.

    Args:
        firms: columns with sector and output at the start.
        share: phi, the complex's share of the province's supply by sector.
        province: the province's coefficients by sector (volume bought per unit of output).
        inside_limit: highest share of a firm's output sold inside.
        links: fewest suppliers per sector.
        seed: seed of the run.
    """
    sectors = province.shape[0]
    made = np.bincount(firms.sector, weights=firms.output, minlength=sectors)
    needed = province @ made
    room = (1.0 - LEFT_OVER) * inside_limit * made
    used = np.minimum(share, np.divide(room, needed, out=np.zeros(sectors), where=needed > 0.0))
    coefficients = used[:, None] * province
    order = np.argsort(uniforms(stream(seed, "order of buyers"), firms.identifier), kind="stable")
    order = order[firms.output[order] > 0.0]
    members = [np.flatnonzero((firms.sector == s) & (firms.output > 0.0)) for s in range(sectors)]
    served = np.array([s for s in range(sectors) if used[s] > 0.0 and members[s].size > 0], dtype=np.int64)
    by_sector = _Members(
        served,
        np.concatenate([members[s] for s in served]) if served.size else np.zeros(0, dtype=np.int64),
        np.concatenate([[0], np.cumsum([members[s].size for s in served])]).astype(np.int64),
    )
    buyer, *drawn = _fill(
        np.uint64(stream(seed, "supplier chosen")),
        _Tenants(firms.identifier, firms.sector, firms.output),
        order=order,
        sellers=by_sector,
        coefficients=coefficients,
        inside_limit=inside_limit,
        links=links,
    )
    by_buyer = np.argsort(buyer, kind="stable")
    supplier, weight, sector = (column[by_buyer] for column in drawn)
    links_of = np.bincount(buyer, minlength=firms.identifier.size)
    start = np.concatenate([[0], np.cumsum(links_of)]).astype(np.int64)
    buyer_sector = np.repeat(firms.sector, links_of)
    # Links are walked three times a month, so that the way from memory is what they cost: they take what they need.
    network = Network(
        start, supplier.astype(np.int32), weight * coefficients[sector, buyer_sector], weight, sector.astype(np.uint8)
    )
    orders_to_suppliers(network.start, network.supplier, network.coefficient, firms.output, firms.orders_inside)
    firms.outside_base[:] = np.maximum(0.0, firms.output - firms.orders_inside)
    return network, used


class _Tenants(NamedTuple):
    """Columns of firms: number, sector and output (억원 a month)."""

    identifier: Counts
    sector: Counts
    output: Column


class _Members(NamedTuple):
    """Sectors that anybody serves, the rows of their firms one sector after the other, and where each begins."""

    served: Counts
    rows: Counts
    edge: Counts


@compiled
def _fill(
    key: Any, firms: _Tenants, order: Counts, sellers: _Members, coefficients: Column, inside_limit: float, links: int
) -> Any:
    """Links in the order they are drawn: buyer, supplier, weight and sector of each."""
    (identifier, sector_of, output), (served, members, edge) = firms, sellers
    left = inside_limit * output
    cumulative = np.empty(members.size)
    for place in range(served.size):
        total = 0.0
        for k in range(edge[place], edge[place + 1]):
            total += output[members[k]]
            cumulative[k] = total
    size = order.size
    buyers, suppliers = np.empty(size, np.int64), np.empty(size, np.int64)
    volumes, places = np.empty(size), np.empty(size, np.int64)
    count = 0
    for index in range(order.size):
        buyer = order[index]
        for place in range(served.size):
            first, last = edge[place], edge[place + 1]
            needed = coefficients[served[place], sector_of[buyer]] * output[buyer]
            if needed <= 0.0:
                continue
            alone = last - first == 1
            piece = needed / links
            missing = needed
            begin = count
            tries = 0
            scan = first + int(uniform(key, identifier[buyer], served[place] + FIRST_SCAN) * (last - first))
            while missing > 1e-12 * needed:
                if tries < TRIES:
                    mark = uniform(key, identifier[buyer], served[place] * KEYS_A_SECTOR + tries) * cumulative[last - 1]
                    k = first + np.searchsorted(cumulative[first:last], mark)
                    tries += 1
                else:
                    k = scan
                    scan = scan + 1 if scan + 1 < last else first
                    tries += 1
                    piece = missing
                if k >= last:
                    k = last - 1
                row = members[k]
                # A firm buys from itself only where nobody else of the sector has anything left to sell.
                if row == buyer and not alone and tries <= TRIES + last - first:
                    continue
                taken = min(min(piece, missing), left[row])
                if taken <= 0.0:
                    continue
                left[row] -= taken
                missing -= taken
                if count == size:
                    size *= 2
                    buyers, suppliers = longer(buyers, size), longer(suppliers, size)
                    volumes, places = longer(volumes, size), longer(places, size)
                buyers[count], suppliers[count], volumes[count], places[count] = buyer, row, taken, served[place]
                count += 1
            total = 0.0
            for link in range(begin, count):
                total += volumes[link]
            for link in range(begin, count):
                volumes[link] /= total
    return buyers[:count], suppliers[:count], volumes[:count], places[:count]
