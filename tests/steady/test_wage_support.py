"""Wage subsidies in the cost of labour that firms compare: while they run they lower it, where their rule reaches."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue.input_output import wage_support_rule
from simulation.model.opening import world_of
from simulation.model.phases import technique
from simulation.model.phases.technique import real_product_wage, supported_share
from simulation.scenario import load


@pytest.fixture(scope="module")
def world():
    return world_of(load("changwon/baseline", ["scale=0.05", "end=2019-03"]), 1)


def at_start(world) -> np.ndarray:
    """Contributions of the start, per firm."""
    return np.full(world.firms.employees.size, world.value["labour.employer_contributions"])


def test_the_subsidy_bears_what_the_rule_gives_of_what_people_cost(world) -> None:
    """Counted person by person: so much for each low-paid worker of a small firm, over pay and contributions."""
    most_heads, most_pay, amount = wage_support_rule(2018)
    firms, people, value = world.firms, world.people, world.value
    share = supported_share(world, 2018, index=1.0, contributions=at_start(world))
    served = np.flatnonzero((firms.employees > 0) & (share > 0.0))
    assert served.size > 5
    for row in served[:5]:
        assert firms.employees[row] < most_heads
        low = (people.employer == row) & (people.wage < most_pay)
        given = low.sum() * amount * value["labour.support_take_up"]
        cost = (1.0 + value["labour.employer_contributions"]) * firms.wage[row] * firms.employees[row]
        assert share[row] == pytest.approx(given / cost)
    assert not share[firms.employees >= most_heads].any()


def test_without_a_rule_nothing_is_borne(world) -> None:
    assert wage_support_rule(1999) is None
    assert not supported_share(world, 1999, index=1.0, contributions=at_start(world)).any()


def test_a_rule_lifted_as_pay_is_bears_the_same_share(world) -> None:
    """A tenth more pay under a rule whose limit and amount are a tenth higher: nothing of the cost has changed."""
    before = supported_share(world, 2018, index=1.0, contributions=at_start(world))
    kept = world.firms.wage.copy(), world.people.wage.copy()
    world.firms.wage *= 1.1
    world.people.wage *= 1.1
    lifted = supported_share(world, 2018, index=1.1, contributions=at_start(world))
    world.firms.wage[:], world.people.wage[:] = kept
    np.testing.assert_allclose(lifted, before)


def test_labour_costs_more_when_the_subsidy_of_the_start_ends(world, monkeypatch) -> None:
    """Without a rule for this year what the rule of the start bore comes on top, 1 / (1 - s_0)."""
    rule = wage_support_rule(2018)
    this_year = world.month.year
    assert this_year != world.start_month.year
    monkeypatch.setattr(technique, "wage_support_rule", lambda year: rule if year != this_year else None)
    ended = real_product_wage(world)
    monkeypatch.setattr(technique, "wage_support_rule", lambda year: None)
    never = real_product_wage(world)
    monkeypatch.undo()
    index = (1.0 + world.value["labour.wage_growth"] / 100.0) ** (1.0 / 12.0)
    share = supported_share(world, 2018, index=index, contributions=at_start(world))
    assert share.max() > 0.01
    paid = world.firms.employees > 0
    np.testing.assert_allclose((ended / never)[paid], (1.0 / (1.0 - share))[paid])
