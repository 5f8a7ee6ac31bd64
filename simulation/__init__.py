"""sandan (산단): what a policy programme does to a national industrial complex, compared with doing nothing.

>>> import simulation as sim
>>> result = sim.run(sim.load("changwon/history"), runs=8)   # doctest: +SKIP
>>> result.plot()                                            # doctest: +SKIP

``result.series`` is an xarray dataset; ``sim.Complex(scenario, seed=1)`` is a ``mesa.Model`` to step by hand.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from simulation.version import __version__

if TYPE_CHECKING:
    from simulation.experiments import comparison, running
    from simulation.experiments.crew import Crew
    from simulation.model import Complex
    from simulation.report.comparison import Comparison
    from simulation.report.frames import parameters
    from simulation.report.keeping import kept
    from simulation.report.result import Result
    from simulation.scenario import Scenario, gallery
    from simulation.scenario.load import load
    from simulation.switches import Switches
    from simulation.units import Month

    run, rerun = kept(running.run, Result.of), kept(running.rerun, Result.of)
    compare = kept(comparison.compare, Comparison.of)

_ROOMS = {
    "Comparison": "simulation.report.comparison",
    "Complex": "simulation.model",
    "Crew": "simulation.experiments.crew",
    "Month": "simulation.units",
    "Result": "simulation.report.result",
    "Scenario": "simulation.scenario",
    "Switches": "simulation.switches",
    "compare": "simulation.experiments.comparison",
    "gallery": "simulation.scenario",
    "load": "simulation.scenario",
    "parameters": "simulation.report.frames",
    "rerun": "simulation.experiments.running",
    "run": "simulation.experiments.running",
}
_SHOWN_AS = {"compare": "Comparison", "rerun": "Result", "run": "Result"}
"""Functions that leave something to look at: the report shows it, and writes it where it belongs."""
__all__ = [
    "Comparison",
    "Complex",
    "Crew",
    "Month",
    "Result",
    "Scenario",
    "Switches",
    "__version__",
    "compare",
    "gallery",
    "load",
    "parameters",
    "rerun",
    "run",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts at once."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'simulation' has no attribute {name!r}")
    found = getattr(import_module(_ROOMS[name]), name)
    if name not in _SHOWN_AS:
        return found
    return import_module("simulation.report.keeping").kept(found, __getattr__(_SHOWN_AS[name]).of)
