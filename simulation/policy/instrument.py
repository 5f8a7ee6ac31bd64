"""The protocol every instrument follows, and the kinds of instrument a scenario can name; one file each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Protocol

from pydantic import Field

from simulation.accounts import Account
from simulation.policy.actions import Actions, Flags, PolicyView
from simulation.policy.capital_spending import CapitalSpending
from simulation.policy.commercialisation import Commercialisation
from simulation.policy.commuting_support import CommutingSupport
from simulation.policy.data_sharing import DataSharingNetwork
from simulation.policy.founders_housing import FoundersHousing
from simulation.policy.settlement_facilities import SettlementFacilities
from simulation.policy.smart_factory import SmartFactorySubsidy
from simulation.policy.specification import Specification
from simulation.policy.start_up_support import StartUpSupport
from simulation.policy.training import Training
from simulation.policy.worker_housing import WorkerHousing
from simulation.units import Month


class Instrument(Protocol):
    """A frozen parameter model that acts only through levers, transfers and purchases."""

    @property
    def scaled_by(self) -> str | None:
        """Parameter its money is multiplied by."""

    @property
    def pool(self) -> str | None:
        """Pool within which the scaling parameters add to one."""

    @property
    def fixed_dates(self) -> bool:
        """Whether a delay of the programme leaves it where it is."""

    def generosity(self, year: int) -> float:
        """Share of a cost it pays in a year; firms that qualify for several grants get the most generous."""

    def resolved(
        self, values: Mapping[str, float], execution: bool, pool_total: float = 1.0
    ) -> dict[int, dict[Account, float]]:
        """Its money by year and payer (million KRW)."""

    def share_within(self, year: int, first: Month, last: Month, delay: int = 0) -> float:
        """Share of the money of a year that a run can pay."""

    def eligible(self, view: PolicyView) -> Flags:
        """Firms it may serve."""

    def apply(self, view: PolicyView, month: Month) -> Actions:
        """What it does this month with the money in ``view.left``."""


INSTRUMENT_MODELS: dict[str, type[Specification]] = {
    "smart_factory_subsidy": SmartFactorySubsidy,
    "capital_spending": CapitalSpending,
    "start_up_support": StartUpSupport,
    "worker_housing": WorkerHousing,
    "commuting_support": CommutingSupport,
    "data_sharing_network": DataSharingNetwork,
    "training": Training,
    "settlement_facilities": SettlementFacilities,
    "founders_housing": FoundersHousing,
    "commercialisation": Commercialisation,
}
"""Every instrument by kind."""

InstrumentSpec = Annotated[
    SmartFactorySubsidy
    | CapitalSpending
    | StartUpSupport
    | WorkerHousing
    | CommutingSupport
    | DataSharingNetwork
    | Training
    | SettlementFacilities
    | FoundersHousing
    | Commercialisation,
    Field(discriminator="kind"),
]
"""One instrument of a scenario file, told apart by its ``kind``."""
