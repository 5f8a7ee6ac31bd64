"""What the single forecasts of a back-test come to: means by method and horizon, and weights of a pool."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.experiments.backtest import BANDS, MODEL, REFERENCE
from simulation.experiments.published import TOTAL
from simulation.outcomes.pooling import Distances, best_weight, pool_score
from simulation.outcomes.rivals import SIMPLE
from simulation.outcomes.scores import diebold_mariano


def summary(single: pd.DataFrame) -> pd.DataFrame:
    """Means over origins by question, measure, scope, horizon and method, with a test against the last value.

    ``independent`` is the number of origins over the horizon: forecasts of four quarters that start a quarter apart
    overlap in three.
    """
    scope = np.where(single["industry"] == TOTAL, TOTAL, "industries")
    rows = []
    for held, found in single.assign(scope=scope).groupby(["mode", "measure", "scope", "ahead"], sort=False):
        for method, own in found.groupby("method", sort=False):
            named = dict(zip(("mode", "measure", "scope", "ahead"), held, strict=True))
            rows.append({**named, "method": method, **_means(own), "p_last_value": _against_last_value(found, own)})
    return pd.DataFrame(rows)


def _means(own: pd.DataFrame) -> dict[str, float]:
    """What the origins of one horizon say of one method."""
    number, error = own["origin"].nunique(), own["median"] - own["came"]
    return {
        "origins": number,
        "independent": max(1, number // int(own["ahead"].iloc[0])),
        "crps": own["crps"].mean(),
        "mae": error.abs().mean(),
        "bias": error.mean(),
        **{f"cover_{band}": 100.0 * own[f"in_{band}"].mean() for band in BANDS},
    }


def _against_last_value(found: pd.DataFrame, own: pd.DataFrame) -> float:
    """The p value of a method against the last value, for the total; none for the last value itself."""
    reference = found[found["method"] == REFERENCE]
    if own["industry"].iloc[0] != TOTAL or own["method"].iloc[0] == REFERENCE:
        return float("nan")
    losses, theirs = (rows.set_index("origin")["crps"] for rows in (own, reference))
    return diebold_mariano(losses.to_numpy(), theirs.loc[losses.index].to_numpy(), ahead=int(own["ahead"].iloc[0]))


def pool_weights(single: pd.DataFrame) -> pd.DataFrame:
    """Per measure, scope and horizon: the best simple rival, and the model's weight in the best pool with it.

    ``crps_pool`` is scored with the weight learned on all other origins, so that no origin judges its own weight.
    """
    own = single[(single["method"] == MODEL) & (single["mode"] == "announced")]
    own = own.assign(scope=np.where(own["industry"] == TOTAL, TOTAL, "industries"))
    rows = []
    for (measure, scope, ahead), found in own.groupby(["measure", "scope", "ahead"], sort=False):
        pools = {name: _pool(found, name) for name in SIMPLE}
        name = min(pools, key=lambda each: pools[each]["crps_rival"])
        rows.append({"measure": measure, "scope": scope, "ahead": ahead, "rival": name, **pools[name]})
    return pd.DataFrame(rows)


def _pool(found: pd.DataFrame, name: str) -> dict[str, float]:
    table = [Distances(*row) for row in found[[f"{name}_{part}" for part in Distances._fields]].to_numpy()]
    origins = found["origin"].to_numpy()
    left_out = [
        pool_score(each, best_weight([table[row] for row in np.flatnonzero(origins != origins[place])]))
        for place, each in enumerate(table)
        if (origins != origins[place]).any()
    ]
    return {
        "weight": best_weight(table),
        "crps_model": float(np.mean([pool_score(each, 1.0) for each in table])),
        "crps_rival": float(np.mean([pool_score(each, 0.0) for each in table])),
        "crps_pool": float(np.mean(left_out)) if left_out else np.nan,
    }
