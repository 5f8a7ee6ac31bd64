"""Parameters: a value with its unit, source, year, status and range, and the distribution it is drawn from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scipy.special import ndtr, ndtri

from simulation.catalogue.files import DATA, document
from simulation.errors import Text

STATUSES = ("measured", "estimated", "derived", "assumed", "calibrated", "announced", "plan", "budget", "outturn")
DISTRIBUTIONS = ("uniform", "normal", "lognormal", "fixed")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the model with everything a reader needs to judge it."""

    key: str
    name: Text
    value: float
    unit: str
    source: str
    year: int
    status: str
    low: float | None = None
    high: float | None = None
    distribution: str = "fixed"
    spread: float = 0.0
    note: str = ""

    @property
    def ranged(self) -> bool:
        """Whether the value is uncertain, and so drawn anew for each run."""
        return self.low is not None and self.high is not None and self.distribution != "fixed"

    def quantile(self, probability: float) -> float:
        """Value at a probability in (0, 1) of the distribution, truncated to the range.

        uniform: low + u (high - low); normal: mean ``value``, deviation ``spread``; lognormal: median ``value``,
        deviation of the logarithm ``spread``; the last two by the inverse distribution on the truncated interval.
        """
        if not self.ranged or self.low is None or self.high is None:
            return self.value
        if self.distribution == "uniform":
            return self.low + probability * (self.high - self.low)
        logarithmic = self.distribution == "lognormal"
        centre, low, high = (
            (math.log(self.value), math.log(self.low), math.log(self.high))
            if logarithmic
            else (self.value, self.low, self.high)
        )
        below, above = ndtr((low - centre) / self.spread), ndtr((high - centre) / self.spread)
        drawn = centre + self.spread * float(ndtri(below + probability * (above - below)))
        return math.exp(drawn) if logarithmic else drawn


def quantity(key: str, leaf: Mapping[str, Any]) -> Quantity:
    """Build a quantity from its entry in a parameter file."""
    low, high = leaf.get("range", (None, None))
    return Quantity(
        key=key,
        name=Text(**leaf["name"]) if "name" in leaf else Text(key, key),
        value=float(leaf["value"]),
        unit=str(leaf["unit"]),
        source=str(leaf["source"]),
        year=int(leaf["year"]),
        status=str(leaf["status"]),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        distribution=str(leaf.get("distribution", "fixed" if low is None else "uniform")),
        spread=float(leaf.get("spread", 0.0)),
        note=str(leaf.get("note", "")),
    )


@cache
def _parameters() -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for path in sorted((DATA / "parameters").glob("*.yaml")):
        for key, leaf in document(f"parameters/{path.name}").items():
            found[key] = quantity(key, leaf)
    return found


def parameters() -> dict[str, Quantity]:
    """Every parameter that holds for any complex, by dotted key."""
    return dict(_parameters())
