"""Production as outside drivers alone explain it: exports of the city, the business survey and producer prices.

The slopes are learned up to an origin; after it the drivers are known and the complex's own production is not.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from simulation.arrays import Table
from simulation.catalogue import ComplexData, central_values, complex_table
from simulation.catalogue.files import has_table
from simulation.equations.bridge_regression import Belief, learned, predicted
from simulation.luck import chi_square, normals, stream, uniform

DRIVERS = ("exports", "producer_prices", "business_survey")
FEWEST_QUARTERS = 3


def driven_origins(data: ComplexData) -> list[str]:
    """Quarters from which drivers are known before and after: at least three quarters of growth to learn from."""
    if not has_table(data.key, "drivers"):
        return []
    quarters = list(complex_table(data.key, "drivers")["quarter"])
    return quarters[FEWEST_QUARTERS:-1]


def production_by_drivers(data: ComplexData, origin: str, *, quarters: int, seed: int) -> Table:
    """One drawn path of production after an origin (억원 a quarter, quarter by industry).

    Every industry grows as the total does: shares stay those of the origin.

    Args:
        data: the complex; its production is read up to the origin only.
        origin: last quarter whose production is known.
        quarters: quarters to draw.
        seed: seed of the run.
    """
    names, growth = _driver_growth(data)
    place = names.index(origin)
    known = names[:place]
    seen = np.diff(np.log([data.production_total(quarter) for quarter in names[: place + 1]]))
    belief = learned(_prior(data), growth[: len(known)], growth=seen)
    ahead = growth[place : place + quarters]
    key = stream(seed, "production by drivers", step=place)
    luck = normals(key, np.arange(belief.mean.size + ahead.shape[0]))
    squares = chi_square(float(uniform(key, 0, 1)), belief.weight)
    drawn = predicted(belief, ahead, luck=luck, chi_square=squares)
    base = data.production_levels([origin])[0][0]
    return np.asarray(np.exp(np.cumsum(drawn))[:, None] * base)


@cache
def _driver_growth(data: ComplexData) -> tuple[list[str], Table]:
    """Quarters with drivers, and log growth of each driver from every quarter to the next, after a one."""
    table = complex_table(data.key, "drivers")
    names = list(table["quarter"])
    weights = data.production_levels([names[0]])[0][0]
    prices = np.array([data.price_index(quarter, {}) @ weights / weights.sum() for quarter in names])
    logs = np.log(np.column_stack([table["exports"], prices, table["business_survey"]]).astype(np.float64))
    return names, np.column_stack([np.ones(len(names) - 1), np.diff(logs, axis=0)])


def _prior(data: ComplexData) -> Belief:
    value = central_values(data.key)
    mean = np.array([0.0, *(value[f"drivers.slope.{name}"] for name in DRIVERS)])
    spread = np.array([value["drivers.drift_spread"], *(value[f"drivers.slope_spread.{name}"] for name in DRIVERS)])
    scale = value["drivers.residual"]
    return Belief(mean, np.diag((spread / scale) ** 2), value["drivers.residual_weight"], scale)
