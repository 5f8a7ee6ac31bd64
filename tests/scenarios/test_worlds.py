"""What must be equal bit for bit between worlds: no policy, months before policy, workers, order of rows."""

from __future__ import annotations

import gc
import weakref
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.crew import Crew
from simulation.experiments.ensemble import run_ensemble
from simulation.experiments.pair import run_unit
from simulation.model import Complex
from simulation.model.month import run as run_to_the_end
from simulation.state import Firms, Network, Workers, copy_of

SUBSIDY = (
    "kind: smart_factory_subsidy, rate: {rate}, cap: {{1: 1, 2: 2}}, budget: {{2019: {money}}}, "
    "sources: {{state: 1.0}}, source: judgement, status: assumed"
)
SPENDING = (
    "kind: capital_spending, item: construction, budget: {{2019: {money}}}, sources: {{state: 0.5, city: 0.5}}, "
    "source: judgement, status: assumed"
)


def world(tmp_path: Path, instruments: str, name: str = "policy") -> sim.Scenario:
    """A short, small scenario on the baseline with the given instruments."""
    path = tmp_path / f"{name}.yaml"
    path.write_text(
        "extends: changwon/baseline\nname: {ko: 시험, en: test}\noverride: {end: 2020-06, scale: 0.2}\n" + instruments,
        encoding="utf-8",
    )
    return sim.load(path)


def arrays(scenario: sim.Scenario, seed: int = 4) -> dict[str, np.ndarray]:
    """All monthly results of one run."""
    model = Complex(scenario, seed=seed)
    model.run()
    return {**model.recorder.arrays(), **model.recorder.city}


PROJECTS = (
    "kind: commercialisation, rate: {rate}, cap: 2, budget: {{2019: {money}}}, sources: {{state: 1.0}}, "
    "source: judgement, status: assumed"
)

ZERO = {
    "empty list": "instruments: {}\n",
    "subsidy at rate 0": "instruments:\n  a: {" + SUBSIDY.format(rate=0.0, money=100) + "}\n",
    "projects without money": "instruments:\n  a: {" + PROJECTS.format(rate=0.5, money=0) + "}\n",
    "spending that is off": "instruments:\n  a: {off: true, " + SPENDING.format(money=100) + "}\n",
}


@pytest.fixture(scope="module")
def baseline(tmp_path_factory):
    """All monthly results of the world without a programme of its own."""
    return arrays(world(tmp_path_factory.mktemp("scenarios"), "", "none"))


@pytest.mark.parametrize("instruments", ZERO.values(), ids=ZERO)
def test_a_zero_dose_is_the_baseline_bit_for_bit(tmp_path, baseline, instruments):
    """T2, with one other instrument in both worlds, so that neutral levers are tested beside moved ones.

    That no kind of instrument does anything without a dose is held by ``tests/policy/test_registry.py``.
    """
    zero = arrays(world(tmp_path, instruments))
    assert baseline.keys() == zero.keys()
    for name, values in baseline.items():
        assert np.array_equal(values, zero[name], equal_nan=True), name


@pytest.mark.parametrize("kind", [SUBSIDY.format(rate=0.7, money=200), SPENDING.format(money=500)])
def test_months_before_a_policy_are_unchanged_and_months_after_are_not(tmp_path, baseline, kind):
    """T3."""
    policy = arrays(world(tmp_path, "instruments:\n  a: {start: 2019-06, " + kind + "}\n"))
    before = 5
    for name, values in baseline.items():
        assert np.array_equal(values[:before], policy[name][:before], equal_nan=True), name
    assert any(
        not np.array_equal(values[before:], policy[name][before:], equal_nan=True) for name, values in baseline.items()
    )


def test_any_number_of_workers_gives_the_same_bytes(tmp_path):
    """T1."""
    scenario = world(tmp_path, "")
    one = run_ensemble([scenario], 3, workers=1)
    two = run_ensemble([scenario], 3, workers=2)
    for left, right in zip(one.units, two.units, strict=True):
        assert left.draw == right.draw
        for name, values in left.worlds[scenario.key].arrays.items():
            assert values.tobytes() == right.worlds[scenario.key].arrays[name].tobytes(), name


def test_fewer_runs_are_the_first_of_more(tmp_path):
    """T5, and a set continues where it stopped."""
    scenario = world(tmp_path, "")
    few = run_ensemble([scenario], 2, workers=1, folder=tmp_path / "parts")
    done: list[int] = []
    more = run_ensemble(
        [scenario], 3, workers=Crew(1, progress=lambda count, _: done.append(count)), folder=tmp_path / "parts"
    )
    assert done[0] == 2, "finished runs are read, not run again"
    assert few.key == more.key
    for left, right in zip(few.units, more.units, strict=False):
        for name, values in left.worlds[scenario.key].arrays.items():
            assert values.tobytes() == right.worlds[scenario.key].arrays[name].tobytes(), name


def test_a_broken_part_file_is_run_again(tmp_path):
    scenario = world(tmp_path, "")
    first = run_ensemble([scenario], 1, workers=1, folder=tmp_path / "parts")
    part = next((tmp_path / "parts" / first.key).glob("*.npz"))
    part.write_bytes(part.read_bytes()[:1000])
    again = run_ensemble([scenario], 1, workers=1, folder=tmp_path / "parts")
    assert np.array_equal(
        first.units[0].worlds[scenario.key].arrays["production"],
        again.units[0].worlds[scenario.key].arrays["production"],
    )


