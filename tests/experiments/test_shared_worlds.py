"""Worlds of one seed share what they have in common, and are to the last bit what they are when opened alone."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

import simulation as sim
from simulation.experiments import decomposition, pair
from simulation.experiments.pair import draw_for, run_unit, seed_of
from simulation.experiments.worlds import worlds_of
from simulation.model.month import run
from simulation.model.opening import opened, world_of
from simulation.model.opening.another import another, beside, opened_for_many, reopened
from simulation.outcomes.impact import MEASURES, PARTS, PHASES

SMALL = ["scale=0.05", "end=2020-03"]


@pytest.fixture(scope="module")
def worlds():
    return worlds_of(sim.load("changwon/smart_complex", SMALL))


@pytest.fixture(scope="module")
def first(worlds):
    return run(opened_for_many(worlds[0], seed_of(worlds[0], 0), draw=draw_for(worlds[0], 0)))


def arrays(thing: object, seen: set[int] | None = None) -> list[np.ndarray]:
    """Every array that is reached from a part of a world, in the order of its fields."""
    seen = set() if seen is None else seen
    if isinstance(thing, np.ndarray):
        return [thing]
    if id(thing) in seen or isinstance(thing, (str, int, float, bool, type(None), type)):
        return []
    seen.add(id(thing))
    if isinstance(thing, dict):
        inner = [thing[key] for key in thing]
    elif isinstance(thing, (list, tuple)):
        inner = list(thing)
    else:
        names = [each.name for each in fields(thing)] if hasattr(thing, "__dataclass_fields__") else []
        inner = (
            [getattr(thing, name) for name in names or vars(thing) if name != "origin"]
            if names or hasattr(thing, "__dict__")
            else []
        )
    return [array for each in inner for array in arrays(each, seen)]


CHANGED = (
    "firms", "people", "places", "network", "levers", "zone_levers", "market", "ladder", "prices", "demography", "city",
    "settlement", "register", "opening", "flows", "decided", "ledger", "recorder", "history",
)  # fmt: skip
"""Parts of a world that its months write to."""


def test_a_copied_opening_is_the_opening(worlds, first) -> None:
    copied = another(first, worlds[-1])
    alone = world_of(worlds[-1], first.seed_number, draw=first.value)
    for name in CHANGED:
        ours, theirs = arrays(getattr(copied, name)), arrays(getattr(alone, name))
        assert len(ours) == len(theirs)
        assert ours or name in ("zone_levers",), name
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(one, other, err_msg=name)


def test_worlds_of_a_seed_write_into_nothing_they_share(worlds, first) -> None:
    """Neither of two worlds holds memory of the other or of the origin in anything that months write to."""
    one, other = another(first, worlds[-1]), another(first, worlds[0])
    for name in CHANGED:
        for ours in arrays(getattr(one, name)):
            for theirs in (*arrays(getattr(other, name)), *arrays(getattr(first.origin, name))):
                assert not np.shares_memory(ours, theirs), name


def test_the_months_are_those_of_a_world_opened_alone(worlds, first) -> None:
    copied = run(another(first, worlds[-1]))
    alone = run(world_of(worlds[-1], first.seed_number, draw=first.value, outside=first.outside.settled()))
    for name, values in alone.recorder.arrays().items():
        np.testing.assert_array_equal(copied.recorder.arrays()[name], values, err_msg=name)
    for name, values in alone.recorder.city.items():
        np.testing.assert_array_equal(copied.recorder.city[name], values, err_msg=name)
    assert copied.residual == alone.residual


@pytest.mark.parametrize("muted", [False, True])
def test_months_in_which_programmes_do_the_same_are_lived_once(worlds, first, muted) -> None:
    """Nothing of the programme is paid before September 2019: until then its world is the baseline's.

    So it is where the steps of all firms are to have no effect in both; some firm has stepped up by then.
    """
    nobody, everybody = np.zeros(len(first.muted), dtype=bool), np.ones(len(first.muted), dtype=bool)
    these, others = (everybody, nobody) if muted else (nobody, everybody)
    parted = another(run(beside(another(first, worlds[0], muted=these), worlds)), worlds[-1], muted=these)
    assert parted.step_index == 8
    ours, alone = run(parted), run(another(first, worlds[-1], muted=these))
    for name in CHANGED:
        for one, other in zip(arrays(getattr(ours, name)), arrays(getattr(alone, name)), strict=True):
            np.testing.assert_array_equal(one, other, err_msg=name)
    assert ours.residual == alone.residual
    assert ours.programmes.statement().equals(alone.programmes.statement())
    assert another(ours, worlds[0], muted=these).step_index == 8
    assert another(ours, worlds[0], muted=others).step_index == 0


def test_who_has_parted_before_does_not_go_on_from_there(worlds, first, monkeypatch) -> None:
    """Were the first month of a difference thought too late, what programmes did would tell."""
    monkeypatch.setattr("simulation.model.opening.another.months_together", lambda *_: 11)
    opened = opened_for_many(worlds[0], first.seed_number, draw=first.value)
    lived = run(beside(opened, worlds))
    assert lived.parting.step_index == 11
    assert another(lived, worlds[-1]).step_index == 0


def test_a_channel_that_acts_at_the_opening_opens_anew(worlds, first) -> None:
    switches = replace(first.switches, technology=False)
    assert another(first, worlds[0], switches=switches).origin is None
    held = worlds[0].model_copy(update={"parameters": {"labour.latent_posts": 9.0}})
    assert another(first, held).origin is None
    free = another(first, worlds[0], switches=replace(first.switches, capacity_limits=False))
    assert free.origin is first.origin
    assert not free.switches.capacity_limits


@pytest.fixture
def counted(monkeypatch):
    """How many start states are made and how many worlds are lived through."""
    made = {"starts": 0, "worlds": 0}

    def counting(function, what):
        def counts(*given, **named):
            made[what] += 1
            return function(*given, **named)

        return counts

    monkeypatch.setattr(opened, "start_state", counting(opened.start_state, "starts"))
    monkeypatch.setattr(opened, "outside_path", counting(opened.outside_path, "starts"))
    for room in (pair, decomposition):
        monkeypatch.setattr(room, "run", counting(room.run, "worlds"))
    return made


def test_a_unit_starts_once_and_lives_each_world_once(worlds, counted) -> None:
    """Fourteen worlds: the pair, its purchases, five without limits, four with some, two with supported firms muted."""
    unit = run_unit(worlds, 0, decomposed=True)
    supported = bool(unit.twins["additionality.parts.adopters"].any())
    assert counted == {"starts": 2, "worlds": 14 if supported else 12}


def test_a_programme_that_only_buys_is_its_own_purchases(counted) -> None:
    """Three worlds fewer: what it buys is all it does, so that both phases are read from the same worlds."""
    spending = {"kind": "capital_spending", "item": "construction", "budget": {2019: 500.0}, "source": "judgement"}
    own = sim.load("changwon/baseline", SMALL)
    programme = sim.load("changwon/smart_complex", SMALL).model_dump(mode="json")
    bought = {**programme, "key": "changwon/building", "instruments": {"own": {**spending, "status": "assumed"}}}
    asked = sim.Scenario.model_validate({**bought, "targets": (), "levers": ()})
    asked = asked.model_copy(update={"instruments": {**own.instruments, **asked.instruments}})
    unit = run_unit((own, asked), 0, decomposed=True)
    assert counted == {"starts": 2, "worlds": 9}
    assert not any(unit.impact[f"operating.{name}"].any() for name in ("production", "jobs"))
    assert unit.impact["spending.production"].any()


def test_what_homes_do_is_the_easing_of_a_limit_and_nothing_else() -> None:
    """Without limits firms hold the heads they plan, wherever people live: homes act in ``limits`` alone."""
    small = ["scale=0.05", "end=2020-03", "instruments.homes.opens=2019-06", "instruments.homes.budget.2019=6500"]
    unit = run_unit(worlds_of(sim.load("changwon/housing", small)), 0, decomposed=True)
    heads = unit.impact["operating.jobs_permanent"]
    assert heads[:, -1].any()
    np.testing.assert_array_equal(heads[:, :5], 0.0)
    np.testing.assert_allclose(heads[:, 5], heads[:, 6])


def test_homes_act_in_the_last_limit_alone() -> None:
    """With all limits but homes, a programme of homes is its construction and nothing more, to the last bit."""
    small = ["scale=0.05", "end=2020-03", "instruments.homes.opens=2019-06", "instruments.homes.budget.2019=6500"]
    baseline, housing = worlds_of(sim.load("changwon/housing", small))[-2:]
    first = opened_for_many(baseline, seed_of(baseline, 0), draw=draw_for(baseline, 0))
    first = run(reopened(first, replace(first.switches, migration=False)))
    built = decomposition.purchases_only(housing, baseline)
    found = [run(another(first, each, switches=first.switches)) for each in (housing, built)]
    np.testing.assert_array_equal(*(world.flows.output_history for world in found))
    assert not np.array_equal(found[0].flows.output_history, first.flows.output_history), "construction is work"


def test_limits_apart_add_to_all_limits() -> None:
    """Month by month and measure by measure, in both phases together, in a boom that leaves no capacity to spare."""
    event = "instruments.boom={kind: outside_event, demand: {2019: 1.5}, source: judgement, status: assumed}"
    boom = sim.load("changwon/baseline", [*SMALL, event]).instruments["boom"]
    shared = worlds_of(sim.load("changwon/smart_complex", SMALL))
    shared = tuple(each.model_copy(update={"instruments": {**each.instruments, "boom": boom}}) for each in shared)
    unit = run_unit(shared, 0, decomposed=True)
    for name in MEASURES:
        whole = sum(unit.impact[f"{phase}.{name}"][:, PARTS.index("limits")] for phase in PHASES)
        largest = max(1.0, np.abs(whole).max())
        np.testing.assert_allclose(unit.impact[f"limits.{name}"].sum(axis=1), whole, atol=1e-6 * largest, err_msg=name)
    assert (np.abs(unit.impact["limits.production"]).max(axis=0) > 0.0).all(), "each limit acts"
