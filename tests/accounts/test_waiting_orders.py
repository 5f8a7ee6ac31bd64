"""Orders that wait: what is not delivered waits, and part of it goes elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from simulation.model.phases.sales import deliver_and_displace


def test_part_of_what_waits_goes_elsewhere() -> None:
    """Output and stocks of nothing: all outside orders of the month wait but for the share that leaves."""
    model = Complex(sim.load("changwon/baseline", ["scale=0.05"]), seed=1)
    model.step()
    world = model.world
    world.firms.output[:] = 0.0
    world.firms.inventory[:] = 0.0
    world.firms.backlog[:] = 5.0
    deliver_and_displace(world)
    firms = world.firms
    some = firms.orders_outside > 0.0
    stays = firms.backlog[some] / (firms.orders_outside[some] + 5.0)
    assert stays == pytest.approx(np.full(int(some.sum()), 1.0 - world.value["demand.waiting_lost"]))


def test_an_industry_that_makes_less_than_tenants_ordered_has_no_customers_outside() -> None:
    """Where the path is what recorded output requires: nothing is made and something ordered inside."""
    world = Complex(sim.load("changwon/history", ["scale=0.05"]), seed=1).world
    assert world.outside.to_infer
    world.firms.output[:] = 0.0
    world.firms.orders_inside[:] = 1.0
    deliver_and_displace(world)
    assert (world.outside.demand[0] == 0.0).all()
    assert (world.firms.orders_outside == 0.0).all()
