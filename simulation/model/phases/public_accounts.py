"""Public accounts: taxes on profit, homes, cars and residents, and what each public purse took and spent."""

from __future__ import annotations

import numpy as np

from simulation.accounts import PROGRAMMES, Account, Flow
from simulation.model.parts.settlement import ADULTS
from simulation.model.world import World
from simulation.units import MONTHS_A_YEAR

TAXES = (
    Flow.INCOME_TAX,
    Flow.LOCAL_TAX,
    Flow.PRODUCTION_TAX,
    Flow.CORPORATE_TAX,
    Flow.PROPERTY_TAX,
    Flow.VEHICLE_TAX,
    Flow.RESIDENT_TAX,
    Flow.ACQUISITION_TAX,
)
PURSES = {"state": Account.STATE, "province": Account.PROVINCE, "city": Account.CITY, "private": Account.PRIVATE}
"""Purses by the name that series carry."""


def read_public_purses(world: World) -> None:
    """Read from the ledger what every public purse took and spent."""
    ledger = world.ledger
    for name in ("state", "province", "city"):
        world.flows.outside_complex[f"{name}_tax"] = float(ledger.received[list(TAXES), PURSES[name]].sum())
    for name, purse in PURSES.items():
        world.flows.outside_complex[f"programme_spending_{name}"] = float(ledger.paid[list(PROGRAMMES), purse].sum())


def tax_profit(world: World) -> None:
    """Corporate income tax on positive surplus after interest; owners pay it, a tenth of it again to the city.

    Firms' own money is left alone: what they keep and pay out is calibrated after tax.
    """
    value, ledger, firms = world.value, world.ledger, world.firms
    profit = np.maximum(0.0, firms.operating_surplus - firms.interest)
    national = value["city.corporate_tax"] * float(profit.sum())
    ledger.pay(Flow.CORPORATE_TAX, Account.OWNERS, payee=Account.STATE, amount=national)
    local = value["city.corporate_local_share"] * national
    ledger.pay(Flow.LOCAL_TAX, Account.OWNERS, payee=Account.CITY, amount=local)


def tax_homes_and_residents(world: World) -> None:
    """City taxes on homes, cars and residents, a twelfth a month; the province's tax on homes that are bought."""
    if world.settlement is None:
        return
    home, value, ledger = world.settlement, world.value, world.ledger
    price, flows, own = world.fixed.consumer_prices(world.month), home.flows, slice(0, home.districts)
    adults = float(home.persons[:, ADULTS].sum())
    homes = float(home.places.housing_stock[own].sum())
    moved = (flows.arrivals + flows.moved_in) / home.per_home
    bought = value["city.owner_share"] * float(moved.sum())
    yearly = {
        Flow.PROPERTY_TAX: value["city.property_tax"] * homes * price,
        Flow.VEHICLE_TAX: value["city.vehicle_tax"] * adults,
        Flow.RESIDENT_TAX: value["city.resident_tax"] * adults,
    }
    for flow, amount in yearly.items():
        ledger.pay(flow, Account.HOUSEHOLDS, payee=Account.CITY, amount=amount / MONTHS_A_YEAR)
    ledger.pay(
        Flow.ACQUISITION_TAX,
        Account.HOUSEHOLDS,
        payee=Account.PROVINCE,
        amount=value["city.acquisition_tax"] * bought * price,
    )
