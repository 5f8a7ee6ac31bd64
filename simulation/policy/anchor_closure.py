"""Closing of an anchor (앵커기업 폐쇄): one of the largest plants closes in a month, with all that hangs on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Column
from simulation.policy.actions import PolicyView
from simulation.policy.event import Event
from simulation.policy.registry import instrument
from simulation.policy.specification import MONTH
from simulation.units import Month


@instrument
class AnchorClosure(Event):
    """Closes the anchor that is ``rank``-th by workers in the month ``closes`` (lever ``closure``).

    Its people are free at once, its money is settled, the local part of its customers goes to rivals, and what other
    firms sold into its programmes ends. Nobody plans it: a programme that answers it is another instrument.
    """

    # Worked example: with anchors of 4,000, 2,500 and 900 workers, rank 2 closes the plant of 2,500.

    kind: Literal["anchor_closure"]
    closes: str = Field(pattern=MONTH, description="폐쇄 월 / month in which it closes")
    rank: int = Field(default=1, ge=1, description="종사자 수 순위 / its place among anchors by workers")
    industry: str | None = Field(default=None, description="업종(없으면 전체) / its industry, else any")

    def pulls(self, view: PolicyView, month: Month) -> Mapping[str, Column]:
        """The plant that closes, in its month."""
        among = view.in_industries(() if self.industry is None else (self.industry,))
        anchors = np.flatnonzero(view.anchor & view.operating & among)
        if month != Month.parse(self.closes) or anchors.size < self.rank:
            return {}
        order = np.lexsort((view.identifier[anchors], -view.employees[anchors]))
        closing = np.zeros(view.rows)
        closing[anchors[order[self.rank - 1]]] = 1.0
        return {"closure": closing}
