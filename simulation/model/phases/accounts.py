"""Accounts: the month's payments through the ledger, value added and surplus from what was paid."""

from __future__ import annotations

import numpy as np

from simulation.accounts import Account, Flow
from simulation.catalogue import wage_support_rule
from simulation.equations import pay
from simulation.equations.finance import interest_due
from simulation.equations.hours import hours_worked, pay_for_hours
from simulation.equations.production import bought_inside
from simulation.model.parts.decided import Decided
from simulation.model.phases.limits import input_ratio
from simulation.model.phases.technique import equipment_for_labour
from simulation.model.world import World


def pay_investors_and_owners(world: World) -> None:
    """Pay for investment and for steps up the ladder, and pay dividends out."""
    firms, ledger = world.firms, world.ledger
    ledger.pay(
        Flow.INVESTMENT,
        Account.FIRMS,
        payee=Account.OUTSIDE_FIRMS,
        amount=firms.investment + world.flows.adoption_spending,
    )
    ledger.pay(Flow.DIVIDENDS, Account.FIRMS, payee=Account.OWNERS, amount=firms.dividends)


def pay_for_inputs(world: World) -> None:
    """Inputs are a share of output and equipment in place of labour; what tenants do not deliver comes from outside."""
    firms = world.firms
    valued_at = firms.price / (firms.own_price * firms.conceded)
    firms.intermediate_inputs[:] = input_ratio(world) * valued_at * firms.output + equipment_for_labour(world)
    firms.intermediate_inputs += dearer_energy(world, valued_at)
    firms.bought_inside[:] = received(world, firms.price)
    if world.switches.own_prices:
        # Buyers pay less where their suppliers ask less than the industry's price.
        firms.intermediate_inputs -= received(world, valued_at) - firms.bought_inside
    still_needed = firms.intermediate_inputs - firms.bought_inside - firms.input_stock
    firms.bought_outside[:] = np.maximum(0.0, still_needed)
    firms.input_stock[:] = np.maximum(0.0, -still_needed)
    world.ledger.pay_between_firms(Flow.INPUTS_INSIDE, firms.bought_inside, received=firms.price * firms.sales_inside)
    world.ledger.pay(Flow.INPUTS_OUTSIDE, Account.FIRMS, payee=Account.OUTSIDE_FIRMS, amount=firms.bought_outside)


def received(world: World, price: np.ndarray) -> np.ndarray:
    """Value at some prices of what each firm receives from the other tenants (million KRW)."""
    network, flows = world.network, world.flows
    return bought_inside(
        network.start,
        network.supplier,
        coefficient=network.coefficient,
        ordered_output=flows.ordered_output,
        fill=flows.fill,
        price=price,
    )


def dearer_energy(world: World, valued_at: np.ndarray) -> np.ndarray:
    """What energy costs each firm more than at the prices of the path (million KRW); less where it is negative.

    a_e p y ((1 - c) m + c o - 1): a_e energy over output, m the price outside, c the share that plants of programmes
    cover, all of it at most, and o their price, both prices over that of the path.
    """
    levers, own = world.levers, world.value["policy.own_energy_price"]
    covered = np.minimum(1.0, levers.energy_cover)
    price = levers.energy_price - 1.0 + covered * (own - levers.energy_price)
    return np.asarray(world.system.energy_ratio()[world.firms.sector] * valued_at * world.firms.output * price)


def collect_from_customers(world: World) -> None:
    """Outside customers pay for what was delivered; programme purchases are paid by the programme's sources."""
    firms, ledger = world.firms, world.ledger
    ledger.pay(Flow.SALES_OUTSIDE, Account.CUSTOMERS, payee=Account.FIRMS, amount=firms.price * firms.sales_outside)


