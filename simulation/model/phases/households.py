"""Households and city: residents spend their pay, the city's services live on it, taxes are paid.

Pay comes from the complex, with allowances that its firms hand on, from suppliers and programme contractors in the
province, and from the services themselves.
"""

from __future__ import annotations

from simulation.accounts import Account, Flow
from simulation.catalogue.areas import PROVINCE, SERVICES
from simulation.equations.households import consumption, service_output
from simulation.model.world import World


def spend_at_home(world: World) -> None:
    """Spend the month's pay; what is spent in the city is output, pay and jobs of its services."""
    if not world.switches.households:
        return
    city, value, ledger = world.city, world.value, world.ledger
    resident_pay = resident_share(world) * float(world.firms.wage_bill.sum())
    paid_by_suppliers = float(city.economy.pay @ world.flows.reached[PROVINCE])
    supplier_pay = value["households.province_pay_share"] * paid_by_suppliers * city.price
    service_pay = float(city.economy.pay @ city.services) * city.price
    allowances = resident_share(world) * float(ledger.received[Flow.WORKER_BENEFIT, Account.HOUSEHOLDS])
    income = resident_pay + allowances + supplier_pay + service_pay
    taxes = value["households.tax_rate"] * income
    local_tax = value["households.local_tax_rate"] * income
    spent = consumption(income, value["households.tax_rate"], propensity=value["households.propensity"])
    city.price *= world.fixed.consumer_inflation
    city.services[:] = service_output(spent / city.price, city.services, economy=city.economy)
    world.flows.reached[SERVICES] = city.services
    ledger.pay(Flow.SERVICE_PAY, Account.OUTSIDE_FIRMS, payee=Account.HOUSEHOLDS, amount=supplier_pay + service_pay)
    ledger.pay(Flow.INCOME_TAX, Account.HOUSEHOLDS, payee=Account.STATE, amount=taxes - local_tax)
    ledger.pay(Flow.LOCAL_TAX, Account.HOUSEHOLDS, payee=Account.CITY, amount=local_tax)
    ledger.pay(Flow.CONSUMPTION, Account.HOUSEHOLDS, payee=Account.OUTSIDE_FIRMS, amount=spent)
    world.flows.outside_complex.update(
        household_consumption=spent,
        local_tax=local_tax,
        service_jobs=float(city.services @ world.jobs_per_million()) * 12.0,
    )


def resident_share(world: World) -> float:
    """Share of the complex's pay that residents earn: that of the start, moved by where its workers live now."""
    share = world.value["households.resident_share"]
    if not world.switches.turnover:
        return share
    market, heads = world.market, float(world.firms.labour.sum())
    here = 1.0 - market.in_commuters / max(heads, 1.0)
    return min(1.0, share * here / (1.0 - market.commuting_at_start))
