"""Programme capital spending (사업비 지출): purchases of construction, machinery, software, R&D and services."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulation.policy.specification import Specification


class CapitalSpending(Specification):
    """Buys the goods and services of one cost item; ``item`` is a row of the table ``spending_vectors``."""

    kind: Literal["capital_spending"]
    item: str = Field(description="비목 / cost item of the table spending_vectors")
