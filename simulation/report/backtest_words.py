"""Words of the back-test and the forecast, in both languages."""

from __future__ import annotations

from simulation.texts import Say, texts

MEASURES = texts("backtest.measure")
UNITS = texts("backtest.unit")
DIVISORS = {"production_eok_krw": 10_000.0, "employment": 1_000.0, "tenant_firms": 1.0, "utilisation_pct": 1.0}
METHODS = texts("backtest.method")
MODES = texts("backtest.mode")
SCOPES = texts("backtest.scope")
CAVEATS = tuple(texts("backtest.caveat").values())
said = Say("backtest")
