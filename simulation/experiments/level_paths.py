"""Outside paths without worlds: those that the runs of a result met, and thousands more from the same pool."""

from __future__ import annotations

import numpy as np

from simulation.catalogue import complex_data, parameters_for
from simulation.experiments.design import draw_parameters
from simulation.experiments.pair import seed_of
from simulation.model.parts.outside import announced_total
from simulation.outcomes.path_probability import LevelPaths
from simulation.scenario import Scenario
from simulation.units import Month

PATHS = 5000
MOVES_THE_TOTAL = ("outside.damping", "outside.reversion")
"""Drawn parameters that the path of the total depends on."""


def level_paths(scenario: Scenario, paths: int = PATHS) -> LevelPaths | None:
    """Paths of the total for the runs of a scenario and for many more seeds; None where output is given.

    Args:
        scenario: names complex, months, seed and runs.
        paths: number of paths beyond the runs.
    """
    if scenario.outlook != "announced":
        return None
    data, start, known = complex_data(scenario.complex), Month.parse(scenario.start), parameters_for(scenario.complex)
    held = {key: quantity.value for key, quantity in known.items()} | scenario.parameters
    drawn = {key: known[key] for key in MOVES_THE_TOTAL if key not in scenario.parameters}
    totals = np.array(
        [
            announced_total(
                data,
                start,
                months=scenario.months,
                seed=seed_of(scenario, run),
                draw={**held, **draw_parameters(drawn, scenario.seed, run=run)},
            )
            for run in range(scenario.runs + paths)
        ]
    )
    return LevelPaths(totals[: scenario.runs], totals[scenario.runs :])
