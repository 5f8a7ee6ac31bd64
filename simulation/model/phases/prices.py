"""Own prices: last month's unit cost moves the price a firm asks, and its buyers take their part of a saving."""

from __future__ import annotations

import numpy as np

from simulation.arrays import quotient
from simulation.equations import prices as rules
from simulation.model.world import World
from simulation.state import Firms
from simulation.units import annual_rate_to_monthly


def own_prices(world: World) -> None:
    """Set prices around the industry's; what is not passed on or conceded is profit."""
    firms, value, start = world.rows.everyone, world.value, world.prices
    grown = quotient(firms.wage_offer, start.offer, otherwise=1.0)
    if world.switches.wages_move:
        trend = np.median(grown[firms.operating]) if firms.operating.any() else 1.0
        grown = grown / trend
    pay_share = start.pay_share
    cost = rules.relative_unit_cost(
        pay_share * grown, pay_share, treated=firms.treated_productivity, inputs=start.input_share
    )
    change = cost / firms.unit_cost
    firms.unit_cost[:] = cost
    down = value["own_price.pass_through_down"]
    firms.own_price[:] = rules.passed_on(firms.own_price, change, up=start.pass_through, down=down)
    # Buyers take a saving once: cost that wanders up and back again has saved nothing.
    lowest = np.minimum(firms.lowest_cost, cost)
    saved = lowest / firms.lowest_cost
    firms.lowest_cost[:] = lowest
    firms.conceded[:] = rules.clawed_back(firms.conceded, saved, share=start.claw_back, down=down)
    firms.price[:] = industry_price(world, firms) * firms.own_price * firms.conceded


def industry_price(world: World, firms: Firms) -> np.ndarray:
    """Price of the industry of each of some first rows this month (index 2020=1): what its inputs are valued at."""
    if world.switches.prices_move:
        return np.asarray(world.outside.price[world.step_index][firms.industry])
    return world.prices.price[: firms.industry.size]


def price_of_plant(world: World) -> np.ndarray:
    """Price of plant this month over the start, per firm: as that of inputs, it follows the industry's price."""
    firms = world.firms
    return np.asarray(industry_price(world, firms) / world.prices.price[: firms.industry.size])


def embodied_growth(world: World) -> float:
    """Growth a month of the capacity that the same money buys; none where plant is only replaced."""
    if world.switches.replacement_only:
        return 0.0
    return annual_rate_to_monthly(world.value["investment.embodied_growth"] / 100.0)


def cost_of_plant(world: World) -> np.ndarray:
    """What a unit of capacity costs this month, per firm (million KRW per million KRW of output a month)."""
    bought = (1.0 + embodied_growth(world)) ** (world.step_index + 1)
    return np.asarray(world.fixed.capital_value * price_of_plant(world) / bought)
