"""Gates, ramp and money of smart-factory adoption; T16 and T17 for the module alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from simulation.equations.awareness import adopters_around, awareness_hazard, become_aware
from simulation.equations.rationing import funded, funding_order
from simulation.equations.technology import (
    annuity_factor,
    decide,
    demand_gain,
    effect_at_level,
    effect_ramp,
    required_worth,
    step_cost,
    treated_ratio,
    worth_of_step,
    yearly_gain,
)
from simulation.luck import stream, uniforms

FIRMS = 300
IDENTIFIER = np.arange(FIRMS)
SHARE = uniforms(stream(3, "share"), IDENTIFIER)
EMPLOYEES = (5 + 200 * uniforms(stream(3, "size"), IDENTIFIER)).astype(np.int64)
NOBODY = np.zeros(FIRMS, dtype=bool)


def test_awareness_adds_up_over_time() -> None:
    month = awareness_hazard(0.01, 0.05, share=SHARE, added=np.zeros(FIRMS))
    quarter = awareness_hazard(0.01, 0.05, share=SHARE, added=np.zeros(FIRMS), months=3.0)
    np.testing.assert_allclose(1.0 - (1.0 - month) ** 3, quarter, rtol=1e-12)
    assert not awareness_hazard(0.0, 0.0, share=SHARE, added=np.zeros(FIRMS)).any()


@pytest.mark.parametrize(("first", "second"), [((0.01, 0.05), (0.02, 0.05)), ((0.01, 0.05), (0.01, 0.2))])
def test_more_awareness_is_a_superset(first: tuple[float, float], second: tuple[float, float]) -> None:
    known = []
    for p, q in (first, second):
        aware = NOBODY
        for month in range(24):
            aware = become_aware(
                1,
                month,
                identifier=IDENTIFIER,
                aware=aware,
                hazard=awareness_hazard(p, q, share=SHARE, added=np.zeros(FIRMS)),
            )
        known.append(aware)
    assert known[0].sum() < known[1].sum()
    assert not (known[0] & ~known[1]).any()


def adopters(rate: float, spread_of_threshold: float = 0.4, mean: float = 0.2, cost_factor: float = 1.0) -> np.ndarray:
    cost = cost_factor * step_cost(
        np.array([300.0, 800, 1500, 3000]),
        NOBODY.astype(int),
        employees=EMPLOYEES,
        reference=30.0,
        elasticity=0.5,
        floor=0.5,
    )
    effects = {"demand_gain": np.full(FIRMS, 0.08), "productivity_gain": np.full(FIRMS, 0.034)}
    gain = yearly_gain(EMPLOYEES * 200.0, np.full(FIRMS, 0.1), wage_bill=EMPLOYEES * 45.0, **effects)
    worth = worth_of_step(gain, annuity_factor(0.15, 6.0, wait=1.0), cost=cost, borne=np.full(FIRMS, 1.0 - rate))
    return worth > required_worth(
        7,
        IDENTIFIER,
        size=EMPLOYEES / 20.0,
        export_share=SHARE,
        mean=mean,
        spread=spread_of_threshold,
        size_shift=0.1,
        export_shift=0.2,
    )


def test_higher_subsidy_lower_threshold_and_lower_cost_give_supersets() -> None:
    pairs = (
        (adopters(0.0), adopters(0.5)),
        (adopters(0.5, mean=0.4), adopters(0.5)),
        (adopters(0.5, cost_factor=1.3), adopters(0.5)),
    )
    for fewer, more in pairs:
        assert 0 < fewer.sum() < more.sum() < FIRMS
        assert not (fewer & ~more).any()


def test_top_of_the_ladder_has_no_next_step() -> None:
    cost = step_cost(
        np.array([1.0, 2, 3, 4]),
        np.array([0, 3, 4]),
        employees=np.array([30, 30, 30]),
        reference=30.0,
        elasticity=0.5,
        floor=0.5,
    )
    np.testing.assert_array_equal(cost, [1.0, 4.0, np.inf])
    assert worth_of_step(np.ones(3), 5.0, cost=cost, borne=np.ones(3))[2] == -np.inf


def test_ramp_has_nothing_then_a_line_then_everything() -> None:
    np.testing.assert_allclose(effect_ramp(np.array([-1, 0, 3, 9, 15, 40]), 3.0, full=15.0), [0, 0, 0, 0.5, 1, 1])


@given(first=some.floats(0.0, 6.0), length=some.floats(6.0, 24.0))
@settings(max_examples=30, deadline=None)
def test_monthly_ratio_follows_the_ramp(first: float, length: float) -> None:
    ratio = np.ones(1)
    for month in range(36):
        ratio = treated_ratio(ratio, np.array([1.08]), months_since=np.array([month]), first=first, full=first + length)
        expected = 1.0 + 0.08 * effect_ramp(np.array([month]), first, full=first + length)
        np.testing.assert_allclose(ratio, expected, atol=1e-12)


def test_a_second_step_builds_on_the_first_without_a_jump() -> None:
    ratio, path = np.ones(1), []
    for month in range(60):
        target, since = (1.05, month) if month < 20 else (1.10, month - 20)
        ratio = treated_ratio(ratio, np.array([target]), months_since=np.array([since]), first=3.0, full=12.0)
        path.append(ratio[0])
    assert np.all(np.diff(path) >= 0.0)
    assert max(np.diff(path)) < 0.01
    assert path[-1] == pytest.approx(1.10)


def test_untreated_firms_stay_at_one_exactly() -> None:
    ratio = treated_ratio(np.ones(3), np.full(3, 1.08), months_since=np.full(3, -1), first=3.0, full=12.0)
    assert (ratio == 1.0).all()
    assert (effect_at_level(0.08, np.array([0.85, 1.25, 1.5, 1.7]), level=np.zeros(3, dtype=int)) == 1.0).all()


NO_CHAIN = {"anchor": np.full(3, -1), "tier": np.zeros(3, dtype=np.int64)}


def test_links_of_firms_that_left_count_for_nothing() -> None:
    start, supplier = np.array([0, 2, 2, 2]), np.array([1, 2])
    adopter, group = np.array([False, True, False]), np.array([0, 1, -1])
    here = np.array([True, True, False])
    seen = adopters_around(start, supplier, here, adopter, group, **NO_CHAIN, weights=(0.0, 0.3))
    np.testing.assert_allclose(seen, [1.0, 0.0, 0.0])


def chain(adopter: list[int], weight: float, active: list[int] | None = None) -> np.ndarray:
    """An anchor, two firms of its first tier and one of its second, without links and with no neighbour who adopts."""
    anchor, tier = np.array([-1, 0, 0, 0]), np.array([0, 1, 1, 2])
    here = np.ones(4, dtype=bool) if active is None else np.array(active, dtype=bool)
    none = np.zeros(5, dtype=np.int64), np.zeros(0, dtype=np.int64)
    group = np.where(here, np.arange(4), -1)
    return adopters_around(*none, here, np.array(adopter, dtype=bool), group, anchor, tier, weights=(0.0, weight))


def test_the_own_anchor_is_a_customer() -> None:
    np.testing.assert_allclose(chain([1, 0, 0, 0], 0.0), [1.0, 1.0, 1.0, 1.0])
    np.testing.assert_allclose(chain([1, 0, 0, 0], 0.0)[1:], chain([1, 0, 0, 0], 0.4)[1:] / [0.6, 0.6, 1.0])
    assert not chain([1, 0, 0, 0], 0.0, active=[0, 1, 1, 1])[1:].any()


@pytest.mark.parametrize("rule", ["points", "date", "lottery"])
def test_more_budget_funds_a_superset_within_its_means(rule: str) -> None:
    luck = uniforms(stream(1, "lottery"), IDENTIFIER)
    asked = 50.0 + 300.0 * uniforms(stream(1, "asked"), IDENTIFIER)
    order = funding_order(rule, SHARE, applied_since=EMPLOYEES, luck=luck, identifier=IDENTIFIER)
    applicant = SHARE > 0.3
    before = NOBODY
    for money in np.linspace(0.0, 1.2 * asked[applicant].sum(), 25):
        chosen = funded(order, applicant, asked=asked, available=money)
        assert asked[chosen].sum() <= money
        assert not (before & ~chosen).any()
        assert not (chosen & ~applicant).any()
        before = chosen
    assert (before == applicant).all()


def test_lottery_ignores_points_and_an_unknown_rule_is_refused() -> None:
    luck = uniforms(stream(1, "lottery"), IDENTIFIER)
    one = funding_order("lottery", SHARE, applied_since=EMPLOYEES, luck=luck, identifier=IDENTIFIER)
    other = funding_order("lottery", SHARE[::-1], applied_since=EMPLOYEES[::-1], luck=luck, identifier=IDENTIFIER)
    np.testing.assert_array_equal(one, other)
    with pytest.raises(ValueError, match="queue"):
        funding_order("queue", SHARE, applied_since=EMPLOYEES, luck=luck, identifier=IDENTIFIER)


def test_demand_gain_reproduces_the_measured_difference() -> None:
    measured, outside, local, treated = 0.08, 0.8, 0.5, 0.1
    gain = demand_gain(measured, outside, local_share=local, treated_share=treated)
    lost = local * treated * gain
    assert outside * gain / (1.0 - outside * lost) == pytest.approx(measured)


def test_who_decides_what() -> None:
    aware = np.array([True, True, True, True, True, False])
    willing = np.array([1.2, 1.2, 1.2, 0.7, 0.4, 2.0])
    offered = np.array([1.0, 0.5, 0.5, 0.5, 0.5, 0.5])
    applied = np.array([False, False, True, True, False, False])
    granted = np.array([False, False, False, True, False, False])
    adopts, applies = decide(aware, willing, offered=offered, granted=granted, applied=applied)
    np.testing.assert_array_equal(adopts, [True, False, True, True, False, False])
    np.testing.assert_array_equal(applies, [False, True, False, False, False, False])
