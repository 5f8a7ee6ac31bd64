"""Words of the back-test and the forecast, in both languages."""

from __future__ import annotations

from simulation.texts import Say, texts
from simulation.units import EOK_IN_BILLION

MEASURES = texts("backtest.measure")
UNITS = texts("backtest.unit")
DIVISORS = {"production_eok_krw": 10_000.0, "employment": 1_000.0, "tenant_firms": 1.0, "utilisation_pct": 1.0}
METHODS = texts("backtest.method")
MODES = texts("backtest.mode")
SCOPES = texts("backtest.scope")
SUBJECTS = texts("backtest.subject")
CAVEATS = tuple(texts("backtest.caveat").values())
said = Say("backtest")
SMALL = {
    "production_eok_krw": {"ko": (1.0, "억원/분기"), "en": (EOK_IN_BILLION, "billion KRW per quarter")},
    "employment": {"ko": (1.0, "명"), "en": (1.0, "persons")},
}
"""Divisor and unit of a measure that does not reach one of its large unit."""


def shown_in(measure: str, largest: float, *, language: str) -> tuple[float, str]:
    """Divisor of the stored unit, and the unit in which a measure is told that goes so far up."""
    if measure in SMALL and largest < DIVISORS[measure]:
        return SMALL[measure][language]
    return DIVISORS[measure], UNITS[measure].in_language(language)
