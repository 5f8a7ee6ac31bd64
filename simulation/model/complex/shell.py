"""The complex as a ``mesa.Model``: a shell that steps a world month by month and shows its rows as agents."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mesa
import numpy as np

from simulation.arrays import Column, Flags
from simulation.card import card
from simulation.errors import whole_number
from simulation.model.complex.agents import Firm, WorkerViews, WorldModel, register_places
from simulation.model.complex.collected import collector
from simulation.model.month import step
from simulation.model.opening import values_of, world_of
from simulation.model.parts.outside import OutsidePath
from simulation.scenario import Scenario, load
from simulation.start import StartState
from simulation.switches import Switches


class Complex(WorldModel):
    """One complex in one world: a scenario, the luck of one seed, one draw of the uncertain parameters.

    Everything the model knows is in ``world``, and every field of it is an attribute here too (``model.firms``).

    Args:
        scenario: a resolved scenario (see :func:`simulation.load`), or the name or file of one.
        seed: number of the run; keys every draw.
        draw: drawn parameters by key; parameters that are missing stand at their central value.
        switches: channels of the model; those of the scenario when missing.
        outside: path of the outside world, to share one between worlds; made from the seed when missing.
        start: state at the start, copied, to share one between worlds; made from the record when missing.
        replay: output (month, firm) of another world whose orders tenants place here instead of their own.
        muted: firms whose steps up the ladder have no effect, to tell what those steps did; nobody when missing.
    """

    values_of = staticmethod(values_of)
    running: bool

    def __init__(
        self,
        scenario: Scenario | str | Path,
        seed: int = 1,
        draw: Mapping[str, float] | None = None,
        switches: Switches | None = None,
        outside: OutsidePath | None = None,
        start: StartState | None = None,
        replay: Column | None = None,
        muted: Flags | None = None,
    ) -> None:
        super().__init__(rng=whole_number("seed", seed, least=0))
        self.agents_numbered = 0
        if not isinstance(scenario, Scenario):
            scenario = load(scenario)
        self.world = world_of(
            scenario, seed, draw=draw, switches=switches, outside=outside, start=start, replay=replay, muted=muted
        )
        self._views: dict[int, Firm] = {}
        self._shown = np.zeros_like(self.world.firms.active)
        register_places(self)
        self.totals = self.datacollector = collector()

    def register_agent(self, agent: mesa.Agent) -> None:
        """Register an agent with Mesa under a number that no other agent of this model ever has."""
        super().register_agent(agent)
        self.agents_numbered += 1
        agent.unique_id = self.agents_numbered
        # The counter of Mesa 3.3 holds the model, and so would keep it alive.
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def __getattr__(self, name: str) -> Any:
        """A field of the world."""
        if name.startswith("_") or "world" not in self.__dict__:
            raise AttributeError(name)
        return getattr(self.world, name)

    def _repr_html_(self) -> str:
        world = self.world
        rows = [
            ("시나리오 / Scenario", world.asked.key),
            ("난수 / Seed", world.seed_number),
            ("지난 달 수 / Months stepped", f"{world.step_index} / {world.asked.months}"),
            ("업체 / Firms", f"{int(world.firms.active.sum()):,}"),
            ("종사자 / Workers at firms", f"{int(world.firms.employees.sum()):,}"),
        ]
        return card(world.data.name.in_language("ko") + " / " + world.data.name.en, rows)

    def sync_views(self) -> None:
        """Register with Mesa the firms that came since agents were last looked at, and take out those that went."""
        active = self.world.firms.active
        shown = self._shown[: active.size]
        for row in np.flatnonzero(active != shown).tolist():
            if active[row]:
                self._views[row] = Firm(self, row)
            else:
                self._views.pop(row).remove()
        shown[:] = active

    @property
    def views(self) -> dict[int, Firm]:
        """The firms of today as agents, by row."""
        self.sync_views()
        return self._views

    @property
    def agents(self) -> Any:
        """All agents, the firms of today among them."""
        self.sync_views()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Agents of each kind, the firms of today among them."""
        self.sync_views()
        return super().agents_by_type

    @property
    def workers(self) -> WorkerViews:
        """People in reach of the complex, as views made on demand."""
        return WorkerViews(self.world)

    def step(self) -> None:
        """Simulate one month; past the end of the scenario, nothing."""
        if not self.running:
            self.steps = self.world.step_index
            return
        step(self.world)
        self.running = not self.world.over
        self.totals.collect(self)

    def run(self) -> None:
        """Simulate all months of the scenario."""
        while self.running:
            self.step()
