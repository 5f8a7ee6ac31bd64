"""The only room that knows Mesa: the complex as a model that steps over columns, month by month."""

from simulation.model.complex import Complex
from simulation.model.month import run
from simulation.model.opening import values_of, world_of
from simulation.model.parts.outside import OutsidePath, outside_path
from simulation.model.world import World

__all__ = ["Complex", "OutsidePath", "World", "outside_path", "run", "values_of", "world_of"]
