"""Scenarios: a strict schema, and short files that extend one another."""

from simulation.scenario.load import Loaded, find, gallery, load, load_with_changes
from simulation.scenario.schema import Scenario, json_schema

__all__ = ["Loaded", "Scenario", "find", "gallery", "json_schema", "load", "load_with_changes"]
