"""The city in a run: the record it must show, identity 7, levers of zones, jobs and moves, public purses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import simulation as sim
from simulation.accounts import Account, Flow
from simulation.catalogue import AGE_GROUPS, boundaries, complex_data, complex_table, residents, sources, zones
from simulation.catalogue.files import DATA
from simulation.model import Complex
from simulation.policy import Actions, Programmes
from simulation.switches import Switches

SCALE = 0.3
"""Of the worlds that are not held against the record."""


class Pulls:
    """The programmes of a world, and pulls on zone levers beside them."""

    def __init__(self, programmes: Programmes, levers: dict[str, np.ndarray]) -> None:
        self.programmes, self.levers = programmes, levers

    def act(self, view, month) -> Actions:
        done = self.programmes.act(view, month)
        return replace(done, levers={**done.levers, **self.levers})


@pytest.fixture(scope="module")
def history():
    """Two seeds of the recreated record."""
    return [_run(sim.load("changwon/history"), seed) for seed in (1, 2)]


@pytest.fixture(scope="module")
def scenario():
    """Eighteen months without programmes."""
    world = sim.load("changwon/baseline")
    return world.model_copy(update={"end": "2020-06", "scale": SCALE})


@pytest.fixture(scope="module")
def baseline(scenario):
    return _run(scenario, 1)


def _run(scenario, seed: int, switches: Switches | None = None, draw=None, **levers) -> Complex:
    model = Complex(scenario, seed=seed, switches=switches, draw=draw)
    if levers:
        model.world.programmes = Pulls(model.programmes, levers)
    model.run()
    return model


def _pull(zone: str, amount: float, neutral: float) -> np.ndarray:
    keys = list(zones("changwon").index)
    column = np.full(len(keys), neutral)
    column[keys.index(zone)] = amount
    return column


def _at(model: Complex, name: str, month: str) -> float:
    return float(np.sum(model.recorder.city[name][sim.Month.parse(month) - model.start_month - 1]))


def _year(model: Complex, name: str, year: int) -> float:
    first = sim.Month.parse(f"{year}-01") - model.start_month - 1
    return float(model.recorder.city[name][first : first + 12].sum())


def test_the_city_shrinks_as_the_register_says(history):
    record = complex_table("changwon", "residents_record").set_index(["month", "district"])["persons"]
    for model in history:
        for month in ("2021-06", "2022-12"):
            assert _at(model, "population", month) == pytest.approx(record[month, "city"].item(), rel=0.01), month
        yearly = (_at(model, "population", "2023-12") / _at(model, "population", "2018-12")) ** 0.2 - 1.0
        assert -0.009 <= yearly <= -0.0065
        assert _at(model, "population_youth", "2023-12") == pytest.approx(246_000, rel=0.05)


def test_natural_change_turns_negative_and_most_of_the_loss_is_migration(history):
    for model in history:
        assert 5_500 < _year(model, "births", 2019) < 7_500
        assert 5_000 < _year(model, "deaths", 2019) < 7_000
        assert _year(model, "natural_change", 2023) < 0.0 < _year(model, "natural_change", 2019) + 500.0
        assert -9_000 < _year(model, "net_migration", 2020) < -5_000
        # 2023 is a test: in 53,583, out 59,351.
        assert _year(model, "in_migration", 2023) == pytest.approx(53_583, rel=0.08)
        assert _year(model, "out_migration", 2023) == pytest.approx(59_351, rel=0.08)


def test_start_and_record_agree_where_they_meet():
    districts = tuple(district.key for district in complex_data("changwon").districts)
    found = residents("changwon", districts, start=sim.Month.parse("2021-09"))
    assert str(found.date) == "2021-07"
    assert found.persons.sum() == 1_034_635
    assert found.persons.shape == (5, len(AGE_GROUPS), 2)
    early = residents("changwon", districts, start=sim.Month.parse("2017-03"))
    assert str(early.date) == "2018-03"
    assert str(early.rates_from) == "2018-12"


def test_zones_stand_in_the_order_of_the_complex_file_with_the_complex_last():
    table = zones("changwon")
    districts = [district.key for district in complex_data("changwon").districts]
    assert list(table.index[:5]) == districts
    assert table.index[-1] == "complex_housing"
    assert table["worker_share"].sum() == pytest.approx(1.0)
    assert table.loc[districts, "housing_stock"].sum() == 343_978
    assert table["building_share"].sum() == pytest.approx(1.0)
    for column in ("housing_stock", "vacancy_rate", "rent", "amenity", "commute_minutes", "worker_share"):
        assert (table[f"{column}_low"] <= table[column]).all(), column
        assert (table[column] <= table[f"{column}_high"]).all(), column


def test_boundaries_are_small_and_name_their_office():
    shapes = boundaries("changwon")
    assert {f["properties"]["key"] for f in shapes["features"]} == {d.key for d in complex_data("changwon").districts}
    assert sources()["ngii_boundaries"].office.ko.split()[-1] in shapes["attribution"]["ko"]
    assert (DATA / "complexes" / "changwon" / "boundaries.geojson").stat().st_size < 60_000


def test_people_are_conserved_exactly_and_homes_hold_them(history, baseline):
    names = ("residents_conserve", "homes_hold_their_households", "residents_not_negative", "moves_within_the_city")
    for model in (*history, baseline):
        for name in names:
            assert model.residuals[name] == 0.0, name
        assert model.residual < 1e-9
        series = model.recorder.city
        change = np.diff(series["population"].sum(axis=1))
        np.testing.assert_array_equal(change, (series["natural_change"] + series["net_migration"])[1:])
        np.testing.assert_array_equal(series["population_by_age"].sum(axis=1), series["population"].sum(axis=1))


def test_views_show_the_residents(baseline):
    city = next(agent for agent in baseline.agents if type(agent).__name__ == "City")
    districts = [agent for agent in baseline.agents if type(agent).__name__ == "District"]
    assert city.residents == sum(district.residents for district in districts) == baseline.settlement.persons.sum()


def test_a_reduced_world_has_that_part_of_the_city(scenario):
    small = _run(scenario.model_copy(update={"scale": 0.2, "end": "2019-06"}), 1)
    assert small.settlement.persons.sum() == pytest.approx(0.2 * 1_050_000, rel=0.01)
    assert small.recorder.city["housing_vacancy"][-1].mean() == pytest.approx(8.0, abs=1.5)


def test_neutral_pulls_are_the_baseline_bit_for_bit(scenario, baseline):
    keys = len(zones("changwon"))
    neutral = _run(
        scenario,
        1,
        housing_units=np.zeros(keys),
        rent=np.ones(keys),
        amenity=np.zeros(keys),
        commuting_cost=np.ones(keys),
    )
    for name, values in baseline.recorder.city.items():
        np.testing.assert_array_equal(values, neutral.recorder.city[name], err_msg=name)


def test_more_homes_near_work_never_raise_rents_or_commuting(scenario, baseline):
    """T21, with a district in which the complex stands."""
    more = _run(scenario, 1, housing_units=_pull("seongsan_gu", SCALE * 6_000.0, 0.0))
    here = [district.key for district in complex_data("changwon").districts].index("seongsan_gu")
    rents, before = more.recorder.city["rent"], baseline.recorder.city["rent"]
    assert (rents[:, here] <= before[:, here]).all()
    assert rents[-1, here] < before[-1, here]
    assert (more.recorder.city["commuting_time"] <= baseline.recorder.city["commuting_time"]).all()
    assert more.recorder.city["population"][-1, here] > baseline.recorder.city["population"][-1, here]
    assert more.residual < 1e-9


@pytest.mark.parametrize(
    ("lever", "pull"),
    [("amenity", np.full(10, 0.05)), ("rent", np.full(10, 0.8)), ("commuting_cost", np.full(10, 0.7))],
)
def test_a_better_city_keeps_more_people_in_every_month(scenario, baseline, lever, pull):
    better = _run(scenario, 1, **{lever: pull})
    gained = better.recorder.city["population"].sum(axis=1) - baseline.recorder.city["population"].sum(axis=1)
    assert (np.diff(gained) >= -5.0 * SCALE).all()
    assert gained[-1] > 200.0 * SCALE
    assert better.recorder.city["real_wage_effect"][-1] > baseline.recorder.city["real_wage_effect"][-1]
    first = {name: better.recorder.city[name][0] - baseline.recorder.city[name][0] for name in baseline.recorder.city}
    assert first["out_migration"] <= 0.0 <= first["in_migration"]


def test_a_lever_on_one_district_draws_people_there(scenario, baseline):
    better = _run(scenario, 1, amenity=_pull("jinhae_gu", 0.2, 0.0))
    gained = (better.recorder.city["population"] - baseline.recorder.city["population"])[-1]
    assert gained[-1] == gained.max() > 0.0
    assert gained[0] < 0.0


def test_fewer_jobs_more_people_leave(scenario, baseline):
    """jobs -> moves, with the rest as it was: the city starts from more jobs than it has now."""
    model = Complex(scenario, seed=1)
    model.settlement.jobs *= 1.2
    model.run()
    gone = model.recorder.city["out_migration"] - baseline.recorder.city["out_migration"]
    assert gone[0] > 0.0
    assert gone.sum() > 0.0
    assert model.recorder.city["in_migration"].sum() < baseline.recorder.city["in_migration"].sum()
    deaf = {"city.chance_elasticity": 0.0}
    quiet, plain = Complex(scenario, seed=1, draw=deaf), _run(scenario, 1, draw=deaf)
    quiet.settlement.jobs *= 1.2
    quiet.run()
    np.testing.assert_array_equal(quiet.recorder.city["population"], plain.recorder.city["population"])


@pytest.fixture(scope="module")
def low(scenario):
    """One quarter at the taxes of today."""
    return _run(scenario.model_copy(update={"end": "2019-03"}), 1)


@pytest.mark.parametrize(
    ("parameter", "series"),
    [
        ("city.property_tax", "city_tax"),
        ("city.vehicle_tax", "city_tax"),
        ("city.resident_tax", "city_tax"),
        ("city.corporate_local_share", "city_tax"),
        ("households.local_tax_rate", "city_tax"),
        ("city.corporate_tax", "state_tax"),
        ("city.acquisition_tax", "province_tax"),
    ],
)
def test_a_higher_tax_brings_more_at_the_same_base(low, parameter, series):
    """T28: the base is the same world, so nothing else moves."""
    high = _run(low.asked, 1, draw={parameter: 1.1 * low.value[parameter]})
    assert (high.recorder.city[series] > low.recorder.city[series]).all()
    np.testing.assert_array_equal(low.recorder.arrays()["production"], high.recorder.arrays()["production"])
    np.testing.assert_array_equal(low.recorder.city["population"], high.recorder.city["population"])


def test_purses_are_read_from_the_ledger_and_add_up():
    scenario = sim.load("changwon/smart_complex").model_copy(update={"end": "2020-12"})
    model = _run(scenario, 1)
    city, ledger = model.recorder.city, model.ledger
    purses = sum(city[f"programme_spending_{name}"] for name in ("state", "province", "city", "private"))
    np.testing.assert_allclose(purses, city["programme_spending"], atol=1e-9)
    assert city["programme_spending_city"].sum() > 0.0
    taken = ledger.received[[Flow.LOCAL_TAX, Flow.PROPERTY_TAX, Flow.VEHICLE_TAX, Flow.RESIDENT_TAX], Account.CITY]
    assert city["city_tax"][-1] == pytest.approx(taken.sum() / 100.0)
    # City taxes of 2022 were budgeted at 818 billion won; the model leaves out most firms outside the complex.
    assert 4_500 < city["city_tax"][-12:].sum() < 8_200
