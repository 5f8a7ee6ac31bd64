"""The complex under Mesa's own tools: numbers of agents, the end of a run, batches."""

from __future__ import annotations

import mesa
import numpy as np
import pytest

import simulation as sim
from simulation.model.complex.agents import Firm

MONTHS = 8


@pytest.fixture
def scenario() -> sim.Scenario:
    """A twentieth of the complex over eight months."""
    return sim.load("changwon/baseline").model_copy(update={"scale": 0.05, "end": "2019-08"})


def test_no_two_agents_ever_share_a_number(scenario):
    model = sim.Complex(scenario.model_copy(update={"end": "2021-12"}), seed=1)
    named = {agent.unique_id: agent for agent in model.agents}
    assert len(named) == len(model.agents)
    for _ in range(model.months):
        model.step()
        for agent in model.agents:
            assert named.setdefault(agent.unique_id, agent) is agent
    kinds = {type(agent).__name__ for agent in named.values()}
    assert kinds == {"Firm", "District", "City"}
    assert len(named) > len(model.agents), "no firm came or went, so that nothing was tried"
    mine = mesa.Agent(model)
    assert mine.unique_id not in named


def test_agents_are_the_firms_of_today_however_one_looks_at_them(scenario):
    for look in (
        lambda model: model.views.values(),
        lambda model: [agent for agent in model.agents if isinstance(agent, Firm)],
        lambda model: model.agents_by_type[Firm],
    ):
        model = sim.Complex(scenario, seed=1)
        first = sorted(firm.row for firm in look(model))
        model.run()
        last = sorted(firm.row for firm in look(model))
        assert last == np.flatnonzero(model.firms.active).tolist() != first


def test_a_run_ends_by_itself(scenario):
    model = sim.Complex(scenario)
    assert model.running
    model.run_model()
    assert not model.running
    assert model.step_index == model.steps == MONTHS


def test_a_step_past_the_end_changes_nothing(scenario):
    model = sim.Complex(scenario)
    model.run()
    before = model.recorder.arrays()["employment"].copy(), model.firms.cash.copy()
    for _ in range(3):
        model.step()
    assert model.step_index == model.steps == MONTHS
    assert (model.recorder.arrays()["employment"] == before[0]).all()
    assert (model.firms.cash == before[1]).all()


def test_a_scenario_is_one_value(scenario):
    with pytest.raises(TypeError, match="not iterable"):
        iter(scenario)


def test_a_batch_takes_a_scenario(scenario):
    found = mesa.batch_run(
        sim.Complex, {"scenario": scenario, "seed": [1, 2]}, data_collection_period=1, display_progress=False
    )
    assert [row["Step"] for row in found] == [*range(MONTHS)] * 2
    model = sim.Complex(scenario, seed=2)
    model.run()
    for name in ("employment", "production", "tenants"):
        monthly = model.recorder.arrays()[name].sum(axis=(1, 2))
        assert [row[name] for row in found if row["seed"] == 2] == monthly.tolist()


def test_a_complex_of_ones_own_keeps_its_collector(scenario):
    class Own(sim.Complex):
        def __init__(self, scenario):
            super().__init__(scenario)
            self.datacollector = mesa.DataCollector(model_reporters={"firms": lambda model: len(model.views)})

        def step(self):
            super().step()
            self.datacollector.collect(self)

    found = mesa.batch_run(Own, {"scenario": scenario}, display_progress=False)
    assert len(found) == 1
    assert found[0]["firms"] > 0
    assert "employment" not in found[0]


def test_a_complex_is_made_from_a_name_or_a_file(scenario, tmp_path):
    assert sim.Complex("changwon/baseline").months == sim.load("changwon/baseline").months
    path = tmp_path / "small.yaml"
    path.write_text("extends: changwon/baseline\noverride: {scale: 0.05, end: 2019-08}\n", encoding="utf-8")
    assert sim.Complex(path).months == MONTHS
