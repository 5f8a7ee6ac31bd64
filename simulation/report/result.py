"""A result: look at it, keep it, read it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import xarray as xr

from simulation.errors import SandanError, Text
from simulation.outcomes.dataset import read, write
from simulation.report.appraisal import net_lines
from simulation.report.bridge import bridge_page
from simulation.report.effects import output_multiplier
from simulation.report.figures import Drawing, Sketch, drawings, sketches
from simulation.report.folder import read_manifest, whole_folder, write_manifest
from simulation.report.money import money_line
from simulation.report.picture import Picture
from simulation.report.remarks import remarks
from simulation.report.result_tables import TABLES
from simulation.report.series import Setting, ratio_of
from simulation.report.tables import Rows, key_results, with_names, write_csv
from simulation.scenario import Scenario

SERIES = "series.nc"
LANGUAGES = ("ko", "en")


@dataclass(slots=True)
class Result:
    """Finished runs of a scenario and its other worlds.

    ``series`` is the labelled dataset (scenario, run, month, industry, size class) with the scenario asked for first;
    ``summary`` its quantiles by year; the other tables stand where a programme was run.
    """

    series: xr.Dataset
    summary: pd.DataFrame
    manifest: dict[str, Any]
    targets: pd.DataFrame | None = None
    impact: pd.DataFrame | None = None
    conventional: pd.DataFrame | None = None
    evaluation: pd.DataFrame | None = None
    additionality: pd.DataFrame | None = None
    money: pd.DataFrame | None = None
    language: str = "ko"
    folder: Path | None = None
    notes: list[Text] = field(default_factory=list)

    @property
    def baseline(self) -> str | None:
        """Key of the world without the programme, if there is one."""
        key = self.manifest["baseline"]
        return None if key is None else str(key)

    @property
    def setting(self) -> Setting:
        """What every picture and table says about the result."""
        main = next(world for world in self.manifest["worlds"] if world["key"] == self.manifest["scenario"])
        return Setting.of(main, int(self.manifest["runs"]))

    def sketches(self) -> Mapping[str, Sketch]:
        """Every picture that the result asks for, those with nothing to show included."""
        decomposed = int(self.manifest["impact_runs"])
        return sketches(self.series, self.setting, self.baseline, self.targets, self.impact, decomposed)

    def drawings(self) -> Mapping[str, Drawing]:
        """Every picture that has something to show by name, as a function of the language."""
        return drawings(self.sketches())

    def plot(self, name: str = "overview", language: str | None = None) -> Picture:
        """One picture by name; a variable's name means its fan.

        Raises:
            SandanError: no picture of that name, or it has nothing to show; the message lists those there are.
        """
        known = self.sketches()
        found = known.get(name) or known.get(f"fan_{name}")
        if found is not None and found.lacking is not None:
            title, why = found.title, found.lacking
            raise SandanError(
                Text(
                    f"'{title.ko}' 그림을 그릴 수 없습니다: {why.ko}.",
                    f"The picture '{title.en}' cannot be drawn: {why.en}.",
                )
            )
        if found is None:
            listed = ", ".join(drawings(known))
            raise SandanError(
                Text(
                    f"'{name}' 그림이 없습니다. 가능한 값: {listed}.",
                    f"There is no picture '{name}'; allowed: {listed}.",
                )
            )
        return found.draw(language or self.language)

    def key_results(self, language: str | None = None) -> tuple[list[str], Rows]:
        """Header and rows of the table that ends a run."""
        return key_results(self.series, self.setting, self.baseline, language or self.language)

    def remarks(self, language: str | None = None) -> list[str]:
        """What a reader of the key results must know, one line each."""
        spoken = language or self.language
        lines = remarks(self.series, self.setting, self.manifest, self.targets, spoken)
        lines = [*lines[:-2], *money_line(self.money, spoken), *net_lines(self.additionality, spoken), *lines[-2:]]
        return [*lines, *(note.in_language(spoken) for note in self.notes)]

    def bridge(self, language: str | None = None) -> str | None:
        """The page that sets the announced effect, the coefficients and the model side by side, where there is one."""
        if self.conventional is None or self.baseline is None:
            return None
        main = Scenario.model_validate(
            next(world for world in self.manifest["worlds"] if world["key"] == self.manifest["scenario"])
        )
        multiplier = output_multiplier(self.series, main)
        spoken = language or self.language
        return bridge_page(
            self.conventional, self.series, self.setting, self.baseline, self.targets, multiplier, spoken
        )

    def _sized(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table, with a last column ``world`` such as 1:5 where a reduced world was blown up."""
        scale = self.setting.scale
        return table if scale == 1.0 else table.assign(world=ratio_of(scale))

    @classmethod
    def load(cls, folder: Path | str, language: str = "ko") -> Result:
        """Read a stored result.

        Args:
            folder: a folder that ``save`` or the command ``run`` wrote.
            language: of the pictures that are drawn from it.

        Raises:
            SandanError: the folder holds no manifest, or its series are missing.
        """
        folder = Path(folder)
        manifest = read_manifest(folder)
        if not (folder / SERIES).is_file():
            raise SandanError(
                Text(
                    f"{folder}: {SERIES} 파일이 없습니다. 'sandan rerun {folder}'으로 다시 만드십시오.",
                    f"{folder}: {SERIES} is missing. Make it again with 'sandan rerun {folder}'.",
                )
            )
        held: dict[str, Any] = {
            name: pd.read_csv(folder / f"{name}.csv") for name in TABLES if (folder / f"{name}.csv").is_file()
        }
        for table in held.values():
            texts = table.select_dtypes(exclude="number").columns
            table[texts] = table[texts].fillna("")
        summary_table = pd.read_csv(folder / "summary.csv")
        return cls(read(folder / SERIES), summary_table, manifest, language=language, folder=folder, **held)

    def page(self, language: str | None = None) -> str:
        """The whole report as one HTML page that asks for nothing from outside."""
        from simulation.report.page.page import report_page

        return report_page(self, language or self.language)

    def save(self, folder: Path | str) -> Path:
        """Write the whole result into a folder, or nothing; a result that stood there is replaced."""
        target = Path(folder)
        names = {world["key"]: world["name"]["ko"] for world in self.manifest["worlds"]}
        names |= {f"district.{each.key}": each.name.ko for each in self.setting.complex.districts}
        tables: dict[str, pd.DataFrame | None] = {name: getattr(self, name) for name in TABLES}
        with whole_folder(target) as draft:
            write(self.series, draft / SERIES)
            write_csv(self._sized(with_names(self.summary, names)), draft / "summary.csv")
            for name, table in tables.items():
                if table is not None and not table.empty:
                    write_csv(self._sized(with_names(table)), draft / f"{name}.csv")
            for draw in self.drawings().values():
                draw(self.language).save(draft / "figures")
            for language in LANGUAGES:
                if (page := self.bridge(language)) is not None:
                    (draft / f"bridge_{language}.md").write_text(page, encoding="utf-8")
            write_pages(self, draft)
            write_manifest(self.manifest, draft)
        self.folder = target
        return target


class Paged(Protocol):
    """What has a report page."""

    def page(self, language: str | None = None) -> str:
        """The page in a language."""


def write_pages(result: Paged, folder: Path) -> list[Path]:
    """Write ``report.ko.html`` and ``report.en.html``, each whole or not at all."""
    written = []
    for language in LANGUAGES:
        path = folder / f"report.{language}.html"
        draft = path.with_suffix(".draft")
        draft.write_text(result.page(language), encoding="utf-8")
        draft.replace(path)
        written.append(path)
    return written
