"""Forecasts to beat: the last value, a drift, and where ``statsmodels`` is installed AR(1), ETS and Theta."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib.util import find_spec

import numpy as np
import pandas as pd
from scipy.stats import norm

from simulation.arrays import Column, Table

Rival = Callable[[Column, int], Table]
DRAWS = 99
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
    """Forecasters of ``statsmodels`` (extra ``rivals``); none where it is not installed."""
    if find_spec("statsmodels") is None:
        return {}
    return {"ar1": _quietly(_ar1), "ets": _quietly(_ets), "theta": _quietly(_theta)}


def _quietly(rival: Rival) -> Rival:
    """The same forecaster without the library's remarks on short series."""

    def forecast(known: Column, ahead: int) -> Table:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return rival(known, ahead)

    return forecast


def _ar1(known: Column, ahead: int) -> Table:
    """AR(1) in changes with a drift."""
    from statsmodels.tsa.arima.model import ARIMA

    found = ARIMA(known, order=(1, 1, 0), trend="t").fit().get_forecast(ahead)
    return _normal(np.asarray(found.predicted_mean), np.asarray(found.se_mean))


def _ets(known: Column, ahead: int) -> Table:
    """Exponential smoothing with a damped trend and additive errors."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    fitted = ETSModel(pd.Series(known), error="add", trend="add", damped_trend=True).fit(disp=False)
    found = fitted.get_prediction(start=known.size, end=known.size + ahead - 1)
    return _normal(np.asarray(found.predicted_mean), np.sqrt(np.asarray(found.forecast_variance)))


def _theta(known: Column, ahead: int) -> Table:
    """Theta of two lines, with the library's one-deviation interval."""
    from statsmodels.tsa.forecasting.theta import ThetaModel

    fitted = ThetaModel(known, period=1, deseasonalize=False).fit()
    bounds = np.asarray(fitted.prediction_intervals(ahead, alpha=2.0 * norm.sf(1.0)))
    return _normal(bounds.mean(axis=1), (bounds[:, 1] - bounds[:, 0]) / 2.0)


def _normal(mean: Column, spread: Column) -> Table:
    return np.asarray(mean[:, None] + spread[:, None] * norm.ppf(LEVELS))
