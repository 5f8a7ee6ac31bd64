"""A result to look at and to keep: what it shows, its page, and its folder."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Self

import pandas as pd

from simulation.errors import LANGUAGES
from simulation.experiments.result import SERIES, SUMMARY
from simulation.experiments.result import Result as Numbers
from simulation.outcomes.dataset import write
from simulation.outcomes.folder import whole_folder, write_manifest
from simulation.outcomes.full_size import ratio_of
from simulation.report.appraisal import with_sentences
from simulation.report.explored import Explored
from simulation.report.keeping import write_looks
from simulation.report.page.page import render, report_contents
from simulation.report.page.shells import Contents
from simulation.report.tables import with_names, write_csv
from simulation.report.workbook.tables import result_workbook

WORKBOOK = "tables.xlsx"


class Result(Explored):
    """Finished runs of a scenario and its other worlds, with everything that a reader may ask to see of them."""

    __slots__ = ()

    @classmethod
    def of(cls, found: Numbers) -> Self:
        """The result of a run, to be shown."""
        return cls(**{each.name: getattr(found, each.name) for each in fields(Numbers)})

    def page(self, language: str | None = None) -> str:
        """The whole report as one HTML page that asks for nothing from outside."""
        spoken = language or self.language
        return render(self.contents(spoken), language=spoken)

    def contents(self, language: str) -> Contents:
        """Title, subtitle and sections of the report."""
        return report_contents(self, language)

    def save(self, folder: Path | str, *, workers: int | None = 1) -> Path:
        """Write the whole result into a folder, or nothing; a result that stood there is replaced.

        Args:
            folder: where it is written.
            workers: processes that draw pages and pictures; all cores when None.
        """
        target = Path(folder)
        names = {world["key"]: world["name"]["ko"] for world in self.manifest["worlds"]}
        names |= {f"district.{each.key}": each.name.ko for each in self.setting.complex.districts}
        with whole_folder(target) as draft:
            write(self.series, draft / SERIES)
            write_csv(self._sized(with_names(self.summary, names)), draft / f"{SUMMARY}.csv")
            for name, table in self.tables.items():
                if not table.empty:
                    told = with_sentences(table) if name == "evaluation" else table
                    write_csv(self._sized(with_names(told)), draft / f"{name}.csv")
            (draft / WORKBOOK).write_bytes(result_workbook(self))
            for language in LANGUAGES:
                if (page := self.bridge(language)) is not None:
                    (draft / f"bridge_{language}.md").write_text(page, encoding="utf-8")
            write_looks(self, draft, workers=workers)
            write_manifest(self.manifest, draft)
        self.folder = target
        return target

    def _sized(self, table: pd.DataFrame) -> pd.DataFrame:
        """The table, with a last column ``world`` such as 1:5 where a reduced world was blown up."""
        scale = self.setting.scale
        return table if scale == 1.0 else table.assign(world=ratio_of(scale))
