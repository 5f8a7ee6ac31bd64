"""Events (여건 변화): what happens to a complex without anybody's budget, by dates and doses of its own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from pydantic import model_validator

from simulation.arrays import Column
from simulation.policy.actions import NOTHING, Actions, PolicyView
from simulation.policy.specification import Specification
from simulation.units import Month


class Event(Specification):
    """An instrument without money: within its dates it pulls levers, and neither pays nor buys anything.

    What is ``given`` comes whatever anybody plans, so that a programme beside it is held against a world that has it.
    """

    given: ClassVar[bool] = True

    @model_validator(mode="after")
    def _nobody_pays(self) -> Event:
        if any(self.budget.values()):
            raise ValueError("an event has no budget: nobody would spend it")
        return self

    def buys(self) -> Mapping[str, float]:
        """Nothing."""
        return {}

    @abstractmethod
    def pulls(self, view: PolicyView, month: Month) -> Mapping[str, Column]:
        """Levers it pulls this month."""

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Pull its levers within its dates."""
        levers = self.pulls(view, month) if self.holds(month) else {}
        return Actions(levers=levers) if levers else NOTHING
