"""Two groups of instruments: effects add where nothing feeds back, and what is beyond the sum is a line (T26)."""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
import pandas as pd
import pytest

from simulation import cli
from simulation.experiments.crew import Crew
from simulation.experiments.ensemble import over_seeds
from simulation.experiments.interaction import MEASURES, TOGETHER, four_worlds, interaction, levels, parts, told_apart
from simulation.experiments.pair import draw_for, seed_of, simulate
from simulation.experiments.worlds import programme_of, worlds_of
from simulation.model import Complex
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.smart_factory import SmartFactorySubsidy
from simulation.report.interaction import sentence
from simulation.scenario import Scenario, load
from simulation.switches import Switches

FREE_OF_POOL = ("process_module", "simulation_centre")
SMALL = {"scale": "0.2", "end": "2020-12"}


def small(name: str = "changwon/smart_complex", **changes: str) -> Scenario:
    return load(name, {**SMALL, **changes})


def rest_of(scenario: Scenario, named: tuple[str, ...]) -> list[str]:
    return [name for name in programme_of(scenario).instruments if name not in named]


def two(first: dict[str, object], second: dict[str, object]) -> tuple[Scenario, Scenario]:
    """The baseline without any instrument, and with two of the kinds and options given."""
    common = {"source": "judgement", "status": "assumed", "stage": "outturn"}
    kinds = {"capital_spending": CapitalSpending, "smart_factory_subsidy": SmartFactorySubsidy}
    bare = small("changwon/baseline").model_copy(update={"instruments": {}})
    held = {
        name: kinds[str(options["kind"])].model_validate({**options, **common})
        for name, options in (("first", first), ("second", second))
    }
    return bare, bare.model_copy(update={"instruments": held})


def effects_of(baseline: Scenario, scenario: Scenario, switches: Switches) -> tuple[np.ndarray, np.ndarray]:
    """Parts by measure, and levels without both, with each alone and with both."""
    first: Complex | None = None
    found = []
    for world in four_worlds(baseline, scenario, named=["first"], others=["second"]):
        path, start = (first.outside.settled(), first.start) if first else (None, None)
        model = Complex(world, seed=3, switches=switches, outside=path, start=start)
        first = first or model
        model.run()
        found.append(levels(model))
    return parts(found[0], found[1], others=found[2], both=found[3]), np.array(found)


def test_effects_add_where_nothing_feeds_back() -> None:
    buys = {"kind": "capital_spending", "budget": {2019: 2000.0, 2020: 2000.0}}
    worlds = two({**buys, "item": "construction"}, {**buys, "item": "software_and_data"})
    found, level = effects_of(*worlds, Switches.frozen())
    flows = slice(0, MEASURES.index("adopters"))
    assert (found[flows, :2] > 1.0).all()
    np.testing.assert_array_equal(found[:, 0], level[1] - level[0])
    np.testing.assert_array_equal(found[:, 1], level[2] - level[0])
    np.testing.assert_array_equal(found[:, 3], level[3] - level[0])
    assert (np.abs(found[:, 2]) <= 1e-9 * found[:, 3]).all()


def test_grants_that_court_the_same_firms_add_less_than_their_sum() -> None:
    grant = {"kind": "smart_factory_subsidy", "rate": 0.7, "cap": {1: 9.0, 2: 9.0}, "budget": {2019: 1e5, 2020: 1e5}}
    found, _ = effects_of(*two(grant, grant), Switches())
    adopters = dict(zip(TOGETHER, found[MEASURES.index("adopters")], strict=True))
    assert adopters["named"] > 5.0
    assert adopters["interaction"] < -0.5 * adopters["named"]


@pytest.mark.parametrize(
    ("name", "changes", "lead", "runs"),
    [
        ("changwon/smart_complex", {}, "changwon/baseline", 2),
        ("changwon/smart_complex", {"outlook": "recorded"}, "changwon/history", 1),
        ("changwon/history", {"start": "2018-12"}, "changwon/history", 1),
    ],
)
def test_lines_add_and_the_joint_effect_is_that_of_an_ordinary_run(
    name: str, changes: dict[str, str], lead: str, runs: int
) -> None:
    scenario = small(name, **changes)
    worlds, named = worlds_of(scenario), ("smart_factory",)
    table = interaction(worlds, named, others=rest_of(scenario, named), runs=runs, workers=1)
    cell = table.pivot(index="measure", columns="part", values="mean").loc[list(MEASURES)]
    np.testing.assert_allclose(cell["named"] + cell["others"] + cell["interaction"], cell["total"], rtol=1e-9)
    assert cell.loc["adopters", "named"] > 0.0
    assert cell.loc["jobs", "others"] > 0.0
    changed = []
    for run in range(runs):
        seed, draw = seed_of(scenario, run), draw_for(scenario, run)
        first = simulate(next(world for world in worlds if world.key == lead), seed, draw=draw, first=None)
        without, with_it = (levels(simulate(world, seed, draw=draw, first=first)) for world in (worlds[0], worlds[-1]))
        changed.append((with_it - without) / scenario.scale)
    np.testing.assert_allclose(cell["total"], np.mean(changed, axis=0), rtol=1e-9)


