"""The complex as a ``mesa.Model``: a page of phases, stepped once a month over columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.accounts import Ledger
from simulation.catalogue import complex_data, exchange_rate, io_system, minimum_pay, parameters_for
from simulation.equations.input_output import Reach, leontief_inverse
from simulation.equations.labour import stationary_vacancy_share
from simulation.equations.stability import loop_radius
from simulation.errors import StabilityError, Text
from simulation.luck import stream, uniforms
from simulation.model.agents import City, District, Firm, WorkerViews
from simulation.model.city import city_state
from simulation.model.history import FirmHistory
from simulation.model.ladder import prepare_ladder
from simulation.model.office import hours_at_start
from simulation.model.outside import OutsidePath, outside_path
from simulation.model.phases.accounts import accounts
from simulation.model.phases.households import households
from simulation.model.phases.labour import labour
from simulation.model.phases.outside_world import outside_world
from simulation.model.phases.plans import plans
from simulation.model.phases.prices import price_start
from simulation.model.phases.production import investment, production
from simulation.model.phases.programmes import programmes
from simulation.model.phases.reach import reach
from simulation.model.phases.record import record
from simulation.model.phases.sales import sales
from simulation.model.phases.technology import technology
from simulation.model.recorder import AREAS, Recorder
from simulation.policy.actions import NOTHING, Purchase
from simulation.policy.programmes import Programmes
from simulation.start import StartState, start_state
from simulation.state import Levers, Switches, allocate, copy_of
from simulation.units import Month, annual_hazard_to_monthly, annual_rate_to_monthly

if TYPE_CHECKING:
    from simulation.scenario import Scenario

Column = NDArray[np.float64]

PHASES: tuple[Callable[[Complex], None], ...] = (
    outside_world,
    programmes,
    plans,
    technology,
    labour,
    production,
    investment,
    sales,
    accounts,
    reach,
    households,
    record,
)
"""One month on one page: the order is the model."""


class Complex(mesa.Model):  # type: ignore[misc]
    """One complex in one world: a scenario, the luck of one seed, one draw of the uncertain parameters.

    Args:
        scenario: a resolved scenario (see :func:`simulation.load`).
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
        scenario: Scenario,
        seed: int = 1,
        draw: Mapping[str, float] | None = None,
        switches: Switches | None = None,
        outside: OutsidePath | None = None,
        start: StartState | None = None,
        replay: Column | None = None,
        muted: NDArray[np.bool_] | None = None,
    ) -> None:
        super().__init__(rng=seed)
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
        self.firms, self.people, self.network = copy_of(state.firms), copy_of(state.workers), state.network
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
        self._register_views()

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
        self.complex_share = complex_share
        own = complex_share[:, None] * self.system.province
        self._refuse_unstable(own)
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
        self.fill = np.ones(rows)
        self.price_start = price_start(firms, self.value["labour.employer_contributions"])
        self.needed_posts = firms.established_posts.copy()
        self.orders_placed = firms.orders_inside.copy()
        self.ordered_output = firms.output.copy()
        self.opening_inventory = firms.inventory.copy()
        self.opening_inputs = firms.input_stock.copy()
        self.opening_capacity = firms.capacity.copy()
        self._prepare_programmes(rows)
        made = np.bincount(firms.sector, weights=firms.output, minlength=self.system.sectors)
        province = self.reach.output(np.asarray(made, dtype=np.float64))[0]
        self.city = city_state(float((firms.wage * firms.labour).sum()), province, self.value, self.system)
        trend = self.value["households.price_trend"] / 100.0 if self.switches.wages_move else 0.0
        self.consumer_inflation = 1.0 + annual_rate_to_monthly(trend)

    def _prepare_programmes(self, rows: int) -> None:
        """The instruments of the scenario, the ladder, and the buffers of what programmes do in a month."""
        firms, scenario, sectors = self.firms, self.asked, self.system.sectors
        self.programmes = Programmes(
            scenario.instruments, self.value, scenario.execution, scenario.shift, scenario.scale
        )
        self.actions = NOTHING
        self.purchases: tuple[Purchase, ...] = ()
        self.grants = np.zeros(rows)
        self.reached = np.zeros((len(AREAS), sectors))
        self.step_cost = np.full(rows, np.inf)
        self.adoption_spending = np.zeros(rows)
        self.programme_local, self.programme_domestic = np.zeros(sectors), np.zeros(sectors)
        self.programme_inside = np.zeros(sectors)
        if self.switches.technology:
            worth = firms.price * firms.output
            cost = (1.0 + self.value["labour.employer_contributions"]) * firms.wage * firms.employees
            cost += self.tax_ratio * worth + self.monthly_depreciation * self.capital_value * firms.capacity
            left = np.divide(cost, worth, out=np.zeros(rows), where=worth > 0.0)
            margin = np.where(worth > 0.0, firms.value_added_share - left, 0.0)
            self.ladder = prepare_ladder(firms, self.value, margin, self.seed_number)

    def _refuse_unstable(self, own_coefficients: Column) -> None:
        """Refuse parameters with which orders and stocks would swing without bound (equation 4.1)."""
        correction = self.value["production.inventory_correction"]
        cover = self.value["production.inventory_cover"]
        radius = loop_radius(own_coefficients, correction, cover)
        if radius >= 1.0:
            given = f"production.inventory_correction = {correction:g}, production.inventory_cover = {cover:g}"
            raise StabilityError(
                Text(
                    f"{given}: 주문과 재고가 수렴하지 않습니다(고윳값 {radius:.3f}, 1 미만이어야 함). "
                    "두 값 중 하나를 낮추십시오.",
                    f"{given}: orders and stocks would not settle (largest root {radius:.3f}, must be below 1). "
                    "Lower one of the two.",
                )
            )

    def _register_views(self) -> None:
        """Register row views with Mesa, without letting the agent counter of Mesa 3.3 keep the model alive."""
        for row in np.flatnonzero(self.firms.identifier >= 0):
            Firm(self, int(row))
        for index, district in enumerate(self.data.districts):
            District(self, index, district.key)
        City(self)
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

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
        """Simulate one month: the phases of the page, in their order."""
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

    def ordering(self) -> Column:
        """Output whose inputs are ordered this month: the tenants' own, or that of the world replayed."""
        return self.firms.output if self.replay is None else self.replay[self.step_index]

    def run(self) -> None:
        """Simulate all months of the scenario."""
        while self.step_index < self.months:
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

    def capacity_limit(self) -> Column:
        """Highest output that capacity allows (volume a month)."""
        if not self.switches.capacity_limits:
            return np.full_like(self.firms.capacity, np.inf)
        return self.value["production.utilisation_limit"] * self.firms.capacity

    def labour_limit(self, heads: Column) -> Column:
        """Highest output of the given heads within the working-time law (volume a month)."""
        if not self.switches.labour_limits:
            return np.full_like(heads, np.inf)
        law = self.data.hours_law_applies(self.month)[self.firms.size_class]
        hours = np.where(law, self.value["labour.hours_limit"], self.value["labour.hours_limit_before"])
        return hours * self.firms.productivity * heads

    def solvent(self) -> NDArray[np.bool_]:
        """Firms whose money and credit line are not used up (credit in months of output)."""
        line = self.value["finance.credit_months"] * self.firms.price * self.start_output
        solvent: NDArray[np.bool_] = self.firms.cash > -line
        return solvent

    def input_ratio(self) -> Column:
        """Intermediate inputs over output: the firm's own at the start, moved as its sector's in the tables."""
        year = self.month.year if self.switches.prices_move else self.start_month.year
        moved = self.system.value_added_ratio(year) / self.start_value_added_ratio
        ratio: Column = 1.0 - np.minimum(1.0, self.firms.value_added_share * moved[self.firms.sector])
        return ratio

    def minimum_pay(self) -> float:
        """Full-time pay at the minimum wage of the year (million KRW a month)."""
        return minimum_pay(self.month.year)

    def exchange_rate(self) -> float:
        """KRW per USD, mean of the year."""
        return exchange_rate(self.month.year)
