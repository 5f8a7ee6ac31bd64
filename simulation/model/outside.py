"""The outside world of a run: prices and demand by industry, the same in all worlds of one seed.

Under ``announced`` demand is a pool of three processes fitted on what was known at the start (equation 4.4). Under
``recorded`` output is given by the record as the office measured it, and the demand that it required is found once,
in the world that recreates the record (``history``); every other world of the seed meets that same demand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import INDUSTRIES, ComplexData, complex_data
from simulation.equations.splicing import splice
from simulation.luck import normal, stream, uniform
from simulation.model.office import measurement_factors
from simulation.units import EOK, Month

if TYPE_CHECKING:
    from simulation.scenario import Scenario

Table = NDArray[np.float64]
PROCESSES = 3
MONTHS_A_QUARTER = 3


@dataclass(slots=True)
class OutsidePath:
    """What the outside world does, month by industry.

    ``price`` index 2020=1; ``demand`` outside demand relative to the start; ``order_book`` factor on plans from
    orders known beyond past demand; ``observation`` what the office would measure over what happened (month);
    ``given_output`` volume to be met where output is given (million KRW 2020 a month), else None; ``to_infer`` while
    demand has yet to be found from it.
    """

    price: Table
    demand: Table
    order_book: Table
    observation: NDArray[np.float64]
    given_output: Table
    to_infer: bool

    def settled(self) -> OutsidePath:
        """The same path, with its demand no longer to be inferred, for the other worlds of the seed."""
        return OutsidePath(self.price, self.demand, self.order_book, self.observation, self.given_output, False)


def outside_path(scenario: Scenario, seed: int, draw: Mapping[str, float]) -> OutsidePath:
    """Make the outside path of one seed.

    Args:
        scenario: names the complex, the months and the outlook.
        seed: seed of the run; all draws are keyed by it.
        draw: drawn parameters (``outside.*``, ``observation.*``, ``price.*``).
    """
    data = complex_data(scenario.complex)
    start, months = Month.parse(scenario.start), scenario.months
    if scenario.outlook == "recorded":
        price = recorded_prices(data, start, months, draw)
        observation = measurement_factors(data, start, months, draw)
        given = recorded_output(data, start, months) / observation[:, None] / price
        ones = np.ones((months, len(INDUSTRIES)))
        return OutsidePath(price, ones.copy(), ones.copy(), observation, given, True)
    return announced_path(data, start, months, seed, draw)


def recorded_prices(data: ComplexData, start: Month, months: int, draw: Mapping[str, float]) -> Table:
    """Recorded price index by month and industry (2020=1), within its range where the record is an estimate."""
    quarters = [(start + (step + 1)).quarter for step in range(months)]
    return np.array([data.price_index(quarter, draw) for quarter in quarters])


def recorded_output(data: ComplexData, start: Month, months: int) -> Table:
    """Recorded production by month and industry (million KRW), spliced over reclassifications of firms.

    Firms of the model do not change industry; in a quarter in which the office moved firms, every industry grows
    as the total does. A month is a third of its quarter.
    """
    first = start.quarter
    quarters = [quarter for quarter in data.quarters if quarter >= first]
    levels, total = data.production_levels(quarters)
    spliced = splice(levels, total, np.array([quarter in data.reclassified for quarter in quarters]))
    row = {quarter: index for index, quarter in enumerate(quarters)}
    return np.array([spliced[row[(start + (step + 1)).quarter]] for step in range(months)]) * EOK / MONTHS_A_QUARTER


def announced_path(data: ComplexData, start: Month, months: int, seed: int, draw: Mapping[str, float]) -> OutsidePath:
    """Draw one path from the equal pool of walk with drift, damped trend and reversion (equation 4.4)."""
    growth = known_growth(data, start.quarter)
    spread = shrunk_spread(growth, draw["outside.sd_prior"], draw["outside.sd_prior_weight"]) / np.sqrt(3.0)
    season = shrunk_season(data, start.quarter, growth)
    key = stream(seed, "outside path")
    process = min(PROCESSES - 1, int(uniform(key, 0) * PROCESSES))
    drift = (draw["outside.drift_mean"] + draw["outside.drift_spread"] * normal(key, 1)) / MONTHS_A_QUARTER
    trend = np.clip(np.mean(growth, axis=0), -0.02, 0.02) / MONTHS_A_QUARTER
    common = np.sqrt(draw["outside.common_share"])
    own = np.sqrt(1.0 - draw["outside.common_share"])

    level = np.zeros(len(INDUSTRIES))
    path = np.zeros((months, len(INDUSTRIES)))
    for step in range(months):
        month_key = stream(seed, "outside demand", step)
        together = normal(month_key, len(INDUSTRIES))
        luck = np.array([common * together + own * normal(month_key, i) for i in range(len(INDUSTRIES))])
        if process == 0:
            expected = drift
        elif process == 1:
            trend = trend * draw["outside.damping"] ** (1.0 / MONTHS_A_QUARTER)
            expected = trend
        else:
            expected = (draw["outside.reversion"] ** (1.0 / MONTHS_A_QUARTER) - 1.0) * level
        level = level + expected + spread * luck
        month = start + (step + 1)
        path[step] = level
        if process == 0:
            path[step] += season[(month.month - 1) // MONTHS_A_QUARTER] - season[(start.month - 1) // MONTHS_A_QUARTER]
    price = announced_prices(data, start, months, seed, draw)
    start_price = np.asarray(data.price_index(start.quarter, draw))
    demand = np.exp(path) / (price / start_price)
    ones = np.ones((months, len(INDUSTRIES)))
    return OutsidePath(price, demand, ones, np.ones(months), ones, False)


def announced_prices(data: ComplexData, start: Month, months: int, seed: int, draw: Mapping[str, float]) -> Table:
    """Price paths unknown at the start: a walk without drift, with each industry's yearly spread (percent a year)."""
    spread = np.array([draw[f"outside.price_spread.{industry}"] for industry in INDUSTRIES]) / 100.0 / np.sqrt(12.0)
    key_of = [stream(seed, "outside price", step) for step in range(months)]
    luck = np.array([[normal(key, i) for i in range(len(INDUSTRIES))] for key in key_of])
    start_price = np.asarray(data.price_index(start.quarter, draw))
    price: Table = start_price * np.exp(np.cumsum(spread * luck, axis=0))
    return price


