"""The effect by area adds up, is the effect by channel read another way, and the index is its share of the product."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from simulation.catalogue import complex_data, complexes
from simulation.catalogue.regional import regional_product
from simulation.outcomes.areas import BY_AREA, NAMES, area_table
from simulation.report.page.area_tables import area_table as shown_by_area
from simulation.report.page.area_tables import reference_table
from simulation.report.page.shells import Table
from simulation.units import Month

YEAR = [Month.parse(f"2020-{month:02d}") for month in range(1, 13)]


def runs(*amounts: float) -> list[dict[str, np.ndarray]]:
    """Runs of a year and a month in which every area makes so much, twice so much and so on, each month."""
    by_area = np.array([1.0, 2.0, 3.0, 4.0])
    return [
        {BY_AREA + measure: amount * np.tile(by_area, (13, 1)) for measure in
         ("production", "value_added", "jobs_employees", "imports")}
        for amount in amounts
    ]  # fmt: skip


def test_areas_add_over_whole_years_and_to_their_sums() -> None:
    found = area_table(runs(1.0, 3.0), [*YEAR, Month.parse("2021-01")]).set_index(["measure", "area"])
    mean = found["mean"]["production"]
    # Mean of 1 and 3 over the twelve months of the only whole year: 24, 48, 72 and 96.
    assert mean[list(NAMES)].tolist() == [24.0, 48.0, 72.0, 96.0]
    assert mean["province"] == 24.0 + 48.0 + 96.0
    assert mean["nation"] == 240.0
    # Of 120 and 360 the tenth and the nine tenths lie at 144 and 336.
    assert found.loc[("production", "nation"), ["q10", "q90"]].tolist() == pytest.approx([144.0, 336.0])
    assert area_table(runs(1.0), YEAR[:11]).empty


@dataclass
class Told:
    """What the tables by area read of a result."""

    tables: dict[str, pd.DataFrame]
    province: str = "gyeonggi"

    baseline: str = "base"
    conventional: Any = None

    @property
    def manifest(self) -> dict[str, int]:
        """Runs that were decomposed."""
        return {"impact_runs": 1}

    @property
    def setting(self) -> Any:
        """Place, outlook and scale."""
        place = SimpleNamespace(province=self.province)
        return SimpleNamespace(complex=place, outlook="announced", with_scale=lambda text, _: text)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_index_is_value_added_in_the_province_over_its_product(language: str) -> None:
    product = regional_product("gyeonggi")
    assert product is not None
    # So much a month that the value added of the own province is one in a thousand of its product: 0.1 percent.
    monthly = product.value * 1e4 / 1000.0 / (12 * 7.0)
    told = Told({"impact_areas": area_table(runs(monthly), [*YEAR, Month.parse("2021-01")])})
    told.conventional = pd.DataFrame({"method": ["spending_province"], "value_added": [product.value * 1e4 * 0.02]})
    table = reference_table(told, language)
    assert isinstance(table, Table)
    band = {"ko": "0.1000 [0.1000~0.1000]", "en": "0.1000 [0.1000 to 0.1000]"}[language]
    assert [row[1] for row in table.rows] == ["2.0000", band, "0.3210", "0.1760"]
    assert [row[2] for row in table.rows][2:] == ["5,002", "4,880"]
    assert str(product.year) in " ".join(table.remarks)
    told.province = "nowhere"
    unknown = reference_table(told, language)
    assert isinstance(unknown, Table)
    assert [row[1] for row in unknown.rows] == ["…", "…", "0.3210", "0.1760"]
    assert "2023" in " ".join(unknown.remarks)


def test_imports_stand_abroad_and_in_no_sum() -> None:
    table = shown_by_area(Told({"impact_areas": area_table(runs(1.0), [*YEAR, Month.parse("2021-01")])}), "ko")
    assert isinstance(table, Table)
    cells = [[cell.split(" ")[0] for cell in row[1:]] for row in table.rows]
    assert cells[0] == ["12", "48", "24", "84", "36", "120", "120"]
    assert [row[-1] for row in cells[1:]] == ["-"] * (len(cells) - 1)


def test_the_product_of_every_shipped_province_is_older_than_the_hold_out() -> None:
    for key in complexes():
        product = regional_product(complex_data(key).province)
        assert product is not None
        assert product.low < product.value < product.high
        assert product.year <= 2023
