"""Supplier links: what becomes of them where a supplier leaves (equation 4.9 of the design)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled


@dataclass(frozen=True, slots=True)
class Customers:
    """Who buys from whom, by supplier: who supplies whom never changes, only how much.

    ``buyer`` of every link, links in order of their suppliers; ``first`` link of each supplier in that order, one more
    than there are firms.
    """

    buyer: Counts
    first: Counts

    @classmethod
    def of(cls, start: Counts, supplier: Counts) -> Customers:
        """Turn links in order of buyers round.

        Args:
            start: first link of each buyer, one more than there are firms.
            supplier: supplying firm of each link (row).
        """
        rows = start.size - 1
        # Rows that fit sixteen bits are sorted by counting, twenty times as fast as by comparing.
        order = np.argsort(supplier.astype(np.min_scalar_type(rows)), kind="stable")
        links = np.bincount(supplier, minlength=rows)
        buyer = np.repeat(np.arange(rows), np.diff(start))[order]
        return cls(buyer, np.concatenate([[0], np.cumsum(links)]).astype(np.int64))

    def of_firms(self, suppliers: Counts) -> Counts:
        """Rows of the buyers of some suppliers, each once."""
        buys = np.zeros(self.first.size - 1, dtype=np.bool_)
        for row in suppliers:
            buys[self.buyer[self.first[row] : self.first[row + 1]]] = True
        return np.flatnonzero(buys)


@compiled
def hand_over_links(
    start: Counts, supplier: Counts, coefficient: Column, share: Column, sector: Counts, gone: Flags, losing: Counts
) -> None:
    """Hand the shares of suppliers that left to the buyer's other suppliers of the sector, else to the outside.

    With L the lost share of a sector and R the share of those that remain, their shares and volumes are multiplied by
    (R + L) / R; where none remains the input is bought outside. Links of one buyer stand sector by sector.

    Args:
        start: first link of each buyer, one more than buyers (link index).
        supplier: supplying firm of each link (row).
        coefficient: volume bought per unit of the buyer's output; changed in place.
        share: omega, share of the link in the buyer's purchases of the sector inside; changed in place.
        sector: sector of the supplier of each link.
        gone: firms that left.
        losing: rows of the buyers that lose a supplier, see :class:`Customers`.
    """
    for buyer in losing:
        link, last = start[buyer], start[buyer + 1]
        while link < last:
            first = link
            lost, remaining = 0.0, 0.0
            while link < last and sector[link] == sector[first]:
                if gone[supplier[link]]:
                    lost += share[link]
                else:
                    remaining += share[link]
                link += 1
            if lost > 0.0:
                factor = (remaining + lost) / remaining if remaining > 0.0 else 0.0
                for each in range(first, link):
                    kept = 0.0 if gone[supplier[each]] else factor
                    share[each] *= kept
                    coefficient[each] *= kept
