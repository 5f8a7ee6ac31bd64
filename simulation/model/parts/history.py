"""What each firm did month by month, kept while a run is in memory so that twins can be compared agent by agent."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, Flags

PLACES = ("local", "domestic", "foreign")


class FirmHistory:
    """Columns of the firms by month; nothing of it enters a result, only sums over agents do.

    ``output`` and ``value_added`` million KRW at 2020 prices, ``labour`` heads, ``gain`` and ``loss`` of outside
    demand by competition (volume); ``taken`` what all gains took from local rivals, from the rest of the country and
    from abroad (volume, month by place); ``paid_by_firms`` their own part of the cost of steps (million KRW);
    ``first_step`` month of the first step up the ladder, -1 for none, ``onto_ladder`` whether it was one from below;
    ``granted`` the months in which each instrument paid with the money by firm, and ``for_steps`` the instruments whose
    money is tied to steps.
    """

    def __init__(self, months: int, rows: int) -> None:
        self.output, self.labour, self.value_added = (np.zeros((months, rows)) for _ in range(3))
        self.gain, self.loss = np.zeros((months, rows)), np.zeros((months, rows))
        self.taken = np.zeros((months, len(PLACES)))
        self.paid_by_firms = np.zeros(months)
        self.first_step = np.full(rows, -1, dtype=np.int64)
        self.onto_ladder = np.zeros(rows, dtype=np.bool_)
        self.granted: dict[str, list[tuple[int, Column]]] = {}
        self.for_steps: set[str] = set()

    def receivers(self, instrument: str) -> Flags:
        """Firms that an instrument has paid."""
        found = np.zeros(self.first_step.size, dtype=np.bool_)
        for _, amount in self.granted.get(instrument, []):
            found[: amount.size] |= amount > 0.0
        return found
