"""Every shipped number has value, unit, source, year, status and range; every table is registered; totals agree."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import (
    DISTRIBUTIONS,
    SECTORS,
    SIZE_CLASSES,
    STATUSES,
    complex_data,
    complex_table,
    complexes,
    document,
    io_system,
    labels,
    parameters,
    parameters_for,
    sources,
    table,
    variables,
)
from simulation.catalogue.files import DATA
from simulation.scenario import gallery
from simulation.units import UNITS

TABLES = sorted(path for path in DATA.rglob("*.csv") if path.parent.name != "labels")


@pytest.mark.parametrize("complex_key", complexes())
def test_every_parameter_is_documented(complex_key):
    for key, quantity in parameters_for(complex_key).items():
        assert quantity.unit in UNITS, f"{key}: {quantity.unit} is not in the vocabulary"
        assert quantity.source in sources(), f"{key}: unknown source {quantity.source}"
        assert quantity.status in STATUSES, key
        assert quantity.distribution in DISTRIBUTIONS, key
        assert 2000 <= quantity.year <= 2023, key
        assert quantity.name.ko, key
        assert quantity.name.en, key
        if quantity.low is None:
            assert quantity.distribution == "fixed", f"{key} has no range and does not say it is fixed"
            assert quantity.note, f"{key} is fixed and does not say why"
        else:
            assert quantity.low < quantity.high, key
            assert quantity.low <= quantity.value <= quantity.high, key


@pytest.mark.parametrize("complex_key", complexes())
def test_what_describes_a_complex_is_documented_too(complex_key):
    data = complex_data(complex_key)
    for quantity in (data.area, data.anchor_count, data.largest_firm):
        assert quantity.unit in UNITS
        assert quantity.source in sources()
        assert quantity.status in STATUSES
        assert quantity.low <= quantity.value <= quantity.high
    for industry, weights in data.concordance.items():
        assert set(weights) <= set(SECTORS), industry
        assert sum(weights.values()) == pytest.approx(1.0, abs=1e-3), industry
    assert sum(district.tenant_share for district in data.districts) == pytest.approx(1.0)
    assert set(data.firms_by_size) < set(SIZE_CLASSES)


def test_the_area_is_the_measured_one():
    """25,302 thousand m2 within 1 %: neither that of an announcement which lost digits, nor the one of 2022."""
    assert complex_data("changwon").area.value == pytest.approx(25_302.0, rel=0.01)


def test_parameters_of_a_complex_join_the_general_ones():
    general, own = parameters(), complex_data("changwon").own_parameters
    joined = parameters_for("changwon")
    assert set(joined) == set(general) | set(own)
    assert all(joined[key] == own[key] for key in own)
    assert not any(complex_key in key for key in joined for complex_key in complexes()), "keys are free of places"


def test_every_source_is_cited_and_every_text_stands_in_both_languages():
    shipped = (*DATA.rglob("*.yaml"), *DATA.rglob("*.csv"), *(gallery().values()))
    citing = [path for path in shipped if path.name != "sources.yaml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in citing)
    for key, source in sources().items():
        assert key in text, f"{key} is cited nowhere"
        assert source.title.ko, key
        assert source.title.en, key
        assert source.office.ko, key
    for unit, shown in UNITS.items():
        assert shown.ko, unit
        assert shown.en, unit


def test_no_third_party_is_cited():
    for path in (*DATA.rglob("*.yaml"), *DATA.rglob("*.csv")):
        text = path.read_text(encoding="utf-8").lower()
        assert "github" not in text, path
        assert "http" not in text, path


@pytest.mark.parametrize("complex_key", complexes())
def test_quantiles_rise_within_the_range(complex_key):
    for key, quantity in parameters_for(complex_key).items():
        if quantity.ranged:
            drawn = [quantity.quantile(u) for u in (1e-9, 0.25, 0.5, 0.75, 1.0 - 1e-9)]
            assert drawn == sorted(drawn), key
            assert drawn[0] >= quantity.low - 1e-9, key
            assert drawn[-1] <= quantity.high + 1e-9, key


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(DATA)))
def test_every_table_carries_title_unit_source_year_and_status(path: Path):
    registry = document(str((path.parent / "tables.yaml").relative_to(DATA)))
    entry = registry[path.stem]
    assert entry["source"] in sources()
    assert entry["status"] in STATUSES
    assert entry["unit"] in UNITS or entry["unit"] == "see columns"
    assert 2000 <= int(entry["year"]) <= 2023
    assert entry["title"]["ko"]
    assert entry["title"]["en"]


def test_no_year_after_the_hold_out_is_shipped():
    """What came after 2023 is kept for testing the model and must not be here."""
    for path in TABLES:
        rows = pd.read_csv(path)
        for column in ("year", "quarter"):
            if column in rows:
                assert rows[column].astype(str).str[:4].astype(int).max() <= 2023, path


def test_industries_add_to_the_recorded_total():
    data = complex_data("changwon")
    levels, total = data.production_levels(data.quarters)
    assert np.allclose(levels.sum(axis=1), total)
    assert (levels > 0.0).all()
    masked = levels[data.quarters.index("2023Q4")]
    assert masked[:-1].sum() == pytest.approx(144_000, rel=0.01)
    shares, before = masked[:-1] / masked[:-1].sum(), levels[data.quarters.index("2023Q3")][:-1]
    assert np.allclose(shares, before / before.sum()), "a masked quarter is split as the quarter before"


@pytest.mark.parametrize("column", ["employment", "tenants"])
def test_stocks_of_industries_add_to_the_recorded_total(column):
    data = complex_data("changwon")
    levels = data.industry_levels(column, data.quarters)
    assert np.allclose(levels.sum(axis=1), data.record_total[column])
    assert (levels > 0.0).all()


def test_recorded_years_are_the_published_ones():
    """Sums of quarters against the yearly headlines (조원), first vintage: they agree until 2021."""
    record = complex_data("changwon").record_total["production"]
    headlines = complex_table("changwon", "annual").set_index("year")["production_headline_jo_krw"]
    for year in range(2018, 2022):
        quarters = [f"{year}Q{quarter}" for quarter in range(1, 5)]
        assert record[quarters].sum() / 10_000 == pytest.approx(headlines[year], abs=0.001)


def test_no_more_firms_operate_than_are_tenants():
    rows = complex_data("changwon").record_industry
    assert (rows["operating_firms"] <= rows["tenants"]).all()
    core = rows.loc["2018Q4"].sum()
    assert core["operating_firms"] / core["tenants"] == pytest.approx(0.93, abs=0.02)


def test_input_output_tables_are_productive_and_nested():
    system = io_system("gyeongnam")
    for matrix in (system.national, system.province, system.imports):
        assert (matrix >= 0.0).all()
        assert (matrix.sum(axis=0) < 1.0).all()
    total = system.national.sum(axis=0) + system.imports.sum(axis=0) + system.value_added_ratio(2020)
    assert np.allclose(total, 1.0, atol=1e-6), "a column is inputs and value added, at producers' prices"
    assert (system.province <= system.national + 1e-6).all()


def test_value_added_is_the_sum_of_its_parts():
    rows = table("io18_value_added").set_index("sector")
    parts = rows[["compensation", "operating_surplus", "depreciation", "production_tax"]].sum(axis=1)
    assert np.allclose(parts, rows["value_added"], atol=1e-6)


def test_coefficients_move_between_the_two_tables_and_stand_outside_them():
    system, machinery = io_system("gyeongnam"), SECTORS.index("GMACH")
    ratios = [system.value_added_ratio(year)[machinery] for year in (2018, 2020, 2021, 2022, 2023, 2025)]
    assert ratios[0] == ratios[1] > ratios[2] > ratios[3] > ratios[4] == ratios[5]


def test_every_variable_has_a_label_in_both_languages():
    for key, variable in variables().items():
        assert variable.name.ko, key
        assert variable.name.en, key
        assert variable.unit.ko, key
        assert variable.kind in ("flow", "stock", "rate", "level")
    assert {key for key in labels() if key.startswith("variable.")} == {f"variable.{key}" for key in variables()}


def test_every_kind_of_label_is_read_by_something() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in DATA.parent.rglob("*.py"))
    prefixes = {key.split(".")[0] for key in labels()} - {"lever"}  # of levers tests/policy speaks
    assert not {each for each in prefixes if not re.search(rf"""["']{each}(\.[a-z{{]|["'])""", code)}


def test_prices_cover_the_record():
    rows = table("producer_prices")
    assert set(rows["quarter"]) == set(complex_data("changwon").quarters)
    assert ((rows["low"] <= rows["index"]) & (rows["index"] <= rows["high"])).all()
    assert set(rows["status"]) <= set(STATUSES)
    guessed = rows[rows["status"] == "assumed"]
    assert (guessed["low"] < guessed["high"]).all(), "an assumption has a range"
    core = rows[~rows["industry"].isin(["other", "chemicals"])]
    assert (core.loc[core["quarter"] >= "2020", "status"] != "assumed").all()


@pytest.mark.parametrize("complex_key", complexes())
def test_no_key_of_an_industry_stands_in_a_korean_name(complex_key):
    keys = complex_data(complex_key).industries
    for key, quantity in parameters_for(complex_key).items():
        assert not any(industry in quantity.name.ko for industry in keys), key
