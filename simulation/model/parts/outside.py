"""The outside world of a run: prices and demand by industry, the same in all worlds of one seed.

Under ``announced`` demand is a pool of three processes that knows what was known at the start (equation 4.4): drift and
spread of the total from years of production, industries and season from the quarters so far. Under
``recorded`` output is given by the record as the office measured it, and the demand that it required is found once,
in the world that recreates the record (``history``); every other world of the seed meets that same demand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.catalogue import ComplexData, complex_data
from simulation.equations.outlook import (
    PROCESSES,
    TotalPath,
    YearlyLesson,
    industry_levels,
    learn_from_years,
    shrunk_trend,
    total_levels,
)
from simulation.equations.splicing import splice
from simulation.luck import chi_square, normal, normals, stream, uniform
from simulation.model.parts.entrants import KINDS
from simulation.model.parts.known_record import (
    known_annual,
    known_growth,
    known_shares,
    known_total,
    shrunk_season,
    shrunk_spread,
)
from simulation.model.parts.office import measurement_factors
from simulation.scenario import Scenario
from simulation.units import EOK, MONTHS_A_QUARTER, MONTHS_A_YEAR, QUARTERS_A_YEAR, Month, annual_rate_to_monthly


@dataclass(slots=True)
class OutsidePath:
    """What the outside world does, month by industry.

    ``price`` index 2020=1; ``demand`` outside demand relative to the start; ``order_book`` factor on plans from
    orders known beyond past demand; ``observation`` what the office would measure over what happened (month);
    ``given_output`` volume to be met where output is given (million KRW 2020 a month), else None; ``to_infer`` while
    demand has yet to be found from it. ``brought`` outside demand that those who moved in have at the start path
    (volume a month), ``all_firms`` that of everybody and ``vacancy`` free over all sites by kind, as the first world of
    the seed had them: the path holds the orders of those who come and go there already.
    """

    price: Column
    demand: Column
    order_book: Column
    observation: NDArray[np.float64]
    given_output: Column
    to_infer: bool
    brought: Column = field(init=False)
    all_firms: Column = field(init=False)
    vacancy: Column = field(init=False)
    first: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        self.brought = np.full_like(self.demand, np.nan)
        self.all_firms = np.full_like(self.demand, np.nan)
        self.vacancy = np.full((self.demand.shape[0], len(KINDS)), np.nan)

    def usual(self, kept: Column, month: int, *, now: Column) -> Column:
        """What the first world had in a month: written down if this is it, this world's own where none knows."""
        if self.first:
            kept[month] = now
        return np.where(np.isnan(kept[month]), now, kept[month])

    def settled(self) -> OutsidePath:
        """The same path with all that the first world found on it, for the other worlds of the seed."""
        same = OutsidePath(self.price, self.demand, self.order_book, self.observation, self.given_output, False)
        same.brought, same.all_firms, same.vacancy = self.brought, self.all_firms, self.vacancy
        same.first = False
        return same


def outside_path(scenario: Scenario, seed: int, *, draw: Mapping[str, float]) -> OutsidePath:
    """Make the outside path of one seed.

    Args:
        scenario: names the complex, the months and the outlook.
        seed: seed of the run; all draws are keyed by it.
        draw: drawn parameters (``outside.*``, ``observation.*``, ``price.*``).
    """
    data = complex_data(scenario.complex).drawn(draw)
    start, months = Month.parse(scenario.start), scenario.months
    if scenario.outlook == "recorded":
        price = recorded_prices(data, start, months=months, draw=draw)
        observation = measurement_factors(data, start, months=months, draw=draw)
        given = recorded_output(data, start, months=months) / observation[:, None] / price
        ones = np.ones((months, len(data.industries)))
        return OutsidePath(price, ones.copy(), ones.copy(), observation, given, True)
    return announced_path(data, start, months=months, seed=seed, draw=draw)


def recorded_prices(data: ComplexData, start: Month, *, months: int, draw: Mapping[str, float]) -> Column:
    """Recorded price index by month and industry (2020=1), within its range where the record is an estimate."""
    quarters = [(start + (step + 1)).quarter for step in range(months)]
    return np.array([data.price_index(quarter, draw) for quarter in quarters])


def recorded_output(data: ComplexData, start: Month, *, months: int) -> Column:
    """Recorded production by month and industry (million KRW), spliced over reclassifications of firms.

    Firms of the model do not change industry; in a quarter in which the office moved firms, every industry grows
    as the total does. A month is a third of its quarter.
    """
    first = start.quarter
    quarters = [quarter for quarter in data.quarters if quarter >= first]
    levels, total = data.production_levels(quarters)
    spliced = splice(levels, total, breaks=np.array([quarter in data.reclassified for quarter in quarters]))
    row = {quarter: index for index, quarter in enumerate(quarters)}
    return np.array([spliced[row[(start + (step + 1)).quarter]] for step in range(months)]) * EOK / MONTHS_A_QUARTER


def announced_path(
    data: ComplexData, start: Month, *, months: int, seed: int, draw: Mapping[str, float]
) -> OutsidePath:
    """Draw one path from what was known at the start (equation 4.4 and its correction in section 7)."""
    nominal = np.exp(announced_levels(data, start, months=months, seed=seed, draw=draw))
    price = announced_prices(data, start, months=months, seed=seed, draw=draw)
    start_price = np.asarray(data.price_index(start.quarter, draw))
    ones = np.ones((months, len(data.industries)))
    return OutsidePath(price, nominal / (price / start_price), ones, np.ones(months), ones, False)


