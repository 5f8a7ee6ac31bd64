"""R&D and commercialisation support: money, who is served, projects, quality, orders, and what rivals lose."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

import simulation as sim
from simulation.accounts import Account
from simulation.catalogue import parameters
from simulation.experiments.decomposition import spending_world
from simulation.experiments.pair import simulate
from simulation.experiments.twins import additionality, supported_firms
from simulation.model import Complex
from simulation.outcomes.additionality import GROSS_TO_NET
from simulation.policy import NOTHING, Programmes
from simulation.policy.commercialisation import Commercialisation
from tests.policy.small_worlds import on_a_flat_path
from tests.policy.test_instruments import FIRMS, JANUARY, a_year, view

MONTHS = 48
VALUES = {key: quantity.value for key, quantity in parameters().items()}
SUPPORT = {
    "kind": "commercialisation",
    "rate": 0.7,
    "cap": 3.0,
    "budget": dict.fromkeys(range(2019, 2023), 200.0),
    "sources": {"state": 0.5, "province": 0.3, "city": 0.2},
    "source": "judgement",
    "status": "assumed",
}
STRONG = {
    "research.commercialisation": 0.6, "research.support_effect": 1.2, "research.quality_gain": 0.06,
    "research.lag": 6.0,
}  # fmt: skip
COST = np.where(np.arange(FIRMS) % 3 == 0, 0.0, 20.0 + np.arange(FIRMS))


def support(**changes: object) -> Commercialisation:
    return Commercialisation.model_validate({**SUPPORT, "budget": {2020: 5.0}, **changes})


def first(instrument: Commercialisation, **changes: object):
    return Programmes({"a": instrument}, VALUES, execution=False).act(view(research_cost=COST, **changes), JANUARY)


@pytest.mark.parametrize("dose", [{"rate": 0.0}, {"cap": 0.0}], ids=str)
def test_a_rule_that_grants_nothing_does_nothing(dose: dict) -> None:
    assert first(support(**dose)) is NOTHING


def test_small_firms_with_research_are_paid_their_share_within_cap_and_budget() -> None:
    actions = first(support(rate=0.5, cap=0.4, largest=200))
    grants = actions.grants(FIRMS)
    served = grants > 0.0
    project = 2.0 * COST  # 24 months
    np.testing.assert_allclose(grants[served], np.minimum(0.5 * project, 40.0)[served])
    assert grants.max() == 40.0
    assert not served[COST == 0.0].any()
    assert not served[view().employees > 200].any()
    assert 0.0 < grants.sum() <= 500.0
    assert not actions.step_grants(FIRMS).any(), "no step of the ladder is asked for it"
    np.testing.assert_array_equal(actions.project_grants(FIRMS), grants)
    paid = {transfer.payer: transfer.amount.sum() for transfer in actions.transfers}
    assert paid[Account.STATE] == pytest.approx(0.5 * grants.sum())
    share = np.divide(grants, project, out=np.zeros(FIRMS), where=COST > 0.0)
    np.testing.assert_allclose(actions.levers["rnd_success"], 1.0 + VALUES["research.support_effect"] * share)


def test_nobody_is_served_twice_at_a_time_by_one_programme_or_by_two() -> None:
    running = np.arange(FIRMS) % 2 == 0
    assert not first(support(budget={2020: 999.0}), in_project=running).grants(FIRMS)[running].any()
    both = {"a": support(), "b": support(rate=0.4, budget={2020: 999.0})}
    actions = Programmes(both, VALUES, execution=False).act(view(research_cost=COST), JANUARY)
    by_name = {name: sum(t.amount for t in actions.transfers if t.instrument == name) for name in both}
    assert by_name["a"].any()
    assert by_name["b"].any()
    assert not (by_name["a"] * by_name["b"]).any()


@pytest.mark.parametrize("rule", ["points", "lottery"])
def test_more_money_serves_a_superset_and_never_overspends(rule: str) -> None:
    before = np.zeros(FIRMS, dtype=bool)
    for budget in (0.5, 2.0, 5.0, 15.0, 500.0):
        grants = first(support(budget={2020: budget}, rationing=rule)).grants(FIRMS)
        assert grants.sum() <= 100.0 * budget + 1e-9
        assert not (before & (grants == 0.0)).any()
        before = grants > 0.0
    assert before.sum() == (COST > 0.0).sum() - ((view().employees > 299) & (COST > 0.0)).sum()


def test_selection_by_points_prefers_larger_exporters() -> None:
    chosen = first(support()).grants(FIRMS) > 0.0
    others = (COST > 0.0) & (view().employees <= 299) & ~chosen
    assert view().employees[chosen].min() > view().employees[others].mean()


def test_rules_may_differ_by_year_and_wrong_ones_are_refused() -> None:
    yearly = support(rate={2021: 0.5}, budget={2020: 5.0, 2021: 5.0})
    programmes = Programmes({"a": yearly}, VALUES, execution=False)
    assert all(actions is NOTHING for actions in a_year(programmes))
    for faulty in ({"rate": 1.2}, {"cap": -1.0}, {"rate": {}}, {"cap": {2020: -1.0}}, {"rationing": "date"}):
        with pytest.raises(ValidationError):
            support(**faulty)


def world(instruments: dict, muted: np.ndarray | None = None, months: int = MONTHS, **held: float) -> Complex:
    """Nobody steps up, enters or closes, so that projects are all that differs."""
    return on_a_flat_path(instruments, months, muted=muted, switches={"demography": False}, **{**STRONG, **held})


@pytest.fixture(scope="module")
def pair() -> tuple[Complex, Complex]:
    return world({}), world({"support": SUPPORT})


def test_without_support_projects_come_and_move_nothing(pair) -> None:
    """What comes anyway is part of the industry's path: neither total nor shares drift."""
    without, _ = pair
    assert without.recorder.arrays()["commercialised"].sum() > 50.0
    assert (without.firms.research_quality == 1.0).all()
    rare = world({}, **{"research.commercialisation": 0.1})
    assert rare.recorder.arrays()["commercialised"].sum() < without.recorder.arrays()["commercialised"].sum()
    np.testing.assert_array_equal(rare.history.output, without.history.output)


