"""What a run leaves: series, tables and manifest, to compute with or to hand to a report."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import pandas as pd
import xarray as xr

from simulation.errors import SandanError, Text
from simulation.experiments.manifest import main_of
from simulation.experiments.result_tables import RESULT_TABLES, TABLES
from simulation.outcomes.dataset import read
from simulation.outcomes.folder import check_files, read_manifest
from simulation.outcomes.stored import stored_table
from simulation.scenario import Scenario

SERIES, SUMMARY = "series.nc", "summary"


@dataclass(slots=True)
class Result:
    """Finished runs of a scenario and its other worlds.

    ``series`` is the labelled dataset (scenario, run, month, industry, size class) with the scenario asked for first;
    ``summary`` its quantiles by year; ``tables`` holds every table of the registry that the run could fill, and each
    is an attribute of its own name too (``result.targets``), None where there is none. ``folder`` is where the result
    belongs, None where it is not to be kept.
    """

    series: xr.Dataset
    summary: pd.DataFrame
    manifest: dict[str, Any]
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    language: str = "ko"
    folder: Path | None = None
    notes: list[Text] = field(default_factory=list)

    def __getattr__(self, name: str) -> pd.DataFrame | None:
        """A table by its name; None where the run filled none."""
        if name in TABLES:
            return self.tables.get(name)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __dir__(self) -> list[str]:
        """Attributes, with the tables among them."""
        return [*object.__dir__(self), *TABLES]

    @property
    def baseline(self) -> str | None:
        """Key of the world without the programme, if there is one."""
        key = self.manifest["baseline"]
        return None if key is None else str(key)

    @property
    def scenario(self) -> Scenario:
        """The resolved scenario that was asked for."""
        return main_of(self.manifest)

    @classmethod
    def load(cls, folder: Path | str, language: str = "ko") -> Self:
        """Read a stored result.

        Args:
            folder: a folder that ``save`` or the command ``run`` wrote.
            language: of the pictures that are drawn from it.

        Raises:
            SandanError: the folder holds no manifest, a file of it is missing or is not what was written, or an older
                version wrote its tables.
        """
        folder = Path(folder)
        manifest = read_manifest(folder)
        check_files(manifest, folder)
        held = {
            table.name: _stored(path, table.columns)
            for table in RESULT_TABLES
            if (path := folder / f"{table.name}.csv").is_file()
        }
        for table in held.values():
            texts = table.select_dtypes(exclude="number").columns
            # The apostrophe before a text that a spreadsheet would run is the file's, not the text's.
            table[texts] = table[texts].fillna("").replace(r"^'(?=[=+@\t\r-])", "", regex=True)
        summary = stored_table(folder / f"{SUMMARY}.csv")
        return cls(stored_series(folder), summary, manifest, held, language, folder)


def stored_series(folder: Path) -> xr.Dataset:
    """The series of a result or a comparison.

    Raises:
        SandanError: they are missing or damaged.
    """
    file = folder / SERIES
    try:
        return read(file)
    except Exception as error:
        # A damaged file fails in whatever part of the libraries of NetCDF meets the damage first.
        state = Text("손상된 파일입니다", "this file is damaged")
        state = state if file.is_file() else Text("파일이 없습니다", "this file is missing")
        raise SandanError(
            f"{file}: {state.ko}. 다시 만드십시오: sandan rerun {folder}",
            f"{file}: {state.en}. Make it again: sandan rerun {folder}",
        ) from error


def _stored(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    """A stored table with the columns that this version reads."""
    table = stored_table(path)
    lacking = ", ".join(name for name in columns if name not in table.columns)
    if lacking and not table.empty:
        raise SandanError(
            f"{path}: 열이 없습니다({lacking}). 이전 판이 만든 결과입니다. 다시 만드십시오: sandan rerun {path.parent}",
            f"{path}: it has no column {lacking}, because an older version wrote it. Make it again: "
            f"sandan rerun {path.parent}",
        )
    return table
