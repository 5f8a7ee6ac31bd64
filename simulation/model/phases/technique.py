"""Technique: how much labour output needs where people cost more or less than expected, and what replaces it."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column
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
    the start.
    """
    firms, value, market = world.firms, world.value, world.market
    index = (1.0 + annual_rate_to_monthly(value["labour.wage_growth"] / 100.0)) ** (world.step_index + 1)
    lift = np.array([rules.lift_by_minimum(pay, index, floor=world.minimum_pay()) for pay in market.pay_at_start])
    offered = np.divide(
        firms.wage_offer, market.base_offer, out=np.ones_like(firms.wage_offer), where=market.base_offer > 0.0
    )
    expected = (1.0 + annual_rate_to_monthly(value["labour.product_wage_path"] / 100.0)) ** (world.step_index + 1)
    price = firms.price / world.prices.price
    return np.asarray(index * lift[firms.size_class] * offered / (price * expected))


def equipment_for_labour(world: World) -> Column:
    """Equipment services of the month in place of labour, negative where labour replaces them (million KRW)."""
    firms, elasticity = world.firms, world.value["labour.wage_elasticity"]
    untouched = firms.productivity * rules.labour_needed(firms.labour_cost, elasticity)
    heads = np.divide(firms.output, untouched, out=np.zeros_like(untouched), where=untouched > 0.0)
    pay = (1.0 + world.value["labour.employer_contributions"]) * firms.wage / firms.labour_cost * heads
    return rules.equipment_bill(firms.labour_cost, elasticity, pay=pay)
