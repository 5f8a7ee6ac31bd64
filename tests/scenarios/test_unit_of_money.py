"""T7: in which unit the model counts money changes money alone, and not one decision."""

from __future__ import annotations

import sys
from dataclasses import fields

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import InputOutput, minimum_pay, parameters, wage_support_rule
from simulation.experiments.pair import draw_for
from simulation.model import Complex
from simulation.model.opening import opened
from simulation.model.parts import places, residents_record
from simulation.model.world import World
from simulation.units import EOK

UNIT = 1024.0
"""Million KRW in the other unit; a power of two, so that what is multiplied and added keeps every digit."""
MONEY = "million KRW"


def lived() -> Complex:
    """The programme of Changwon with all it does, at a twentieth of its size, over two years."""
    scenario = sim.load("changwon/smart_complex").model_copy(update={"scale": 0.05, "end": "2020-12"})
    world = Complex(scenario, 3, draw_for(scenario, 3))
    world.run()
    return world


@pytest.fixture
def counted_in_another_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that enters the model as money of the unit, and nothing else, is said in the other."""
    money = {key for key, quantity in parameters().items() if quantity.unit.startswith(MONEY)}
    values_of, zones, jobs, rate = opened.values_of, places.zones, InputOutput.jobs_per_million, World.exchange_rate

    def support(year: int) -> tuple[float, float, float] | None:
        rule = wage_support_rule(year)
        return rule and (rule[0], rule[1] / UNIT, rule[2] / UNIT)

    everywhere = {"EOK": EOK / UNIT, "minimum_pay": lambda year: minimum_pay(year) / UNIT, "wage_support_rule": support}
    for module in [module for name, module in sys.modules.items() if name.startswith("simulation.")]:
        for name in everywhere.keys() & vars(module).keys():
            monkeypatch.setattr(module, name, everywhere[name])
    monkeypatch.setattr(residents_record, "WAN", residents_record.WAN / UNIT)
    monkeypatch.setattr(
        opened, "values_of",
        lambda *given: {key: one / (UNIT if key in money else 1.0) for key, one in values_of(*given).items()},
    )  # fmt: skip
    monkeypatch.setattr(places, "zones", lambda key: zones(key).assign(rent=lambda table: table["rent"] / UNIT))
    monkeypatch.setattr(InputOutput, "jobs_per_million", lambda *given, **named: jobs(*given, **named) * UNIT)
    monkeypatch.setattr(World, "exchange_rate", lambda world: rate(world) / UNIT)


@pytest.fixture(scope="module")
def usual() -> Complex:
    return lived()


def test_the_unit_of_money_scales_money_only(usual: Complex, counted_in_another_unit: None) -> None:
    """Reported numbers, which have units of their own, are what they were; so are people, firms and homes."""
    other = lived()
    one, two = ({**world.recorder.arrays(), **world.recorder.city} for world in (usual, other))
    for name, values in one.items():
        np.testing.assert_allclose(two[name], values, rtol=1e-9, atol=1e-9, err_msg=name)
    for part in ("firms", "people", "places"):
        before, now = getattr(usual, part), getattr(other, part)
        for spec in fields(before):
            times = 1.0 / UNIT if spec.metadata["unit"].startswith(MONEY) else 1.0
            np.testing.assert_allclose(
                getattr(now, spec.name), times * getattr(before, spec.name), rtol=1e-9, atol=1e-9, err_msg=spec.name
            )
