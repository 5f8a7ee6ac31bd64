"""The chain from a subsidy to jobs, link by link, each with the rest frozen.

Links 1, 2, 4, 5 and 6 of 7 stand here; link 3 (unit cost to price or profit) and prices in link 4 in ``test_links``,
link 7 (jobs to moves, consumption and tax) in ``tests/city/test_jobs_reach_the_city``.
"""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.model import Complex
from tests.policy.small_worlds import SUBSIDY, on_a_flat_path
from tests.steady.conftest import flat_path

MONTHS = 48
NO_FIRM_MOVES = {"demography": False}
"""One that comes or closes in one world alone would move more orders than a link does."""


def world(instruments: dict, muted: np.ndarray | None = None, **held: float) -> Complex:
    return on_a_flat_path(instruments, MONTHS, muted=muted, switches=NO_FIRM_MOVES, **held)


def everybody(model: Complex) -> np.ndarray:
    """All rows of a world, to mute them in its twin."""
    return np.ones(model.firms.identifier.size, dtype=bool)


def settled(model: Complex, months: int = 24) -> np.ndarray:
    """Firms whose last step is so long ago that its effect is there."""
    return (model.firms.adoption_month >= 0) & (model.step_index - model.firms.adoption_month > months)


@pytest.fixture(scope="module")
def pair():
    """The same luck without and with a generous subsidy."""
    return world({}), world({"subsidy": SUBSIDY})


def adopters(model: Complex) -> np.ndarray:
    return model.firms.smart_level > 0


def test_subsidy_to_adoption(pair):
    """Link 1 of 7."""
    without, subsidised = pair
    assert adopters(subsidised).sum() > 1.1 * adopters(without).sum()
    assert subsidised.recorder.arrays()["subsidy_received"].sum() > 0.0


def test_a_subsidy_leads_to_adoption_where_steps_do_nothing(pair):
    """Link 1 of 7 with the rest frozen: no step has an effect, and the same money still brings adopters."""
    without, subsidised = (world(instruments, muted=everybody(pair[0])) for instruments in ({}, {"subsidy": SUBSIDY}))
    assert (subsidised.firms.treated_quality == 1.0).all()
    assert (subsidised.firms.treated_productivity == 1.0).all()
    new = adopters(subsidised) & ~adopters(without)
    assert new.sum() > 0.1 * adopters(without).sum()
    assert (adopters(without) & ~adopters(subsidised)).sum() <= 0.05 * new.sum()


def test_adoption_to_unit_cost_and_quality(pair):
    """Link 2 of 7: against the same firms' own start, and against those who took no step."""
    _, subsidised = pair
    done = (subsidised.firms.smart_level > subsidised.ladder.start_level) & (
        subsidised.step_index - subsidised.firms.adoption_month > 30
    )
    assert done.any()
    assert (subsidised.firms.treated_productivity[done] > 1.0).all()
    assert (subsidised.firms.treated_quality[done] > 1.0).all()
    labour_cost = subsidised.firms.wage[done] / subsidised.firms.productivity[done]
    before = subsidised.firms.wage[done] / subsidised.fixed.start_productivity[done]
    assert (labour_cost < before).all()
    never = (subsidised.firms.adoption_month < 0) & subsidised.firms.active
    assert (subsidised.firms.treated_productivity[never] == 1.0).all()
    assert (subsidised.firms.treated_quality[never] == 1.0).all()


def test_quality_to_orders(pair):
    """Link 4 of 7: firms that the programme made adopters receive more orders from outside than their twins."""
    without, subsidised = pair
    new = adopters(subsidised) & ~adopters(without) & settled(subsidised, 18)
    more = subsidised.firms.orders_outside[new].sum() / without.firms.orders_outside[new].sum()
    assert more > 1.01


def test_orders_to_output(pair):
    """Link 5 of 7: what those firms are ordered more, they make more, up to what they lack in people and plant."""
    without, subsidised = pair
    new = adopters(subsidised) & ~adopters(without) & settled(subsidised, 18)
    ordered, made = (
        (getattr(subsidised.firms, name)[new].sum() - getattr(without.firms, name)[new].sum())
        for name in ("demand", "output")
    )
    assert 0.25 * ordered < made < 1.25 * ordered


def test_without_quality_gain_orders_do_not_follow():
    """Link 4 of 7 is cut where the demand gain is zero: productivity alone brings no orders."""
    held = {"technology.demand_gain": 0.0}
    without, subsidised = world({}, **held), world({"subsidy": SUBSIDY}, **held)
    assert adopters(subsidised).sum() > adopters(without).sum()
    assert subsidised.firms.orders_outside.sum() == pytest.approx(without.firms.orders_outside.sum(), rel=1e-9)


@pytest.mark.parametrize(
    ("demand_gain", "productivity_gain", "sign"), [(0.0, 0.09, -1.0), (0.0, 0.03, -1.0), (0.24, 0.0, 1.0)]
)
def test_jobs_follow_demand_against_productivity(demand_gain: float, productivity_gain: float, sign: float):
    """T18: at fixed demand more productive firms need fewer people; where demand alone gains they need more.

    The twin takes the same steps without effect, so that nothing but the effects differs.
    """
    held = {
        "technology.demand_gain": demand_gain,
        "technology.productivity_gain": productivity_gain,
        "displacement.local": 0.0,
    }
    acting = world({"subsidy": SUBSIDY}, **held)
    silent = world({"subsidy": SUBSIDY}, muted=everybody(acting), **held)
    both = settled(acting) & settled(silent)
    needed = acting.flows.needed_posts[both].sum() / silent.flows.needed_posts[both].sum() - 1.0
    posts = acting.firms.established_posts[both].sum() / silent.firms.established_posts[both].sum() - 1.0
    assert sign * needed > 0.01
    # Shorter hours come before fewer posts: a small fall of what is needed need not reach them.
    assert sign * posts > (0.001 if max(demand_gain, productivity_gain) > 0.05 else -1e-9)


def test_output_to_jobs():
    """Link 6 of 7: lasting demand lifts posts and jobs of the industry that receives it, slower than output.

    From a start at normal hours and with the same firms: at the end of 2018 people held through a fall of output take
    the first tenth of new work, and openings by chance would hide what is asked.
    """
    scenario = sim.load("changwon/baseline", {"scale": "0.3", "start": "2018-03"})
    quiet = {"order_paths": False, "productivity_trend": False, "technology": False, "demography": False}
    paths = [flat_path(60), flat_path(60)]
    paths[1].demand[:, 0] = 1.1
    heads, posts, output = [], [], []
    for path in paths:
        model = Complex(scenario, seed=2, outside=path, switches=sim.Switches(**quiet))
        for _ in range(24):
            model.step()
        machinery = model.firms.industry == 0
        heads.append(model.firms.employees[machinery].sum())
        posts.append(model.firms.established_posts[machinery].sum())
        output.append(model.firms.output[machinery].sum())
    assert 1.02 < posts[1] / posts[0] < output[1] / output[0]
    assert 1.015 < heads[1] / heads[0] < output[1] / output[0]


def test_more_displacement_lowers_the_regional_effect():
    """T19: what quality wins is taken from local rivals in proportion to the local share."""
    effects = []
    for local in (0.2, 0.5, 0.8):
        held = {"displacement.local": local}
        without, subsidised = world({}, **held), world({"subsidy": SUBSIDY}, **held)
        effects.append(subsidised.firms.orders_outside.sum() - without.firms.orders_outside.sum())
    assert effects[0] > effects[1] > effects[2] > 0.0
