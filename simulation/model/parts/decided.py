"""What programmes do in a month: the actions of all instruments, and what follows from them for firms and sectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column
from simulation.policy.actions import NOTHING, Actions, Purchase


@dataclass(frozen=True, slots=True)
class Decided:
    """One month's decisions.

    ``purchases`` those of the actions and of last month's adopters; ``grants`` per firm and ``step_grants`` the part of
    them tied to steps; ``local`` and ``domestic`` purchases by sector and ``inside`` the part that falls on tenants
    (million KRW).
    """

    actions: Actions
    purchases: tuple[Purchase, ...]
    grants: Column
    step_grants: Column
    local: Column
    domestic: Column
    inside: Column

    @classmethod
    def nothing(cls, rows: int, sectors: int) -> Decided:
        """Nothing is decided yet."""
        none = np.zeros(sectors)
        return cls(NOTHING, (), np.zeros(rows), np.zeros(rows), none, none, none)
