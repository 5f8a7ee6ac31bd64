"""sandan (산단): what a policy programme does to a national industrial complex, compared with doing nothing."""

from simulation.model import Complex
from simulation.scenario import Scenario, load
from simulation.state import Switches
from simulation.units import Month

__version__ = "0.1.0"
__all__ = ["Complex", "Month", "Scenario", "Switches", "__version__", "load"]
