"""Supplier links: what becomes of them where a supplier leaves (equation 4.9 of the design)."""

from __future__ import annotations

from simulation.arrays import Column, Counts, Flags, compiled


@compiled
def hand_over_links(
    start: Counts, supplier: Counts, coefficient: Column, share: Column, sector: Counts, gone: Flags
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
    """
    for buyer in range(start.size - 1):
        link, last = start[buyer], start[buyer + 1]
        loses = False
        for each in range(link, last):
            loses |= gone[supplier[each]]
        while loses and link < last:
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
