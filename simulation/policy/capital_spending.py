"""Programme capital spending (사업비 지출): purchases of construction, machinery, software, R&D and services."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, field_validator

from simulation.arrays import Flags
from simulation.policy.actions import NOTHING, Actions, PolicyView
from simulation.policy.registry import instrument
from simulation.policy.specification import Specification
from simulation.policy.spending import purchase, spending_vectors
from simulation.units import Month

LOCAL_SCALE = "policy.local_sourcing"
BUILDING = "construction"


def known_item(item: str) -> str:
    """The item, where the table of spending vectors has it."""
    if item not in spending_vectors():
        raise ValueError(f"unknown item; allowed: {', '.join(spending_vectors())}")
    return item


@instrument
class CapitalSpending(Specification):
    """Buys the goods and services of one cost item, evenly over the months of each year within its dates."""

    # Worked example: 120억 in a year with nothing paid before May and an end in August: 4 months are left, 30억 a
    # month; the part of it that the item buys at home is demand there, the rest is imports and taxes.

    even: ClassVar[bool] = True
    kind: Literal["capital_spending"]
    item: str = Field(description="비목 / cost item")

    _known = field_validator("item")(known_item)

    def spending_only(self) -> CapitalSpending:
        """The same purchases and nothing else, whatever a kind of its own does with what it buys."""
        return plain_spending(self, self.item)

    def buys(self) -> Mapping[str, float]:
        """Its item and nothing else."""
        return {self.item: 1.0}

    def eligible(self, view: PolicyView) -> Flags:
        """No firm applies: the programme buys on the market."""
        return np.zeros(view.rows, dtype=np.bool_)

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """Spend this month's part of what is left of the year's money."""
        if not self.holds(month):
            return NOTHING
        remaining = self.months_to_come(month)
        payers = {account: amount / remaining for account, amount in view.left.items() if amount > 0.0}
        if not payers:
            return NOTHING
        return Actions(
            purchases=(purchase("", self.item, payers=payers, local_scale=view.values.get(LOCAL_SCALE, 1.0)),)
        )


def plain_spending(spec: Specification, item: str, *, share: float = 1.0) -> CapitalSpending:
    """What an instrument pays for a cost item, as spending and nothing else."""
    common = spec.model_dump(include=set(Specification.model_fields))
    money = {year: amount * share for year, amount in spec.budget.items()}
    return CapitalSpending.model_validate({**common, "budget": money, "kind": "capital_spending", "item": item})
