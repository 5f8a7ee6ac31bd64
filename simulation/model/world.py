"""The world: all that a run knows and changes, every part of it declared here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from simulation.accounts import Ledger
from simulation.arrays import Column, Flags
from simulation.catalogue import ComplexData, InputOutput, contributions, exchange_rate, minimum_pay
from simulation.model.parts.city import CityState
from simulation.model.parts.companion import Companion
from simulation.model.parts.decided import Decided
from simulation.model.parts.demography import Demography
from simulation.model.parts.fixed import Fixed
from simulation.model.parts.flows import Flows, Opening
from simulation.model.parts.history import FirmHistory
from simulation.model.parts.labour_market import LabourMarket
from simulation.model.parts.ladder import Ladder
from simulation.model.parts.outside import OutsidePath
from simulation.model.parts.outside_jobs import jobs_outside
from simulation.model.parts.prices import PriceStart
from simulation.model.parts.recorder import Recorder
from simulation.model.parts.register import Register
from simulation.model.parts.rows import Rows
from simulation.model.parts.settlement import Settlement
from simulation.policy.programmes import Programmes
from simulation.scenario import Scenario
from simulation.start import StartState
from simulation.state import Firms, Levers, Network, Places, Workers, ZoneLevers
from simulation.switches import Switches
from simulation.units import Month


@dataclass(slots=True, kw_only=True, eq=False)
class World:
    """One complex in one world of one seed, between two months.

    What is asked: the scenario ``asked``, ``seed_number``, parameters by key in ``value``, ``switches``, the record in
    ``data`` and the input-output ``system``, the ``outside`` path and the ``start`` state; ``replay``, output by month
    and firm of a world whose orders tenants place here, and ``muted``, firms whose steps have no effect.

    What lives: the columns of ``firms`` in sight and all their ``rows``, ``people`` and ``places``, the supplier
    ``network`` and the ``levers``, with their parts: market, ladder, prices, demography, city, settlement and register
    (none where the complex ships no residents), programmes. What a month hands on: ``opening``, ``flows`` and
    ``decided``. What is kept: money in the ``ledger``, ``recorder``, ``history`` and the worst ``residuals`` of
    identities.
    """

    asked: Scenario
    seed_number: int
    value: Mapping[str, float]
    switches: Switches
    data: ComplexData
    system: InputOutput
    start_month: Month
    outside: OutsidePath
    start: StartState
    replay: Column | None
    muted: Flags
    fixed: Fixed

    rows: Rows
    firms: Firms
    people: Workers
    places: Places
    network: Network
    levers: Levers
    zone_levers: ZoneLevers
    market: LabourMarket
    ladder: Ladder
    prices: PriceStart
    demography: Demography
    city: CityState
    settlement: Settlement | None
    register: Register | None
    programmes: Programmes

    opening: Opening
    flows: Flows
    decided: Decided
    ledger: Ledger
    recorder: Recorder
    history: FirmHistory
    residuals: dict[str, float] = field(default_factory=dict)
    step_index: int = 0
    origin: World | None = None
    """This world as it was opened, kept where others like it are to be opened from a copy."""
    beside: tuple[Companion, ...] = ()
    """Other scenarios whose programmes are asked as well, until the first of them may do something else."""
    parts_at: int = 0
    """Months that are lived once for all of these."""
    parting: World | None = None
    """This world as it was then, from which those who had done the same go on."""

    @property
    def scale(self) -> float:
        """Size of the world: one for an agent per real unit."""
        return self.asked.scale

    @property
    def months(self) -> int:
        """Months of the run."""
        return self.asked.months

    @property
    def month(self) -> Month:
        """The month being simulated."""
        return self.start_month + (self.step_index + 1)

    @property
    def over(self) -> bool:
        """Whether all months of the scenario are simulated."""
        return self.step_index >= self.months

    @property
    def residual(self) -> float:
        """Worst relative residual of any identity at any step so far."""
        return max(self.residuals.values(), default=0.0)

    @property
    def moving(self) -> Settlement | None:
        """The residents, where they are born, age, die and move."""
        return self.settlement if self.switches.migration else None

    def minimum_pay(self) -> float:
        """Full-time pay at the minimum wage of the year, moved by events (million KRW a month)."""
        return minimum_pay(self.month.year) * float(self.levers.minimum_pay[0])

    def contribution_rate(self) -> float:
        """Employers' contributions on pay this month (ratio): k (c + r(t) - r(0)).

        c is the rate of the start, r the sum of the rates of the law and k what events make of it. Where wages do not
        move the law does not either.
        """
        moved = contributions(self.month) - contributions(self.start_month) if self.switches.wages_move else 0.0
        return float(self.levers.contributions[0]) * (self.value["labour.employer_contributions"] + moved)

    def jobs_per_million(self, step: int | None = None) -> Column:
        """Full-time jobs outside the complex per million KRW of yearly output at 2020 prices, by sector.

        Args:
            step: month of the run from 0; the one being simulated when missing.
        """
        month = self.month if step is None else self.start_month + (step + 1)
        return jobs_outside(self.system, month, value=self.value, switches=self.switches)

    def exchange_rate(self) -> float:
        """KRW per USD, mean of the year."""
        return exchange_rate(self.month.year)

    def ordering(self) -> Column:
        """Output whose inputs tenants order this month: their own, or that of the world replayed."""
        rows = self.firms.active.size
        made = self.firms.output if self.replay is None else self.replay[self.step_index, :rows]
        if not self.switches.supply_chain:
            made = self.flows.ordered_output
        return np.where(self.firms.active, made, 0.0)
