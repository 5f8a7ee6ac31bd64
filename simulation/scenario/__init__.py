"""Scenarios: a strict schema, and short files that extend one another."""

from simulation.scenario.files import BASELINE, HISTORY, find, gallery
from simulation.scenario.load import Loaded, load, load_with_changes
from simulation.scenario.options import Changes
from simulation.scenario.replaced import replaced, scenario_card
from simulation.scenario.schema import Scenario, json_schema

Scenario.changed, Scenario.card = replaced, scenario_card

__all__ = [
    "BASELINE",
    "HISTORY",
    "Changes",
    "Loaded",
    "Scenario",
    "find",
    "gallery",
    "json_schema",
    "load",
    "load_with_changes",
]
