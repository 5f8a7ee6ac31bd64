"""Firms, workers, districts and the city as Mesa agents: views on rows of the columns, with no state of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np
from numpy.typing import NDArray

from simulation.state import Firms

if TYPE_CHECKING:
    from simulation.model.complex import Complex


class Firm(mesa.Agent):  # type: ignore[misc]
    """One tenant: every column of :class:`simulation.state.Firms` is an attribute that reads and writes its row."""

    model: Complex
    columns: ClassVar[frozenset[str]] = frozenset(spec.name for spec in fields(Firms))

    def __init__(self, model: Complex, row: int) -> None:
        super().__init__(model)
        self.__dict__["row"] = row

    def __getattr__(self, name: str) -> Any:
        if name in type(self).columns:
            return getattr(self.model.firms, name)[self.__dict__["row"]]
        raise AttributeError(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in type(self).columns:
            getattr(self.model.firms, name)[self.row] = value
        else:
            super().__setattr__(name, value)

    @property
    def workers(self) -> Sequence[Worker]:
        """Views of the people this firm employs."""
        rows = np.flatnonzero(self.model.people.employer == self.row)
        return [Worker(self.model, int(row)) for row in rows]


class Worker:
    """One person in reach of the complex, made on demand; not registered with Mesa (150,000 objects cost a month)."""

    def __init__(self, model: Complex, row: int) -> None:
        self.model, self.row = model, row

    @property
    def employer(self) -> int:
        """Row of the employing firm, -1 for a seeker."""
        return int(self.model.people.employer[self.row])

    @property
    def tenure(self) -> int:
        """Months with the present employer."""
        return int(self.model.people.tenure[self.row])


class WorkerViews(Sequence[Worker]):
    """All people in reach, as a sequence of views."""

    def __init__(self, model: Complex) -> None:
        self._model = model

    def __len__(self) -> int:
        return int(self._model.people.employer.size)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [Worker(self._model, row) for row in range(*index.indices(len(self)))]
        row = int(index)
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return Worker(self._model, row % len(self))

    def __iter__(self) -> Iterator[Worker]:
        return (Worker(self._model, row) for row in range(len(self)))


class District(mesa.Agent):  # type: ignore[misc]
    """One district of the city: totals of the firms that stand in it."""

    model: Complex

    def __init__(self, model: Complex, index: int, name: str) -> None:
        super().__init__(model)
        self.index, self.name = index, name

    @property
    def employment(self) -> int:
        """Workers at the district's firms (persons)."""
        firms = self.model.firms
        return int(firms.employees[firms.district == self.index].sum())

    @property
    def residents(self) -> int:
        """Registered residents (persons); zero where a complex ships none."""
        home = self.model.settlement
        return 0 if home is None else int(home.by_district()[self.index])


class City(mesa.Agent):  # type: ignore[misc]
    """The city around the complex: totals over all firms."""

    model: Complex

    @property
    def employment(self) -> int:
        """Workers at all firms of the complex (persons)."""
        return int(self.model.firms.employees.sum())

    @property
    def residents(self) -> int:
        """Registered residents (persons); zero where a complex ships none."""
        home = self.model.settlement
        return 0 if home is None else int(home.persons.sum())


def register_views(model: Complex) -> None:
    """Register tenants, districts and the city with Mesa."""
    register(model, np.flatnonzero(model.firms.active))
    for index, district in enumerate(model.data.districts):
        District(model, index, district.key)
    City(model)


def register(model: Complex, rows: NDArray[np.int64]) -> None:
    """Register the firms of some rows with Mesa."""
    for row in rows.tolist():
        model.views[row] = Firm(model, row)


def deregister(model: Complex, rows: NDArray[np.int64]) -> None:
    """Take firms that left out of Mesa's register."""
    for row in rows.tolist():
        model.views.pop(row).remove()