def test_an_isolated_firm_changes_nothing_else(tmp_path):
    """T4: a tenant without links, output or people leaves every other number as it was."""
    scenario = world(tmp_path, "")
    model = Complex(scenario, seed=4)
    start = model.start

    def longer(column: np.ndarray, neutral: float) -> np.ndarray:
        return np.append(column, np.array([neutral], dtype=column.dtype))

    firms = Firms(
        **{spec.name: longer(getattr(start.firms, spec.name), spec.metadata["neutral"]) for spec in fields(Firms)}
    )
    firms.identifier[-1], firms.price[-1] = 10**6, 1.0
    network = Network(
        np.append(start.network.start, start.network.start[-1]),
        start.network.supplier,
        start.network.coefficient,
        start.network.share,
        start.network.sector,
    )
    larger = Complex(scenario, seed=4, start=replace(start, firms=firms, network=network))
    model.run()
    larger.run()
    for name, values in model.recorder.arrays().items():
        assert np.allclose(values, larger.recorder.arrays()[name], rtol=1e-12, atol=1e-9), name


def test_whoever_watches_changes_nothing(tmp_path, monkeypatch):
    """T4: a world that nobody writes down, one that is, and one that is looked at from all sides every month."""
    scenario = world(tmp_path, "instruments:\n  a: {" + SUBSIDY.format(rate=0.7, money=200) + "}\n")
    plain, watched = Complex(scenario, seed=4), Complex(scenario, seed=4)
    plain.run()
    while watched.running:
        watched.step()
        watched.totals.get_model_vars_dataframe()
        assert watched._repr_html_()
        assert watched.world.residual < 1e-9
        assert sum(firm.employees for firm in watched.views.values()) == watched.firms.employees.sum()
        assert len([person.tenure for person in watched.workers if person.employer >= 0]) > 0
    monkeypatch.setattr("simulation.model.month.write_down", lambda _: None)
    unseen = Complex(scenario, seed=4).world
    run_to_the_end(unseen)
    assert not unseen.recorder.arrays(), "this one was not to be written down"
    for other in (watched, unseen):
        for part in ("firms", "people", "places", "levers"):
            for spec in fields(getattr(plain, part)):
                one, two = (getattr(getattr(each, part), spec.name) for each in (plain, other))
                assert one.tobytes() == two.tobytes(), spec.name
        assert plain.ledger.cash.tobytes() == other.ledger.cash.tobytes()


def test_the_order_of_rows_changes_nothing(tmp_path):
    """T7: the same firms in another order, identifiers kept, give the same totals."""
    scenario = world(tmp_path, "instruments:\n  a: {" + SUBSIDY.format(rate=0.7, money=200) + "}\n")
    model = Complex(scenario, seed=4)
    start, rows = model.start, model.start.firms.identifier.size
    turned = np.arange(rows)[::-1]
    firms = Firms(**{spec.name: getattr(start.firms, spec.name)[turned].copy() for spec in fields(Firms)})
    firms.anchor_row[:] = np.where(firms.anchor_row >= 0, rows - 1 - firms.anchor_row, -1)
    workers: Workers = copy_of(start.workers)
    workers.employer[:] = np.where(workers.employer >= 0, rows - 1 - workers.employer, -1)
    links = np.concatenate([np.arange(start.network.start[row], start.network.start[row + 1]) for row in turned])
    network = Network(
        np.concatenate([[0], np.cumsum(np.diff(start.network.start)[turned])]),
        rows - 1 - start.network.supplier[links],
        start.network.coefficient[links],
        start.network.share[links],
        start.network.sector[links],
    )
    other = Complex(scenario, seed=4, start=replace(start, firms=firms, workers=workers, network=network))
    model.run()
    other.run()
    for name, values in model.recorder.arrays().items():
        assert np.allclose(values, other.recorder.arrays()[name], rtol=1e-12, atol=1e-7), name


def test_worlds_of_a_seed_share_luck_and_draw(tmp_path):
    without = world(tmp_path, "", "baseline")
    policy = world(tmp_path, "instruments:\n  a: {" + SUBSIDY.format(rate=0.7, money=200) + "}\n")
    # In a world this small most runs see no firm that only the subsidy moves; this one does.
    unit = run_unit([without, policy], 2)
    first, second = unit.worlds[without.key].arrays, unit.worlds[policy.key].arrays
    assert np.array_equal(first["separations"][0], second["separations"][0])
    assert second["adopters"][-1].sum() > first["adopters"][-1].sum()


def test_mesa_sees_genuine_agents(tmp_path):
    import mesa

    model = Complex(world(tmp_path, ""), seed=1)
    assert isinstance(model, mesa.Model)
    firms = [agent for agent in model.agents if type(agent).__name__ == "Firm"]
    assert len(firms) == model.firms.active.sum()
    collector = mesa.DataCollector(model_reporters={"employees": lambda m: int(m.firms.employees.sum())})
    model.step()
    collector.collect(model)
    assert collector.get_model_vars_dataframe()["employees"].iloc[0] == model.firms.employees.sum()
    firm = max(firms, key=lambda agent: agent.employees)
    assert len(firm.workers) == firm.employees
    assert model.workers[0].employer == model.people.employer[0]


def test_a_finished_model_is_freed(tmp_path):
    """Mesa's agent counter must not keep models of an ensemble alive."""
    gc.freeze()  # What is older than the model is not searched.
    model = Complex(world(tmp_path, ""), seed=1)
    watched = weakref.ref(model)
    del model
    gc.collect()
    gc.unfreeze()
    assert watched() is None
