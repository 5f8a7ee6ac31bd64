"""Switches from outside: a scenario turns a channel of the model, and every world that belongs to it keeps it."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from simulation.cli import app
from simulation.errors import SandanError
from simulation.experiments import decomposition
from simulation.experiments.worlds import worlds_of
from simulation.model import Complex
from simulation.model.another import another
from simulation.scenario import Scenario, load
from simulation.scenario.explained import option_lines
from simulation.switches import Switches

SMALL = ["scale=0.05", "end=2019-06"]


def test_a_scenario_turns_a_channel_and_its_baseline_keeps_it() -> None:
    asked = load("changwon/smart_complex", [*SMALL, "switches.own_prices=true", "switches.migration=false"])
    assert asked.channels == Switches(own_prices=True, migration=False)
    assert {world.channels for world in worlds_of(asked)} == {asked.channels}
    recorded = load("changwon/smart_complex", [*SMALL, "outlook=recorded", "switches={layoffs: false}"])
    assert [world.channels.layoffs for world in worlds_of(recorded)] == [False, False, False]


def test_a_channel_that_is_turned_off_moves_nothing() -> None:
    whole, still = (Complex(load("changwon/baseline", [*SMALL, *more])) for more in ([], ["switches.demography=false"]))
    before = still.firms.active.copy()
    whole.run()
    still.run()
    assert (still.firms.active == before).all()
    assert (whole.firms.active[: before.size] != before[: whole.firms.active.size]).any()


def test_every_part_of_an_impact_keeps_the_switches(monkeypatch) -> None:
    asked = load("changwon/smart_complex", ["scale=0.05", "end=2019-12", "switches.own_prices=true"])
    pair = [Complex(world) for world in worlds_of(asked)]
    seen: list[Switches] = []

    def watched(*given, **named):
        made = another(*given, **named)
        seen.append(made.switches)
        return made

    for each in pair:
        each.run()
    monkeypatch.setattr(decomposition, "another", watched)
    parts = decomposition.decompose(*pair, bought=decomposition.spending_world(*pair))
    assert len(seen) > 1
    assert all(each.own_prices for each in seen)
    assert all(np.isfinite(each).all() for each in parts.values())


@pytest.mark.parametrize("name", [each.name for each in fields(Switches)])
def test_every_switch_can_be_turned_and_the_identities_hold(name: str) -> None:
    asked = load("changwon/smart_complex", [*SMALL, f"switches.{name}={str(not getattr(Switches(), name)).lower()}"])
    world = Complex(asked)
    world.run()
    assert world.residual < 1e-9


def test_switches_are_explained() -> None:
    said = CliRunner().invoke(app, ["--lang", "en", "explain", "switches"]).output
    assert all(each.name in said for each in fields(Switches))
    assert "claw back" in option_lines("switches.own_prices", "en")[1]
    assert "회수" in option_lines("switches.own_prices", "ko")[1]
    assert not option_lines("switches.own_price", "en")


def test_every_option_is_explained() -> None:
    for name in Scenario.model_fields:
        assert name == "key" or option_lines(name, "en")[0] != f"{name}: "
    assert "budget" in option_lines("instruments.homes.budget", "en")[0]
    assert "억원 by year" in option_lines("instruments.homes.budget", "en")[0]


def test_unknown_switches_and_parameters_are_refused() -> None:
    with pytest.raises(ValidationError, match="no such switch"):
        Scenario.model_validate({**load("changwon/baseline").model_dump(mode="json"), "switches": {"own_price": True}})
    with pytest.raises(SandanError, match=r"labour\.hours_floor"):
        Complex(load("changwon/baseline", SMALL), draw={"labour.hours_flor": 0.9})
