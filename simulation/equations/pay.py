"""Pay of people: what a firm offers, what a person of given age and skill earns of it, the minimum wage (4.7)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.arrays import Column, Counts, Flags, compiled
from simulation.equations.columns import PayRise, People
from simulation.equations.counting import LANES, together

LEAST_UNEMPLOYMENT = 0.1
"""Unemployed over those of the start below which the wage curve is followed no further, so that pay stays finite."""


def offers(
    base: Column, unfilled: Column, *, usual: Column, response: float, unemployment: float, curve: float
) -> Column:
    """Pay offered to a standard person, w_b (1 + omega (v - v_u)) (U / U_0)^gamma (million KRW a month).

    Offers rise slowly where posts stay unfilled and, along a wage curve, where unemployment is low.

    Args:
        base: w_b, offer at the usual share of unfilled posts, per firm.
        unfilled: v, unfilled over all posts per firm, smoothed.
        usual: v_u, the same at the start.
        response: omega.
        unemployment: U / U_0, the unemployed in reach over those at the start.
        curve: gamma, elasticity of the wage curve (negative).

    Source: Blanchflower and Oswald (1994), The Wage Curve.
    """
    offered: Column = base * (1.0 + response * (unfilled - usual)) * max(unemployment, LEAST_UNEMPLOYMENT) ** curve
    return offered


@compiled
def starting_pay(offer: Any, of_age: Any, of_skill: Any, ability: Any, floor: float) -> Any:
    """Pay with which a person starts a job, max(w_min, w_o a s b) (million KRW a month): what applicants compare too.

    Args:
        offer: w_o, pay offered to a standard person (million KRW a month).
        of_age: a, pay of the age over that of the standard person.
        of_skill: s, the same for the occupation.
        ability: b, pay relative to alike people.
        floor: w_min, full-time pay at the minimum wage (million KRW a month).
    """
    return max(floor, offer * of_age * of_skill * ability)


@compiled
def raise_pay(people: People, month: PayRise) -> None:
    """Move everybody's pay by one month: general growth, tenure, and the minimum wage with its spill-over.

    Args:
        people: columns of people; pay is changed in place, also what those without work here are used to.
        month: how pay moves.
    """
    wage, employer, tenure, floor = people.wage, people.employer, people.tenure, month.floor
    rise = max(0.0, floor / month.before - 1.0)
    for row in range(wage.size):
        pay = wage[row] * (1.0 + month.growth)
        if employer[row] >= 0:
            if tenure[row] < month.tenure_months:
                pay *= 1.0 + month.by_tenure
            if rise > 0.0 and wage[row] < month.spill_limit * month.before:
                pay *= 1.0 + month.spill * rise
            pay = max(pay, floor)
        wage[row] = pay


@compiled
def pay_bill(people: People, outside: Flags, elsewhere: Column, firms: int) -> tuple[Column, int, float]:
    """Pay of all workers of each firm (million KRW a month), in the order of the register, and who of them commutes in.

    Those who do are counted from outside the city and, where a zone lies partly there, in shares from other provinces.
    Adding to the sum just written takes longer than all else, so that counting costs nothing here.

    Args:
        people: columns of people.
        outside: whether a zone lies outside the city.
        elsewhere: part of a zone that lies in another province.
        firms: number of firm rows.
    """
    wage, employer, residence = people.wage, people.employer, people.residence
    # Rows for people without employer spare a branch in the one loop over all people, several of them the wait.
    bill, commuters, from_elsewhere = np.zeros(LANES + firms), 0, 0.0
    for row in range(wage.size):
        works = employer[row] >= 0
        bill[np.uint32(LANES + employer[row] if works else row % LANES)] += wage[row]
        commuters += works & outside[np.uint32(residence[row])]
        from_elsewhere += works * elsewhere[np.uint32(residence[row])]
    return bill[LANES:], commuters, from_elsewhere


@compiled
def paid_below(wage: Column, employer: Counts, firms: int, limit: float) -> Counts:
    """Workers of each firm who are paid less than a limit (persons).

    Args:
        wage: pay per person (million KRW a month).
        employer: row of the employing firm, -1 for nobody's.
        firms: number of firm rows.
        limit: pay from which a worker does not count (million KRW a month).
    """
    # A row for people without employer spares a branch, and lanes spare the wait (see ``counting``).
    found = np.zeros((LANES, firms + 1), np.int64)
    for row in range(wage.size):
        found[row % LANES, np.uint32(employer[row] + 1)] += wage[row] < limit
    return together(found)[1:]


def wage_support(
    wage: Column, employer: Counts, *, heads: Counts, most_heads: float, most_pay: float, amount: float, take_up: float
) -> Column:
    """Wage-stability subsidy of each firm (일자리안정자금, million KRW a month): so much for each low-paid worker.

    Args:
        wage: pay per person (million KRW a month).
        employer: row of the employing firm, -1 for nobody's.
        heads: workers per firm.
        most_heads: firms with fewer workers than this are served.
        most_pay: workers paid less than this count (million KRW a month).
        amount: subsidy a worker and month (million KRW).
        take_up: share of those entitled who are applied for.
    """
    return np.where(
        heads < most_heads, take_up * amount * paid_below(wage, employer, firms=heads.size, limit=most_pay), 0.0
    )


def retention_subsidy(kept: Column, wage: Column, *, rate: float, months: float) -> Column:
    """Employment-retention subsidy of each firm (고용유지지원금, million KRW): a share of the pay of people kept idle.

    Args:
        kept: surplus posts of the month that the subsidy keeps (persons).
        wage: pay per head (million KRW a month).
        rate: share of pay that is paid.
        months: months for which a post is paid.
    """
    return kept * wage * rate * months
