"""Firms that come and go in whole worlds: survival, tenants of the record, identity 8, support (T2, T23)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.accounts import Account, Flow
from simulation.catalogue import complex_data
from simulation.model import Complex
from simulation.model.month import open_month
from simulation.model.phases.checks import firms_residual
from simulation.policy.start_up_support import StartUpSupport
from simulation.scenario import Scenario, load
from simulation.switches import Switches
from tests.policy.small_worlds import base_run, baseline, run, tried

STILL = {
    **{f"demography.closing_share.year_{year}": 0.0 for year in range(1, 6)},
    "demography.moving_rate": 0.0,
    "demography.floor_added": 0.0,
    # Lenders close a firm that cannot pay whatever the hazard; here their grace outlasts the run.
    "demography.grace": 60.0,
}
SCALE = baseline().scale
"""Amounts below are those of the whole."""


def supported(**options: Any) -> Scenario:
    """The baseline with start-up support."""
    spec = StartUpSupport.model_validate(
        {
            "kind": "start_up_support",
            "cost": 0.5,
            "budget": {2019: 60.0, 2020: 60.0},
            "sources": {"state": 0.5, "city": 0.5},
            "stage": "outturn",
            "source": "judgement",
            "status": "assumed",
            **options,
        }
    )
    return tried(spec)


def test_faults_of_support_are_refused() -> None:
    for faulty in ({"space": 0.3}, {"cost": 0.0}, {"space": 1.0, "space_cost": 1.0}, {"oldest": 0}, {"age": 3}):
        with pytest.raises(ValidationError):
            supported(**faulty)


def test_support_brings_entrants_keeps_survivors_and_is_paid_to_the_won() -> None:
    effect = {"demography.support_entry": 0.3, "demography.support_survival": 0.6}
    with_it, without = run(supported(), **effect), run(baseline(), **effect)
    came, before = (
        set(np.flatnonzero((each.demography.entered >= 0) & each.demography.new_firm).tolist())
        for each in (with_it, without)
    )
    assert len(came) > len(before)
    assert len(before - came) <= 0.08 * len(before), "only sites that are taken already keep somebody out"
    assert with_it.firms.active.sum() > without.firms.active.sum()
    helped = with_it.firms.closing_ratio < 1.0
    assert helped.sum() > 100 * SCALE
    known = np.array(sorted(came & before))
    known = known[helped[known]]
    lost = without.demography.closed[known] >= 0
    still = with_it.demography.closed[known] < 0
    assert (lost & still).sum() > (~lost & ~still).sum()
    statement = with_it.programmes.statement()
    paid = statement.loc[statement["instrument"] == "tried", "paid"].sum()
    assert 0.9 * 120.0 * SCALE < paid <= 120.0 * SCALE + 1e-9
    assert with_it.residual < 1e-9


def test_support_is_no_grant_for_a_smart_step() -> None:
    money = {"technology.cost.level_1": 500.0, "technology.aware_start": 0.0, "technology.awareness_spontaneous": 0.0}
    with_it, without = run(supported(), **money), run(baseline(), **money)
    steps = [int((each.firms.smart_level > each.ladder.start_level).sum()) for each in (with_it, without)]
    assert steps[0] <= steps[1] + 1


def test_incubation_space_adds_leased_units_and_lets_more_tenants_in() -> None:
    """800억, nine tenths of it for space at 20억 a thousand m2; part crowds out other floor, half of it is let."""
    building = run(supported(space=0.9, space_cost=20.0, budget={2019: 400.0, 2020: 400.0}))
    value = building.world.value
    units = (1.0 - value["demography.floor_crowding"]) * 0.9 * 800.0 / 20.0 * SCALE / value["demography.unit_floor"]
    assert building.demography.stock[1] - base_run().demography.stock[1] == pytest.approx(units, rel=0.05)
    assert building.firms.active.sum() > base_run().firms.active.sum() + 0.5 * units
    bought = [each for each in building.decided.actions.purchases if each.instrument == "tried"]
    assert bought
    assert building.residual < 1e-9


def test_zero_entry_and_zero_hazard_leave_the_firms_as_they_are() -> None:
    model = run(baseline(), **STILL)
    assert np.array_equal(model.firms.active[: model.start.firms.active.size], model.start.firms.active)
    arrays = model.recorder.arrays()
    assert (arrays["tenants"] == arrays["tenants"][0]).all()
    assert not arrays["entries"].any()
    assert not arrays["exits"].any()


def test_switched_off_there_are_no_further_rows() -> None:
    model = run(baseline(), Switches(demography=False))
    assert model.firms.identifier.size == model.start.firms.identifier.size
    assert not model.recorder.arrays()["exits"].any()


def test_firms_add_up_and_nobody_comes_twice() -> None:
    """Identity 8, and what is left of those who went."""
    model = base_run()
    arrays = {name: model.recorder.arrays()[name].sum(axis=(1, 2)) for name in ("tenants", "entries", "exits")}
    opening = int(model.start.firms.active.sum())
    assert np.array_equal(arrays["tenants"], opening + np.cumsum(arrays["entries"] - arrays["exits"]))
    firms, state = model.firms, model.demography
    assert np.unique(firms.identifier).size == firms.identifier.size
    gone = (state.closed >= 0) | (state.left >= 0)
    assert gone.sum() > 300 * SCALE
    assert not (gone & firms.active).any()
    assert not firms.anchor[gone].any()
    for name in ("employees", "cash", "inventory", "input_stock", "outside_base", "orders_inside", "backlog"):
        assert not getattr(firms, name)[~firms.active].any(), name
    before = ~firms.active & (state.closed < model.step_index - 1) & (state.left < model.step_index - 1)
    assert not firms.output[before].any(), "who went last month had still produced in it"
    assert not np.isin(model.people.employer, np.flatnonzero(~firms.active)).any()
    assert len(model.views) == firms.active.sum()
    assert len([agent for agent in model.agents if type(agent).__name__ == "Firm"]) == firms.active.sum()
    assert model.residual < 1e-9


def test_the_check_of_firms_can_fail() -> None:
    model = Complex(load("changwon/baseline", {"scale": "0.1", "end": "2019-03"}), seed=2)
    model.run()
    open_month(model.world)
    assert firms_residual(model.world) == 0.0
    model.firms.active[np.flatnonzero(model.firms.active)[0]] = False
    assert firms_residual(model.world) > 0.0


def test_money_of_firms_that_come_and_go_is_booked() -> None:
    model = Complex(baseline(), seed=6)
    paid = np.zeros((len(Flow), len(Account)))
    for _ in range(24):
        model.step()
        paid += model.ledger.paid
    assert paid[Flow.START_CAPITAL, Account.OWNERS] > 0.0
    assert paid[Flow.LIQUIDATION, Account.FIRMS] > 0.0
    assert paid[Flow.RELOCATION, Account.FIRMS] > 0.0


def test_an_entrant_is_the_same_firm_in_every_world() -> None:
    one, other = base_run(), run(supported())
    both = (one.demography.entered >= 0) & (other.demography.entered >= 0)
    assert both.sum() > 300 * SCALE
    assert np.array_equal(one.demography.entered[both], other.demography.entered[both])
    for name in ("identifier", "sector", "district", "age"):
        alive = both & one.firms.active & other.firms.active
        assert np.array_equal(getattr(one.firms, name)[alive], getattr(other.firms, name)[alive]), name


def test_a_longer_run_begins_as_the_shorter_one() -> None:
    longer = run(baseline().model_copy(update={"end": "2021-12"}))
    for name in ("tenants", "entries", "exits", "employment"):
        mine, theirs = base_run().recorder.arrays()[name], longer.recorder.arrays()[name]
        assert np.array_equal(mine, theirs[: mine.shape[0]]), name


@pytest.mark.statistics
def test_new_firms_survive_as_the_published_ones() -> None:
    """Fifteen years of three seeds: within three points of 70.9, 58.0, 49.8, 43.3 and 37.2 %."""
    found = []
    for seed in (1, 2, 3):
        model = Complex(load("changwon/baseline", {"end": "2033-12"}), seed=seed)
        model.run()
        found.append(100.0 * model.demography.survival(model.months - 1))
    print("survival of new firms, %:", np.round(np.mean(found, axis=0), 1))
    np.testing.assert_allclose(np.mean(found, axis=0), [70.9, 58.0, 49.8, 43.3, 37.2], atol=3.0)


def test_tenants_of_the_record_come_out_by_group_and_moves_have_their_share() -> None:
    """The core loses some tenants, the others grow; the rates are those of 2018-21, 2022-23 is a test."""
    data, years = complex_data("changwon"), (2019, 2020, 2021, 2022, 2023)
    runs = []
    for seed in range(1, 5):
        model = Complex(load("changwon/history"), seed=seed)
        model.run()
        runs.append(model)
    ends = [12 * (year - 2018) + 8 for year in years]
    tenants = np.mean([each.recorder.arrays()["tenants"][ends].sum(axis=2) for each in runs], axis=0)
    model_groups = np.column_stack([tenants[:, :-1].sum(axis=1), tenants[:, -1]])
    levels = data.industry_levels("tenants", [f"{year}Q4" for year in years])
    record = np.column_stack([levels[:, :-1].sum(axis=1), levels[:, -1]])
    print("year, model core, other; record core, other")
    for year, mine, theirs in zip(years, model_groups, record, strict=True):
        print(year, np.round(mine), theirs)
    assert complex_data("changwon").industries[-1] == "other"
    # 3 % too few in 2023, when more came to the core than any rate of 2018-21 says.
    assert np.abs(model_groups[:, 0] / record[:, 0] - 1.0).max() < 0.04
    # The fall of 2019 (7 %) and its return in 2021Q1 are in no rate: the office's count, as far as is known.
    apart = np.abs(model_groups.sum(axis=1) / record.sum(axis=1) - 1.0)
    assert (apart < [0.08, 0.06, 0.03, 0.02, 0.02]).all()
    # Sites stay settled, so that tenants grow by the units that are added: 8,000 of 200 square metres, 40 a year.
    assert (model_groups[-1].sum() - model_groups[0].sum()) / 4.0 == pytest.approx(40.0, abs=15.0)
    assert model_groups[-1, 0] < model_groups[0, 0]
    assert model_groups[-1, 1] > 1.5 * model_groups[0, 1]
    moves, exits = (sum(each.recorder.arrays()[name].sum() for each in runs) for name in ("moves_out", "exits"))
    # 45.8 to 49.5 % in all national complexes; lenders close further firms in the fall of demand of this record.
    assert 0.40 < moves / exits < 0.52


def test_tenants_outside_the_core_follow_from_what_start_ups_of_the_country_are() -> None:
    """No rule holds a number of the place: what units are let to is national, and with it the groups come out.

    Let units as lots are, and the group outside the core does not grow: it is the composition that does it, so it
    can only be as good as those two shares.
    """
    levels = complex_data("changwon").industry_levels("tenants", ["2018Q4", "2023Q4"])
    all_of_it = {"demography.unit_manufacturing_share": 1.0}
    as_lots = {**all_of_it, "demography.unit_core_share": 1.0 - float(levels[0, -1] / levels[0].sum())}
    found = []
    for draw in ({}, as_lots):
        model = Complex(load("changwon/history"), seed=1, draw=draw)
        model.run()
        found.append(model.recorder.arrays()["tenants"][-1].sum(axis=1)[-1])
    assert found[0] == pytest.approx(levels[1, -1], rel=0.2)
    assert found[1] < 0.6 * levels[1, -1]
