"""Where the shipped data lie, and how a file of them is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulation import strict_yaml
from simulation.catalogue.own_tables import COLUMNS, Columns
from simulation.errors import DataError

DATA = Path(str(files("simulation"))) / "data"
OWN_DATA = "SANDAN_DATA"
"""Environment variable that names folders of further complexes and scenarios, parted as paths are."""


def data_folders() -> tuple[Path, ...]:
    """The shipped data first, then the folders that the user named.

    Raises:
        DataError: one of those is no folder.
    """
    named = [Path(each).resolve() for each in os.environ.get(OWN_DATA, "").split(os.pathsep) if each]
    for each in named:
        if not each.is_dir():
            raise DataError(
                f"{OWN_DATA}: '{each}' 폴더가 없습니다. 환경변수를 고치거나 지우십시오.",
                f"{OWN_DATA}: there is no folder '{each}'. Mend or unset this variable of the environment.",
            )
    return (DATA, *named)


def with_nothing() -> list[Path]:
    """Folders that the user named and that hold neither complexes nor scenarios."""
    wanted = ("complexes/*/complex.yaml", "complexes/*/vintages/*", "scenarios/*/*.yaml")
    return [folder for folder in data_folders()[1:] if not any(any(folder.glob(each)) for each in wanted)]


@contextmanager
def looking_in(folder: Path) -> Iterator[None]:
    """Look for complexes in one more folder, before all others, while the block lasts."""
    before = os.environ.get(OWN_DATA)
    os.environ[OWN_DATA] = os.pathsep.join(each for each in (before, str(folder.resolve())) if each)
    try:
        yield
    finally:
        if before is None:
            del os.environ[OWN_DATA]
        else:
            os.environ[OWN_DATA] = before


def complex_folder(complex_key: str) -> Path:
    """Folder of a complex; one of the user's own stands before a shipped one of the same name."""
    folders = [folder / "complexes" / complex_key for folder in reversed(data_folders())]
    return next((folder for folder in folders if (folder / "complex.yaml").is_file()), folders[-1])


def folders_with(complex_key: str) -> int:
    """How many folders hold data of a complex of this name; only the last of them is read."""
    return sum((folder / "complexes" / complex_key / "complex.yaml").is_file() for folder in data_folders())


def has_table(complex_key: str, name: str) -> bool:
    """Whether a complex brings a table of its own."""
    return (complex_folder(complex_key) / f"{name}.csv").is_file()


def document(relative: str) -> Mapping[str, Any]:
    """Read one YAML file of the shipped data."""
    return _keys(DATA / relative, f"data/{relative}")


def complex_document(complex_key: str, name: str = "complex") -> Mapping[str, Any]:
    """Read a YAML file of one complex: the one that describes it, or ``tables``."""
    path = complex_folder(complex_key) / f"{name}.yaml"
    return _keys(path, f"data/complexes/{complex_key}/{name}.yaml" if path.is_relative_to(DATA) else str(path))


@cache
def _keys(path: Path, name: str) -> Mapping[str, Any]:
    value = strict_yaml.load(path, name).value
    if not isinstance(value, dict):
        raise DataError(f"{name}: 키-값 파일이 아닙니다.", f"{name} holds no keys.")
    return value


@cache
def csv_table(path: Path) -> pd.DataFrame:
    """A table of the data as it is kept; whoever changes it takes a copy."""
    name = f"data/{path.relative_to(DATA).as_posix()}" if path.is_relative_to(DATA) else str(path)
    if not path.is_file():
        raise DataError(f"{name} 파일이 없습니다.", f"{name} is missing.")
    try:
        return pd.read_csv(path)
    except (ValueError, pd.errors.ParserError) as error:
        raise DataError(
            f"{name}: 표로 읽을 수 없습니다. 첫 줄에 열 이름이 있는 UTF-8 CSV로 저장하십시오.",
            f"{name}: this cannot be read as a table. Save it as CSV in UTF-8 with names of columns in row 1.",
        ) from error


def table(name: str) -> pd.DataFrame:
    """A copy of the table ``data/tables/<name>.csv``; unit, source, year and status stand in ``tables.yaml``."""
    return csv_table(DATA / "tables" / f"{name}.csv").copy()


def complex_table(complex_key: str, name: str) -> pd.DataFrame:
    """A copy of the table ``<name>.csv`` of one complex.

    Args:
        complex_key: the complex.
        name: name of the table.

    Raises:
        DataError: it is missing, no table, lacks a column of :data:`COLUMNS` or holds something else than a number.
    """
    words, numbers = COLUMNS.get(name, Columns())
    path = complex_folder(complex_key) / f"{name}.csv"
    rows = csv_table(path).copy()
    for column in (*words, *numbers):
        if column not in rows.columns:
            there = ", ".join(map(str, rows.columns))
            raise DataError(
                f"{path}:1: '{column}' 열이 없습니다. 있는 열: {there}. 열을 더하십시오.",
                f"{path}:1: there is no column '{column}'; there are: {there}. Add it.",
            )
    for column in numbers:
        wrong = np.flatnonzero(~np.isfinite(pd.to_numeric(rows[column], errors="coerce").to_numpy(dtype=float)))
        if wrong.size:
            line, value = int(wrong[0]) + 2, rows[column].iloc[int(wrong[0])]
            raise DataError(
                f"{path}:{line}: {column} = {value}: 숫자가 아닙니다. 쉼표와 단위 없이 숫자로 적으십시오.",
                f"{path}:{line}: {column} = {value}: this is no number. Write one without commas and units.",
            )
    return rows


def rows_of(complex_key: str, name: str, *, rows: pd.DataFrame, wanted: pd.Index) -> pd.DataFrame:
    """Rows of a table of a complex in the order wanted, by its index.

    Args:
        complex_key: the complex.
        name: name of the table.
        rows: the table, with its index set.
        wanted: what names the rows.

    Raises:
        DataError: a row is missing, or stands there twice.
    """
    path = complex_folder(complex_key) / f"{name}.csv"
    missing = wanted.difference(rows.index, sort=False)
    twice = rows.index[rows.index.duplicated()].intersection(wanted)
    for told, ko, en in (
        (missing, "행이 없습니다. 더하십시오.", "there is no such row. Add it."),
        (twice, "행이 두 번 있습니다. 하나를 지우십시오.", "this row stands there twice. Remove one."),
    ):
        if told.size:
            row = " ".join(map(str, told[0] if isinstance(told[0], tuple) else (told[0],)))
            raise DataError(f"{path}: {row}: {ko}", f"{path}: {row}: {en}")
    return rows.loc[wanted]
