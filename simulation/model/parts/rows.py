"""Rows of firms in sight: a month visits those that hold a firm or may by now; those to come wait behind them.

Rows stand in the order of the month from which they may hold a firm. While a row waits nothing about it changes but
prices, pay offered and what labour costs, which move in the rows of ``everyone``; all else sees a part of each column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from simulation.arrays import Codes, Counts
from simulation.state import Firms, Levers

IN_SIGHT: Mapping[str, tuple[str, ...]] = {
    "firms": tuple(each.name for each in fields(Firms)),
    "levers": tuple(each.name for each in fields(Levers)),
    "fixed": ("rounding", "vacancy_share", "tax_ratio", "capital_value", "start_output", "start_productivity"),
    "market": ("leavers", "retired", "moves"),
    "ladder": ("margin", "neighbours", "start_level", "skilled_share", "digital_share"),
    "demography": (
        "due", "luck", "posts", "model", "new_firm", "entered", "closed", "left", "written_off", "written_off_inputs",
    ),
    "register": ("lost",),
    "opening": ("inventory", "inputs", "capacity", "active", "cash", "productivity"),
    "flows": (
        "needed_posts", "kept_posts", "lost_to_labour", "step_cost", "adoption_spending", "commercialised",
        "filled_advertised", "fill", "orders_placed", "ordered_output",
    ),
    "ledger": ("cash", "net"),
}  # fmt: skip
"""Columns by part of the world of which a month sees the rows that may hold a firm, and no others."""


@dataclass(slots=True, eq=False)
class Rows:
    """All rows of the firms.

    ``due`` month from which each may hold a firm, rising; ``everyone`` columns over all rows, of which the firms of
    the world are the part in sight; ``columns`` part, name and all rows of every column of :data:`IN_SIGHT`.
    """

    due: Counts
    everyone: Firms
    columns: tuple[tuple[Any, str, Codes], ...]

    @classmethod
    def of(cls, due: Counts, parts: Mapping[str, Any]) -> Rows:
        """All rows are in sight until the first month."""
        held = [(parts[part], name) for part, names in IN_SIGHT.items() if parts[part] is not None for name in names]
        return cls(due, replace(parts["firms"]), tuple((part, name, getattr(part, name)) for part, name in held))

    def until(self, month: int) -> int:
        """Rows that hold a firm or may have done so by a month: they stand first."""
        return int(np.searchsorted(self.due, month, side="right"))

    def show(self, rows: int) -> None:
        """Bring the first rows into sight, and no others."""
        for part, name, column in self.columns:
            object.__setattr__(part, name, column[:rows])
