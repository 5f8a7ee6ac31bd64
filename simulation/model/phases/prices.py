"""Own prices: last month's unit cost moves the price a firm asks, and its buyers take their part of a saving."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.arrays import Column
from simulation.equations import prices as rules
from simulation.start.tiers import TIERS
from simulation.state import Firms

if TYPE_CHECKING:
    from simulation.model.complex import Complex


@dataclass(frozen=True, slots=True)
class PriceStart:
    """What own prices start from and keep to, per firm.

    Price and pay offered at the start, pay and inputs as shares of the price, and by place in the chain the share of
    a rise of cost that is passed on and the share of a saving that buyers claw back.
    """

    price: Column
    offer: Column
    pay_share: Column
    input_share: Column
    pass_through: Column
    claw_back: Column


def price_start(firms: Firms, value: Mapping[str, float], likeness: NDArray[np.int64]) -> PriceStart:
    """Unit cost at the start, by its parts; those who may enter later have those of the firm they take after.

    Args:
        firms: columns at the start.
        value: parameters of the run (``labour.employer_contributions``, ``own_price.*``).
        likeness: row each firm takes after, its own for the tenants of the start.
    """
    contributions = value["labour.employer_contributions"]
    worth, pay = firms.price * firms.output, (1.0 + contributions) * firms.wage * firms.employees
    pay_share = np.divide(pay, worth, out=np.zeros_like(worth), where=worth > 0.0)
    place = np.where(firms.anchor_row >= 0, firms.tier, 0)
    up = [value["own_price.pass_through_up.own_name"], *(value[f"own_price.pass_through_up.tier_{n}"] for n in TIERS)]
    taken = [0.0, *(value[f"own_price.claw_back.tier_{n}"] for n in TIERS)]
    return PriceStart(
        firms.price.copy(),
        firms.wage_offer.copy(),
        pay_share[likeness],
        1.0 - firms.value_added_share,
        np.array(up)[place],
        np.array(taken)[place],
    )


def own_prices(world: Complex) -> None:
    """Set prices around the industry's; what is not passed on or conceded is profit."""
    firms, value, start = world.firms, world.value, world.price_start
    grown = np.divide(firms.wage_offer, start.offer, out=np.ones_like(start.offer), where=start.offer > 0.0)
    if world.switches.wages_move:
        trend = np.median(grown[firms.operating]) if firms.operating.any() else 1.0
        grown = grown / trend
    pay_share = start.pay_share
    cost = rules.relative_unit_cost(pay_share * grown, pay_share, firms.treated_productivity, start.input_share)
    change = cost / firms.unit_cost
    firms.unit_cost[:] = cost
    down = value["own_price.pass_through_down"]
    firms.own_price[:] = rules.passed_on(firms.own_price, change, start.pass_through, down)
    firms.conceded[:] = rules.clawed_back(firms.conceded, change, start.claw_back, down)
    firms.price[:] = industry_price(world) * firms.own_price * firms.conceded


def industry_price(world: Complex) -> np.ndarray:
    """Price of each firm's industry this month (index 2020=1): what its inputs are valued at."""
    if world.switches.prices_move:
        return np.asarray(world.outside.price[world.step_index][world.firms.industry])
    return world.price_start.price
