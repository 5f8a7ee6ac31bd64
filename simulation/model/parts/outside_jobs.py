"""Jobs outside the complex per unit of output: those of the benchmark year, fewer as labour productivity grows."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.arrays import Column
from simulation.catalogue import InputOutput
from simulation.switches import Switches
from simulation.units import Month


def jobs_outside(system: InputOutput, month: Month, *, value: Mapping[str, float], switches: Switches) -> Column:
    """Full-time jobs per million KRW of yearly output at 2020 prices in a month, by sector.

    Args:
        system: the input-output system, with the jobs of its benchmark year.
        month: the month.
        value: parameters of the run (``production.productivity_growth``, percent a year, as for the tenants).
        switches: without ``productivity_trend`` the jobs of the benchmark year hold in every month.
    """
    growth = value["production.productivity_growth"] / 100.0 if switches.productivity_trend else 0.0
    return system.jobs_per_million(month, growth=growth)
