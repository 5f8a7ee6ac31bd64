"""A result as a report shows it: pictures, key results, remarks and the page for planners."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from simulation.errors import SandanError
from simulation.experiments.effects import output_multiplier
from simulation.experiments.result import Result as Numbers
from simulation.report.appraisal import net_lines
from simulation.report.bridge import bridge_page
from simulation.report.figures import drawings, sketches
from simulation.report.money import money_line
from simulation.report.picture import Picture
from simulation.report.remarks import remarks
from simulation.report.series import Setting
from simulation.report.sketch import Drawing, Sketch
from simulation.report.tables import Rows, key_results


class Shown(Numbers):
    """A result that can be looked at: pictures, key results, remarks, the page that sets estimates side by side."""

    __slots__ = ()

    @property
    def setting(self) -> Setting:
        """What every picture and table says about the result."""
        return Setting.of(self.scenario.model_dump(mode="json"), int(self.manifest["runs"]))

    def sketches(self) -> Mapping[str, Sketch]:
        """Every picture that the result asks for, those with nothing to show included."""
        decomposed = int(self.manifest["impact_runs"])
        return sketches(
            self.series,
            self.setting,
            baseline=self.baseline,
            targets=self.targets,
            impact=self.impact,
            impact_runs=decomposed,
            additionality=self.additionality,
            draws=pd.DataFrame(self.manifest["draws"]),
        )

    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture that has something to show by name, as a function of the language."""
        return drawings(self.sketches())

    def plot(self, name: str = "overview", language: str | None = None) -> Figure:
        """One picture by name as a figure of matplotlib; a variable's name means its fan."""
        return self.picture(name, language).figure

    def picture(self, name: str = "overview", language: str | None = None) -> Picture:
        """One picture by name, with its title and the files it is saved as.

        Raises:
            SandanError: no picture of that name, or it has nothing to show; the message lists those there are.
        """
        known = self.sketches()
        found = known.get(name) or known.get(f"fan_{name}")
        if found is not None and found.lacking is not None:
            title, why = found.title, found.lacking
            raise SandanError(
                f"'{title.ko}' 그림을 그릴 수 없습니다: {why.ko}.",
                f"The picture '{title.en}' cannot be drawn: {why.en}.",
            )
        if found is None:
            listed = ", ".join(drawings(known))
            raise SandanError(
                f"'{name}' 그림이 없습니다. 가능한 값: {listed}.", f"There is no picture '{name}'; allowed: {listed}."
            )
        return found.draw(language=language or self.language)

    def key_results(self, language: str | None = None) -> tuple[list[str], Rows]:
        """Header and rows of the table that ends a run."""
        return key_results(self.series, self.setting, baseline=self.baseline, language=language or self.language)

    def remarks(self, language: str | None = None) -> list[str]:
        """What a reader of the key results must know, one line each."""
        spoken = language or self.language
        lines = remarks(self.series, self.setting, manifest=self.manifest, targets=self.targets, language=spoken)
        lines = [*lines[:-2], *money_line(self.money, spoken), *net_lines(self.additionality, spoken), *lines[-2:]]
        return [*lines, *(note.in_language(spoken) for note in self.notes)]

    def bridge(self, language: str | None = None) -> str | None:
        """The page that sets the announced effect, the coefficients and the model side by side, where there is one."""
        if self.conventional is None or self.baseline is None:
            return None
        multiplier = output_multiplier(self.series, self.scenario)
        spoken = language or self.language
        return bridge_page(
            self.conventional,
            self.series,
            setting=self.setting,
            baseline=self.baseline,
            targets=self.targets,
            money=self.money,
            multiplier=multiplier,
            language=spoken,
        )
