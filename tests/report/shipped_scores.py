"""The table of back-test scores that ships, from the one that is kept: ``make scores`` writes it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "results" / "gallery" / "backtest_scores.csv"
SHIPPED = ROOT / "simulation" / "data" / "tables" / "backtest_scores.csv"
PLACE = "changwon"
"""Complex of the kept scores."""
KEYS = ["mode", "measure", "ahead", "origins", "independent"]
DECIMALS = {"crps_model": 3, "crps_last_value": 3, "cover_80": 1}


def shipped(kept: pd.DataFrame) -> pd.DataFrame:
    """Model beside the last value by condition, measure and horizon, totals of the complex, rounded."""
    own = kept[kept["scope"] == "total"].set_index([*KEYS, "method"])
    model, rival = (own.xs(method, level="method") for method in ("model", "last_value"))
    found = pd.DataFrame(
        {"crps_model": model["crps"], "crps_last_value": rival["crps"], "cover_80": model["cover_80"]}
    ).reindex(model.index)
    found = found.round(DECIMALS).reset_index()
    found.insert(0, "complex", PLACE)
    return found.sort_values("mode", kind="stable", ignore_index=True)


if __name__ == "__main__":
    shipped(pd.read_csv(KEPT)).to_csv(SHIPPED, index=False, lineterminator="\n")
