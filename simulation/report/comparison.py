"""A comparison to look at and to keep: its pictures, its page, and its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Self

from matplotlib.figure import Figure

from simulation.errors import SandanError
from simulation.experiments.alternatives import COMPARED
from simulation.experiments.comparison import Comparison as Numbers
from simulation.experiments.result import SERIES
from simulation.outcomes.dataset import write
from simulation.outcomes.folder import read_manifest, whole_folder, write_manifest
from simulation.report.compared import Compared
from simulation.report.comparison_figures import comparison_sketches
from simulation.report.figures import drawings
from simulation.report.keeping import write_looks
from simulation.report.page.comparison import comparison_contents
from simulation.report.page.page import render
from simulation.report.page.shells import Contents
from simulation.report.picture import Picture
from simulation.report.result import WORKBOOK, Result
from simulation.report.sketch import Drawing
from simulation.report.tables import write_csv
from simulation.report.workbook.comparison import comparison_workbook


class Comparison(Compared):
    """Alternatives of one complex under the same luck, with everything that a reader may ask to see of them."""

    __slots__ = ()

    @classmethod
    def of(cls, found: Numbers) -> Self:
        """The comparison of a run, to be shown."""
        return cls(**{each.name: getattr(found, each.name) for each in fields(Numbers)})

    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture by name, as a function of the language."""
        return drawings(comparison_sketches(self))

    def plot(self, name: str = "differences", language: str | None = None) -> Figure:
        """One picture by name as a figure of matplotlib."""
        return self.picture(name, language).figure

    def picture(self, name: str = "differences", language: str | None = None) -> Picture:
        """One picture by name, with its title and the files it is saved as.

        Raises:
            SandanError: no picture of that name; the message lists those there are.
        """
        known = self.drawings()
        if name not in known:
            listed = ", ".join(known)
            raise SandanError(
                f"'{name}' 그림이 없습니다. 가능한 값: {listed}.", f"No picture '{name}'; allowed: {listed}."
            )
        return known[name](language=language or self.language)

    def page(self, language: str | None = None) -> str:
        """The comparison as one HTML page that asks for nothing from outside."""
        spoken = language or self.language
        return render(self.contents(spoken), language=spoken)

    def contents(self, language: str) -> Contents:
        """Title, subtitle and sections of the page."""
        return comparison_contents(self, language)

    def save(self, folder: Path | str, *, workers: int | None = 1) -> Path:
        """Write the whole comparison into a folder, or nothing; ``workers`` processes draw (all cores when None)."""
        target = Path(folder)
        with whole_folder(target) as draft:
            write(self.series, draft / SERIES)
            write_csv(self.differences(), draft / "differences.csv")
            if not self.targets.empty:
                write_csv(self.targets, draft / "targets.csv")
            (draft / WORKBOOK).write_bytes(comparison_workbook(self))
            write_looks(self, draft, workers=workers)
            write_manifest(self.manifest, draft)
        self.folder = target
        return target


def stored(folder: Path) -> Result | Comparison:
    """Read a folder that holds a result or a comparison."""
    return Comparison.load(folder) if COMPARED in read_manifest(folder) else Result.load(folder)
