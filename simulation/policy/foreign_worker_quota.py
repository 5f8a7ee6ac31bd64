"""Foreign-worker quota (외국인력 허용인원): how many workers under permit a firm may employ more, or fewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from simulation.arrays import Column
from simulation.policy.actions import PolicyView
from simulation.policy.event import Event
from simulation.policy.registry import instrument
from simulation.units import Month

MOST = 100
"""Persons a firm: beyond any quota of the law."""


@instrument
class ForeignWorkerQuota(Event):
    """Adds ``change`` persons to the quota of every operating manufacturer up to ``largest`` workers; a rule, no money.

    Lever ``foreign_worker_quota``. Of permits added, firms use the drawn ``policy.permit_use``, and so many more people
    come from abroad; where quotas are taken away so many fewer come, and who is there stays.
    """

    # Worked example: 2 persons more at 1,500 firms are 3,000 permits, of which a tenth, 300 people, are used.

    given: ClassVar[bool] = False
    kind: Literal["foreign_worker_quota"]
    change: int = Field(ge=-MOST, le=MOST, description="업체당 허용인원 증감(명) / persons a firm, more or fewer")
    largest: int = Field(
        default=299, ge=1, description="적용 업체 최대 종사자 수 / most workers of a firm it holds for"
    )

    def pulls(self, view: PolicyView, month: Month) -> Mapping[str, Column]:
        """The change, at the firms it holds for."""
        may = view.operating & view.manufacturing & (view.employees <= self.largest)
        return {"foreign_worker_quota": np.where(may, float(self.change), 0.0)} if self.change else {}
