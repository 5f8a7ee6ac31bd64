"""What is no fault of a scenario and yet should be known before and after a run."""

from __future__ import annotations

from simulation.errors import Text
from simulation.scenario.assumed import assumptions_of
from simulation.scenario.idle import idle_remarks
from simulation.scenario.money import unspent_remarks
from simulation.scenario.schema import Scenario


def remarks_of(scenario: Scenario) -> list[Text]:
    """Money outside the months simulated, what can do nothing, and what is assumed."""
    return [*unspent_remarks(scenario), *idle_remarks(scenario), *assumptions_of(scenario)]
