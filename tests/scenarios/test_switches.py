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
from simulation.model.opening.another import another
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


POOR = {"finance.cash_months": 0.0, "finance.credit_months": 0.0}
"""Firms without money at hand, so that what hangs on it shows within months."""
MOVED = {
    "turnover": "hires",
    "productivity_trend": "hires",
    "order_paths": "exports",
    "inventories": "inventory",
    "partial_adjustment": "vacancies",
    "capacity_limits": "output_real",
    "labour_limits": "output_real",
    "payout_all": "fixed_capital_formation",
    "replacement_only": "capacity",
    "technology": "adopters",
    "competition": "exports",
    "technique": "wage_bill",
    "supply_chain": "revenue",
    "households": "city_tax",
    "migration": "births",
    "prices_move": "value_added",
    "own_prices": "value_added",
    "wages_move": "wage_bill",
    "layoffs": "separations",
    "demography": "entries",
    "insolvency": "exits",
}
"""Every mechanism and the series that shows it."""


def shaken(**turned: bool) -> Complex:
    """A small world of poor firms that set prices, in which half of the demand goes to other industries."""
    asked = load("changwon/smart_complex", SMALL).model_dump(mode="json")
    event = {"kind": "outside_event", "source": "judgement", "status": "assumed"}
    slump = {**event, "demand": {2019: 0.4}, "industries": ["machinery", "transport_equipment"]}
    boom = {**event, "demand": {2019: 1.6}, "industries": ["electrical_electronic", "steel"]}
    changed = {"instruments": {**asked["instruments"], "slump": slump, "boom": boom}}
    switches = {"own_prices": True, **turned}
    world = Complex(Scenario.model_validate({**asked, **changed, "switches": switches}), draw=POOR)
    world.run()
    return world


@pytest.fixture(scope="module")
def ordinary() -> Complex:
    return shaken()


@pytest.mark.parametrize("name", [each.name for each in fields(Switches)])
def test_every_mechanism_moves_a_named_series_and_the_identities_hold(name: str, ordinary: Complex) -> None:
    turned = shaken(**{name: not getattr(ordinary.switches, name)})
    assert turned.residual < 1e-9
    series = [{**each.recorder.arrays(), **each.recorder.city}[MOVED[name]] for each in (turned, ordinary)]
    assert not np.array_equal(*series), f"{name} moves no {MOVED[name]}"


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
