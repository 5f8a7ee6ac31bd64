"""Households and city: residents spend their pay, the city's services live on it, taxes are paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.accounts import Account, Flow
from simulation.equations.households import consumption, service_output

if TYPE_CHECKING:
    from simulation.model.complex import Complex


def households(world: Complex) -> None:
    """Spend the month's pay; what is spent in the city is output, pay and jobs of its services."""
    if not world.switches.households:
        return
    city, value, ledger = world.city, world.value, world.ledger
    resident_pay = value["households.resident_share"] * float(world.firms.wage_bill.sum())
    service_pay = float(city.economy.pay @ city.services) * city.price
    income = resident_pay + service_pay
    taxes = value["households.tax_rate"] * income
    local_tax = value["households.local_tax_rate"] * income
    spent = consumption(income, value["households.tax_rate"], value["households.propensity"])
    city.price *= world.consumer_inflation
    city.services[:] = service_output(spent / city.price, city.services, city.economy)
    city.consumption, city.local_tax = spent, local_tax
    ledger.pay(Flow.SERVICE_PAY, Account.OUTSIDE_FIRMS, Account.HOUSEHOLDS, service_pay)
    ledger.pay(Flow.INCOME_TAX, Account.HOUSEHOLDS, Account.STATE, taxes - local_tax)
    ledger.pay(Flow.LOCAL_TAX, Account.HOUSEHOLDS, Account.CITY, local_tax)
    ledger.pay(Flow.CONSUMPTION, Account.HOUSEHOLDS, Account.OUTSIDE_FIRMS, spent)
