"""Forecasts to beat: the last value, a drift, and where ``statsforecast`` is installed AR(1), ETS and Theta."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Column = NDArray[np.float64]
Table = NDArray[np.float64]
Rival = Callable[[Column, int], Table]
DRAWS = 99
SEASON = 4
LEVELS = (np.arange(DRAWS) + 0.5) / DRAWS


def last_value(known: Column, ahead: int) -> Table:
    """The last value stands, with the spread of past changes: y_T + s sqrt(h) z, s^2 the mean square of changes.

    Args:
        known: series up to the origin, newest last (any unit).
        ahead: steps ahead.

    Returns:
        Table (step ahead, draw): evenly spaced quantiles.
    """
    steps = np.arange(1, ahead + 1)
    spread = float(np.sqrt((np.diff(known) ** 2).mean()))
    return np.asarray(known[-1] + spread * np.sqrt(steps)[:, None] * norm.ppf(LEVELS))


def drift(known: Column, ahead: int) -> Table:
    """The mean change goes on: y_T + h m + s sqrt(h + h^2 / n) z, with m and s of the n past changes.

    Args and returns as :func:`last_value`.
    """
    steps, change = np.arange(1, ahead + 1), np.diff(known)
    spread = float(change.std(ddof=1))
    error = spread * np.sqrt(steps + steps**2 / change.size)
    return np.asarray((known[-1] + steps * change.mean())[:, None] + error[:, None] * norm.ppf(LEVELS))


SIMPLE: dict[str, Rival] = {"last_value": last_value, "drift": drift}


def statistical() -> dict[str, Rival]:
    """Forecasters of ``statsforecast`` (extra ``rivals``); none where it is not installed."""
    if find_spec("statsforecast") is None:
        return {}
    from statsforecast import models

    made: dict[str, Callable[[], Any]] = {
        "ar1": lambda: models.ARIMA(order=(1, 1, 0), include_drift=True),
        "ets": lambda: models.AutoETS(season_length=SEASON),
        "theta": lambda: models.DynamicOptimizedTheta(season_length=SEASON),
    }
    return {name: _by_library(make) for name, make in made.items()}


def _by_library(make: Callable[[], Any]) -> Rival:
    def forecast(known: Column, ahead: int) -> Table:
        """Quantiles from the library's own intervals, taken as normal around its mean.

        The intervals are those of the central 68.27 %, so that half of their width is one standard deviation.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = make().forecast(y=known.astype(np.float64), h=ahead, level=[68.27])
        spread = (np.asarray(found["hi-68.27"]) - np.asarray(found["lo-68.27"])) / 2.0
        return np.asarray(np.asarray(found["mean"])[:, None] + spread[:, None] * norm.ppf(LEVELS))

    return forecast
