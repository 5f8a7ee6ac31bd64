"""Tables of a complex of the user's own: a column, number or row that is missing is named, whichever table it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from simulation.catalogue import complex_table, residents
from simulation.catalogue.files import DATA, looking_in
from simulation.catalogue.own_tables import COLUMNS
from simulation.errors import DataError
from simulation.units import Month

PLACE = "changwon"
DISTRICTS = ("uichang_gu", "seongsan_gu")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the first complex under a name of its own; returns its folder."""
    shutil.copytree(DATA / "complexes" / PLACE, tmp_path / "complexes" / "own")
    return tmp_path


def spoil(own: Path, name: str, change) -> None:  # type: ignore[no-untyped-def]
    path = own / "complexes" / "own" / f"{name}.csv"
    change(pd.read_csv(path, dtype=str)).to_csv(path, index=False)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_column_a_table_must_have_is_missed_by_name(name: str, own: Path) -> None:
    complex_table(PLACE, name)
    for column in (*COLUMNS[name].words, *COLUMNS[name].numbers):
        copy = own / column
        shutil.copytree(own / "complexes", copy / "complexes")
        spoil(copy, name, lambda rows, lost=column: rows.drop(columns=lost))
        with looking_in(copy), pytest.raises(DataError, match=rf"{name}\.csv:1: there is no column '{column}'"):
            complex_table("own", name)


@pytest.mark.parametrize("name", sorted(key for key, each in COLUMNS.items() if each.numbers))
def test_a_word_where_a_number_belongs_is_named_by_line(name: str, own: Path) -> None:
    column = COLUMNS[name].numbers[-1]
    spoil(own, name, lambda rows: rows.assign(**{column: ["many", *rows[column][1:]]}))
    with looking_in(own), pytest.raises(DataError, match=rf"{name}\.csv:2: {column} = many"):
        complex_table("own", name)


@pytest.mark.parametrize(("name", "row"), [("residents", "uichang_gu 00_04"), ("migration", "00_04")])
def test_a_row_that_is_missing_or_doubled_is_named(name: str, row: str, own: Path) -> None:
    for change, told in ((lambda rows: rows[1:], "no such row"), (lambda rows: pd.concat([rows[:1], rows]), "twice")):
        copy = own / told
        shutil.copytree(own / "complexes", copy / "complexes")
        spoil(copy, name, change)
        with looking_in(copy), pytest.raises(DataError, match=rf"{name}\.csv: {row}: .*{told}"):
            residents("own", DISTRICTS, start=Month.parse("2018-03"))
