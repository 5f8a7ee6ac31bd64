"""Firms, workers, districts and the city as Mesa agents: views on rows of the columns, with no state of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, ClassVar

import mesa
import numpy as np

from simulation.model.world import World
from simulation.state import Firms


class WorldModel(mesa.Model):  # type: ignore[misc]
    """A model of Mesa around a world, as its agents see it."""

    world: World


class Firm(mesa.Agent):  # type: ignore[misc]
    """One tenant: every column of :class:`simulation.state.Firms` is an attribute that reads and writes its row."""

    model: WorldModel
    columns: ClassVar[frozenset[str]] = frozenset(spec.name for spec in fields(Firms))

    def __init__(self, model: WorldModel, row: int) -> None:
        super().__init__(model)
        self.__dict__["row"] = row

    def __getattr__(self, name: str) -> Any:
        if name in type(self).columns:
            return getattr(self.model.world.firms, name)[self.__dict__["row"]]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in type(self).columns:
            getattr(self.model.world.firms, name)[self.row] = value
        else:
            super().__setattr__(name, value)

    @property
    def workers(self) -> Sequence[Worker]:
        """Views of the people this firm employs."""
        rows = np.flatnonzero(self.model.world.people.employer == self.row)
        return [Worker(self.model.world, int(row)) for row in rows]


class Worker:
    """One person in reach of the complex, made on demand; not registered with Mesa (150,000 objects cost a month)."""

    def __init__(self, world: World, row: int) -> None:
        self.world, self.row = world, row

    @property
    def employer(self) -> int:
        """Row of the employing firm, -1 for a seeker."""
        return int(self.world.people.employer[self.row])

    @property
    def tenure(self) -> int:
        """Months with the present employer."""
        return int(self.world.people.tenure[self.row])


class WorkerViews(Sequence[Worker]):
    """All people in reach, as a sequence of views."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __len__(self) -> int:
        return int(self._world.people.employer.size)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [Worker(self._world, row) for row in range(*index.indices(len(self)))]
        row = int(index)
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return Worker(self._world, row % len(self))

    def __iter__(self) -> Iterator[Worker]:
        return (Worker(self._world, row) for row in range(len(self)))


class District(mesa.Agent):  # type: ignore[misc]
    """One district of the city: totals of the firms that stand in it."""

    model: WorldModel

    def __init__(self, model: WorldModel, index: int, name: str) -> None:
        super().__init__(model)
        self.index, self.name = index, name

    @property
    def employment(self) -> int:
        """Workers at the district's firms (persons)."""
        firms = self.model.world.firms
        return int(firms.employees[firms.district == self.index].sum())

    @property
    def residents(self) -> int:
        """Registered residents (persons); zero where a complex ships none."""
        home = self.model.world.settlement
        return 0 if home is None else int(home.by_district()[self.index])


class City(mesa.Agent):  # type: ignore[misc]
    """The city around the complex: totals over all firms."""

    model: WorldModel

    @property
    def employment(self) -> int:
        """Workers at all firms of the complex (persons)."""
        return int(self.model.world.firms.employees.sum())

    @property
    def residents(self) -> int:
        """Registered residents (persons); zero where a complex ships none."""
        home = self.model.world.settlement
        return 0 if home is None else int(home.persons.sum())


def register_places(model: WorldModel) -> None:
    """Register districts and the city with Mesa."""
    for index, district in enumerate(model.world.data.districts):
        District(model, index, district.key)
    City(model)
