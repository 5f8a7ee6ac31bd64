"""What a researcher gives in Python is judged as what stands in a file: one sentence, never a traceback of NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.errors import SandanError
from simulation.experiments.crew import Crew

NAME, SHARE = "changwon/baseline", "labour.hours_floor"
MISTAKES = {
    "scenario": (lambda: sim.load(3), "3: "),
    "runs_zero": (lambda: sim.run(NAME, runs=0), "runs = 0"),
    "runs_truth": (lambda: sim.run(NAME, runs=True), "runs = True"),
    "runs_broken": (lambda: sim.run(NAME, runs=1.5), "runs = 1.5"),
    "runs_compared": (lambda: sim.compare(NAME, "changwon/history", runs=0), "runs = 0"),
    "impact_runs": (lambda: sim.run(NAME, impact_runs=-1), "impact_runs = -1"),
    "layer_draws": (lambda: sim.run(NAME, layer_draws="4"), "layer_draws = '4'"),
    "workers": (lambda: Crew.of(0), "workers = 0"),
    "seed": (lambda: sim.Complex(NAME, seed=1.5), "seed = 1.5"),
    "seed_below": (lambda: sim.Complex(NAME, seed=-1), "seed = -1"),
    "draw_text": (lambda: sim.Complex(NAME, draw={SHARE: "0.9"}), f"{SHARE} = '0.9'"),
    "draw_truth": (lambda: sim.Complex(NAME, draw={SHARE: True}), f"{SHARE} = True"),
    "draw_nan": (lambda: sim.Complex(NAME, draw={SHARE: np.nan}), f"{SHARE} = nan"),
    "draw_unknown": (lambda: sim.Complex(NAME, draw={"labour.hours_flor": 0.9}), f"'{SHARE}'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_in_python_is_one_sentence(mistake):
    wrong, named = MISTAKES[mistake]
    with pytest.raises(SandanError) as refused:
        wrong()
    for language in ("ko", "en"):
        assert named in refused.value.message(language)


def test_values_of_python_change_a_scenario_as_texts_do():
    changed = sim.load(NAME, {"scale": np.float64(0.05), "runs": 3, "switches.turnover": False, "end": "2019-06"})
    assert changed == sim.load(NAME, ["scale=0.05", "runs=3", "switches.turnover=false", "end=2019-06"])
    assert (changed.scale, changed.runs, changed.switches) == (0.05, 3, {"turnover": False})
