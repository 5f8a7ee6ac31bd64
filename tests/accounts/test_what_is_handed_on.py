"""What one part of a month hands to the next: volumes for money, pay with allowances, hours, and turns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import simulation as sim
from simulation.accounts import Account, Flow
from simulation.equations.hours import hours_worked
from simulation.model import Complex
from simulation.model import month as page
from simulation.model.parts.fixed import PRICES_OF
from simulation.model.phases import labour, search
from simulation.model.phases.households import resident_share, spend_at_home
from simulation.model.phases.reach import programme_reach


def opened(scenario: str) -> Complex:
    return Complex(sim.load(scenario, ["scale=0.1", "end=2019-03"]), seed=3)


def test_purchases_outside_the_complex_call_forth_volumes():
    """The same money at twice the general price calls forth half as much."""
    model = opened("changwon/smart_complex")
    world = model.world
    sectors = world.system.sectors
    world.decided = replace(
        world.decided, local=np.full(sectors, 8.0), domestic=np.full(sectors, 12.0), inside=np.full(sectors, 2.0)
    )
    months = world.month - PRICES_OF
    found = []
    for price in (1.0, 2.0):
        world.fixed = replace(world.fixed, consumer_inflation=price ** (1.0 / months))
        found.append(np.concatenate(programme_reach(world)))
    np.testing.assert_allclose(found[1], found[0] / 2.0, rtol=1e-9)
    np.testing.assert_allclose(found[0][:sectors], world.fixed.province_inverse @ np.full(sectors, 6.0), rtol=1e-12)
    # Wherever it is made, all of it together is what the country makes for the same purchases: 6 here and 4 elsewhere.
    everywhere = found[0][:sectors] + found[0][sectors:]
    np.testing.assert_allclose(everywhere, world.fixed.national_inverse @ np.full(sectors, 10.0), rtol=1e-9)


def test_allowances_that_firms_hand_on_are_spent_as_pay_is():
    """Of an allowance residents spend c (1 - t) their share, in the month and at home."""
    model = opened("changwon/baseline")
    world = model.world
    page.open_month(world)
    page.month(world)
    before = world.flows.outside_complex["household_consumption"]
    services, price = world.city.services.copy(), world.city.price
    again = []
    for amount in (0.0, 100.0):
        world.city.services[:], world.city.price = services, price
        world.ledger.received[Flow.WORKER_BENEFIT, Account.HOUSEHOLDS] = amount
        spend_at_home(world)
        again.append(world.flows.outside_complex["household_consumption"])
    value = world.value
    spent = value["households.propensity"] * (1.0 - value["households.tax_rate"]) * resident_share(world) * 100.0
    assert before > 0.0
    assert again[1] - again[0] == pytest.approx(spent, rel=1e-9)


def test_strain_is_that_of_the_hours_of_the_month_before(monkeypatch):
    """Output, heads and productivity of one month: what a step adds today lengthens no day of last month's."""
    model = opened("changwon/baseline")
    model.step()
    firms = model.firms
    expected = hours_worked(firms.output, firms.productivity, heads=firms.labour)
    seen = []

    def counted(*arguments, **named):
        seen.append(hours_worked(*arguments, **named))
        return seen[-1]

    monkeypatch.setattr(labour, "hours_worked", counted)
    model.step()
    np.testing.assert_array_equal(seen[0][: expected.size], expected)
    assert (seen[0][expected.size :] == 1.0).all(), "nobody worked in rows that came into sight"


def test_firms_take_turns_in_hiring():
    """Where homes of the complex run out, who is first is a lot of the month, the same in every world of a seed."""
    model = opened("changwon/baseline")
    world, rows = model.world, model.firms.identifier.size
    one = np.where(model.firms.operating, 1, 0)
    none = np.zeros(rows, dtype=np.int64)
    first = search.posts_of(world, one, latent=none).firm
    assert sorted(first) == sorted(np.flatnonzero(one))
    assert abs(np.corrcoef(np.arange(first.size), first)[0, 1]) < 0.3
    np.testing.assert_array_equal(first, search.posts_of(world, one, latent=none).firm)
    model.step()
    after = search.posts_of(world, one, latent=none).firm
    assert abs(np.corrcoef(np.argsort(first), np.argsort(after))[0, 1]) < 0.3
