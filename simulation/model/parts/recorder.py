"""What a run keeps: one array per reported variable, month by industry by size class, and one per city series."""

from __future__ import annotations

import numpy as np

from simulation.arrays import Column
from simulation.catalogue import SECTORS, SIZE_CLASSES
from simulation.catalogue.areas import AREAS
from simulation.equations.books import Books, added_up
from simulation.start import published_cells
from simulation.state import Firms


class Recorder:
    """Monthly totals by industry and size class, in the units of ``variables.yaml`` (money in 억원)."""

    def __init__(self, months: int, firms: Firms, industries: int) -> None:
        self._shape = (industries, len(SIZE_CLASSES))
        self.months = months
        self._cell = published_cells(firms)
        self._blocks: dict[tuple[str, ...], Column] = {}
        self.city: dict[str, Column] = {}
        self.sectors = np.zeros((months, len(AREAS), len(SECTORS)))
        """Output by month, area (complex, rest of province, rest of the country, city services) and sector (억원)."""
        self.row = 0

    def arrays(self) -> dict[str, Column]:
        """Every variable as an array (month, industry, size class)."""
        blocks = self._blocks.items()
        return {name: column for names, block in blocks for name, column in zip(names, block, strict=True)}

    def by_line(self, books: Books, month: int) -> tuple[Column, Column]:
        """Amounts and numbers of the books of a month by line, industry and size class."""
        cells = self._shape[0] * self._shape[1]
        amounts, numbers = added_up(month, self._cell, books=books, cells=cells)
        return amounts.T.reshape(-1, *self._shape), numbers.T.reshape(-1, *self._shape)

    def keep(self, name: str, table: Column) -> None:
        """Write one variable of the month."""
        self.keep_all((name,), table)

    def keep_all(self, names: tuple[str, ...], tables: Column) -> None:
        """Write some variables of the month, one table each."""
        if names not in self._blocks:
            self._blocks[names] = np.zeros((len(names), self.months, *self._shape))
        self._blocks[names][:, self.row] = tables

    def keep_city(self, name: str, amount: float | Column) -> None:
        """Write one number of the month that belongs to no industry, or one a district or age group."""
        if name not in self.city:
            self.city[name] = np.zeros((self.months, *np.shape(amount)))
        self.city[name][self.row] = amount
