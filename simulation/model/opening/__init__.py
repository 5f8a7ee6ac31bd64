"""A start state becomes a world; more worlds of one seed are opened from a copy of the first (``another``)."""

from simulation.model.opening.opened import values_of, world_of

__all__ = ["values_of", "world_of"]
