"""What a scenario asks and where what it does comes from, in words."""

from __future__ import annotations

from simulation.catalogue import sources
from simulation.errors import Text
from simulation.experiments.worlds import baseline_of, programme_of
from simulation.scenario import Scenario

RECORD = Text("실적", "Record")
SMALLEST = 1e-9
"""Weight of a programme without money (억원), so that an event still has a source."""


def question(scenario: Scenario, language: str) -> str:
    """What a scenario asks, in the words of its file."""
    return "" if scenario.summary is None else str(getattr(scenario.summary, language))


def source_of(scenario: Scenario, language: str) -> str:
    """Where what a scenario does comes from: the sources of its programmes by money, or the record."""
    own = programme_of(scenario).instruments.values()
    if baseline_of(scenario) is None or scenario.outlook == "recorded":
        return RECORD.in_language(language)
    weight: dict[str, float] = {}
    for each in own:
        weight[str(each.source)] = weight.get(str(each.source), 0.0) + sum(each.budget.values()) + SMALLEST
    known = sources()
    first = max(weight, key=lambda key: weight[key])
    return known[first].title.in_language(language) if first in known else first
