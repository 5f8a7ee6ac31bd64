"""Where the shipped data lie, and how a file of them is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from simulation import strict_yaml
from simulation.errors import DataError, Text

DATA = Path(str(files("simulation"))) / "data"


def document(relative: str) -> Mapping[str, Any]:
    """Read one YAML file of the shipped data."""
    value = strict_yaml.load(DATA / relative, f"data/{relative}").value
    if not isinstance(value, dict):
        raise DataError(Text(f"data/{relative}: 키-값 파일이 아닙니다.", f"data/{relative} holds no keys."))
    return value


@cache
def _csv(relative: str) -> pd.DataFrame:
    path = DATA / relative
    if not path.is_file():
        raise DataError(Text(f"data/{relative} 파일이 없습니다.", f"data/{relative} is missing."))
    return pd.read_csv(path)


def table(name: str) -> pd.DataFrame:
    """A copy of the table ``data/tables/<name>.csv``; unit, source, year and status stand in ``tables.yaml``."""
    return _csv(f"tables/{name}.csv").copy()


def complex_table(complex_key: str, name: str) -> pd.DataFrame:
    """A copy of the table ``<name>.csv`` of one complex."""
    return _csv(f"complexes/{complex_key}/{name}.csv").copy()
