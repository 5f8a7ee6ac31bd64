"""Numbers as people read them, by hand: signs, units, decimals, bands, points."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from simulation.report import tables
from simulation.report.evidence import percent
from simulation.report.findings import shown, verdict_of
from simulation.report.series import axis_of
from simulation.report.style import (
    amount,
    amounts,
    decimals_for,
    decimals_in_jo,
    money_told,
    number,
    span,
    ticks,
    with_unit,
)
from simulation.report.tables import shown_in

EOK = "100 million KRW"


def test_numbers_as_official_tables_write_them() -> None:
    """Thousands apart, a sign only before what is not zero, nine digits before any rounding, no number a dash."""
    for value, decimals, korean in (
        (-1234.4, 0, "△1,234"), (-0.2, 0, "0"), (-0.06, 1, "△0.1"), (12.345, 1, "12.3"), (1234567.0, 0, "1,234,567"),
        (0.49999999999, 0, "0"), (1.4999999999, 0, "2"), (float("nan"), 2, "-"),
    ):  # fmt: skip
        assert number(value, "ko", decimals=decimals) == korean
        assert number(value, "en", decimals=decimals) == korean.replace("△", "-")


def test_money_is_told_in_the_unit_of_the_language() -> None:
    """12,345 of 100 million won are 1,234.5 billion; what is no money stays as it is."""
    assert amount(12345.0, "억원", language="ko") == "12,345"
    assert amount(12345.0, EOK, language="en") == "1,234.5"
    assert amount(-5.0, EOK, language="en", decimals=1) == "-0.50"
    assert amount(12345.0, "persons", language="en") == "12,345"
    assert amounts([20.0, -3.0], "ko") == (["20", "△3"], "억원")
    assert amounts([20.0, -3.0], "en") == (["2.0", "-0.3"], " billion KRW")
    assert (span("△1", "2", language="ko"), span("-1", "2", language="en")) == ("△1~2", "-1 to 2")


def test_a_name_and_its_unit_share_a_bracket() -> None:
    assert with_unit("Revenue (sales)", EOK) == "Revenue (sales, billion KRW)"
    assert with_unit("매출액", "억원") == "매출액 (억원)"


def test_money_has_the_unit_and_the_decimals_of_its_size() -> None:
    """10,000 of 100 million are a trillion; below one it is told in the unit below, and all alike as the first."""
    assert money_told([12500.0, 990.0], "ko") == (["1.2", "0.1"], "조원")
    assert money_told([-9999.0, 12500.0], "ko") == (["△9,999", "12,500"], "억원")
    assert money_told([10000.0], "en") == (["1.0"], " trillion KRW")
    assert money_told([9999.0], "en") == (["999.9"], " billion KRW")
    assert [decimals_in_jo(each) for each in (-1.25, 1.0, 0.9999, 0.1, 0.099, 0.0)] == [1, 1, 2, 2, 3, 1]


@pytest.mark.parametrize(("largest", "unit", "told"), [(10000.0, "조원", "1.0"), (9999.0, "억원", "9,999")])
def test_a_small_complex_is_told_in_the_unit_below(largest: float, unit: str, told: str) -> None:
    """A complex that makes less than a trillion a year would be told as 0.1 and 0.0."""
    values = xr.DataArray([1.0, largest], dims="run")
    divisor, decimals, shown_unit = shown_in("production", values, language="ko")
    assert (shown_unit, number(largest / divisor, "ko", decimals=decimals)) == (unit, told)
    assert axis_of("production", values).unit_ko == f"{unit}/분기"
    assert axis_of("production", -values).divisor == divisor


def test_ticks_of_an_axis_have_as_many_decimals_as_the_finest_needs() -> None:
    assert [decimals_for(step) for step in (5.0, 2.5, -0.25, 0.125, 1 / 3)] == [0, 1, 2, 3, 3]
    assert ticks("ko").format_ticks([-2.5, 0.0, 2.5]) == ["△2.5", "0.0", "2.5"]
    assert ticks("en", 1).format_ticks([10.0]) == ["10.0"]
    assert ticks("en", unit=EOK).format_ticks([5.0, 10.0]) == ["0.5", "1.0"]
    assert [shown(value, "ko") for value in (123.4, -40.0, 12.34, 1.234)] == ["123", "△40", "12.3", "1.23"]


def test_a_share_is_told_in_percent() -> None:
    assert (percent(0.0345, "ko"), percent(-0.0345, "en"), percent(float("nan"), "ko")) == ("3.5", "-3.5", "-")


RUNS = np.array([1.0, 2.0, 3.0, 4.0, 11.0])
"""Median 3; a tenth of the way through lies 0.4 past the first run, nine tenths 0.6 of the way from 4 to 11."""


def test_a_median_stands_with_the_range_of_eight_in_ten() -> None:
    assert tables.interval(RUNS, "ko", decimals=1) == "3.0 [1.4~8.2]"
    assert tables.interval(RUNS, "en", decimals=0, unit=EOK) == "0.3 [0.1 to 0.8]"


@pytest.mark.parametrize(
    ("variable", "scale", "korean", "english"),
    [
        ("utilisation", 1.0, "3.0 %p [1.4~8.2]", "3.0 points [1.4 to 8.2]"),
        ("employment", -100.0, "△300 [△820~△140]", "-300 [-820 to -140]"),
        ("production", 10.0, "30억원 [14~82]", "3.0 billion KRW [1.4 to 8.2]"),
    ],
)
def test_a_difference_is_told_run_by_run_in_its_own_unit(
    variable: str, scale: float, korean: str, english: str
) -> None:
    without = np.array([500.0, 100.0, 900.0, 300.0, 700.0])
    last = xr.DataArray([without + scale * RUNS, without], dims=("scenario", "run"), coords={"scenario": ["a", "b"]})
    for language, expected in (("ko", korean), ("en", english)):
        assert tables._difference(last, variable, main="a", baseline="b", language=language) == expected


def test_the_record_of_a_year_is_of_its_kind_and_only_of_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of quarters 1, 2, 3, 6: a flow adds to 12, a stock ends at 6, a rate is 3 on average; three quarters are none."""
    quarters = pd.Series([1.0, 2.0, 3.0, 6.0, 9.0], index=["2019Q1", "2019Q2", "2019Q3", "2019Q4", "2020Q1"])
    monkeypatch.setattr(tables, "record_of", lambda setting, variable: quarters)
    found = [tables.yearly_record(None, name, year=2019) for name in ("production", "employment", "utilisation")]  # type: ignore[arg-type]
    assert found == [12.0, 6.0, 3.0]
    assert tables.yearly_record(None, "production", year=2020) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("probability", "changed", "found"),
    [
        (0.9, {}, "virtually_certain"),
        (0.89, {}, "likely"),
        (0.65, {}, "uncertain"),
        (0.1, {}, "unlikely"),
        (0.09, {}, "very_unlikely"),
        (0.95, {"probability_without": 0.66}, "met_without"),
        (0.95, {"probability_without": 0.66, "compare": "gain"}, "virtually_certain"),
        (0.95, {"probability_without": 0.66, "low": 0.0, "high": 1.0}, "too_few_runs"),
    ],
)
def test_a_reading_is_classed_by_probability_and_withheld_before_that(probability, changed, found) -> None:
    reading = {"low": 0.4, "high": 0.6, "compare": "level", "probability": probability, "probability_without": 0.65}
    assert verdict_of({**reading, **changed}) == found