def test_alone_is_the_scenario_with_the_others_taken_out_by_hand() -> None:
    scenario = small()
    baseline = worlds_of(scenario)[0]
    _, alone, _, both = four_worlds(baseline, scenario, named=FREE_OF_POOL, others=rest_of(scenario, FREE_OF_POOL))
    by_hand = scenario.model_copy(
        update={
            "instruments": {
                name: spec
                for name, spec in scenario.instruments.items()
                if name in (*baseline.instruments, *FREE_OF_POOL)
            }
        }
    )
    seed, draw = seed_of(scenario, 0), draw_for(scenario, 0)
    models = [Complex(world, seed, draw) for world in (alone, by_hand, both)]
    for model in models:
        model.run()
    mine, hand, whole = (model.recorder.arrays() for model in models)
    assert all(np.array_equal(mine[name], hand[name], equal_nan=True) for name in mine)
    assert not np.array_equal(mine["output_real"], whole["output_real"])


def test_money_of_a_pool_is_the_same_alone_and_together() -> None:
    scenario = small()
    named = ("smart_factory",)
    _, alone, _, both = four_worlds(worlds_of(scenario)[0], scenario, named=named, others=rest_of(scenario, named))
    drawn = draw_for(scenario, 0)
    statements = [Complex(world, seed_of(scenario, 0), drawn).programmes.statement() for world in (alone, both)]
    budgets = [each.loc[each["instrument"] == "smart_factory", "budget"].to_numpy() for each in statements]
    assert budgets[0].sum() > 0.0
    np.testing.assert_array_equal(*budgets)


def test_what_the_baseline_holds_with_other_options_falls_back_to_them() -> None:
    scenario = small()
    baseline = worlds_of(scenario)[0]
    held = baseline.instruments["national_smart_factory"]
    richer = {**scenario.instruments, "national_smart_factory": held.model_copy(update={"rate": 0.9})}
    changed = scenario.model_copy(update={"instruments": richer})
    none, *_ = four_worlds(baseline, changed, named=["national_smart_factory"], others=[])
    assert none.instruments["national_smart_factory"] == held


def spread(low: float, high: float, total: float = 100.0, runs: int = 4) -> pd.DataFrame:
    """A table in which every measure has one interval of the interaction."""
    rows = [
        {"measure": measure, "part": part, "runs": runs, "mean": total, "low": low, "high": high}
        for measure in MEASURES
        for part in TOGETHER
    ]
    return pd.DataFrame(rows)


def test_only_an_interval_that_leaves_zero_and_rounding_out_is_told_apart() -> None:
    assert set(told_apart(spread(1.0, 3.0)).values()) == {True}
    assert set(told_apart(spread(-3.0, -1.0)).values()) == {True}
    assert set(told_apart(spread(-1.0, 3.0)).values()) == {False}
    assert set(told_apart(spread(1e-9, 2e-9)).values()) == {False}
    assert set(told_apart(spread(0.0, 0.0, total=0.0)).values()) == {False}
    assert "in: none; it is not in: Gross output" in sentence(spread(-1.0, 3.0), "en")
    assert "it is not in: none" in sentence(spread(1.0, 3.0), "en")
    assert "One run" in sentence(spread(float("nan"), float("nan"), runs=1), "en")


def test_runs_come_back_in_order_from_a_pool() -> None:
    heard: list[tuple[int, int]] = []
    assert over_seeds(partial(pow, 2), 4, workers=Crew(2, progress=lambda *done: heard.append(done))) == [1, 2, 4, 8]
    assert heard == [(done, 4) for done in range(5)]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_verb_writes_a_whole_folder_and_says_the_sentence(language: str, tmp_path, monkeypatch, capsys) -> None:
    words = "changwon/smart_complex --of start_up,smart_factory --runs 2 --workers 1 --set scale=0.2 --set end=2019-12"
    monkeypatch.setattr(
        sys, "argv", ["sandan", "--lang", language, "interaction", *words.split(), "--out", str(tmp_path)]
    )
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert {"ko": "2회 반복에서 상호작용이 0과 구별되는 지표", "en": "Over 2 runs the interaction is"}[language] in said
    folder = tmp_path / "changwon" / "smart_complex" / "interaction"
    assert [path.name for path in folder.parent.iterdir()] == ["interaction"]
    table = pd.read_csv(folder / "interaction.csv", encoding="utf-8-sig")
    assert list(table.columns[:6]) == ["measure", "measure_ko", "unit", "unit_ko", "part", "part_ko"]
    assert list(table["part_ko"].unique()) == ["지정 사업만 시행", "나머지 사업만 시행", "사업 간 상호작용", "총효과"]
    assert table["instruments"].iloc[0] == "start_up, smart_factory"
    assert len(table) == len(MEASURES) * len(TOGETHER)
