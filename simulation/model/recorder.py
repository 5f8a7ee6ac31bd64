"""What a run keeps: one array per reported variable, month by industry by size class, and one per city series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.catalogue import INDUSTRIES, SECTORS, SIZE_CLASSES
from simulation.equations.careers import ELSEWHERE, UNEMPLOYED
from simulation.equations.counting import added_up, workers_by_kind
from simulation.equations.technology import TOP_LEVEL
from simulation.model.residents_record import city_series
from simulation.start import published_cells
from simulation.start.people import CONTRACTS, SKILLS
from simulation.state import Firms
from simulation.units import EOK, MONTHS_A_YEAR

if TYPE_CHECKING:
    from simulation.model.complex import Complex

AREAS = ("complex", "province", "rest", "services")
CELLS = len(INDUSTRIES) * len(SIZE_CLASSES)

KINDS = ("women", "foreign", "non_regular", "dispatch", "youth")
"""Kinds of workers that are reported, in the order in which they are counted."""
YOUNG_UNTIL = 40
"""Age in years at which workers are no longer young (19 to 39, as residents)."""
MONEY = (
    "value_added",
    "wage_bill",
    "operating_surplus",
    "intermediate_inputs",
)


class Recorder:
    """Monthly totals by industry and size class, in the units of ``variables.yaml`` (money in 억원)."""

    def __init__(self, months: int, firms: Firms) -> None:
        self.months = months
        self._cell = published_cells(firms)
        self._arrays: dict[str, NDArray[np.float64]] = {}
        self.city: dict[str, NDArray[np.float64]] = {}
        self.sectors = np.zeros((months, len(AREAS), len(SECTORS)))
        """Output by month, area (complex, rest of province, rest of the country, city services) and sector (억원)."""
        self._row = 0

    def arrays(self) -> dict[str, NDArray[np.float64]]:
        """Every variable as an array (month, industry, size class)."""
        return dict(self._arrays)

    def cells(self, column: NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Add a firm column up by industry and size class."""
        return np.asarray(added_up(self._cell, column, CELLS).reshape(len(INDUSTRIES), len(SIZE_CLASSES)))

    def keep(self, name: str, table: NDArray[np.float64]) -> None:
        """Write one variable of the month."""
        if name not in self._arrays:
            self._arrays[name] = np.zeros((self.months, *table.shape))
        self._arrays[name][self._row] = table

    def write(self, world: Complex) -> None:
        """Write all variables of the month."""
        firms, value = world.firms, world.value
        observed = world.outside.observation[world.step_index]
        nominal = firms.price * firms.output
        self.keep("production", self.cells(np.where(firms.manufacturing, nominal, 0.0)) * observed / EOK)
        sold = firms.price * (firms.sales_inside + firms.sales_programme + firms.sales_outside)
        self.keep("revenue", self.cells(sold) * value["observation.revenue_bridge"] * observed / EOK)
        self.keep("output_nominal", self.cells(nominal) / EOK)
        self.keep("output_real", self.cells(firms.output) / EOK)
        self.keep("compensation", self.cells(firms.wage_bill + firms.contributions) / EOK)
        self.keep("net_production_tax", self.cells(firms.production_tax) / EOK)
        self.keep("fixed_capital_consumption", self.cells(firms.depreciation) / EOK)
        self.keep("fixed_capital_formation", self.cells(firms.investment) / EOK)
        self.keep("subsidy_received", self.cells(firms.subsidy) / EOK)
        for name in MONEY:
            self.keep(name, self.cells(getattr(firms, name)) / EOK)
        exports = firms.price * firms.sales_outside * firms.export_share
        self.keep("exports", self.cells(exports) * observed / world.exchange_rate())
        self.keep("inventory", self.cells(firms.price * firms.inventory) / EOK)
        self.keep("order_backlog", self.cells(firms.price * firms.backlog) / EOK)
        self.keep("capacity", self.cells(world.opening_capacity) / EOK)
        self.keep("utilisation", self.utilisation(world))
        self.keep("employment", self.cells(firms.labour))
        self.keep("employment_fte", self.cells(firms.labour) * value["labour.full_time_share"])
        for name in ("hires", "separations", "vacancies"):
            self.keep(name, self.cells(getattr(firms, name)))
        self.keep("tenants", self.cells(firms.active))
        self.keep("operating_firms", self.cells(firms.operating))
        step, state = world.step_index, world.demography
        self.keep("entries", self.cells(state.entered == step))
        self.keep("exits", self.cells((state.closed == step) | (state.left == step)))
        self.keep("moves_out", self.cells(state.left == step))
        self.keep("adopters", self.cells(firms.active & (firms.smart_level > 0)))
        for year, share in enumerate(state.survival(step), start=1):
            self.keep_city(f"survival_{year}", 100.0 * share)
        level = firms.smart_level[firms.active]
        self.keep_city("adopters_by_level", np.bincount(level, minlength=TOP_LEVEL + 1)[1:].astype(np.float64))
        self.keep("ai_adopters", self.cells(firms.active & firms.ai))
        self.keep("commercialised", self.cells(world.commercialised))
        self.keep_city("programme_spending", world.actions.paid / EOK)
        for name, amount in world.outside_complex.items():
            self.keep_city(name, amount / (1.0 if "jobs" in name else EOK))
        for name, number in city_series(world).items():
            self.keep_city(name, number)
        if world.switches.turnover:
            self.write_people(world)
        self.sectors[self._row] = world.reached / EOK
        self._row += 1

    def write_people(self, world: Complex) -> None:
        """Write the month's labour market: latent posts by cell, and what belongs to no industry."""
        firms, market, status = world.firms, world.market, world.people.status
        self.keep("latent_posts", self.cells(firms.latent_posts))
        self.keep("employment_subsidy", self.cells(firms.employment_subsidy) / EOK)
        self.keep_city("moves_between_firms", float(market.moves.sum()))
        self.keep_city("retirements", float(market.retired.sum()))
        self.keep_city("unemployed_in_reach", float(np.count_nonzero(status == UNEMPLOYED)))
        self.keep_city("in_commuters", float(market.in_commuters))
        digital = world.people.skill == SKILLS.index("digital")
        self.keep_city("digital_elsewhere", float(np.count_nonzero(digital & (status == ELSEWHERE))))

        people = world.people
        kinds = workers_by_kind(
            people.employer, people.born, people.woman, people.foreign, people.contract,
            world.step_index - MONTHS_A_YEAR * YOUNG_UNTIL, CONTRACTS.index("in_house"),
        )  # fmt: skip
        for name, count in zip(KINDS, kinds, strict=True):
            self.keep_city(f"employment_{name}", float(count))

    def keep_city(self, name: str, amount: float | NDArray[np.float64]) -> None:
        """Write one number of the month that belongs to no industry, or one a district or age group."""
        if name not in self.city:
            self.city[name] = np.zeros((self.months, *np.shape(amount)))
        self.city[name][self._row] = amount

    def utilisation(self, world: Complex) -> NDArray[np.float64]:
        """Utilisation as firms report it: u = u0 + b (Y/K - u0), in percent."""
        output, capacity = self.cells(world.firms.output), self.cells(world.opening_capacity)
        true = np.divide(output, capacity, out=np.zeros_like(output), where=capacity > 0.0)
        start = world.start_utilisation[:, None]
        reported = start + world.value["observation.utilisation_elasticity"] * (true - start)
        return np.where(capacity > 0.0, 100.0 * reported, 0.0)