def pay_programmes(world: World, decided: Decided) -> None:
    """Grants to firms, and purchases: tenants are paid for what they deliver, others for the rest.

    Grants for equipment are capital transfers: they enter money, not value added or surplus.
    """
    firms, ledger = world.firms, world.ledger
    firms.subsidy[:] = decided.grants
    for transfer in decided.actions.transfers:
        ledger.pay(Flow.SUBSIDY, transfer.payer, payee=Account.FIRMS, amount=transfer.amount)
    handed_on = decided.actions.handed_on(firms.subsidy.size)
    firms.subsidy -= handed_on
    ledger.pay(Flow.WORKER_BENEFIT, Account.FIRMS, payee=Account.HOUSEHOLDS, amount=handed_on)
    bill: dict[Account, float] = {}
    for bought in decided.purchases:
        for payer, amount in bought.payers.items():
            bill[payer] = bill.get(payer, 0.0) + amount
    total = sum(bill.values())
    if total <= 0.0:
        return
    delivered = firms.price * firms.sales_programme
    sold = float(delivered.sum())
    for payer, amount in bill.items():
        share = amount / total
        ledger.pay(Flow.SALES_PROGRAMME, payer, payee=Account.FIRMS, amount=share * delivered)
        ledger.pay(Flow.PROGRAMME_OUTSIDE, payer, payee=Account.OUTSIDE_FIRMS, amount=amount - share * sold)


def pay_people_and_taxes(world: World) -> None:
    """Wages to households, contributions and production taxes to the state."""
    firms, ledger = world.firms, world.ledger
    hours = hours_worked(firms.output, firms.productivity, heads=firms.labour)
    firms.wage_bill[:] = firms.wage * firms.labour * pay_for_hours(hours, world.value["labour.overtime_premium"])
    firms.contributions[:] = world.contribution_rate() * firms.wage_bill
    firms.production_tax[:] = world.fixed.tax_ratio * firms.price * firms.output
    ledger.pay(Flow.WAGES, Account.FIRMS, payee=Account.HOUSEHOLDS, amount=firms.wage_bill)
    ledger.pay(Flow.CONTRIBUTIONS, Account.FIRMS, payee=Account.STATE, amount=firms.contributions)
    ledger.pay(Flow.PRODUCTION_TAX, Account.FIRMS, payee=Account.STATE, amount=firms.production_tax)


def support_employment(world: World) -> None:
    """National subsidies on employment: wage stability for low pay in small firms, retention for posts kept."""
    firms, people, value = world.firms, world.people, world.value
    firms.employment_subsidy[:] = 0.0
    if not world.switches.turnover:
        return
    support = wage_support_rule(world.month.year)
    if support is not None:
        most_heads, most_pay, amount = support
        firms.employment_subsidy += pay.wage_support(
            people.wage,
            people.employer,
            heads=firms.employees,
            most_heads=most_heads,
            most_pay=most_pay,
            amount=amount,
            take_up=value["labour.support_take_up"],
        )
    firms.employment_subsidy += pay.retention_subsidy(
        world.flows.kept_posts, firms.wage, rate=value["labour.retention_rate"], months=value["labour.retention_months"]
    )
    world.ledger.pay(Flow.EMPLOYMENT_SUBSIDY, Account.STATE, payee=Account.FIRMS, amount=firms.employment_subsidy)


def pay_interest(world: World) -> None:
    """Firms pay interest to their lenders on the credit they had drawn when the month began."""
    firms = world.firms
    firms.interest[:] = interest_due(world.opening.cash, world.value["finance.interest_rate"] / 100.0)
    world.ledger.pay(Flow.INTEREST, Account.FIRMS, payee=Account.LENDERS, amount=firms.interest)


def draw_up_surplus(world: World) -> None:
    """Value added from output and inputs; operating surplus, on its own road, from what was received and paid."""
    firms = world.firms
    firms.value_added[:] = firms.price * firms.output - firms.intermediate_inputs
    received = firms.price * (firms.sales_inside + firms.sales_programme + firms.sales_outside)
    received += firms.employment_subsidy
    paid = firms.bought_inside + firms.bought_outside + firms.wage_bill + firms.contributions + firms.production_tax
    stock_change = firms.price * (firms.inventory - world.opening.inventory)
    stock_change += firms.input_stock - world.opening.inputs
    firms.operating_surplus[:] = received - paid + stock_change - firms.depreciation
    if world.switches.payout_all:
        left = received - paid - firms.investment - world.flows.adoption_spending + firms.subsidy
        firms.dividends[:] = left - firms.interest
    else:
        firms.dividends[:] = world.value["finance.payout"] * np.maximum(0.0, firms.operating_surplus - firms.interest)