def known_growth(data: ComplexData, last: str) -> Table:
    """Quarterly log growth of production by industry up to the start, spliced (quarter by industry)."""
    quarters = [quarter for quarter in data.quarters if quarter <= last]
    levels, total = data.production_levels(quarters)
    spliced = splice(levels, total, np.array([quarter in data.reclassified for quarter in quarters]))
    growth: Table = np.diff(np.log(spliced), axis=0)
    return growth if growth.size else np.zeros((1, len(INDUSTRIES)))


def shrunk_spread(growth: Table, prior: float, weight: float) -> NDArray[np.float64]:
    """Spread of quarterly growth per industry, shrunk to a prior: winsorised at three robust deviations first."""
    centre = np.median(growth, axis=0)
    robust = 1.4826 * np.median(np.abs(growth - centre), axis=0)
    reach = np.where(robust > 0.0, 3.0 * robust, 3.0 * prior)
    kept = np.clip(growth, centre - reach, centre + reach)
    count = growth.shape[0]
    variance = np.var(kept, axis=0)
    spread: NDArray[np.float64] = np.sqrt((count * variance + weight * prior**2) / (count + weight))
    return spread


def shrunk_season(data: ComplexData, last: str, growth: Table) -> Table:
    """Seasonal level by quarter and industry: mean growth of the quarter less the mean, shrunk by n / (n + 3)."""
    quarters = [quarter for quarter in data.quarters if quarter <= last][1:]
    step = np.zeros((4, len(INDUSTRIES)))
    for place in range(4):
        rows = [row for row, quarter in enumerate(quarters) if quarter.endswith(str(place + 1))]
        if rows:
            excess = growth[rows].mean(axis=0) - growth.mean(axis=0)
            step[place] = excess * len(rows) / (len(rows) + 3.0)
    level: Table = np.cumsum(step - step.mean(axis=0), axis=0)
    return level
