"""Where the shipped data lie, and how a file of them is read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from simulation import strict_yaml
from simulation.errors import DataError, Text

DATA = Path(str(files("simulation"))) / "data"
OWN_DATA = "SANDAN_DATA"
"""Environment variable that names folders of further complexes and scenarios, parted as paths are."""


def data_folders() -> tuple[Path, ...]:
    """The shipped data first, then the folders that the user named."""
    named = os.environ.get(OWN_DATA, "")
    return (DATA, *(Path(each).resolve() for each in named.split(os.pathsep) if each))


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
        raise DataError(Text(f"{name}: 키-값 파일이 아닙니다.", f"{name} holds no keys."))
    return value


@cache
def _csv(path: Path) -> pd.DataFrame:
    if not path.is_file():
        name = f"data/{path.relative_to(DATA).as_posix()}" if path.is_relative_to(DATA) else str(path)
        raise DataError(Text(f"{name} 파일이 없습니다.", f"{name} is missing."))
    return pd.read_csv(path)


def table(name: str) -> pd.DataFrame:
    """A copy of the table ``data/tables/<name>.csv``; unit, source, year and status stand in ``tables.yaml``."""
    return _csv(DATA / "tables" / f"{name}.csv").copy()


def complex_table(complex_key: str, name: str) -> pd.DataFrame:
    """A copy of the table ``<name>.csv`` of one complex."""
    return _csv(complex_folder(complex_key) / f"{name}.csv").copy()
