"""Experiments: draws, units of work, ensembles."""
