"""Instruments combine: each does alone what it does beside others; where nothing feeds back effects add (T26)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest

from simulation.experiments.pair import draw_for
from simulation.model import Complex
from simulation.policy import INSTRUMENT_MODELS, LEVERS, Actions, Programmes
from simulation.policy.actions import Purchase, Transfer
from simulation.policy.levers import combined
from simulation.policy.specification import Specification
from simulation.scenario import load
from simulation.switches import Switches
from tests.policy.shipped_instruments import FIRST, PAID, VALUES, shipped, view

KINDS = sorted(INSTRUMENT_MODELS)
MONTHS = 30
"""From 2019-01 on: two of the three years with money, and what opens after it."""


def acts(**instruments: Specification) -> list[Actions]:
    programmes = Programmes(instruments, VALUES)
    return [programmes.act(view(step), FIRST + step) for step in range(MONTHS)]


@cache
def alone(kind: str) -> list[Actions]:
    return acts(**{kind: shipped(kind)})


def told(actions: Actions) -> dict[tuple[str, str, str], np.ndarray]:
    """Every transfer and purchase by instrument and payer."""
    paid: dict[tuple[str, str, str], np.ndarray] = {}
    each: Transfer | Purchase
    for each in actions.transfers:
        paid[each.instrument, "transfer", each.payer.name] = each.amount
    for each in actions.purchases:
        money = np.array([*each.payers.values(), each.elsewhere])
        paid[each.instrument, "purchase", " ".join(payer.name for payer in each.payers)] = np.concatenate(
            [each.local, each.domestic, money]
        )
    return paid


def same(ours: Mapping[Any, np.ndarray], theirs: Mapping[Any, np.ndarray]) -> bool:
    return ours.keys() == theirs.keys() and all(np.array_equal(ours[key], theirs[key]) for key in ours)


def union(*parts: Actions) -> tuple[dict[tuple[str, str, str], np.ndarray], dict[str, np.ndarray]]:
    """Money and levers of several instruments put together by the table of levers."""
    money = {key: amount for each in parts for key, amount in told(each).items()}
    pulled = {key: [each.levers[key] for each in parts if key in each.levers] for key in LEVERS}
    return money, {key: combined(key, columns) for key, columns in pulled.items() if columns}


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_does_alone_it_does_beside_any_other(kind: str) -> None:
    """Money, receivers and pulls of two kinds are those of each alone, the pulls combined by the table of levers."""
    for other in KINDS[KINDS.index(kind) + 1 :]:
        for month, both in enumerate(acts(**{kind: shipped(kind), other: shipped(other)})):
            money, levers = union(alone(kind)[month], alone(other)[month])
            assert same(told(both), money), (other, month)
            assert both.levers.keys() == levers.keys(), (other, month)
            for key, column in levers.items():
                np.testing.assert_allclose(both.levers[key], column, rtol=1e-12, err_msg=f"{other} {key}")


APART: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "smart_factory_subsidy": ({"cap": {1: 1.0}, "ai_cap": 0.0}, {"cap": {2: 1.0, 3: 1.0}, "ai_cap": 0.0}),
    "commercialisation": ({"largest": 40}, {"smallest": 41}),
    "firm_support": ({"largest": 40}, {"smallest": 41}),
}
"""Kinds that pay a firm once: two of them that serve other firms."""


@pytest.mark.parametrize("kind", APART)
def test_two_of_a_kind_that_serve_other_firms_add(kind: str) -> None:
    first, second = (shipped(kind, **changes) for changes in APART[kind])
    one, two, both = acts(first=first), acts(second=second), acts(first=first, second=second)
    assert sum(each.paid for each in one) > 0.0
    assert sum(each.paid for each in two) > 0.0
    for month, together in enumerate(both):
        money, levers = union(one[month], two[month])
        assert same(told(together), money), month
        assert same(together.levers, levers), month


FLOWS = ("output_real", "revenue", "value_added", "employment")
OTHER_INDUSTRY = {
    "outside_event": {"industries": ("electrical_electronic",), "demand": {2019: 0.9}, "hours_law": False},
    "anchor_closure": {"industry": "transport_equipment", "closes": "2019-03"},
    "energy_support": {"opens": "2030-01"},
}
"""Events of other firms than those that programmes serve, and plants before they run: a factor on what others move
does not add to it."""


def in_the_world(kind: str) -> Specification:
    """A kind with money of the first half-year, which opens in the third month and serves one industry."""
    money = {"budget": {2019: 500.0}} if kind in PAID else {}
    known = INSTRUMENT_MODELS[kind].model_fields
    dates = {
        key: "2019-03" for key in ("opens", "works_from", "closes") if key in known and known[key].annotation is not int
    }
    served = {"industries": ("machinery",)} if "industries" in known else {}
    return shipped(kind, **{**money, **dates, **served, **OTHER_INDUSTRY.get(kind, {})})


def test_effects_of_all_kinds_together_are_their_sum_where_nothing_feeds_back() -> None:
    bare = load("changwon/baseline", {"scale": "0.02", "end": "2019-06"}).model_copy(update={"instruments": {}})
    specs = {kind: in_the_world(kind) for kind in KINDS}
    first: Complex | None = None

    def effect_of(**instruments: Specification) -> np.ndarray:
        nonlocal first
        path, start = (first.outside.settled(), first.start) if first else (None, None)
        scenario = bare.model_copy(update={"instruments": instruments})
        world = Complex(scenario, 3, draw_for(bare, 3), switches=Switches.frozen(), outside=path, start=start)
        first = first or world
        world.run()
        kept = world.recorder.arrays()
        return np.array([float(kept[name].sum()) for name in FLOWS])

    none = effect_of()
    effects = {kind: effect_of(**{kind: spec}) - none for kind, spec in specs.items()}
    total = effect_of(**specs) - none
    moving = [kind for kind, effect in effects.items() if (effect != 0.0).all()]
    assert len(moving) > len(KINDS) / 2, "what is bought is made"
    np.testing.assert_allclose(total, sum(effects.values()), rtol=1e-9)
