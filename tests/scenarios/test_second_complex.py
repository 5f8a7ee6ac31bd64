"""The second complex: its own list of industries and districts, its record, its programme."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import SECTORS, central_values, complex_data, io_system, labels, parameters_for, table
from simulation.experiments.pair import draw_for, seed_of
from simulation.scenario.assumed import assumptions_of
from simulation.start import start_state

DATA = complex_data("ansan")
CENTRE = central_values("ansan")


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
    firms = start_state(DATA, "2019Q1", draw=CENTRE, seed=1).firms
    assert int(firms.operating.sum()) == 10_217
    assert int(firms.employees.sum()) == 154_348
    machinery = firms.operating & (firms.industry == 0)
    assert int(machinery.sum()) == pytest.approx(4_563, abs=5), "counted in 2019-03"
    assert (firms.employees[firms.operating] < 50).mean() == pytest.approx(0.95, abs=0.01)


def test_an_industry_likened_to_another_takes_its_parameters_as_an_assumption():
    own, general = parameters_for("ansan")["research.intensity.textile"], parameters_for("ansan")
    assert own.value == general["research.intensity.other"].value
    assert own.status == "assumed"


def test_an_industry_follows_the_prices_its_file_names():
    rows = table("producer_prices").set_index(["quarter", "industry"])["index"]
    price = dict(zip(DATA.industries, DATA.price_index("2021Q4", {}) * 100.0, strict=True))
    assert price["petrochemical"] == pytest.approx(rows["2021Q4", "chemicals"])
    assert price["steel"] == pytest.approx(rows["2021Q4", "steel"])
    assert price["textile"] == pytest.approx(rows["2021Q4", "other"])


# Official production in the province per unit of its product, 2020 (Bank of Korea), where one of its 83 sectors is one
# of the 18; aggregation with national weights leaves up to 0.012.
OFFICIAL = {
    "gyeonggi": {
        "FMET": 1.448801, "GMACH": 1.468027, "SMACH": 1.407029, "ELEC": 1.419068,
        "AUTO": 1.457202, "SHIP": 1.443503, "OTRN": 1.306678,
    },
    "gyeongnam": {
        "FMET": 1.361852, "GMACH": 1.355301, "SMACH": 1.389004, "ELEC": 1.291195,
        "AUTO": 1.363305, "SHIP": 1.445351, "OTRN": 1.263595,
    },
}  # fmt: skip


@pytest.mark.parametrize("province", OFFICIAL)
def test_the_province_table_has_the_official_multipliers(province):
    system = io_system(province)
    assert (system.province.sum(axis=0) < 1.0).all()
    multiplier = np.linalg.inv(np.eye(len(SECTORS)) - system.province).sum(axis=0)
    for sector, official in OFFICIAL[province].items():
        assert -0.012 <= multiplier[SECTORS.index(sector)] - official <= 0.0, sector


def test_shares_of_industries_are_drawn_and_still_add_to_the_record():
    low, high = {}, {}
    for key, quantity in parameters_for("ansan").items():
        if key.startswith("start.industry_share."):
            assert quantity.status == "assumed"
            low[key], high[key] = quantity.low, quantity.high
    assert len(low) == 9
    for draw in ({}, low, high, {**CENTRE, **low, "start.industry_share.employment.machinery": 0.46}):
        drawn = DATA.drawn(draw)
        levels = drawn.industry_levels("employment", DATA.quarters)
        assert np.allclose(levels.sum(axis=1), DATA.record_total["employment"])
        assert (levels > 0.0).all()
    # 0.46 of 0.46 + 0.23 + 0.09 + 0.025 + 0.03 + 0.07 = 0.905
    assert levels[0][0] == pytest.approx(154_348 * 0.46 / 0.905, abs=1)
    assert DATA.drawn(low) is DATA.drawn(dict(low)), "one object a draw"
    assert complex_data("changwon").drawn(low) is complex_data("changwon")


def test_a_result_says_that_nothing_was_learned_from_this_record():
    said = " ".join(text.en for text in assumptions_of(sim.load("ansan/baseline")))
    assert "No parameters were learned" in said
    assert "no record by industry" in said
    assert "input-output" not in said
    assert [text.en[:13] for text in assumptions_of(sim.load("changwon/baseline"))] == ["Of 6 values o"]
    assert "No parameters" not in " ".join(
        text.en for text in assumptions_of(sim.load("ansan/baseline", {"parameter_layer": "prior"}))
    )


def test_a_leased_unit_is_let_to_the_industries_of_the_estate():
    """Named industries are 87.6 % of the firms; of those who ask for units 0.95 x 0.92 are."""
    model = sim.Complex(sim.load("ansan/baseline", {"scale": "0.1", "end": "2019-12"}), seed=2)
    units = model.world.demography.weight[1]
    assert units[:-1].sum() == pytest.approx(0.874)
    assert units[0] == pytest.approx(0.874 * 4_567 / (4_567 + 3_014 + 776 + 235 + 358), rel=0.01)


def test_firms_split_up_over_the_record():
    """More firms of fewer workers, in the middle of four small runs; ``tests/statistics`` holds them to the counts."""
    scenario = sim.load("ansan/history", {"scale": "0.05"})
    firms, workers = [], []
    for run in range(4):
        model = sim.Complex(scenario, seed=seed_of(scenario, run), draw=draw_for(scenario, run))
        model.run()
        arrays = model.recorder.arrays()
        firms.append(arrays["tenants"][-1].sum() / 0.05)
        workers.append(arrays["employment"][-1].sum() / arrays["tenants"][-1].sum())
    assert np.median(firms) > 1.05 * 10_217
    assert np.median(workers) < 0.95 * 154_348 / 10_217


@pytest.mark.parametrize("name", ["ansan/baseline", "ansan/history", "ansan/smart_hub"])
def test_its_scenarios_run_and_their_accounts_close(name):
    model = sim.Complex(sim.load(name, {"scale": "0.05", "end": "2020-12"}), seed=2)
    model.run()
    assert model.residual < 1e-9
    cells = model.recorder.arrays()["employment"]
    assert cells.shape[1] == len(DATA.industries)
    assert cells[0].sum() == pytest.approx(0.05 * 154_348, rel=0.05)
