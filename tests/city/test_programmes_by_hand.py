"""Programmes of a small world in a month, by hand: what instruments see, who is ordered from, who pays whom what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from simulation.accounts import Account, Flow
from simulation.model.phases import accounts, programmes
from simulation.model.phases.technique import equipment_for_labour
from simulation.model.world import World
from simulation.policy.actions import NEVER, NOTHING, Actions, PolicyView, Purchase, Transfer


def test_what_instruments_see_of_firms(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Energy of a year, posts beyond what nine tenths of the hours would need, pay of a year after rent."""
    firms, value, seen = world.firms, world.value, list[PolicyView]()
    value["labour.hours_floor"] = 0.9
    firms.sales_inside[:], firms.sales_programme[:], firms.sales_outside[:] = 1.0, 2.0, 4.0
    firms.established_posts[:], world.flows.needed_posts[:] = 10.0, np.resize([4.5, 9.9], firms.active.size)
    firms.closing_ratio[:] = np.resize([1.0, 0.9], firms.active.size)
    gone = np.flatnonzero(firms.anchor)[0]
    firms.active[gone] = False

    def act(view: PolicyView, _: Any) -> Actions:
        seen.append(view)
        return NOTHING

    monkeypatch.setattr(world.programmes, "act", act)
    world.flows.adoption_spending[:] = 0.0
    programmes.let_programmes_act(world)
    (view,) = seen
    assert view.sales == pytest.approx(7.0 * firms.price)
    monthly = world.system.energy_ratio()[firms.sector] * firms.price * firms.output
    assert view.energy_bill == pytest.approx(12.0 * monthly)
    assert view.surplus == pytest.approx(np.resize([5.0, 0.0], firms.active.size))
    assert (view.supported == (firms.closing_ratio < 1.0)).all()
    assert not view.anchor[gone]
    assert view.anchor.sum() == firms.anchor.sum() - 1
    assert (view.due[firms.leased] == NEVER).all()
    assert (view.due[~firms.leased] == world.demography.due[: firms.active.size][~firms.leased]).all()
    home, places = world.settlement, world.places
    assert home is not None
    earners = home.hands_by_district() * value["city.employed_residents"] * world.scale / home.hands
    left = 12.0 * earners * (home.pay * home.price - places.rent[: home.districts])
    assert view.income[: home.districts] == pytest.approx(left)


def test_orders_that_name_a_firm_go_to_it_and_the_rest_to_its_sector_by_outside_sales(world: World) -> None:
    firms, levers = world.firms, world.levers
    named = int(np.argmax(firms.outside_base))
    levers.procurement[:] = 0.0
    levers.procurement[named] = 30.0
    sectors = world.system.sectors
    only = np.eye(sectors)[firms.sector[named]] * 30.0
    assert programmes.bought_inside(world, only) == pytest.approx(only), "nothing is left for anybody else"
    inside = only + np.where(np.bincount(firms.sector, firms.outside_base, sectors) > 0.0, 5.0, 0.0)
    bought = Purchase("any", {Account.STATE: 1.0}, only, only, 0.0)
    programmes.place_programme_orders(world, replace(world.decided, purchases=(bought,), inside=inside))
    worth = firms.price * firms.orders_programme
    assert np.bincount(firms.sector, worth, sectors) == pytest.approx(inside)
    mine = firms.sector == firms.sector[named]
    each = 5.0 * firms.outside_base[mine] / firms.outside_base[mine].sum()
    assert worth[mine] == pytest.approx(each + levers.procurement[mine])


def test_equipment_of_adopters_is_bought_in_the_province_by_the_drawn_share(world: World) -> None:
    world.flows.adoption_spending[:] = 0.0
    assert programmes.equipment_of_adopters(world) == ()
    world.flows.adoption_spending[:2] = 30.0, 10.0
    local = []
    for share in (1.0, 0.5):
        world.value["policy.local_sourcing"] = share
        (bought,) = programmes.equipment_of_adopters(world)
        assert bought.payers == {Account.OUTSIDE_FIRMS: 40.0}
        local.append(bought.local.sum())
    assert local[0] > 0.0
    assert local[1] == pytest.approx(0.5 * local[0])


def test_sources_pay_tenants_and_others_in_the_same_proportion(world: World) -> None:
    """30 of the state and 10 of the city buy 20 from tenants: 15 and 5 of it, and as much from others."""
    firms, ledger, first = world.firms, world.ledger, np.eye(world.firms.active.size)[0]
    firms.price[:], firms.sales_programme[:] = 2.0, 10.0 * first
    none = np.zeros(world.system.sectors)
    bought = [Purchase("any", {Account.STATE: 12.0}, none, none, 12.0),
              Purchase("any", {Account.STATE: 18.0, Account.CITY: 10.0}, none, none, 28.0)]  # fmt: skip
    given = (Transfer("any", Account.STATE, 3.0 * first), Transfer("any", Account.CITY, 2.0 * first, to_workers=True))
    decided = replace(world.decided, actions=Actions(transfers=given), purchases=tuple(bought), grants=5.0 * first)
    accounts.pay_programmes(world, decided)
    for flow in (Flow.SALES_PROGRAMME, Flow.PROGRAMME_OUTSIDE):
        assert (ledger.paid[flow, Account.STATE], ledger.paid[flow, Account.CITY]) == pytest.approx((15.0, 5.0))
    assert firms.subsidy[0] == 3.0, "what is handed on is no money of the firm"
    assert ledger.received[Flow.WORKER_BENEFIT, Account.HOUSEHOLDS] == 2.0


@pytest.mark.parametrize("all_of_it", [True, False])
def test_surplus_and_dividends_of_a_firm(world: World, all_of_it: bool) -> None:
    """2 x 6 sold and 0.5 given less 6.5 paid; stocks 4.5 more, 1 of wear. Paid out: all money, or of the profit."""
    firms, opening = world.firms, world.opening
    world.switches = replace(world.switches, payout_all=all_of_it)
    columns = {
        "price": 2.0, "sales_inside": 1.0, "sales_programme": 2.0, "sales_outside": 3.0, "employment_subsidy": 0.5,
        "bought_inside": 1.0, "bought_outside": 2.0, "wage_bill": 3.0, "contributions": 0.4, "production_tax": 0.1,
        "inventory": 3.0, "input_stock": 2.0, "depreciation": 1.0, "investment": 1.0, "subsidy": 0.75, "interest": 0.5,
        "output": 8.0, "intermediate_inputs": 5.0,
    }  # fmt: skip
    for name, amount in columns.items():
        getattr(firms, name)[:] = amount
    opening.inventory[:], opening.inputs[:], world.flows.adoption_spending[:] = 1.0, 1.5, 0.25
    accounts.draw_up_surplus(world)
    assert firms.value_added == pytest.approx(11.0)
    assert firms.operating_surplus == pytest.approx(9.5)
    assert firms.dividends == pytest.approx(5.0 if all_of_it else 9.0 * world.value["finance.payout"])


def test_equipment_in_place_of_labour_is_an_input(world: World) -> None:
    firms, needed = world.firms, []
    for cost in (1.0, 1.2):
        firms.labour_cost[:] = cost
        accounts.pay_for_inputs(world)
        needed.append(firms.intermediate_inputs.copy())
    more = equipment_for_labour(world)
    assert more.sum() > 0.0
    assert needed[1] - needed[0] == pytest.approx(more, abs=1e-9 * needed[0].max())
