"""What a result rests on, in plain words: what comes anyway, and what its complex lacks in data."""

from __future__ import annotations

from simulation.catalogue import name_of
from simulation.errors import LANGUAGES, Text
from simulation.experiments.worlds import given_events
from simulation.report.words import say
from simulation.scenario import Scenario
from simulation.scenario.assumed import assumptions_of


def premises_of(scenario: Scenario) -> list[Text]:
    """One remark each: events that both worlds have, then what every result of the complex stands on."""
    given = given_events(scenario).values()
    if not given:
        return assumptions_of(scenario)
    names = {
        language: ", ".join(
            getattr(spec, f"name_{language}") or name_of(f"instrument.{spec.kind_name()}", language) for spec in given
        )
        for language in LANGUAGES
    }
    said = Text(*(say("given_events", language, names=names[language]) for language in LANGUAGES))
    return [said, *assumptions_of(scenario)]
