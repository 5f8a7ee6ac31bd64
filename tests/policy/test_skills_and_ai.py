"""Tiers, skills and manufacturing AI in whole worlds: what each does, and that it does nothing where it is off."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from simulation.equations.technology import TOP_LEVEL
from simulation.model import Complex
from simulation.model.phases.manufacturing_ai import count_skills, pace
from simulation.policy.actions import Actions
from simulation.start.people import SKILLS
from tests.policy.small_worlds import SUBSIDY as GENEROUS
from tests.policy.small_worlds import on_a_flat_path

MONTHS = 36
SUBSIDY = {**GENEROUS, "budget": {2019: 300, 2020: 300, 2021: 300}}
READY = {"technology.ai.first_year": 2019.0, "technology.ai.cost": 2.0, "technology.ai.effect_share": 0.8}


class Training:
    """A programme that trains people for digital work and does nothing else."""

    def __init__(self, places: float) -> None:
        self.places = places

    def act(self, view, month) -> Actions:
        return Actions(levers={"skill_supply": np.full(view.rows, self.places / view.rows)})


def world(instruments: dict, months: int = MONTHS, training: float = 0.0, order_paths: bool = False, **held) -> Complex:
    model = on_a_flat_path(instruments, 0, switches={"order_paths": order_paths}, **held)
    if training:
        model.world.programmes = Training(training)
    for _ in range(months):
        model.step()
    return model


@cache
def subsidised(ai_cap: float) -> Complex:
    return world({"subsidy": {**SUBSIDY, "ai_cap": ai_cap}}, **READY)


def test_suppliers_follow_their_anchor_every_month_and_entrants_too():
    model = world({}, months=18, order_paths=True)
    firms = model.firms
    below = firms.anchor_row >= 0
    share = firms.subcontract_share[below]
    expected = 1.0 - share + share * firms.order_path[firms.anchor_row[below]]
    assert np.array_equal(firms.order_path[below], expected)
    assert (firms.industry[below] == firms.industry[firms.anchor_row[below]]).all()
    assert firms.anchor[firms.anchor_row[below]].all()
    assert (firms.order_path[~below & ~firms.anchor] == 1.0).all()
    assert (below & (model.demography.entered >= 0)).any()
    assert firms.order_path[firms.anchor].std() > 0.05
    assert model.residual < 1e-9


def test_without_order_paths_everybody_follows_the_industry():
    firms = world({}, months=3).firms
    assert (firms.order_path == 1.0).all()
    assert (firms.anchor_row >= 0).any()


def test_one_anchor_lost_is_felt_by_its_suppliers_first_in_orders_then_in_output():
    """The anchor with most suppliers loses nine tenths of its programmes; its suppliers lose against all others."""
    found = []
    for loss in (1.0, 0.1):
        model = world({}, months=6, order_paths=True)
        firms = model.firms
        lost = np.bincount(firms.anchor_row[firms.anchor_row >= 0]).argmax()
        firms.order_path[lost] *= loss
        firms.order_book[lost] = False
        for _ in range(12):
            model.step()
        found.append(model)
    kept, hit = found
    mine = (kept.firms.anchor_row == lost) & kept.firms.operating & hit.firms.operating
    others = (kept.firms.industry == kept.firms.industry[lost]) & ~mine & kept.firms.operating & hit.firms.operating
    others[lost] = False
    for name in ("orders_outside", "output"):
        before, after = getattr(kept.firms, name), getattr(hit.firms, name)
        assert after[mine].sum() / before[mine].sum() < after[others].sum() / before[others].sum() - 0.02, name
    assert hit.firms.output[lost] < 0.7 * kept.firms.output[lost]


def test_training_quickens_the_effects_of_steps():
    """The lever skill_supply brings digital workers to firms, and with them the pace of effects."""
    need = {f"technology.skill_need.level_{level}": 0.3 + 0.1 * (level - 1) for level in (1, 2)}
    need |= {"technology.skill_floor": 0.1, "technology.ai.first_year": 2023.0}
    trained, plain = (world({}, months=48, training=training, **need) for training in (150.0, 1e-9))
    digital = [(m.people.skill[m.people.employer >= 0] == SKILLS.index("digital")).mean() for m in (trained, plain)]
    assert digital[0] > 1.1 * digital[1]
    heads = [np.where(m.firms.smart_level > 0, m.firms.employees, 0) for m in (trained, plain)]
    paces = [
        float((pace(m.world, np.arange(weight.size)) * weight).sum() / weight.sum())
        for m, weight in zip((trained, plain), heads, strict=True)
    ]
    assert paces[0] > paces[1]


def test_manufacturing_ai_needs_data_and_digital_people():
    model = subsidised(2.0)
    firms = model.firms
    assert firms.ai.any()
    assert (firms.smart_level[firms.ai] >= 2).all()
    assert (firms.active | ~firms.ai).all()
    assert model.recorder.arrays()["ai_adopters"][MONTHS - 1].sum() == firms.ai.sum()
    assert model.residual < 1e-9
    none = world({"subsidy": {**SUBSIDY, "ai_cap": 2.0}}, months=24, **READY | {"technology.ai.digital_need": 0.06})
    year = world({"subsidy": {**SUBSIDY, "ai_cap": 2.0}}, months=24, **READY | {"technology.ai.first_year": 2023.0})
    some = subsidised(2.0).recorder.arrays()["ai_adopters"][23].sum()
    assert none.firms.ai.sum() < some
    assert not year.firms.ai.any()


def test_a_grant_for_ai_brings_more_of_it_and_none_is_paid_without_a_cap():
    dear = {**READY, "technology.ai.cost": 8.0, "technology.ai.effect_share": 0.3}
    known = {**SUBSIDY, "awareness": 0.3, "budget": {2019: 900, 2020: 900, 2021: 900}}
    alone, helped = (world({"subsidy": {**known, "ai_cap": cap}}, **dear) for cap in (0.0, 6.0))
    assert helped.firms.ai.sum() > alone.firms.ai.sum()
    # Where no grant is on offer for it, nobody waits for one.
    assert not (alone.firms.application & alone.firms.to_ai).any()
    for model in (alone, helped):
        assert model.firms.smart_level.max() <= TOP_LEVEL
        assert model.residual < 1e-9


def test_what_ai_adds_comes_on_top_of_the_rungs():
    model = subsidised(2.0)
    firms, ladder = model.firms, model.ladder
    settled = firms.ai & (model.step_index - firms.adoption_month > 20)
    gain = model.value["technology.productivity_gain"]
    rung = (1.0 + gain * np.append(0.0, ladder.effect_share)) / 1.0
    full = rung[firms.smart_level] / rung[ladder.start_level] * (1.0 + gain * ladder.ai_effect)
    count_skills(model.world)
    quick = settled & (pace(model.world, np.arange(firms.ai.size)) == 1.0)
    assert quick.any()
    assert firms.treated_productivity[quick] == pytest.approx(full[quick], abs=2e-3)


def test_posts_of_adopters_ask_for_fewer_production_workers():
    """The mix of posts shifts with rungs; at firms without any it is the same in every row of luck."""
    shifted, same = (
        world({"subsidy": SUBSIDY}, **{"technology.fewer_production": fall, "technology.fewer_office": fall})
        for fall in (0.06, 0.0)
    )
    share = []
    for model in (shifted, same):
        people, firms = model.people, model.firms
        hired = (people.employer >= 0) & (people.tenure < 24)
        at = hired & (firms.smart_level[people.employer] > 0)
        share.append((people.skill[at] == SKILLS.index("production")).mean())
    assert share[0] < share[1]
    table = shifted.market.post_skills
    assert table.shape == (TOP_LEVEL + 2, len(SKILLS))
    assert np.array_equal(table[0], same.market.post_skills[0])
