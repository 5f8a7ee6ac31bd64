"""What own prices start from: cost, pay and price of every firm at the start, and how it passes changes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from simulation.arrays import Column, Counts
from simulation.start.tiers import TIERS
from simulation.state import Firms


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


def price_start(firms: Firms, value: Mapping[str, float], *, likeness: Counts) -> PriceStart:
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
