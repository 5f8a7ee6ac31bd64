"""Titles say what the numbers say, and files are the same however many processes write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulation.report.findings import difference_finding, district_finding, path_finding, target_finding, verdict_of
from simulation.report.keeping import write_looks
from simulation.report.picture import Picture, canvas
from simulation.report.series import AXES
from simulation.report.sketch import Drawing
from simulation.report.style import counted


def path(values: list[float]) -> xr.DataArray:
    """A path of six quarters in three runs that agree."""
    quarters = [f"{2019 + place // 4}Q{place % 4 + 1}" for place in range(len(values))]
    return xr.DataArray([values] * 3, dims=("run", "quarter"), coords={"quarter": quarters})


def test_a_path_is_told_against_the_same_quarter_of_the_first_year() -> None:
    jobs = path([90.0, 100.0, 0.0, 0.0, 0.0, 110.0])
    told = path_finding("employment", jobs, axis=AXES["employment"], given=False, language="en")
    assert told == "Employment (headcount): up 10.0 % from 2019Q2 to 2020Q2, to 110 persons"
    given = path_finding("production", jobs, axis=AXES["production"], given=True, language="ko")
    assert given.startswith("생산액, 주어진 값(전망 아님): 2019Q2에서 2020Q2")
    rate = path_finding("utilisation", path([80.0, 76.5]), axis=AXES["utilisation"], given=False, language="en")
    assert rate == "Capacity utilisation: down 3.5 points from 2019Q1 to 2019Q2, to 76.5 percent"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (np.linspace(2.0, 12.0, 11), "7 persons with minus without (80 % band 3 to 11)"),
        (np.linspace(-2.0, 12.0, 10), "with minus without cannot be told from zero"),
        (np.linspace(2.0, 12.0, 9), "with minus without is not judged by 9 runs (it takes 10)"),
        (np.zeros(2), "the same with and without in every run"),
    ],
)
def test_a_difference_carries_its_band_or_is_not_told(end: np.ndarray, said: str) -> None:
    title = difference_finding("employment", end, axis=AXES["employment"], last="2023Q4", language="en")
    assert title.endswith(said)


def test_targets_and_districts_are_counted() -> None:
    told = {"compare": "gain", "low": 0.4, "high": 0.6}
    rows = [{**told, "probability": chance} for chance in (0.66, 0.9, 0.329, 0.33, 0.5)]
    assert "Of 5 readings judged, 2 have a probability of 66 % or more and 1 below 33 %" in target_finding(rows, "en")
    unsure = {**told, "probability": 0.9, "high": 1.0}
    assert "Of 2 readings judged, 1 has" in target_finding([rows[1], unsure], "en")
    assert target_finding([rows[1], unsure], "en").endswith("and 0 below 33 %, 1 withheld")
    anyway = {**rows[1], "compare": "level", "probability_without": 0.9}
    assert verdict_of(anyway) == "met_without"
    assert verdict_of({**unsure, "compare": "level", "probability_without": 0.9}) == "too_few_runs"
    assert target_finding([anyway], "en") == "Of 1 reading judged, 1 has a probability of 66 % or more and 0 below 33 %"
    change = xr.DataArray([3.0, -1.5], dims="district", coords={"district": ["a", "b"]})
    assert "between 3.0 % in A and -1.5 % in B" in district_finding(change, {"a": "A", "b": "B"}, language="en")


class Shown:
    """Two pictures and a page."""

    language = "en"

    def page(self, language: str | None = None) -> str:
        return f"page in {language}"

    def drawings(self) -> Mapping[str, Drawing]:
        return {name: partial(dot, name) for name in ("first", "second")}


def dot(name: str, language: str) -> Picture:
    figure, (axes,) = canvas()
    axes.plot([1.0], [2.0], marker="o")
    axes.set_title(f"{name} {language}")
    return Picture(name, name, figure, pd.DataFrame({"x": [1.0]}))


def test_the_files_are_the_same_whoever_writes_them(tmp_path: Path) -> None:
    for workers in (1, 2):
        (tmp_path / str(workers)).mkdir()
        write_looks(Shown(), tmp_path / str(workers), workers=workers)
    alone, shared = (
        {path.name: path.read_bytes() for path in (tmp_path / str(workers)).rglob("*.*")} for workers in (1, 2)
    )
    names = [f"{name}.{kind}" for name in ("first", "second") for kind in ("csv", "png", "svg")]
    assert sorted(alone) == sorted([*names, "report.en.html", "report.ko.html"])
    assert alone == shared


def test_english_titles_count_money_in_billions() -> None:
    """324 (100 million KRW) is 32.4 billion; persons and Korean amounts stand as they are."""
    assert counted("100 million KRW per quarter") == (0.1, "billion KRW per quarter")
    assert counted("persons") == (1.0, "persons")
    assert counted("억원/분기") == (1.0, "억원/분기")
