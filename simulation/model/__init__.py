"""The only room that knows Mesa: the complex as a model that steps over columns, month by month."""

from simulation.model.complex import PHASES, Complex
from simulation.model.outside import OutsidePath, outside_path

__all__ = ["PHASES", "Complex", "OutsidePath", "outside_path"]
