"""The shell that Mesa knows: the only room that imports it."""

from simulation.model.complex.shell import Complex

__all__ = ["Complex"]
