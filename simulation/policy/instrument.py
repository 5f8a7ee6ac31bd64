"""The kinds of instrument a scenario can name; one file each."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.smart_factory import SmartFactorySubsidy
from simulation.policy.specification import Specification

InstrumentSpec = Annotated[SmartFactorySubsidy | CapitalSpending, Field(discriminator="kind")]

INSTRUMENT_MODELS: dict[str, type[Specification]] = {
    "smart_factory_subsidy": SmartFactorySubsidy,
    "capital_spending": CapitalSpending,
}
"""Every instrument by kind."""
