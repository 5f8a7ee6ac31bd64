"""Technique: how much labour output needs where people cost more or less than expected, and what replaces it."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column
from simulation.catalogue.input_output import wage_support_rule
from simulation.equations import pay
from simulation.equations import substitution as rules
from simulation.model.world import World
from simulation.units import annual_rate_to_monthly


def weigh_labour_against_equipment(world: World) -> Column:
    """Labour per unit of output over that of the start path's technique, per firm, by the lasting cost of labour."""
    firms, value, elasticity = world.firms, world.value, world.value["labour.wage_elasticity"]
    answers = world.switches.technique and world.switches.wages_move and world.switches.prices_move
    if elasticity > 0.0 and answers:
        firms.labour_cost[:] = rules.lasting(
            firms.labour_cost, real_product_wage(world), months=value["labour.technique_memory"]
        )
    return rules.labour_needed(firms.labour_cost, elasticity)


def real_product_wage(world: World) -> Column:
    """Cost of a standard worker over the price of the product, relative to the path that productivity answers already.

    Pay follows its trend, what each firm offers beyond it, and the minimum wage, by size of firm over the workers of
    the start; employers' contributions come on top, and wage subsidies lower its cost while they run.
    """
    firms, value, market = world.firms, world.value, world.market
    index = (1.0 + annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)) ** (world.step_index + 1)
    lift = np.array([rules.lift_by_minimum(paid, index, floor=world.minimum_pay()) for paid in market.pay_at_start])
    offered = np.divide(
        firms.wage_offer, market.base_offer, out=np.ones_like(firms.wage_offer), where=market.base_offer > 0.0
    )
    expected = (1.0 + annual_rate_to_monthly(value["labour.product_wage_path"] / 100.0)) ** (world.step_index + 1)
    price = firms.price / world.prices.price
    rates, at_start = world.contribution_rates(), np.full_like(price, value["labour.employer_contributions"])
    charged = rules.cost_with_contributions(rates, at_start)
    now = supported_share(world, world.month.year, index=1.0, contributions=rates)
    before = supported_share(world, world.start_month.year, index=index, contributions=at_start)
    kept = rules.cost_after_support(now, before)
    return np.asarray(index * lift[firms.size_class] * offered * charged * kept / (price * expected))


def supported_share(world: World, year: int, *, index: float, contributions: Column) -> Column:
    """Share of what its people of today cost a firm that the subsidy of a year's rule, lifted by an index, bears."""
    firms, people, value = world.firms, world.people, world.value
    rule = wage_support_rule(year) if world.switches.turnover else None
    if rule is None:
        return np.zeros_like(firms.wage)
    most_heads, most_pay, amount = rule
    paid = pay.wage_support(
        people.wage,
        people.employer,
        heads=firms.employees,
        most_heads=most_heads,
        most_pay=index * most_pay,
        amount=index * amount,
        take_up=value["labour.support_take_up"],
    )
    cost = (1.0 + contributions) * firms.wage * firms.employees
    return np.divide(paid, cost, out=np.zeros_like(cost), where=cost > 0.0)


def equipment_for_labour(world: World) -> Column:
    """Equipment services of the month in place of labour, negative where labour replaces them (million KRW)."""
    firms, elasticity = world.firms, world.value["labour.wage_elasticity"]
    untouched = firms.productivity * rules.labour_needed(firms.labour_cost, elasticity)
    heads = np.divide(firms.output, untouched, out=np.zeros_like(untouched), where=untouched > 0.0)
    paid = (1.0 + world.contribution_rates()) * firms.wage / firms.labour_cost * heads
    return rules.equipment_bill(firms.labour_cost, elasticity, pay=paid)
