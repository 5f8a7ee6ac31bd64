"""Wage subsidies in the cost of labour that firms compare: while they run they lower it, where their rule reaches."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.catalogue.input_output import wage_support_rule
from simulation.model.opening import world_of
from simulation.model.phases.technique import supported_share
from simulation.scenario import load


@pytest.fixture(scope="module")
def world():
    return world_of(load("changwon/baseline", ["scale=0.05", "end=2019-03"]), 1)


def test_the_subsidy_bears_what_the_rule_gives_of_what_people_cost(world) -> None:
    """Counted person by person: so much for each low-paid worker of a small firm, over pay and contributions."""
    most_heads, most_pay, amount = wage_support_rule(2018)
    firms, people, value = world.firms, world.people, world.value
    share = supported_share(world, 2018, index=1.0)
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
    assert not supported_share(world, 1999, index=1.0).any()
