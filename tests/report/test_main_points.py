"""Counts and main factors of the first page: by hand, and only what the result holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pytest

from simulation.report.page.main_points import factor_line, verdict_counts


def reading(target: str, probability: float, *, low: float, high: float, without: float = 0.0, compare: str = "level"):
    """One row of ``targets.csv`` as far as a verdict reads it."""
    return {
        "target": target, "testable": "yes", "compare": compare, "probability": probability, "low": low, "high": high,
        "probability_without": without,
    }  # fmt: skip


def test_every_target_is_counted_once_and_one_whose_readings_differ_is_withheld() -> None:
    rows = [
        reading("sure", 0.95, low=0.93, high=0.97),
        reading("likely", 0.70, low=0.67, high=0.73),
        reading("came anyway", 0.80, low=0.78, high=0.82, without=0.70),
        # What a programme adds cannot come anyway, however likely the same words are without it.
        reading("added", 0.80, low=0.78, high=0.82, without=0.70, compare="effect"),
        reading("open", 0.50, low=0.47, high=0.53),
        reading("small", 0.20, low=0.18, high=0.22),
        reading("two alike", 0.02, low=0.01, high=0.03),
        reading("two alike", 0.12, low=0.10, high=0.14),
        reading("two apart", 0.02, low=0.01, high=0.03),
        reading("two apart", 0.95, low=0.93, high=0.97),
        reading("few runs", 0.50, low=0.05, high=0.95),
        {"target": "no measure", "testable": "no", "probability": float("nan")},
    ]
    found = verdict_counts(rows)
    assert found == {"likely": 3, "met_without": 1, "uncertain": 1, "unlikely": 2, "withheld": 3}
    assert sum(found.values()) == len({row["target"] for row in rows})


@dataclass
class Told:
    """What the line of main factors reads of a result."""

    shares: dict[str, dict[str, float]]
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def manifest(self) -> dict[str, Any]:
        """Shares of the variance with the draws behind them."""
        return {"variance_shares": self.shares, "layer_draws": 6}

    @property
    def setting(self) -> Any:
        """The number of runs."""
        return type("Runs", (), {"runs": 12})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_main_factors_are_told_as_far_as_they_were_computed(language: str) -> None:
    assert factor_line(Told({}), language) == []
    shares = {"effect.employment": {"luck": 0.2, "parameters": 0.7, "outside_world": 0.1}}
    line = factor_line(Told({**shares, "effect.production": {"luck": 1.0}}), language)
    assert len(line) == 1
    assert line[0].index("70 %") < line[0].index("20 %")
    assert "10 %" not in line[0]
    ranked = pd.DataFrame(
        {
            "answer": ["gain", "gain", "level"], "variable": ["employment"] * 3, "correlation": [-0.91, 0.85, 0.99],
            "parameter_ko": ["가", "나", "다"], "parameter_en": ["one", "two", "three"], "told": [True, False, True],
        }
    )  # fmt: skip
    named = factor_line(Told({}, {"sensitivity": ranked}), language)
    assert ["-0.91" in named[0], "0.85" in named[0], "0.99" in named[0]] == [True, False, False]
    both = factor_line(Told(shares, {"sensitivity": ranked}), language)
    assert len(both) == 1
    assert both[0].index("70 %") < both[0].index("-0.91")
    untold = factor_line(Told({}, {"sensitivity": ranked.assign(told=False)}), language)
    assert "0." not in untold[0]
    assert "12" in untold[0]
