"""Insolvency takes its part of the closings that were there: as many firms close with it as without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.pair import draw_for, seed_of
from simulation.model import Complex

pytestmark = pytest.mark.statistics

DRAWS = 24
BAND = 0.12
"""Worlds in which demand falls by a third close twice as many: with 24 draws the mean is good to about this."""


@pytest.mark.parametrize(("complex_name", "scale"), [("changwon", "1"), ("ansan", "0.3")])
def test_as_many_firms_close_in_a_year_with_lenders_and_without(complex_name: str, scale: str) -> None:
    scenario = sim.load(f"{complex_name}/baseline", {"end": "2023-12", "scale": scale})
    closed, years = np.zeros(2), np.zeros(2)
    for run in range(1, DRAWS + 1):
        for place, on in enumerate((False, True)):
            switches = replace(scenario.channels, insolvency=on)
            model = Complex(scenario, seed_of(scenario, run), draw_for(scenario, run), switches)
            model.run()
            tenants = model.recorder.arrays()["tenants"].sum(axis=(1, 2))
            closed[place] += (model.world.demography.closed >= 0).sum()
            years[place] += tenants.sum() / 12.0
    without, with_lenders = closed / years
    print(f"{complex_name}: {100 * without:.2f} % close in a year without lenders, {100 * with_lenders:.2f} % with")
    assert with_lenders == pytest.approx(without, rel=BAND)