def announced_levels(data: ComplexData, start: Month, *, months: int, seed: int, draw: Mapping[str, float]) -> Column:
    """Log of nominal production by month and industry relative to the quarter of the start, one drawn path.

    The total walks, follows a damped trend or reverts, each with one chance in three; its drift and spread are drawn
    around what years teach, industries are deviations from it, and the season is that of the record so far.
    """
    growth = known_growth(data, start.quarter)
    key, steps = stream(seed, "outside demand"), np.arange(months)
    levels = announced_total(data, start, months=months, seed=seed, draw=draw)
    share = known_shares(data, start.quarter)
    own = shrunk_spread(
        growth, draw["outside.sd_prior"], weight=draw["outside.sd_prior_weight"], unusual=draw["outside.winsor_reach"]
    )
    by_industry = industry_levels(
        levels,
        spread=own * np.sqrt((1.0 - draw["outside.common_share"]) / MONTHS_A_QUARTER),
        luck=np.column_stack([normals(key, steps, industry) for industry in range(len(data.industries))]),
        shares=share,
    )
    season = shrunk_season(data, start.quarter, weight=draw["outside.season_weight"])
    quarter = (start.month + steps) % MONTHS_A_YEAR // MONTHS_A_QUARTER
    return np.asarray(by_industry + season[quarter] - season[(start.month - 1) // MONTHS_A_QUARTER])


def announced_total(data: ComplexData, start: Month, *, months: int, seed: int, draw: Mapping[str, float]) -> Column:
    """Log of nominal production of the complex by month relative to the start, one drawn path without its season."""
    path = drawn_process(data, start, total=known_total(data, start.quarter), seed=seed, draw=draw)
    return total_levels(path, normals(stream(seed, "outside demand"), np.arange(months), len(data.industries)))


def drawn_process(data: ComplexData, start: Month, *, total: Column, seed: int, draw: Mapping[str, float]) -> TotalPath:
    """Which process the total of one path follows, and its drawn drift, spread and anchor (a month).

    The drift is normal around that of the years with its error; the squared spread is that of the years times
    m / chi2(m) with m steps.

    Args:
        data: the complex, with its yearly production.
        start: month at whose end the path starts.
        total: recorded production by quarter up to the start.
        seed: seed of the run.
        draw: drawn parameters (``outside.*``).
    """
    key, known = stream(seed, "outside path"), known_years(data, start, draw=draw)
    drift = known.drift + known.drift_error * float(normal(key, 1))
    spread = drawn_spread(known, float(uniform(key, 2)))
    process = PROCESSES[min(len(PROCESSES) - 1, int(uniform(key, 0) * len(PROCESSES)))]
    recent = np.log(total[-QUARTERS_A_YEAR:].mean() / total[-1])
    trend = shrunk_trend(np.diff(np.log(total)), drift / QUARTERS_A_YEAR, weight=draw["outside.trend_prior_weight"])
    return TotalPath(
        process,
        drift / MONTHS_A_YEAR,
        spread / float(np.sqrt(MONTHS_A_YEAR)),
        trend / MONTHS_A_QUARTER,
        draw["outside.damping"] ** (1.0 / MONTHS_A_QUARTER),
        draw["outside.reversion"] ** (1.0 / MONTHS_A_QUARTER),
        float(uniform(key, 3)) * float(recent),
    )


def drawn_spread(known: YearlyLesson, luck: float) -> float:
    """Spread of a year's change of the total (log): s sqrt(m / chi2_m(u)), s that of m years and u a uniform draw."""
    return known.spread * float(np.sqrt(known.steps / chi_square(luck, known.steps)))


def known_years(data: ComplexData, start: Month, *, draw: Mapping[str, float]) -> YearlyLesson:
    """Drift and spread of the total a year: what the years over at the start teach, joined with the assumed prior."""
    last = start.year if start.month == MONTHS_A_YEAR else start.year - 1
    return learn_from_years(*known_annual(data, last), prior=prior_of_years(draw))


def prior_of_years(draw: Mapping[str, float]) -> YearlyLesson:
    """What is thought of drift and spread before any year is seen (parameters ``outside.*``)."""
    return YearlyLesson(
        draw["outside.drift_mean"] / 100.0,
        draw["outside.drift_spread"] / 100.0,
        draw["outside.total_spread"] / 100.0,
        round(draw["outside.total_spread_weight"]),
    )


def announced_prices(data: ComplexData, start: Month, *, months: int, seed: int, draw: Mapping[str, float]) -> Column:
    """Price paths unknown at the start: a walk with a drawn drift and each industry's spread (percent a year)."""
    spread = (
        np.array([draw[f"outside.price_spread.{industry}"] for industry in data.industries]) / 100.0 / np.sqrt(12.0)
    )
    key, steps = stream(seed, "outside price"), np.arange(months)
    luck = np.column_stack([normals(key, steps, industry) for industry in range(len(data.industries))])
    drift = annual_rate_to_monthly(draw["outside.price_drift"] / 100.0)
    start_price = np.asarray(data.price_index(start.quarter, draw))
    price: Column = start_price * np.exp(np.cumsum(np.log1p(drift) + spread * luck, axis=0))
    return price
