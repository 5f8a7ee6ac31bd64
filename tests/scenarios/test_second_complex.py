"""The second complex: its own list of industries and districts, its record, its programme."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import complex_data, io_system, labels, parameters_for, table
from simulation.start import start_state

DATA = complex_data("ansan")
CENTRE = {key: quantity.value for key, quantity in parameters_for("ansan").items()}


def test_industries_are_those_of_the_file_and_add_to_the_record():
    assert DATA.industries[0] == "machinery"
    assert "petrochemical" in DATA.industries
    assert "transport_equipment" not in DATA.industries
    levels, total = DATA.production_levels(DATA.quarters)
    assert np.allclose(levels.sum(axis=1), total)
    assert levels[0][0] == pytest.approx(0.218 * 93_915)
    assert all(f"industry.{name}" in labels() for name in DATA.industries)


def test_the_record_starts_after_the_change_of_method_and_ends_before_the_hold_out():
    assert DATA.quarters[0] == "2019Q1"
    assert DATA.quarters[-1] == "2023Q4"


def test_the_start_state_closes_on_the_record():
    firms = start_state(DATA, "2019Q1", CENTRE, 1).firms
    assert int(firms.operating.sum()) == 10_217
    assert int(firms.employees.sum()) == 154_348
    machinery = firms.operating & (firms.industry == 0)
    assert int(machinery.sum()) == pytest.approx(4_563, abs=5), "counted in 2019-03"
    assert (firms.employees[firms.operating] < 50).mean() == pytest.approx(0.95, abs=0.01)


def test_an_industry_likened_to_another_takes_its_parameters_as_an_assumption():
    own, general = parameters_for("ansan")["research.intensity.textile"], parameters_for("ansan")
    assert own.value == general["research.intensity.other"].value
    assert own.status == "assumed"
    rows = table("producer_prices").set_index(["quarter", "industry"])["index"]
    price = DATA.price_index("2021Q4", {}) * 100.0
    assert price[DATA.industries.index("petrochemical")] == pytest.approx(rows["2021Q4", "steel"])


def test_the_province_table_is_productive():
    system = io_system("gyeonggi")
    assert (system.province.sum(axis=0) < 1.0).all()


@pytest.mark.parametrize("name", ["ansan/baseline", "ansan/history", "ansan/smart_hub"])
def test_its_scenarios_run_and_their_accounts_close(name):
    model = sim.Complex(sim.load(name, {"scale": "0.05", "end": "2020-12"}), seed=2)
    model.run()
    assert model.residual < 1e-9
    cells = model.recorder.arrays()["employment"]
    assert cells.shape[1] == len(DATA.industries)
    assert cells[0].sum() == pytest.approx(0.05 * 154_348, rel=0.05)
