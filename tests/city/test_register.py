"""People in reach are residents: moves reach the labour market, and where workers live decides what the city earns."""

from __future__ import annotations

import numpy as np
import pytest

import simulation as sim
from simulation.catalogue import zones
from simulation.equations import careers
from simulation.model import Complex
from simulation.model.parts.labour_market import commuters
from simulation.model.parts.settlement import count_in_reach
from simulation.model.phases.checks import people_residuals
from simulation.switches import Switches
from tests.city.test_city import Pulls

CENTRE = {"city.turnover_level": 1.0, "people.leaving_with_job": 0.4}


def _world(months: int = 12, draw=None, switches: Switches | None = None) -> Complex:
    scenario = sim.load("changwon/baseline").model_copy(update={"scale": 0.3})
    scenario = scenario.model_copy(update={"end": str(sim.Month.parse(scenario.start) + months)})
    return Complex(scenario, seed=1, draw={**CENTRE, **(draw or {})}, switches=switches)


def _run(months: int = 12, draw=None, switches: Switches | None = None, **levers) -> Complex:
    model = _world(months, draw, switches)
    if levers:
        model.world.programmes = Pulls(model.programmes, levers)
    model.run()
    return model


@pytest.fixture(scope="module")
def plain() -> Complex:
    return _run()


def test_the_register_is_part_of_the_residents_in_every_cell(plain):
    """Identity 7: counted from the rows themselves, by district, age group and sex."""
    home = plain.settlement
    nationals, foreigners = np.zeros_like(home.register), np.zeros_like(home.register)
    count_in_reach(plain.people, plain.step_index, nationals=nationals, foreigners=foreigners)
    np.testing.assert_array_equal(nationals, home.register)
    np.testing.assert_array_equal(foreigners, home.foreign_register)
    assert (home.persons >= home.register).all()
    assert (home.foreigners >= home.foreign_register).all()
    for name in ("residents_conserve", "foreigners_conserve", "people_in_reach_are_residents"):
        assert plain.residuals[name] == 0.0, name


@pytest.mark.parametrize(
    ("column", "broken"),
    [
        ("others", {"residents_conserve"}),
        ("register", {"residents_conserve", "people_in_reach_are_residents"}),
        ("foreign_others", {"foreigners_conserve"}),
    ],
)
def test_the_check_of_the_residents_can_fail(column, broken):
    model = _world(months=1)
    model.step()
    getattr(model.settlement, column)[0, 5, 0] += 1
    found = people_residuals(model.world, model.settlement)
    assert {name for name, size in found.items() if size > 0.0} == broken


def test_jobs_are_residents_and_commuters(plain):
    people, employed = plain.people, plain.people.employer >= 0
    city = plain.places.in_city[people.residence]
    assert (employed & ~city).sum() == commuters(plain.people, plain.places)
    # The month's own number was taken when the month's work began.
    assert plain.market.in_commuters == pytest.approx(commuters(plain.people, plain.places), rel=0.02)
    assert employed.sum() == plain.firms.employees.sum()
    assert (people.home[people.status != careers.OUT] < plain.places.housing).all()


def test_all_together_leave_as_published(plain):
    """People with a job leave less often, the others so much more that the city's out-rate is what it was."""
    calm = _run(draw={"people.leaving_with_job": 0.2})
    restless = _run(draw={"people.leaving_with_job": 0.7})
    out = [model.recorder.city["out_migration"].sum() for model in (calm, plain, restless)]
    assert max(out) / min(out) - 1.0 < 0.02


def test_a_better_city_brings_more_people_in_reach(plain):
    """Amenity -> moves -> people who can be hired: the link from the city to the labour market."""
    better = _run(amenity=np.full(len(zones("changwon")), 0.15))
    there = [int((model.people.status != careers.OUT).sum()) for model in (plain, better)]
    assert there[1] > there[0]
    vacancies = [model.recorder.arrays()["vacancies"].sum() for model in (plain, better)]
    assert vacancies[1] < vacancies[0]


def test_people_move_where_it_became_better_and_nowhere_else(plain):
    zone = list(zones("changwon").index).index("jinhae_gu")
    amenity = np.zeros(len(zones("changwon")))
    amenity[zone] = 0.5
    better = _run(amenity=amenity)
    same = plain.people.identifier == better.people.identifier
    same &= (plain.people.status != careers.OUT) & (better.people.status != careers.OUT)
    moved = same & (plain.people.home != better.people.home)
    assert (better.people.home[moved] == zone).mean() > 0.95
    assert moved.sum() > 20


def test_workers_who_live_outside_spend_outside():
    """Moves -> consumption and tax: the city earns from workers who live in it."""
    here, gone = _world(months=2), _world(months=2)
    ring = list(zones("changwon").index).index("gimhae")
    for world in (here, gone):
        world.step()
    workers = np.flatnonzero((gone.people.employer >= 0) & gone.places.in_city[gone.people.residence])
    # Only where they sleep: the register of residents stays as it is.
    gone.people.residence[workers[: workers.size // 5]] = ring
    for world in (here, gone):
        world.step()
    for name in ("household_consumption", "local_tax"):
        assert gone.flows.outside_complex[name] < 0.97 * here.flows.outside_complex[name], name


def test_foreigners_are_counted_by_district_age_and_sex():
    model = _run(months=24)
    foreign = model.recorder.city["population_foreign"]
    assert foreign.shape[1] == model.settlement.districts
    yearly = (foreign[-1].sum() / foreign[0].sum()) ** (12 / 23) - 1.0
    assert yearly == pytest.approx(0.035, abs=0.03)
    assert model.settlement.foreigners[:, 5:8].sum() > 0.4 * model.settlement.foreigners.sum()


def test_as_many_of_those_who_come_are_in_reach_in_a_world_of_any_size():
    """The share of those who come is one of two flows that both shrink with the world."""
    shares = []
    for scale in ("0.1", "0.4"):
        model = Complex(sim.load("changwon/baseline", {"scale": scale}), seed=1, draw={"city.turnover_level": 1.2})
        assert model.world.register is not None
        shares.append(model.world.register.coming)
    many = shares[1] > 0.03
    assert many.sum() >= 3
    np.testing.assert_allclose(shares[0][many], shares[1][many], rtol=0.1)


def test_without_migration_nobody_dies_or_leaves():
    still = _run(switches=Switches(migration=False))
    assert still.register is None
    assert len(set(still.recorder.city["population"].sum(axis=1))) == 1
    assert still.residual < 1e-9


def test_quits_make_up_what_deaths_and_departures_leave_of_separations():
    """More people who leave the city with their job mean fewer quits: separations keep the rate of the class."""
    settled, restless = (_world(draw={"people.leaving_with_job": ratio}).market for ratio in (0.2, 0.7))
    there = settled.base > 0.0
    assert there.any()
    assert (restless.base[there] < settled.base[there]).all()
