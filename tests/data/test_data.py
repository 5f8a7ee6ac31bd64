"""Every shipped number has value, unit, source, year, status and range; every table is registered; totals agree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import (
    DISTRIBUTIONS,
    SECTORS,
    STATUSES,
    complex_data,
    complexes,
    document,
    io_system,
    labels,
    parameters_for,
    sources,
    table,
    variables,
)
from simulation.catalogue.files import DATA
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


def test_input_output_tables_are_productive_and_nested():
    system = io_system("gyeongnam")
    for matrix in (system.national, system.province, system.imports):
        assert (matrix >= 0.0).all()
        assert (matrix.sum(axis=0) < 1.0).all()
    total = system.national.sum(axis=0) + system.imports.sum(axis=0) + system.value_added_ratio(2020)
    # Taxes less subsidies on products are what is left of a column.
    assert np.allclose(total, 1.0, atol=0.06)
    assert (system.province.sum(axis=0) <= system.national.sum(axis=0)).all()


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
    assert len(labels()) > 250


def test_prices_cover_the_record():
    rows = table("producer_prices")
    assert set(rows["quarter"]) == set(complex_data("changwon").quarters)
    assert ((rows["low"] <= rows["index"]) & (rows["index"] <= rows["high"])).all()
