"""The complex as a ``mesa.Model``: a page of phases, stepped once a month over columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.accounts import Ledger
from simulation.arrays import Column
from simulation.catalogue import complex_data, exchange_rate, io_system, minimum_pay, parameters_for
from simulation.equations.input_output import Reach, leontief_inverse
from simulation.equations.labour import stationary_vacancy_share
from simulation.luck import stream, uniforms
from simulation.model.agents import Firm, WorkerViews, register_views
from simulation.model.city import city_state
from simulation.model.collected import collector
from simulation.model.demography import lay_out_demography
from simulation.model.history import FirmHistory
from simulation.model.ladder import prepare_ladder
from simulation.model.office import hours_at_start
from simulation.model.outside import OutsidePath, outside_path
from simulation.model.people import labour_market
from simulation.model.phases.accounts import accounts
from simulation.model.phases.city import city
from simulation.model.phases.demography import demography
from simulation.model.phases.households import households
from simulation.model.phases.labour import labour
from simulation.model.phases.lives import lives
from simulation.model.phases.outside_world import outside_world
from simulation.model.phases.plans import plans
from simulation.model.phases.prices import price_start
from simulation.model.phases.production import investment, production
from simulation.model.phases.programmes import programmes
from simulation.model.phases.public_accounts import public_accounts
from simulation.model.phases.reach import reach
from simulation.model.phases.record import record
from simulation.model.phases.research import begin_research, research
from simulation.model.phases.sales import sales
from simulation.model.phases.technology import technology
from simulation.model.places import places_of
from simulation.model.recorder import AREAS, Recorder
from simulation.model.register import Register, register_of
from simulation.model.settlement import settlement
from simulation.model.stability import refuse_unstable
from simulation.policy.actions import NOTHING, Purchase
from simulation.policy.programmes import Programmes
from simulation.scenario import Scenario, load
from simulation.start import StartState, start_state
from simulation.state import Levers, Switches, ZoneLevers, allocate, copy_of
from simulation.units import Month, annual_hazard_to_monthly, annual_rate_to_monthly

PHASES: tuple[Callable[[Complex], None], ...] = (
    outside_world,
    programmes,
    plans,
    technology,
    research,
    lives,
    labour,
    production,
    investment,
    sales,
    accounts,
    reach,
    households,
    city,
    public_accounts,
    demography,
    record,
)
"""One month on one page: the order is the model."""


class Complex(mesa.Model):  # type: ignore[misc]
    """One complex in one world: a scenario, the luck of one seed, one draw of the uncertain parameters.

    Args:
        scenario: a resolved scenario (see :func:`simulation.load`), or the name or file of one.
        seed: number of the run; keys every draw.
        draw: drawn parameters by key; parameters that are missing stand at their central value.
        switches: channels to turn off (tests, impact runs).
        outside: path of the outside world, to share one between worlds; made from the seed when missing.
        start: state at the start, copied, to share one between worlds; made from the record when missing.
        replay: output (month, firm) of another world whose orders tenants place here instead of their own.
        muted: firms whose steps up the ladder have no effect, to tell what those steps did; nobody when missing.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path,
        seed: int = 1,
        draw: Mapping[str, float] | None = None,
        switches: Switches | None = None,
        outside: OutsidePath | None = None,
        start: StartState | None = None,
        replay: Column | None = None,
        muted: NDArray[np.bool_] | None = None,
    ) -> None:
        super().__init__(rng=seed)
        self.agents_numbered = 0
        if not isinstance(scenario, Scenario):
            scenario = load(scenario)
        # Mesa 3.5 keeps an attribute ``scenario`` of its own, so ours has another name.
        self.asked, self.seed_number = scenario, seed
        self.switches = switches if switches is not None else Switches()
        self.value = self.values_of(scenario, draw)
        self.data = complex_data(scenario.complex)
        self.system = io_system(self.data.province)
        self.scale = scenario.scale
        self.start_month = Month.parse(scenario.start)
        self.months = scenario.months
        self.step_index = 0
        self.outside = outside if outside is not None else outside_path(scenario, seed, self.value)

        state = start or start_state(self.data, self.start_month.quarter, self.value, seed, scenario.scale)
        self.start = state
        self.people = copy_of(state.workers)
        self.firms, self.network, self.demography = lay_out_demography(
            copy_of(state.firms), state.network, self.value, seed, self.months, self.scale, self.switches.demography
        )
        self.levers = allocate(Levers, self.firms.identifier.size)
        self.ledger = Ledger(self.firms.cash)
        self._prepare(state.complex_share)
        self.recorder = Recorder(self.months, self.firms)
        self.residuals: dict[str, float] = {}
        self.outside_complex: dict[str, float] = {}
        self.replay = replay
        self.muted = np.zeros(self.firms.identifier.size, dtype=bool) if muted is None else muted
        self.output_history = np.zeros((self.months, self.firms.identifier.size))
        self.history = FirmHistory(self.months, self.firms.identifier.size)
        self.views: dict[int, Firm] = {}
        register_views(self)
        self.totals = self.datacollector = collector()

    def register_agent(self, agent: mesa.Agent) -> None:
        """Register an agent with Mesa under a number that no other agent of this model ever has."""
        super().register_agent(agent)
        self.agents_numbered += 1
        agent.unique_id = self.agents_numbered
        # The counter of Mesa 3.3 holds the model, and so would keep it alive.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    @staticmethod
    def values_of(scenario: Scenario, draw: Mapping[str, float] | None) -> dict[str, float]:
        """Every parameter of a run: its central value, the draw over it, and what the scenario holds over both."""
        values = {key: quantity.value for key, quantity in parameters_for(scenario.complex).items()}
        return {**values, **(draw or {}), **scenario.parameters}

    def _prepare(self, complex_share: Column) -> None:
        """Set up what stays fixed over the run and the buffers of the month, once."""
        firms, rows = self.firms, self.firms.identifier.size
        self.anchor_rows = np.flatnonzero(firms.anchor)
        self.anchor_keys = firms.identifier[self.anchor_rows]
        self.firm_order = np.argsort(firms.identifier, kind="stable")
        self.rounding = uniforms(stream(self.seed_number, "rounding of posts"), firms.identifier)
        self.vacancy_share = stationary_vacancy_share(firms.separation_rate, self.value["labour.fill_probability"])
        self.vacancy_share += self.value["labour.latent_posts"] / 100.0
        self.complex_share = complex_share
        own = complex_share[:, None] * self.system.province
        refuse_unstable(own, self.value)
        self.reach = Reach.between(own, self.system.province, self.system.national)
        self.province_inverse = leontief_inverse(self.system.province)
        self.national_inverse = leontief_inverse(self.system.national)
        self.tax_ratio = self.system.production_tax_ratio[firms.sector]
        self.monthly_depreciation = annual_hazard_to_monthly(self.value["investment.depreciation_rate"] / 100.0)
        self.start_output = firms.output.copy()
        if self.switches.partial_adjustment:
            firms.productivity /= hours_at_start(self.data, self.start_month.quarter, self.value)[firms.industry]
        self.start_productivity = firms.productivity.copy()
        groups = len(self.data.industries)
        made = np.bincount(firms.industry, weights=firms.output, minlength=groups)
        could = np.bincount(firms.industry, weights=firms.capacity, minlength=groups)
        self.start_utilisation = np.divide(made, could, out=np.zeros(groups), where=could > 0.0)
        capital = np.array([self.value[f"investment.capital_output.{name}"] for name in self.data.industries])
        self.capital_value = (12.0 * capital * self.start_utilisation)[firms.industry]
        self.start_value_added_ratio = self.system.value_added_ratio(self.start_month.year)
        firms.labour[:] = firms.employees
        self._prepare_city()
        if self.switches.turnover:
            self.market = labour_market(self)
        self.base_offer = firms.wage_offer.copy()
        self.filled_advertised = np.zeros(rows, dtype=np.int64)
        self.kept_posts = np.zeros(rows)
        self.fill = np.ones(rows)
        self.price_start = price_start(firms, self.value, self.demography.model)
        self.needed_posts = firms.established_posts.copy()
        self.orders_placed = firms.orders_inside.copy()
        self.ordered_output = firms.output.copy()
        self.opening_inventory = firms.inventory.copy()
        self.opening_inputs = firms.input_stock.copy()
        self.opening_capacity = firms.capacity.copy()
        self.opening_active = firms.active.copy()
        self._prepare_programmes(rows)

    def _prepare_city(self) -> None:
        """The city's services, zones and residents at the start, and the people in reach among these."""
        firms = self.firms
        self.places = places_of(self.data.key, self.scale)
        self.zone_levers = allocate(ZoneLevers, self.places.rent.size)
        made = np.bincount(firms.sector, weights=firms.output, minlength=self.system.sectors)
        province = self.reach.output(np.asarray(made, dtype=np.float64))[0]
        self.city = city_state(float((firms.wage * firms.labour).sum()), province, self.value, self.system)
        trend = self.value["households.price_trend"] / 100.0 if self.switches.wages_move else 0.0
        self.consumer_inflation = 1.0 + annual_rate_to_monthly(trend)
        self.settlement = settlement(self)
        self.register: Register | None = None
        if self.settlement is not None and self.switches.migration and self.switches.turnover:
            self.register = register_of(self, self.settlement)

    def _prepare_programmes(self, rows: int) -> None:
        """The instruments of the scenario, the ladder, and the buffers of what programmes do in a month."""
        firms, scenario, sectors = self.firms, self.asked, self.system.sectors
        self.programmes = Programmes(
            scenario.instruments, self.value, scenario.execution, scenario.shift, scenario.scale
        )
        self.actions = NOTHING
        self.purchases: tuple[Purchase, ...] = ()
        self.grants, self.step_grants = np.zeros(rows), np.zeros(rows)
        self.reached = np.zeros((len(AREAS), sectors))
        self.step_cost = np.full(rows, np.inf)
        self.adoption_spending = np.zeros(rows)
        self.commercialised = np.zeros(rows, dtype=np.bool_)
        self.programme_local, self.programme_domestic = np.zeros(sectors), np.zeros(sectors)
        self.programme_inside = np.zeros(sectors)
        if self.switches.technology:
            worth = firms.price * firms.output
            cost = (1.0 + self.value["labour.employer_contributions"]) * firms.wage * firms.employees
            cost += self.tax_ratio * worth + self.monthly_depreciation * self.capital_value * firms.capacity
            left = np.divide(cost, worth, out=np.zeros(rows), where=worth > 0.0)
            margin = np.where(worth > 0.0, firms.value_added_share - left, 0.0)
            self.ladder = prepare_ladder(firms, self.value, margin, self.seed_number, self.start_month)
            begin_research(self, np.flatnonzero(firms.active), firms.employees[firms.active].astype(np.float64))

    @property
    def workers(self) -> WorkerViews:
        """People in reach of the complex, as views made on demand."""
        return WorkerViews(self)

    @property
    def month(self) -> Month:
        """The month being simulated."""
        return self.start_month + (self.step_index + 1)

    @property
    def residual(self) -> float:
        """Worst relative residual of any identity at any step so far."""
        return max(self.residuals.values(), default=0.0)

    def step(self) -> None:
        """Simulate one month: the phases of the page, in their order; past the end of the scenario, nothing."""
        if not self.running:
            self.steps = self.step_index
            return
        self.opening_inventory[:] = self.firms.inventory
        self.opening_capacity[:] = self.firms.capacity
        for phase in PHASES:
            phase(self)
        self.close_month()

    def close_month(self) -> None:
        """Hand the month's orders over to the next and advance the clock."""
        self.firms.orders_inside[:] = self.orders_placed
        self.ordered_output[:] = self.ordering()
        self.step_index += 1
        self.running = self.step_index < self.months
        self.totals.collect(self)

    def ordering(self) -> Column:
        """Output whose inputs tenants order this month: their own, or that of the world replayed."""
        made = self.firms.output if self.replay is None else self.replay[self.step_index]
        return np.where(self.firms.active, made, 0.0)

    def run(self) -> None:
        """Simulate all months of the scenario."""
        while self.running:
            self.step()

    def productivity(self) -> Column:
        """Output per head in normal hours this month (volume a month): the start value on its yearly trend."""
        firms = self.firms
        treated = firms.treated_productivity * self.levers.treated_productivity
        firms.productivity[:] = self.start_productivity * treated
        if self.switches.productivity_trend:
            growth = annual_rate_to_monthly(self.value["production.productivity_growth"] / 100.0)
            firms.productivity *= (1.0 + growth) ** (self.step_index + 1)
        return firms.productivity

    def minimum_pay(self) -> float:
        """Full-time pay at the minimum wage of the year (million KRW a month)."""
        return minimum_pay(self.month.year)

    def exchange_rate(self) -> float:
        """KRW per USD, mean of the year."""
        return exchange_rate(self.month.year)