def test_support_to_projects_to_quality_to_orders(pair) -> None:
    without, supported = pair
    arrays = [model.recorder.arrays()["commercialised"].sum() for model in pair]
    assert arrays[1] > arrays[0]
    firms = supported.firms
    won = firms.research_quality > 1.0
    assert won.sum() >= 10
    paid = supported.history.receivers("support")
    assert (paid | ~won).all(), "only supported firms gain"
    assert (firms.research[won]).all()
    orders = [model.firms.orders_outside[won].sum() for model in pair]
    assert orders[1] > 1.01 * orders[0]
    assert firms.output[won].sum() > without.firms.output[won].sum()
    assert supported.residual < 1e-9


def test_rivals_lose_the_local_share_of_what_is_won(pair) -> None:
    without, supported = pair
    local = supported.value["displacement.local"]
    gain, loss = (getattr(supported.history, name)[MONTHS - 1] - getattr(without.history, name)[MONTHS - 1]
                  for name in ("gain", "loss"))  # fmt: skip
    assert loss.sum() == pytest.approx(local * gain.sum(), rel=1e-6)
    others = supported.firms.research_quality == 1.0
    assert supported.firms.orders_outside[others].sum() < without.firms.orders_outside[others].sum()
    won = supported.firms.orders_outside.sum() - without.firms.orders_outside.sum()
    assert won == pytest.approx((1.0 - local) * gain.sum(), rel=1e-6)


def test_money_paid_is_the_budget_at_most_and_goes_through_the_ledger(pair) -> None:
    _, supported = pair
    statement = supported.programmes.statement()
    assert (statement["paid"] <= statement["budget"] + 1e-9).all()
    assert statement["paid"].sum() > 0.0
    received = supported.recorder.arrays()["subsidy_received"].sum()
    assert received == pytest.approx(statement["paid"].sum())
    assert supported.residuals["programme_money"] < 1e-9


def test_a_firm_is_supported_anew_only_when_its_project_is_over() -> None:
    """With little money, the first in line come back after a short project; a long one leaves the line to others."""
    little = {**SUPPORT, "budget": dict.fromkeys(range(2019, 2023), 60.0)}
    short, long = (world({"support": little}, **{"research.term": term}) for term in (12.0, 36.0))
    served = [model.history.receivers("support").sum() for model in (short, long)]
    assert served[1] > served[0] > 0


@pytest.mark.parametrize("nothing", ["research.support_effect", "research.quality_gain"])
def test_where_the_draw_is_zero_money_goes_and_nothing_comes(pair, nothing: str) -> None:
    model = world({"support": SUPPORT}, **{nothing: 0.0})
    assert model.history.receivers("support").any()
    assert (model.firms.research_quality == 1.0).all()


def test_more_effect_keeps_every_gain() -> None:
    weak, strong = (world({"support": SUPPORT}, **{"research.support_effect": effect}) for effect in (0.3, 1.2))
    assert (strong.firms.research_gain > 1.0).sum() > (weak.firms.research_gain > 1.0).sum() > 0


def test_muted_firms_gain_nothing_from_support(pair) -> None:
    _, supported = pair
    muted = world({"support": SUPPORT}, muted=supported.history.receivers("support"))
    assert (muted.firms.research_quality == 1.0).all()
    assert muted.history.receivers("support").any()


def test_gross_to_net_adds_up_with_research_alone() -> None:
    """The supported firms are those with a grant, their gain is gross, and grants for projects pay for no step."""
    held = {f"parameters.{key}": str(value) for key, value in STRONG.items()}
    baseline = sim.load("changwon/baseline", {"scale": "0.2", "end": "2021-12", **held})
    spec = Commercialisation.model_validate(SUPPORT)
    scenario = baseline.model_copy(update={"instruments": {**baseline.instruments, "support": spec}, "key": "tried"})
    without = simulate(baseline, 5, draw={}, first=None)
    with_it = simulate(scenario, 5, draw={}, first=without)
    np.testing.assert_array_equal(supported_firms(baseline, with_it), with_it.history.receivers("support"))
    arrays = additionality(without, with_it, bought=spending_world(without, with_it))
    for view_of in arrays["additionality.parts.output"]:
        parts = dict(zip(GROSS_TO_NET, view_of, strict=True))
        net = parts.pop("net")
        assert sum(parts.values()) == pytest.approx(net, rel=1e-9, abs=1e-6)
        assert parts["gross"] > 0.0
        assert parts["displacement"] < 0.0
    assert "support" not in with_it.history.for_steps
    assert "national_smart_factory" in with_it.history.for_steps


def test_a_project_lasts_its_term() -> None:
    """Granted in a month, a firm is in its project in that month and the eleven that follow."""
    model = world({"support": {**SUPPORT, "budget": {2019: 200.0}}}, months=0, **{"research.term": 12.0})
    rows = model.firms.identifier.size
    months, grants = np.zeros(rows), np.zeros(rows)
    for month in range(26):
        model.step()
        grants += model.world.decided.actions.project_grants(rows) > 0.0
        months += model.firms.research_until >= month
    assert (grants == 1).sum() > 3
    assert (months == 12.0 * grants).all()
