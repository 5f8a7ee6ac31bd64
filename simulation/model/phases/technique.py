"""Technique: how much labour output needs where people cost more or less than expected, and what replaces it."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column, quotient
from simulation.catalogue.input_output import wage_support_rule
from simulation.equations import pay
from simulation.equations import substitution as rules
from simulation.model.world import World
from simulation.units import annual_rate_to_monthly


def weigh_labour_against_equipment(world: World) -> Column:
    """Labour per unit of output over that of the start path's technique, per firm, by the lasting cost of labour."""
    firms, value, elasticity = world.rows.everyone, world.value, world.value["labour.wage_elasticity"]
    answers = world.switches.technique and world.switches.wages_move and world.switches.prices_move
    if elasticity > 0.0 and answers:
        firms.labour_cost[:] = rules.lasting(
            firms.labour_cost, real_product_wage(world), months=value["labour.technique_memory"]
        )
    return rules.labour_needed(world.firms.labour_cost, elasticity)


def real_product_wage(world: World) -> Column:
    """Cost of a standard worker over the price of the product, relative to the path that productivity answers already.

    In all rows: those to come would take it for lasting as others do.

    Pay follows its trend, what each firm offers beyond it, and the minimum wage, by size of firm over the workers of
    the start; employers' contributions come on top, and wage subsidies lower its cost while they run.
    """
    firms, value, market = world.rows.everyone, world.value, world.market
    index = (1.0 + annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)) ** (world.step_index + 1)
    floor = world.minimum_pay()
    lift = np.array(
        [rules.lift_by_minimum(paid, total, index=index, floor=floor) for paid, total in market.pay_at_start]
    )
    offered = quotient(firms.wage_offer, market.base_offer, otherwise=1.0)
    expected = (1.0 + annual_rate_to_monthly(value["labour.product_wage_path"] / 100.0)) ** (world.step_index + 1)
    price = firms.price / world.prices.price
    rate, at_start = world.contribution_rate(), value["labour.employer_contributions"]
    charged = rules.cost_with_contributions(rate, at_start)
    now = supported_share(world, world.month.year, index=1.0, contributions=rate)
    before = supported_share(world, world.start_month.year, index=index, contributions=at_start)
    kept = np.ones_like(price)
    kept[: now.size] = rules.cost_after_support(now, before)
    return np.asarray(index * lift[firms.size_class] * offered * charged * kept / (price * expected))


def supported_share(world: World, year: int, *, index: float, contributions: float) -> Column:
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
    return quotient(paid, cost, otherwise=0.0)


def equipment_for_labour(world: World) -> Column:
    """Equipment services of the month in place of labour, negative where labour replaces them (million KRW)."""
    firms, elasticity = world.firms, world.value["labour.wage_elasticity"]
    untouched = firms.productivity * rules.labour_needed(firms.labour_cost, elasticity)
    heads = quotient(firms.output, untouched, otherwise=0.0)
    paid = (1.0 + world.contribution_rate()) * firms.wage / firms.labour_cost * heads
    return rules.equipment_bill(firms.labour_cost, elasticity, pay=paid)
