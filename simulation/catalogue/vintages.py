"""Later files of the office on the record of a complex: each kept under the month it came out, the newest one read."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from simulation.catalogue.files import complex_table, csv_table, data_folders

FOLDER = "vintages"
KEYS = {"record_total": ("quarter",), "record_industry": ("quarter", "industry")}
"""Tables of which there are vintages, each with the columns that name a row."""
VINTAGE = "vintage"


def vintage_folder(data: Path, complex_key: str, *, vintage: str) -> Path:
    """Where a data folder keeps the files of one month of publication."""
    return data / "complexes" / complex_key / FOLDER / vintage


def vintage_files(complex_key: str, name: str) -> tuple[Path, ...]:
    """Files of a table that came after the record at hand, oldest first."""
    found = [
        path for data in data_folders() for path in vintage_folder(data, complex_key, vintage="").glob(f"*/{name}.csv")
    ]
    return tuple(sorted(found, key=lambda path: path.parent.name))


def record_table(complex_key: str, name: str) -> pd.DataFrame:
    """A table of the record in which each row is the one that was published last; ``vintage`` says when.

    Rows that came with the complex have no vintage. Without later files it is the table of the complex itself.
    """
    own = complex_table(complex_key, name)
    later = vintage_files(complex_key, name)
    return newest([own, *(csv_table(path) for path in later)], KEYS[name]) if later else own


def newest(tables: list[pd.DataFrame], keys: tuple[str, ...]) -> pd.DataFrame:
    """Rows of several tables, oldest table first, of which the last with the same ``keys`` stands, by quarter."""
    kept = pd.concat(tables, ignore_index=True).drop_duplicates(list(keys), keep="last")
    return kept.sort_values("quarter", kind="stable", ignore_index=True)
