"""Instruments: zero dose is nothing, budgets hold (T2, T17, identity 9)."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from pydantic import ValidationError

from simulation.accounts import Account
from simulation.catalogue import parameters
from simulation.luck import stream, uniforms
from simulation.policy import NOTHING, Actions, PolicyView, Programmes, set_levers, spending_vectors
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.data_sharing import DataSharingNetwork
from simulation.policy.smart_factory import SmartFactorySubsidy, sold
from simulation.state import Levers, allocate
from simulation.units import Month
from tests.policy.small_worlds import ASSUMED, firms

FIRMS = 120
VALUES = {key: quantity.value for key, quantity in parameters().items()}
JANUARY = Month.parse("2020-01")


def view(**changes: object) -> PolicyView:
    rows = np.arange(FIRMS)
    columns = {
        "step": 0, "age": rows.copy(), "industry": rows % 5, "size_class": rows % 4, "employees": 5 + 3 * rows,
        "export_share": uniforms(stream(1, "exports"), rows), "smart_level": rows % 3,
        "step_cost": 300.0 + 5.0 * rows, "willing": np.full(FIRMS, 2.0), "applicant": rows % 2 == 0,
    }  # fmt: skip
    return firms(FIRMS, **{**columns, **changes})


def subsidy(**changes: object) -> SmartFactorySubsidy:
    options = {"kind": "smart_factory_subsidy", "rate": 0.5, "cap": {1: 1.0, 2: 2.0}, "budget": {2020: 30.0}}
    return SmartFactorySubsidy.model_validate({**options, **ASSUMED, **changes})


def spending(**changes: object) -> CapitalSpending:
    options = {"kind": "capital_spending", "item": "construction", "budget": {2020: 120.0}}
    return CapitalSpending.model_validate({**options, **ASSUMED, **changes})


def network(**changes: object) -> DataSharingNetwork:
    options = {"kind": "data_sharing_network", "budget": {2020: 60.0}, "works_from": "2020-07", "least_level": 2}
    return DataSharingNetwork.model_validate({**options, **ASSUMED, **changes})


def a_year_on_rung(programmes: Programmes, level: int) -> list[Actions]:
    """A year in which every firm stands on one rung."""
    levels = np.full(FIRMS, level)
    return [programmes.act(view(step=step, smart_level=levels), JANUARY + step) for step in range(12)]


def a_year(programmes: Programmes, first: Month = JANUARY, months: int = 12) -> list[Actions]:
    return [programmes.act(view(step=step), first + step) for step in range(months)]


def test_no_instrument_and_no_grant_are_doing_nothing() -> None:
    for instruments in ({}, {"a": subsidy(rate=0.0)}):
        programmes = Programmes(instruments, VALUES)
        assert all(actions is NOTHING for actions in a_year(programmes))
        assert not programmes.statement()["paid"].any()


def test_a_network_buys_all_year_and_acts_once_it_works() -> None:
    actions = a_year(Programmes({"a": network()}, VALUES, execution=False))
    assert sum(each.paid for each in actions) == pytest.approx(60.0 * 100.0)
    assert not any(each.levers for each in actions[:6])
    for each in actions[6:]:
        lever = each.levers["data_spillover"]
        able = view().smart_level >= 2
        np.testing.assert_allclose(lever[able], 1.0 + VALUES["technology.data_spillover"])
        assert (lever[~able] == 1.0).all()
        np.testing.assert_array_equal(each.levers["awareness"], VALUES["technology.sharing_awareness"])
    nobody = a_year_on_rung(Programmes({"a": network()}, VALUES), 0)
    assert not any(each.levers for each in nobody), "a platform without members shows nothing"
    only = a_year(Programmes({"a": network().spending_only()}, VALUES, execution=False))
    assert sum(each.paid for each in only) == pytest.approx(60.0 * 100.0)
    assert not any(each.levers for each in only)


def test_a_cap_of_zero_funds_nobody_and_no_cap_at_all_is_refused() -> None:
    for actions in a_year(Programmes({"a": subsidy(cap={1: 0.0, 2: 0.0})}, VALUES)):
        assert not actions.transfers
        assert (actions.levers["adoption_cost"] == 1.0).all()
    with pytest.raises(ValidationError, match="without cap"):
        subsidy(cap={})
    with pytest.raises(ValidationError, match="without cap"):
        subsidy(cap={2019: {}})


def test_neutral_levers_are_written_back_bit_for_bit() -> None:
    levers, fresh = allocate(Levers, FIRMS), allocate(Levers, FIRMS)
    set_levers(levers, {"adoption_cost": np.full(FIRMS, 0.3), "awareness": np.full(FIRMS, 0.1)})
    assert (levers.adoption_cost == 0.3).all()
    set_levers(levers, NOTHING.levers, before=("adoption_cost", "awareness"))
    for each in fields(Levers):
        assert (getattr(levers, each.name) == getattr(fresh, each.name)).all()


@pytest.mark.parametrize("rule", ["points", "lottery", "date"])
def test_more_budget_never_lowers_spending_and_never_overspends(rule: str) -> None:
    before = 0.0
    for budget in (0.0, 0.5, 2.0, 7.0, 20.0, 60.0, 500.0):
        programmes = Programmes({"a": subsidy(budget={2020: budget}, rationing=rule)}, VALUES, execution=False)
        paid = sum(actions.paid for actions in a_year(programmes))
        assert before <= paid <= budget * 100.0 + 1e-6
        before = paid
        statement = programmes.statement()
        np.testing.assert_allclose(statement["budget"], statement["paid"] + statement["left"])


def test_grants_are_paid_by_their_sources_in_their_shares_and_within_caps() -> None:
    sources = {"state": 0.7, "province": 0.15, "city": 0.15}
    actions = Programmes({"a": subsidy(sources=sources)}, VALUES, execution=False).act(view(), JANUARY)
    paid = {transfer.payer: transfer.amount.sum() for transfer in actions.transfers}
    assert paid[Account.STATE] / sum(paid.values()) == pytest.approx(0.7)
    grants = actions.grants(FIRMS)
    assert grants.max() <= 200.0 + 1e-9
    assert not grants[view().employees > 299].any()
    assert not grants[view().smart_level == 2].any()
    assert not grants[~view().applicant].any()
    funded = grants > 0.0
    expected = 1.0 - grants[funded] / view().step_cost[funded]
    np.testing.assert_allclose(actions.levers["adoption_cost"][funded], expected)


def test_nobody_is_funded_who_would_not_take_the_step() -> None:
    actions = Programmes({"a": subsidy()}, VALUES).act(view(willing=np.full(FIRMS, 0.4)), JANUARY)
    assert not actions.transfers


def test_a_firm_is_funded_once_by_the_most_generous() -> None:
    both = {"state": subsidy(rate=0.3, budget={2020: 500.0}), "top": subsidy(rate=0.6, cap={1: 9, 2: 9})}
    actions = Programmes(both, VALUES).act(view(), JANUARY)
    by_name = {name: np.zeros(FIRMS) for name in both}
    for transfer in actions.transfers:
        by_name[transfer.instrument] += transfer.amount
    assert by_name["top"].any()
    assert by_name["state"].any()
    assert not (by_name["top"] * by_name["state"]).any()


def test_higher_rate_with_unlimited_budget_reaches_a_superset() -> None:
    willing = uniforms(stream(9, "willing"), np.arange(FIRMS))
    reached = []
    for rate in (0.2, 0.5, 0.8):
        wide = subsidy(rate=rate, cap={1: 99, 2: 99}, budget={2020: 99999})
        reached.append(Programmes({"a": wide}, VALUES).act(view(willing=willing), JANUARY).grants(FIRMS) > 0.0)
    assert reached[0].sum() < reached[1].sum() < reached[2].sum()
    assert not (reached[0] & ~reached[1]).any()
    assert not (reached[1] & ~reached[2]).any()


BY_YEAR = {
    "rate": {2020: 0.5, 2022: 0.7},
    "cap": {2020: {1: 1.0, 2: 1.5}, 2022: {1: 0.5, 2: 2.0, 3: 4.0}},
    "budget": {2019: 999.0, 2020: 999.0, 2021: 999.0, 2022: 999.0, 2024: 999.0},
}


def first_grants(year: int, **changes: object) -> np.ndarray:
    """Grants in the first month of a year, from a fresh start."""
    return Programmes({"a": subsidy(**changes)}, VALUES).act(view(), Month.parse(f"{year}-01")).grants(FIRMS)


@pytest.mark.parametrize(("year", "rule"), [(2020, 2020), (2021, 2020), (2022, 2022), (2024, 2022)])
def test_a_rule_of_a_year_stands_until_the_next(year: int, rule: int) -> None:
    """Rate and caps by year pay what the same rate and caps would pay in all years, and differ between years."""
    flat = {"rate": BY_YEAR["rate"][rule], "cap": BY_YEAR["cap"][rule], "budget": BY_YEAR["budget"]}
    np.testing.assert_array_equal(first_grants(year, **BY_YEAR), first_grants(year, **flat))
    other = BY_YEAR["cap"][2020 if rule == 2022 else 2022]
    assert (first_grants(year, **BY_YEAR) != first_grants(year, **{**flat, "cap": other})).any()


def test_before_the_first_year_of_a_rule_there_is_no_support() -> None:
    only_caps, only_rate = ({key: BY_YEAR[key] for key in (name, "budget")} for name in ("cap", "rate"))
    for rules in (BY_YEAR, only_caps, only_rate):
        assert not first_grants(2019, **rules).any()
        assert first_grants(2020, **rules).any()


def test_ai_is_paid_by_the_cap_of_its_year() -> None:
    ai = {"cap": {}, "ai_cap": {2020: 1.0, 2022: 1.3}, "budget": BY_YEAR["budget"], "rate": 1.0}
    for year, highest in ((2020, 100.0), (2021, 100.0), (2022, 130.0)):
        asked = view(to_ai=np.ones(FIRMS, dtype=bool))
        grants = Programmes({"a": subsidy(**ai)}, VALUES).act(asked, Month.parse(f"{year}-01")).grants(FIRMS)
        assert grants.max() == highest


def test_a_late_programme_keeps_the_rules_of_its_own_years() -> None:
    late = Programmes({"a": subsidy(**BY_YEAR)}, VALUES, shift=12).act(view(), Month.parse("2022-01"))
    on_time = Programmes({"a": subsidy(**BY_YEAR)}, VALUES).act(view(), Month.parse("2021-01"))
    np.testing.assert_array_equal(late.grants(FIRMS), on_time.grants(FIRMS))


def test_who_is_most_generous_may_change_from_year_to_year() -> None:
    both = {
        "falling": subsidy(rate={2020: 0.8, 2021: 0.3}, budget={2020: 999.0, 2021: 999.0}),
        "steady": subsidy(rate=0.5, budget={2020: 999.0, 2021: 999.0}),
    }
    for year, winner in ((2020, "falling"), (2021, "steady")):
        actions = Programmes(both, VALUES).act(view(), Month.parse(f"{year}-01"))
        assert {transfer.instrument for transfer in actions.transfers} == {winner}


def test_spending_is_even_over_the_months_of_the_year_and_ends_at_the_budget() -> None:
    programmes = Programmes({"a": spending(start="2020-04")}, VALUES, execution=False)
    paid = [actions.paid for actions in a_year(programmes)]
    assert paid[:3] == [0.0, 0.0, 0.0]
    np.testing.assert_allclose(paid[3:], 120.0 * 100.0 / 9.0)


def test_execution_scales_public_and_private_money_and_leaves_outturns() -> None:
    sources = {"state": 0.6, "private": 0.4}
    plan = Programmes({"a": spending(sources=sources)}, VALUES)
    outturn = Programmes({"a": spending(sources=sources, stage="outturn")}, VALUES)
    expected = 120.0 * (0.6 * VALUES["policy.execution_rate"] + 0.4 * VALUES["policy.private_realisation"])
    assert plan.statement()["budget"].sum() == pytest.approx(expected)
    assert outturn.statement()["budget"].sum() == pytest.approx(120.0)


def test_a_pool_spends_its_total_whatever_the_shares_drawn() -> None:
    shares = {key: value for key, value in VALUES.items() if key.startswith("policy.rest_share.")}
    parts = {key: spending(scaled_by=key, pool="rest") for key in shares}
    drawn = {**VALUES, **{key: 2.0 * value + 0.01 for key, value in shares.items()}}
    for values in (VALUES, drawn):
        assert Programmes(parts, values, execution=False).statement()["budget"].sum() == pytest.approx(120.0)


def test_a_late_programme_spends_the_same_later() -> None:
    on_time = a_year(Programmes({"a": spending()}, VALUES))
    late = a_year(Programmes({"a": spending()}, VALUES, shift=6), months=18)
    assert all(actions is NOTHING for actions in late[:6])
    assert [a.paid for a in late[6:]] == [a.paid for a in on_time]
    fixed = a_year(Programmes({"a": spending(fixed_dates=True)}, VALUES, shift=6))
    assert [a.paid for a in fixed] == [a.paid for a in on_time]


@pytest.mark.parametrize("item", list(spending_vectors()))
def test_money_paid_is_demand_imports_and_what_is_no_demand(item: str) -> None:
    vector = spending_vectors()[item]
    assert vector.domestic.sum() + vector.imported + sum(vector.excluded.values()) == pytest.approx(1.0)
    actions = Programmes({"a": spending(item=item)}, VALUES).act(view(), JANUARY)
    bought = actions.purchases[0]
    assert bought.local.sum() + bought.elsewhere == pytest.approx(bought.total)
    assert (bought.local <= bought.domestic + 1e-12).all()


def test_faults_of_an_instrument_are_refused() -> None:
    for faulty in ({"item": "nonsense"}, {"budget": {2020: -1.0}}, {"sources": {"state": 0.5}}, {"pool": "rest"}):
        with pytest.raises(ValidationError):
            spending(**faulty)
    for faulty in (
        {"rate": 1.2}, {"cap": {7: 1.0}}, {"colour": "red"}, {"cap": {1: -1.0}}, {"rate": {}}, {"ai_cap": {}},
        {"rate": {2020: 1.2}}, {"cap": {2020: {7: 1.0}}}, {"cap": {2020: 1.0}}, {"rate": {20: 0.5}},
        {"cap": {2020: {1: 1.0}, 2021: 2.0}},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            subsidy(**faulty)


def selling(
    offered: float, limit: float = 0.2, waiting: int = 1, before: float = 0.0, others: np.ndarray | None = None
) -> float:
    """Hazard with 60 firms served, 40 of them willing, 10 of those aware already."""
    rows = np.arange(FIRMS)
    told = {"applications_per_grant": 2.3, "usual_grants": 8.0, "selling_limit": limit}
    values = {f"technology.{name}": value for name, value in told.items()}
    to_each = np.where(rows < 40, 1.0 / 40.0, 0.0)
    seen = view(aware=rows < 10, values=values, offered=before * (to_each if others is None else others))
    return sold(seen, offered * to_each, served=rows < 60, would=rows < 40, waiting=waiting)


def test_agents_sell_what_is_offered_beyond_the_usual_until_enough_apply() -> None:
    """By hand: 30 grants less 4.8 usual ones, 2.3 applications each, a twelfth, less one waiting, over 30 unaware."""
    missing = 2.3 * (30.0 - 0.08 * 60.0) / 12.0 - 1.0
    assert selling(30.0) == pytest.approx(-np.log(1.0 - missing / 30.0))
    assert selling(30.0, limit=0.05) == pytest.approx(-np.log(0.95))
    assert selling(4.8) == 0.0
    assert selling(0.0) == 0.0
    assert selling(30.0, waiting=9) == 0.0
    hazards = [selling(grants) for grants in (5.0, 15.0, 30.0, 90.0)]
    assert hazards == sorted(hazards)
    assert hazards[0] < hazards[-1]


@pytest.mark.parametrize("first", [15.0, 3.0, 0.0])
def test_what_is_usual_is_taken_off_all_programmes_once(first: float) -> None:
    """Two programmes with the grants of one tell as many of the 30 who know nothing as that one does."""
    reached = [-np.expm1(-selling(first, waiting=0)), -np.expm1(-selling(30.0 - first, waiting=0, before=first))]
    assert sum(reached) == pytest.approx(-np.expm1(-selling(30.0, waiting=0)), rel=1e-9)
    elsewhere = np.where(np.arange(FIRMS) >= 60, 1.0 / 60.0, 0.0)
    assert selling(15.0, before=first, others=elsewhere) == selling(15.0), "other firms have a usual of their own"


def test_a_programme_tells_the_next_how_many_grants_it_has_money_for() -> None:
    asked: list[np.ndarray] = []

    class Seen(SmartFactorySubsidy):
        def apply(self, view: PolicyView, month: Month) -> Actions:
            asked.append(view.offered)
            return super().apply(view, month)

    each = Seen.model_validate(subsidy(budget={2020: 3.0}).model_dump())
    Programmes({"one": each, "two": each}, VALUES, execution=False).act(view(year=2020), JANUARY)
    assert not asked[0].any()
    assert asked[1].sum() > 0.0


def test_more_money_pulls_the_lever_of_awareness_and_little_does_not() -> None:
    few, many = (
        subsidy(budget={2020: budget}).apply(
            view(aware=np.zeros(FIRMS, dtype=bool), values=VALUES, year=2020, left={Account.STATE: 100.0 * budget}),
            JANUARY,
        )
        for budget in (3.0, 300.0)
    )
    assert "awareness" not in few.levers
    assert many.levers["awareness"].max() > 0.0
    assert (many.levers["awareness"][~subsidy().eligible(view(year=2020))] == 0.0).all()
