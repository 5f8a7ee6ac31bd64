"""A start state for any quarter of the record, whose identities close."""

from simulation.start.cells import published_cells
from simulation.start.state import StartState, start_state

__all__ = ["StartState", "published_cells", "start_state"]
