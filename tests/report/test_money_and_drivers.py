"""What of programme money is demand, bands of conventional estimates, and the picture of what draws do to an effect."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.experiments import comparison
from simulation.experiments.crew import Crew
from simulation.experiments.demand import demand_of
from simulation.experiments.effects import spending_of, with_bands
from simulation.experiments.worlds import programme_of, worlds_of
from simulation.report.figures import sketches
from simulation.report.series import Setting, band_name
from simulation.report.tornado import gained
from tests.report.conftest import RUNS, WORLDS, made_up

DRAWS = pd.DataFrame(
    {"labour.quits_by_age.age_60_plus": np.arange(RUNS), "labour.size_weight": [1.0, 2.0] * (RUNS // 2)}
)


@pytest.mark.parametrize("execution", [False, True])
@pytest.mark.parametrize("name", ["changwon/smart_complex", "changwon/commuting_support"])
def test_money_is_demand_and_what_is_left_out_of_it(name: str, execution: bool) -> None:
    programme = programme_of(sim.load(name)).model_copy(update={"execution": execution})
    found, spending = demand_of(programme), spending_of(programme)
    # What is planned does not depend on how much of it is expected to be spent.
    assert found.money == pytest.approx(demand_of(programme_of(sim.load(name))).money, rel=1e-12)
    assert (found.excluded["execution"] > 0.1 * found.money) == execution
    assert found.base == pytest.approx(spending.base, rel=1e-12)
    assert found.base + sum(found.excluded.values()) == pytest.approx(found.money, rel=1e-9)
    assert sum(found.kinds.values()) == pytest.approx(found.base, rel=1e-9)
    assert 0.0 < found.local <= found.base - found.imported


def test_only_what_differs_between_runs_carries_a_band() -> None:
    methods = ["spending_nation", "output_province"]
    runs = [
        pd.DataFrame(
            {"method": methods, "base": [5e8, each], "production": [5e8, 2 * each], "value_added": 0.0, "jobs": each}
        )
        for each in (0.0, 1e2 * 1e6)
    ]
    rows = pd.DataFrame(
        {"method": [*methods, "model"], "base": 1.0, "production": 1.0, "value_added": 0.0, "jobs": 0.0}
    )
    model = pd.DataFrame(
        {
            "measure": ["production", "production"],
            "phase": ["both", "spending"],
            "part": "total",
            "q10": [3.0, 9.0],
            "q90": [4.0, 9.0],
        }
    )
    found = with_bands(rows, runs, model=model).set_index("method")
    # 0 and 200,000,000 million won are 0 and 2,000,000 억원: a tenth and nine tenths of the way.
    assert found.loc["output_province", ["production_q10", "production_q90"]].tolist() == pytest.approx([2e5, 1.8e6])
    assert found.loc["spending_nation", ["production_q10", "production_q90"]].isna().all()
    assert found.loc["model", ["production_q10", "production_q90"]].tolist() == [3.0, 4.0]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_halves_of_the_runs_stand_on_either_side_of_the_mean(language: str) -> None:
    series = made_up("announced")
    setting = Setting.of(sim.load(WORLDS[0]).model_dump(mode="json"), RUNS)
    picture = sketches(series, setting, baseline=WORLDS[1], draws=DRAWS)["tornado"].draw(language=language)
    assert picture.beyond_the_edge() == 0.0
    assert picture.data is not None
    assert len(picture.data) == DRAWS.shape[1]
    middle = (picture.data["low"] + picture.data["high"]) / 2.0
    assert middle.to_numpy() == pytest.approx(gained(series, WORLDS).mean())


def test_few_draws_and_none_decomposed_are_said() -> None:
    series = made_up("announced", runs=4)
    setting = Setting.of(sim.load(WORLDS[0]).model_dump(mode="json"), 4)
    found = sketches(series, setting, baseline=WORLDS[1], draws=DRAWS.iloc[:4])
    assert found["tornado"].lacking is not None
    assert found["gross_to_net"].lacking is not None


def test_few_runs_carry_no_band() -> None:
    assert band_name(10, "en") == "80 % band"
    assert band_name(9, "en") == "10 to 90 % of 9 runs"


def test_a_comparison_learns_from_the_worlds_that_a_run_would_take(monkeypatch, tmp_path) -> None:
    asked = [sim.load(name).model_copy(update={"runs": 8}) for name in ("changwon/baseline", WORLDS[0])]
    told = []
    monkeypatch.setattr(comparison, "more_worlds", lambda worlds, number, **_: told.append((worlds, number)))
    assert comparison._further_worlds(asked, crew=Crew.of(1), folder=None).more_worlds == 0
    assert comparison._further_worlds(asked, crew=Crew.of(1), folder=tmp_path).more_worlds > 0
    assert [[world.key for world in worlds] for worlds, _ in told] == [[world.key for world in worlds_of(asked[1])]]
